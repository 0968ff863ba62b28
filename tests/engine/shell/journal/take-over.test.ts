import { readFileSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { readLockOwner } from '../../../../engine/shell/journal/folder-lock.ts';
import { openJournal } from '../../../../engine/shell/journal/journal.ts';
import { JournalLockedError, JournalTakenOverError } from '../../../../engine/shell/journal/journal-errors.ts';
import { entries, range, readAll, segmentsIn, sequencesOf, withFolder, withJournalIn } from './journal-folder.ts';

test('[R9.2] a journal is taken over from who hangs, who then writes and keeps nothing more', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (hung) => {
      hung.append(entries(1, 3));
      const owner = readLockOwner(folder) ?? undefined;
      t.throws(() => openJournal({ folder, onError: () => t.fail() }), { instanceOf: JournalLockedError });
      t.throws(
        () => openJournal({ folder, onError: () => t.fail(), lock: { takeOverFrom: { ...owner, epoch: 1 } as never } }),
        { instanceOf: JournalLockedError },
        'somebody else holds it by now',
      );
      t.true(hung.held);
      if (owner === undefined) return t.fail();
      await withJournalIn(folder, { lock: { takeOverFrom: owner } }, async (next) => {
        // A look at the lock is good for some milliseconds.
        while (hung.held) await setImmediate();
        t.true(next.held && next.epoch > hung.epoch);
        t.throws(() => hung.append(entries(4, 4)), { instanceOf: JournalTakenOverError });
        t.false(await hung.writeSnapshot(3, {}));
        t.is(await hung.prune(3, 3), 0);
        t.is(next.append(entries(4, 5)), 5);
        await hung.close();
        t.true(next.held, 'its end does not let go of what is no longer its own');
        t.deepEqual(await sequencesOf(next), range(1, 5));
      });
    });
  });
});

test('[R9.2] a record written in the instant of the take-over is no part of the journal', async (t) => {
  await withFolder(async (folder) => {
    let stray = '';
    await withJournalIn(folder, {}, async (hung) => {
      hung.append(entries(1, 3));
      await withFolder(async (elsewhere) => {
        await withJournalIn(elsewhere, {}, async (twin) => void twin.append(entries(1, 4, 'stray')));
        const lines = readFileSync(segmentsIn(elsewhere)[0] ?? '', 'utf8')
          .trimEnd()
          .split('\n');
        stray = `${lines.at(-1)}\n`;
      });
      const owner = readLockOwner(folder);
      if (owner === null) return t.fail();
      await withJournalIn(folder, { lock: { takeOverFrom: owner } }, async (next) => {
        next.append(entries(4, 5));
        const first = segmentsIn(folder)[0] ?? '';
        writeFileSync(first, readFileSync(first, 'utf8') + stray);
        t.deepEqual(await sequencesOf(next), range(1, 5));
      });
    });
    await withJournalIn(folder, {}, async (later) => {
      t.deepEqual(await sequencesOf(later), range(1, 5));
      t.notRegex(JSON.stringify(await readAll(later)), /stray/);
    });
    t.is(segmentsIn(folder).length, 2);
  });
});
