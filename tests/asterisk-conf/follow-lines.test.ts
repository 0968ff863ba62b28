import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { LineFollower } from '../../asterisk-conf/guard/follow-lines.ts';

const following = async (
  before: string | null,
  work: (file: string, follower: LineFollower, lines: readonly string[]) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-follow-'));
  const file = join(folder, 'security.log');
  const lines: string[] = [];
  try {
    if (before !== null) await writeFile(file, before);
    const follower = await LineFollower.open(file, (line) => lines.push(line));
    await work(file, follower, lines);
    await follower.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

test('[R9.4] only what is new is read, and only whole lines', (t) =>
  following('old\n', async (file, follower, lines) => {
    await appendFile(file, 'one\ntw');
    await follower.grew();
    t.deepEqual(lines, ['one']);
    await appendFile(file, 'o\n');
    await follower.grew();
    t.deepEqual(lines, ['one', 'two']);
  }));

test('[R9.4] a log that was put aside is read to its end, and the new one from its beginning', (t) =>
  following('old\n', async (file, follower, lines) => {
    await appendFile(file, 'one\n');
    await rename(file, `${file}.0`);
    await follower.grew();
    await appendFile(`${file}.0`, 'two\n');
    await writeFile(file, 'three\n');
    await Promise.all([follower.grew(), follower.grew()]);
    t.deepEqual(lines, ['one', 'two', 'three']);
  }));

test('[R9.4] a log that is not there yet is read when it comes', (t) =>
  following(null, async (file, follower, lines) => {
    await follower.grew();
    await writeFile(file, 'one\n');
    await follower.grew();
    t.deepEqual(lines, ['one']);
  }));

test('[R9.4] a line without an end does not fill the memory, and the lines after it are read', (t) =>
  following('', async (file, follower, lines) => {
    await appendFile(file, 'x'.repeat(300_000));
    await follower.grew();
    await appendFile(file, '\nnext\n');
    await follower.grew();
    t.is(lines.at(-1), 'next');
    t.true((lines[0]?.length ?? 0) < 100_000);
  }));
