import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { instant } from '../../../engine/core/ids.ts';
import { readUnseenCall, UnseenCalls } from '../../../engine/shell/unseen-calls.ts';
import { Heard } from './ari/heard.ts';

const name = 'unseen-1795319358.0.call';
const line = '1795319358|1795319360|1795319400|101|agent|041000001|015551234|sample|whole\n';
const now = instant(1_795_319_500_000);

test('[R9.2] what Asterisk wrote of a call that it kept alone is read, or is nothing', (t) => {
  t.like(readUnseenCall(name, line, now), {
    legId: '1795319358.0',
    callerNumber: '041000001',
    arrivedAt: 1_795_319_358_000,
    answeredAt: 1_795_319_360_000,
    endedAt: 1_795_319_400_000,
    phone: '101',
    endedBy: 'agent',
  });
  const alone = readUnseenCall(name, '1795319358||1795319400||caller||015551234|sample|whole\n', now);
  t.like(alone, { callerNumber: null, answeredAt: null, phone: null, endedBy: 'caller' });
  for (const text of ['', '\n', line.slice(0, 40), line.replace('1795319358', 'soon'), `${line.trimEnd()}|more`])
    t.is(readUnseenCall(name, text, now), null, text);
  t.is(readUnseenCall('recording.wav', line, now), null);
});

test('[R9.2] files that are there and files that come are told once and go', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-unseen-'));
  const heard = new Heard();
  const warned: unknown[] = [];
  const log = { info: () => undefined, warn: (fields: unknown) => void warned.push(fields), error: () => t.fail() };
  const unseen = new UnseenCalls(folder, heard.hear, () => now, log);
  try {
    await writeFile(join(folder, name), line);
    await writeFile(join(folder, 'unseen-2.0.call'), line.slice(0, 30));
    await unseen.start();
    t.is(heard.events.length, 1);
    t.false(existsSync(join(folder, name)));
    t.is(warned.length, 1, 'half a line is left where it is');
    await writeFile(join(folder, 'unseen-3.0.call'), line);
    await heard.next('UnseenCallEnded', ({ legId }) => legId === '3.0');
  } finally {
    await unseen.close();
    await unseen.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('[R9.2] an engine that leads no more leaves the files to the one that does, also one that it had begun with', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-unseen-'));
  const log = { info: () => undefined, warn: () => undefined, error: () => t.fail() };
  const [first, second] = ['unseen-1.0.call', 'unseen-2.0.call'];
  const told: string[] = [];
  let leads = true;
  const unseen = new UnseenCalls(
    folder,
    ({ legId }) => {
      // It is taken over from as it hands over the second.
      if (legId === '2.0') leads = false;
      else told.push(legId);
    },
    () => now,
    log,
    () => leads,
  );
  try {
    for (const each of [first, second, 'unseen-3.0.call']) await writeFile(join(folder, each), line);
    await unseen.start();
    t.deepEqual(told, ['1.0']);
    t.deepEqual((await readdir(folder)).sort(), [second, 'unseen-3.0.call']);
  } finally {
    await unseen.close();
    await rm(folder, { recursive: true, force: true });
  }
});
