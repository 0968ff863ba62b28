import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import test from 'ava';
import type { Instant } from '../../../../engine/core/ids.ts';
import { fileSystem } from '../../../../engine/shell/journal/disk.ts';
import { openJournal } from '../../../../engine/shell/journal/journal.ts';
import { JournalLockedError } from '../../../../engine/shell/journal/journal-errors.ts';
import { JournalTrouble } from '../../../../engine/shell/journal/journal-trouble.ts';
import { Recorder } from '../../../../engine/shell/recorder.ts';
import { withSmallDisk } from '../../../small-disk.ts';
import { until } from '../../../until.ts';
import { entries, failingDisk, sizeOf, withFolder, withJournalIn } from './journal-folder.ts';

const mebibyte = 1_048_576;
const quick = { syncDelayMs: 1, retryMs: 2, roomEveryMs: 5, reserveBytes: 3 * mebibyte };

const reserveIn = (folder: string): string => join(folder, 'reserve');
const unfinishedIn = (folder: string): string => join(folder, 'reserve.unfinished');
const isWholeIn = async (folder: string): Promise<boolean> =>
  statSync(reserveIn(folder), { throwIfNoEntry: false })?.size === quick.reserveBytes;

test('[R9.2] a reserve that somebody takes away is made again, on a disk that was full too', async (t) => {
  await withSmallDisk(24, async (disk) => {
    const folder = join(disk.folder, 'journal');
    await withJournalIn(folder, quick, async (journal, errors) => {
      journal.keepRoom();
      await until('there is a reserve', () => isWholeIn(folder));
      rmSync(reserveIn(folder));
      await until('there is one again', () => isWholeIn(folder));
      disk.fill();
      while (!journal.disk.isFull) journal.append(entries(journal.lastSequence + 1, journal.lastSequence + 100));
      rmSync(reserveIn(folder));
      await until('it is known', async () => journal.disk.reserveBytes === 0);
      t.true(journal.disk.isFull);
      disk.clear();
      await until('the disk is well', async () => !journal.disk.isFull);
      t.is(journal.disk.reserveBytes, quick.reserveBytes);
      t.is(sizeOf(reserveIn(folder)), quick.reserveBytes);
      t.is(errors.length, 1, 'told once');
    });
  });
});

test('[R9.2] what hinders the reserve and is no want of room is told as what it is', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, quick, async (journal, errors) => {
      symlinkSync('reserve', reserveIn(folder));
      journal.keepRoom();
      await until('it is told', async () => errors.length > 0);
      t.regex(errors[0]!.message, /cannot be given its reserve: ELOOP/);
      t.false(journal.disk.isFull);
      rmSync(reserveIn(folder));
      await until('there is a reserve', () => isWholeIn(folder));
      t.is(errors.length, 1, 'told once');
    });
  });
});

test('[R9.2] a reserve that cannot be given up ends nobody, and an engine starts beside it', async (t) => {
  await withFolder(async (folder) => {
    let full = false;
    const disk = {
      ...fileSystem,
      async sync(descriptor: number) {
        if (full) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        await fileSystem.sync(descriptor);
      },
    };
    await withJournalIn(folder, { ...quick, disk, roomEveryMs: 60_000 }, async (journal, errors) => {
      journal.keepRoom();
      await until('there is a reserve', async () => journal.disk.reserveBytes === quick.reserveBytes);
      rmSync(reserveIn(folder));
      symlinkSync('reserve', reserveIn(folder));
      full = true;
      journal.append(entries(1, 10));
      await until('records wait in memory', async () => journal.troubled);
      t.deepEqual(
        errors.map(({ message }) => /cannot give up its reserve: ELOOP|cannot be synced: ENOSPC/.exec(message)?.[0]),
        ['cannot give up its reserve: ELOOP', 'cannot be synced: ENOSPC'],
      );
      full = false;
      await until('they are on the disk', async () => journal.durableSequence === 10);
    });
    await withJournalIn(folder, quick, async (journal, errors) => {
      t.is(journal.lastSequence, 10);
      t.regex(errors[0]!.message, /ELOOP/);
    });
  });
});

test('[R9.2] a reserve that was not finished takes nobody’s room: it goes when the journal closes, and before a start', async (t) => {
  await withFolder(async (folder) => {
    const long = { ...quick, reserveBytes: 32 * mebibyte };
    await withJournalIn(folder, long, async (journal) => {
      journal.keepRoom();
      await until('some of it is made', async () => existsSync(unfinishedIn(folder)));
    });
    t.false(existsSync(unfinishedIn(folder)));
    t.false(existsSync(reserveIn(folder)));
  });
  await withSmallDisk(8, async (disk) => {
    const folder = join(disk.folder, 'journal');
    await withJournalIn(folder, quick, async (journal) => void journal.append(entries(1, 10)));
    writeFileSync(unfinishedIn(folder), Buffer.alloc(mebibyte, 1));
    disk.fill();
    await withJournalIn(folder, quick, async (journal) => t.is(journal.lastSequence, 10));
    t.false(existsSync(unfinishedIn(folder)));
  });
});

test('[R9.2] the reserve is of bytes that no file system makes smaller, and is not made while the disk is in trouble', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    await withJournalIn(folder, { ...quick, disk }, async (journal) => {
      disk.refuses.write = true;
      journal.append(entries(1, 10));
      t.true(journal.troubled);
      journal.keepRoom();
      const before = disk.writes;
      await until('it is tried again and again', async () => disk.writes > before + 20);
      t.false(existsSync(unfinishedIn(folder)));
      t.false(existsSync(reserveIn(folder)));
      disk.refuses.write = false;
      await until('there is a reserve', () => isWholeIn(folder));
      t.true(deflateRawSync(readFileSync(reserveIn(folder))).length > quick.reserveBytes * 0.99);
    });
  });
});

test('[R9.2] whoever tries to open a journal that is held, on a full disk, takes nothing of its reserve', async (t) => {
  await withSmallDisk(8, async (disk) => {
    const folder = join(disk.folder, 'journal');
    await withJournalIn(folder, { ...quick, roomEveryMs: 60_000 }, async (journal) => {
      journal.keepRoom();
      await until('there is a reserve', () => isWholeIn(folder));
      disk.fill();
      for (let time = 0; time < 5; time += 1)
        t.throws(() => openJournal({ folder, ...quick, onError: ({ message }) => t.fail(message) }), {
          instanceOf: JournalLockedError,
        });
      t.is(sizeOf(reserveIn(folder)), quick.reserveBytes);
    });
  });
});

test('[R9.2] that records are lost is told no longer than it is so, with no call to end it', async (t) => {
  await withFolder(async (folder) => {
    const disk = failingDisk();
    await withJournalIn(folder, { ...quick, disk, memoryLimitBytes: 10_000 }, async (journal) => {
      const log = { fatal: () => undefined, error: () => undefined };
      const recorder = new Recorder(journal, log, () => undefined);
      const trouble = new JournalTrouble(journal, recorder, () => 0 as Instant);
      disk.refuses.write = true;
      while (!recorder.gives) recorder.append(entries(journal.lastSequence + 1, journal.lastSequence + 1));
      t.true(trouble.look());
      t.is(trouble.view?.kept, 'nowhere');
      disk.refuses.write = false;
      await until('the disk has what memory held', () => !journal.troubled);
      t.true(trouble.look());
      t.is(trouble.view, null);
    });
  });
});
