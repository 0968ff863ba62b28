import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { completeWav, wavSeconds } from '../../../../engine/shell/recording/wav-file.ts';
import { decodeWav, encodeWav, tone } from '../../../../main/demonstration/sound.ts';

test('[R2.8] a recording whose writer was killed is as long as its sound', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-wav-'));
  try {
    const path = join(folder, 'killed.wav');
    t.is(wavSeconds(path), null);
    const whole = encodeWav(tone(440, 3));
    const killed = Buffer.from(whole);
    killed.writeUInt32LE(0, 4);
    killed.writeUInt32LE(0, 40);
    await writeFile(path, killed);
    t.is(wavSeconds(path), 3);
    await completeWav(path);
    t.deepEqual(await readFile(path), whole);
    t.is(decodeWav(await readFile(path)).length, 3 * 8_000);
    await completeWav(path);
    t.deepEqual(await readFile(path), whole, 'a complete one stays as it is');
    for (const other of ['', 'RIFF and then nothing', 'x'.repeat(100)]) {
      await writeFile(path, other);
      await completeWav(path);
      t.is(await readFile(path, 'utf8'), other);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
