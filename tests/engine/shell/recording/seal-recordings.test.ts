import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import pino from 'pino';
import type { RecordingId } from '../../../../engine/core/ids.ts';
import { readOrCreateKey } from '../../../../engine/shell/recording/recording-key.ts';
import { RecordingSealer } from '../../../../engine/shell/recording/seal-recordings.ts';
import { openSealed } from '../../../../engine/shell/recording/sealed-file.ts';

/** A recording as Asterisk leaves it when it was killed: the header knows no length. */
function cutOffWav(seconds: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.write('WAVEfmt ', 8, 'latin1');
  header.write('data', 36, 'latin1');
  return Buffer.concat([header, Buffer.alloc(seconds * 16_000, 1)]);
}

test('[R2.8] [R9.2] what was given up lies in the spool over a start until it is adopted, and is then sealed whole', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-sealer-'));
  try {
    const [spool, sealedFolder] = [join(folder, 'spool'), join(folder, 'recordings')];
    await mkdir(spool);
    const [givenUp, leftOver] = ['a-r1', 'b-r1'] as RecordingId[] as [RecordingId, RecordingId];
    await writeFile(join(spool, `${givenUp}.wav`), cutOffWav(3));
    await writeFile(join(spool, `${leftOver}.wav`), cutOffWav(2));
    const key = await readOrCreateKey(join(folder, 'key'));
    const start = () => new RecordingSealer(spool, sealedFolder, key, pino({ level: 'silent' }));

    const first = start();
    await first.sealLeftovers(new Set([givenUp]));
    await first.close();
    t.deepEqual(await readdir(spool), ['a-r1.wav'], 'the other is nobody’s any more and rests encrypted');
    t.deepEqual(await readdir(sealedFolder), ['b-r1.sealed']);
    t.is(first.secondsInSpool(givenUp), 3);

    const second = start();
    second.seal(givenUp);
    await second.close();
    t.is(second.secondsInSpool(givenUp), null);
    t.false(existsSync(join(spool, 'a-r1.wav')));
    const sealed = await openSealed(join(sealedFolder, 'a-r1.sealed'), key);
    const plain = Buffer.concat(await sealed.stream().toArray());
    await sealed.close();
    t.is(plain.length, 44 + 3 * 16_000);
    t.is(plain.readUInt32LE(40), 3 * 16_000, 'its header says how long it is');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
