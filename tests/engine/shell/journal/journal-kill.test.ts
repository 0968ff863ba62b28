import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { openJournal } from '../../../../engine/shell/journal/journal.ts';
import { JournalLockedError } from '../../../../engine/shell/journal/journal-errors.ts';
import { range, sequencesOf, withFolder, withJournalIn } from './journal-folder.ts';

const journalModule = new URL('../../../../engine/shell/journal/journal.ts', import.meta.url).href;
const folderModule = new URL('./journal-folder.ts', import.meta.url).href;

/** Appends for ever and says after each append how far it is. */
const writer = `
  const { openJournal } = await import(${JSON.stringify(journalModule)});
  const { entries } = await import(${JSON.stringify(folderModule)});
  const journal = openJournal({ folder: process.argv[1], segmentBytes: 40_000, onError: (error) => { throw error; } });
  for (;;) {
    let acknowledged = '';
    for (let count = 0; count < 20; count += 1) {
      const last = journal.lastSequence;
      acknowledged += journal.append(entries(last + 1, last + 1 + (last % 4))) + '\\n';
    }
    await new Promise((resolve) => process.stdout.write(acknowledged, resolve));
  }`;

function startWriter(folder: string) {
  return spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', writer, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('../../../../', import.meta.url)),
  });
}

test('[R9.2] kill -9 in the middle of writing: every acknowledged record is there, and the lock is taken over', async (t) => {
  await withFolder(async (folder) => {
    let before = 0;
    for (const acknowledged of [50, 777, 3_000]) {
      const child = startWriter(folder);
      const exited = once(child, 'exit');
      let last = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        last = Number(line);
        if (last >= before + acknowledged && !child.killed) child.kill('SIGKILL');
      }
      const [, signal] = await exited;
      t.is(signal, 'SIGKILL');
      await withJournalIn(folder, {}, async (journal) => {
        t.true(journal.lastSequence >= last, `acknowledged ${last}, found ${journal.lastSequence}`);
        t.deepEqual(await sequencesOf(journal), range(1, journal.lastSequence));
        before = journal.lastSequence;
      });
    }
  });
});

test('[R9.2] two processes never write in one folder', async (t) => {
  await withFolder(async (folder) => {
    const child = startWriter(folder);
    const exited = once(child, 'exit');
    await once(createInterface({ input: child.stdout }), 'line');
    const error = t.throws(() => openJournal({ folder, onError: () => t.fail() }), { instanceOf: JournalLockedError });
    t.true(error.message.includes(`process ${child.pid}`));
    child.kill('SIGKILL');
    await exited;
    await withJournalIn(folder, {}, async (journal) => {
      t.throws(() => openJournal({ folder, onError: () => t.fail() }), { instanceOf: JournalLockedError });
      t.true(journal.lastSequence > 0);
    });
  });
});

for (const [name, content] of [
  ['of another process with our id', (own: string) => own.replace(/"startedAt":"\d+"/, '"startedAt":"1"')],
  ['of an earlier boot', (own: string) => own.replace(/"boot":"[^"]*"/, '"boot":"earlier"')],
  ['that says nothing', () => ''],
] as const) {
  test(`[R9.2] a lock ${name} is taken over`, async (t) => {
    await withFolder(async (folder) => {
      const own = await withJournalIn(folder, {}, async () => readFileSync(`${folder}/lock`, 'utf8'));
      writeFileSync(`${folder}/lock`, content(own));
      await withJournalIn(folder, {}, async () => {
        const { epoch, ...now } = JSON.parse(readFileSync(`${folder}/lock`, 'utf8'));
        t.like(JSON.parse(own), now);
        t.true(epoch > JSON.parse(own).epoch);
      });
    });
  });
}
