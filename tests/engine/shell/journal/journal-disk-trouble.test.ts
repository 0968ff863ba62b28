import test from 'ava';
import type { Journal } from '../../../../engine/shell/journal/journal.ts';
import { JournalDiskError, JournalOverflowError } from '../../../../engine/shell/journal/journal-errors.ts';
import { entries, failingDisk, range, segmentsIn, sequencesOf, withFolder, withJournalIn } from './journal-folder.ts';

const quick = { syncDelayMs: 1, retryMs: 2 };
const forever = new AbortController().signal;

async function becomesDurable(journal: Journal, sequence: number): Promise<void> {
  while (journal.durableSequence < sequence) await new Promise((resolve) => setImmediate(resolve));
}

test('[R9.2] a full disk: one alarm, appends go on in memory, and are written when it takes them again', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    await withJournalIn(folder, { ...quick, disk }, async (journal, errors) => {
      journal.append(entries(1, 10));
      await becomesDurable(journal, 10);
      t.is(journal.heldBytes, 0);
      disk.refuses.write = true;
      const before = disk.writes;
      for (const one of range(11, 60)) t.is(journal.append(entries(one, one)), one);
      t.is(disk.writes, before + 1, 'a dying disk is not asked on the time of the callers');
      t.true(journal.troubled);
      t.is(journal.shippableSequence, 60, 'the database may have them meanwhile');
      t.deepEqual(await sequencesOf(journal), range(1, 60), 'they can be read meanwhile');
      t.deepEqual(await sequencesOf(journal, 35), range(35, 60));
      while (disk.writes < before + 4) await new Promise((resolve) => setImmediate(resolve));
      t.is(errors.length, 1);
      t.true(errors[0] instanceof JournalDiskError);
      t.regex(errors[0]!.message, /ENOSPC/);
      disk.refuses.write = false;
      await becomesDurable(journal, 60);
      t.false(journal.troubled);
      t.is(journal.heldBytes, 0);
      journal.append(entries(61, 62));
    });
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.deepEqual(await sequencesOf(journal), range(1, 62));
      t.deepEqual(errors, []);
    });
  });
});

test('[R9.2] a sync that failed is not believed later: everything unsynced is written anew', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    await withJournalIn(folder, { ...quick, disk, segmentBytes: 600 }, async (journal, errors) => {
      disk.refuses.sync = true;
      for (const one of range(1, 9)) journal.append(entries(one, one));
      const before = disk.writes;
      while (!journal.troubled) await new Promise((resolve) => setImmediate(resolve));
      t.is(journal.durableSequence, 0);
      journal.append(entries(10, 10));
      t.deepEqual(await sequencesOf(journal), range(1, 10));
      disk.refuses.sync = false;
      await becomesDurable(journal, 10);
      t.true(disk.writes >= before + segmentsIn(folder).length);
      t.false(journal.troubled);
      t.is(errors.length, 1);
      t.regex(errors[0]!.message, /EIO/);
    });
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.deepEqual(await sequencesOf(journal), range(1, 10));
      t.deepEqual(errors, []);
    });
  });
});

test('[R9.2] a sync that hangs is trouble too, and appends do not wait for it', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    await withJournalIn(folder, { ...quick, disk, slowSyncMs: 5 }, async (journal, errors) => {
      let release = () => {};
      disk.hold = new Promise((resolve) => {
        release = resolve;
      });
      journal.append(entries(1, 1));
      await journal.waitForShippable(0, forever);
      t.true(journal.troubled);
      t.is(journal.durableSequence, 0);
      journal.append(entries(2, 5));
      t.deepEqual(await sequencesOf(journal), range(1, 5));
      disk.hold = null;
      release();
      await becomesDurable(journal, 5);
      t.false(journal.troubled);
      t.is(errors.length, 1);
      t.regex(errors[0]!.message, /not synced within 5 ms/);
    });
  });
});

test('[R9.2] memory has a limit: an append beyond it is refused whole, and the journal goes on when it can', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    await withJournalIn(folder, { ...quick, disk, memoryLimitBytes: 10_000 }, async (journal) => {
      disk.refuses.write = true;
      let last = 0;
      const error = t.throws(() => {
        for (;;) last = journal.append(entries(last + 1, last + 3));
      });
      t.true(error instanceof JournalOverflowError);
      t.true(journal.heldBytes <= 10_000 && journal.heldBytes > 9_000);
      t.is(journal.lastSequence, last);
      disk.refuses.write = false;
      await becomesDurable(journal, last);
      t.is(journal.append(entries(last + 1, last + 1)), last + 1);
      t.deepEqual(await sequencesOf(journal), range(1, last + 1));
    });
  });
});

test('[R9.2] syncs are grouped: many appends, few syncs', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    await withJournalIn(folder, { disk, syncDelayMs: 10 }, async (journal) => {
      for (const one of range(1, 500)) journal.append(entries(one, one));
      t.is(disk.syncs, 0);
      await becomesDurable(journal, 500);
      t.is(disk.writes, 500);
      t.is(disk.syncs, 1);
    });
  });
});

test('[R9.2] closing writes and syncs what is left; what the disk refuses then is told of', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    const told = await withJournalIn(
      folder,
      { disk, syncDelayMs: 60_000, retryMs: 60_000 },
      async (journal, errors) => {
        disk.refuses.write = true;
        journal.append(entries(1, 2));
        return errors;
      },
    );
    t.deepEqual(
      told.map((error) =>
        error.message
          .replace(/\d+ bytes/, 'N bytes')
          .split(' ')
          .slice(4)
          .join(' '),
      ),
      ['cannot be written: ENOSPC: no space left on device', 'could not be written at the end: N bytes'],
    );
    disk.refuses.write = false;
    await withJournalIn(folder, { disk, syncDelayMs: 60_000 }, async (journal) => {
      const before = disk.syncs;
      journal.append(entries(journal.lastSequence + 1, 3));
      await journal.close();
      t.is(disk.syncs, before + 1);
      t.is(journal.durableSequence, 3);
    });
  });
});
