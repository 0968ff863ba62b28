import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import type { Journal } from '../../../../engine/shell/journal/journal.ts';
import { SnapshotDamageError } from '../../../../engine/shell/journal/journal-errors.ts';
import {
  entries,
  entry,
  failingDisk,
  range,
  segmentsIn,
  sequencesOf,
  withFolder,
  withJournal,
  withJournalIn,
} from './journal-folder.ts';

const world = (number: number) => ({ number, calls: new Map([[`call-${number}`, { state: 'ringing' }]]) });
const snapshotsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('snapshot-'))
    .sort();
const snapshotFile = (folder: string, sequence: number) =>
  `${folder}/snapshot-${String(sequence).padStart(16, '0')}.json`;

async function appendAndKeep(journal: Journal, upTo: number): Promise<void> {
  journal.append(entries(journal.lastSequence + 1, upTo));
  await journal.writeSnapshot(upTo, world(upTo));
}

test('[R9.2] the latest snapshot comes back with its Maps, and two are kept', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.is(await journal.latestSnapshot(), null);
      for (const upTo of [3, 5, 9]) await appendAndKeep(journal, upTo);
      t.deepEqual(await journal.latestSnapshot(), { sequence: 9, world: world(9) });
      t.deepEqual(errors, []);
    });
    t.deepEqual(snapshotsIn(folder), [snapshotFile('', 5).slice(1), snapshotFile('', 9).slice(1)]);
    await withJournalIn(folder, {}, async (journal) => {
      t.deepEqual(await journal.latestSnapshot(), { sequence: 9, world: world(9) });
      t.deepEqual(await sequencesOf(journal, 10), []);
    });
  });
});

test('[R9.2] a snapshot cut or changed at any place gives way to the one before, and that is told', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => {
      for (const upTo of [3, 5]) await appendAndKeep(journal, upTo);
    });
    const file = snapshotFile(folder, 5);
    const sound = readFileSync(file);
    const unsound = [
      ...range(0, sound.length - 1).map((bytes) => sound.subarray(0, bytes)),
      ...range(0, sound.length - 1).map((place) => Buffer.from(sound).fill(sound[place]! ^ 1, place, place + 1)),
      Buffer.concat([sound, Buffer.from(' ')]),
    ];
    await withJournalIn(folder, {}, async (journal, errors) => {
      for (const content of unsound) {
        writeFileSync(file, content);
        t.deepEqual(await journal.latestSnapshot(), { sequence: 3, world: world(3) });
        t.true(errors.pop() instanceof SnapshotDamageError);
      }
      writeFileSync(snapshotFile(folder, 3), '');
      t.is(await journal.latestSnapshot(), null);
      t.is(errors.length, 2);
    });
  });
});

test('[R9.2] the world is taken when it is asked for, however long the disk takes', async (t) => {
  await withJournal({}, async (journal) => {
    const changing = world(1);
    journal.append(entries(1, 1));
    const written = journal.writeSnapshot(1, changing);
    changing.calls.clear();
    t.true(await written);
    t.deepEqual(await journal.latestSnapshot(), { sequence: 1, world: world(1) });
  });
});

test('[R9.2] a snapshot never stands for records that a power cut could take', async (t) => {
  const disk = failingDisk();
  await withJournal({ disk, syncDelayMs: 1 }, async (journal, errors) => {
    let release = () => {};
    disk.hold = new Promise((resolve) => {
      release = resolve;
    });
    journal.append(entries(1, 4));
    const written = journal.writeSnapshot(4, world(4));
    t.is(await Promise.race([written, new Promise((resolve) => setImmediate(() => resolve('waits')))]), 'waits');
    t.deepEqual(snapshotsIn(journal.folder), []);
    release();
    t.true(await written);
    t.is(journal.durableSequence, 4);
    disk.refuses.sync = true;
    journal.append(entries(5, 5));
    t.false(await journal.writeSnapshot(5, world(5)));
    t.is(errors.length, 1);
    disk.refuses.sync = false;
  });
});

test('[R9.2] what cannot be a snapshot is refused', async (t) => {
  await withJournal({}, async (journal) => {
    journal.append(entries(1, 1));
    await t.throwsAsync(journal.writeSnapshot(1, { at: Number.NaN }), { instanceOf: TypeError });
    await t.throwsAsync(journal.writeSnapshot(2, {}), { instanceOf: RangeError });
    t.true(await journal.writeSnapshot(1, {}));
  });
});

test('[R9.2] numbers under a snapshot are not used again, whatever became of their records', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, {}, async (journal) => appendAndKeep(journal, 6));
    writeFileSync(segmentsIn(folder)[0]!, '');
    await withJournalIn(folder, {}, async (journal) => {
      t.is(journal.recoveredSequence, 6);
      t.is(journal.append([entry(7)]), 7);
      t.deepEqual(await sequencesOf(journal, 7), [7]);
    });
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.is(journal.lastSequence, 7);
      t.deepEqual(errors, []);
    });
  });
});

test('[R9.2] pruning takes whole segments that are shipped and stand in both snapshots, and no more', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, { segmentBytes: 1_000 }, async (journal, errors) => {
      for (const one of range(1, 40)) journal.append([entry(one)]);
      t.is(await journal.prune(40, 40), 0, 'without a snapshot all of it is needed');
      await journal.writeSnapshot(30, world(30));
      for (const one of range(41, 60)) journal.append([entry(one)]);
      await journal.writeSnapshot(60, world(60));
      const firsts = segmentsIn(folder).map((file) => Number(/(\d{16})\.log$/.exec(file)![1]));
      const firstAfter = (bound: number) => firsts.findLast((first) => first <= bound + 1)!;
      t.is(await journal.prune(10, 60), firsts.indexOf(firstAfter(10)));
      t.is(journal.firstSequence, firstAfter(10));
      await journal.prune(60, 20);
      t.is(journal.firstSequence, firstAfter(20));
      await journal.prune(60, 60);
      t.is(journal.firstSequence, firstAfter(30), 'the older snapshot can still be started from');
      t.is(segmentsIn(folder).length, firsts.length - firsts.indexOf(firstAfter(30)));
      t.deepEqual(await sequencesOf(journal, 31), range(31, 60));
      t.is(await journal.prune(60, 60), 0);
      t.deepEqual(errors, []);
      journal.append(entries(61, 61));
    });
    await withJournalIn(folder, {}, async (journal, errors) => {
      t.deepEqual(await sequencesOf(journal, 31), range(31, 61));
      t.deepEqual(errors, []);
    });
  });
});

test('[R9.2] the segment being written is never pruned', async (t) => {
  await withJournal({}, async (journal) => {
    await appendAndKeep(journal, 5);
    t.is(await journal.prune(5, 5), 0);
    t.is(journal.append(entries(6, 6)), 6);
    t.deepEqual(await sequencesOf(journal), range(1, 6));
  });
});
