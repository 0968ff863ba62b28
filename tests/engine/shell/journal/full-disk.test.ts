import { statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { Journal } from '../../../../engine/shell/journal/journal.ts';
import { JournalOverflowError } from '../../../../engine/shell/journal/journal-errors.ts';
import { withSmallDisk } from '../../../small-disk.ts';
import { until } from '../../../until.ts';
import { entries, failingDisk, range, segmentsIn, sequencesOf, withFolder, withJournalIn } from './journal-folder.ts';

const mebibyte = 1_048_576;
const quick = { syncDelayMs: 1, retryMs: 2, roomEveryMs: 5, reserveBytes: 3 * mebibyte };

const blocksOf = (folder: string): number => statSync(join(folder, 'reserve')).blocks * 512;

function fillUp(journal: Journal, isEnough: () => boolean): void {
  while (!isEnough()) journal.append(entries(journal.lastSequence + 1, journal.lastSequence + 100));
}

test('[R9.2] a full disk takes records into its reserve, then an engine can start on it again and again, and the reserve is made again', async (t) => {
  await withSmallDisk(24, async (disk) => {
    const folder = join(disk.folder, 'journal');
    await withJournalIn(folder, quick, async (journal) => {
      journal.keepRoom();
      await until('there is a reserve', () => journal.disk.reserveBytes === quick.reserveBytes);
      t.is(blocksOf(folder), quick.reserveBytes, 'of real blocks');
      t.false(journal.disk.isFull);
    });
    let last = 0;
    await withJournalIn(folder, { ...quick, segmentBytes: 500_000 }, async (journal, errors) => {
      disk.fill();
      fillUp(journal, () => journal.disk.isFull);
      t.is(errors.length, 1);
      t.regex(errors[0]!.message, /has only its reserve, since its disk is full: ENOSPC/);
      fillUp(journal, () => journal.disk.reserveBytes === mebibyte);
      t.true(segmentsIn(folder).length > 2, 'new segments too');
      t.false(journal.troubled);
      await until('it is on the disk', () => journal.durableSequence === journal.lastSequence);
      t.is(errors.length, 1, 'told once');
      fillUp(journal, () => journal.troubled);
      t.is(journal.disk.reserveBytes, mebibyte, 'the rest is for starts');
      last = journal.lastSequence;
      disk.clear();
      await until('it is written', () => journal.durableSequence === last);
    });
    disk.fill();
    for (const _ of range(1, 20)) {
      await withJournalIn(folder, quick, async (journal) => {
        t.is(journal.lastSequence, last);
        t.true(journal.disk.isFull);
        disk.fill();
      });
    }
    await withJournalIn(folder, quick, async (journal) => {
      disk.clear();
      journal.keepRoom();
      await until('the reserve is whole', () => !journal.disk.isFull);
      t.is(blocksOf(folder), quick.reserveBytes);
      t.deepEqual((await sequencesOf(journal)).length, last);
    });
  });
});

test('[R9.2] where there is no room for a reserve it is told once, and none is taken', async (t) => {
  await withSmallDisk(4, async ({ folder }) => {
    await withJournalIn(folder, quick, async (journal, errors) => {
      journal.keepRoom();
      await until('it was looked', () => journal.disk.isFull);
      journal.append(entries(1, 10));
      await until('it is on the disk', () => journal.durableSequence === 10);
      t.is(journal.disk.reserveBytes, 0);
      t.is(errors.length, 1);
      t.regex(errors[0]!.message, /has only its reserve/);
    });
  });
});

test('[R9.2] memory counts as full by what is nowhere else, and only far beyond by what the database has', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    const limits = { ...quick, disk, memoryLimitBytes: 10_000, wholeMemoryLimitBytes: 30_000 };
    await withJournalIn(folder, limits, async (journal) => {
      disk.refuses.write = true;
      const untilRefused = (stores: boolean) =>
        t.throws(
          () => {
            for (;;) {
              const last = journal.append(entries(journal.lastSequence + 1, journal.lastSequence + 1));
              if (stores) journal.storedUpTo(last);
            }
          },
          { instanceOf: JournalOverflowError },
        );
      untilRefused(false);
      t.true(journal.atRiskBytes > 9_000 && journal.atRiskBytes <= 10_000);
      t.is(journal.heldBytes, journal.atRiskBytes);
      journal.storedUpTo(journal.lastSequence - 1);
      t.true(journal.atRiskBytes > 0 && journal.atRiskBytes < 1_000, 'the last one');
      journal.storedUpTo(journal.lastSequence);
      t.is(journal.atRiskBytes, 0);
      untilRefused(true);
      t.true(journal.heldBytes > 29_000 && journal.heldBytes <= 30_000);
      const last = journal.lastSequence;
      disk.refuses.write = false;
      await until('the disk has it all', () => journal.durableSequence === last);
      t.is(journal.heldBytes, 0);
      t.deepEqual(await sequencesOf(journal), range(1, last));
    });
  });
});
