import test from 'ava';
import fc from 'fast-check';
import type { Journal, JournalRecord } from '../../../../engine/shell/journal/journal.ts';
import type { LostRecords, Shipper, ShipperOptions } from '../../../../engine/shell/journal/shipper.ts';
import { JournalBehindError, startShipper } from '../../../../engine/shell/journal/shipper.ts';
import { entries, entry, failingDisk, range, withFolder, withJournal, withJournalIn } from './journal-folder.ts';

const quick = { syncDelayMs: 0 };
const backOff = { firstMs: 1, longestMs: 4 };

/** Stands where the database stands: keeps what is committed, and fails as it is told to. */
class Store {
  readonly records: JournalRecord[] = [];
  readonly batches: number[] = [];
  readonly lost: LostRecords[] = [];
  readonly troubles: unknown[] = [];
  recoveries = 0;
  asked = 0;
  inStore = 0;
  /** What the next stores do, in order; afterwards all go through. */
  script: ('commit' | 'fail' | 'commitThenFail')[] = [];
  askFails = 0;
  hold: Promise<void> | null = null;
  #watchers: (() => void)[] = [];

  start(journal: Journal, options: Partial<ShipperOptions> = {}): Shipper {
    return startShipper({
      journal,
      backOff,
      onTrouble: (error) => this.troubles.push(error),
      onRecovery: () => {
        this.recoveries += 1;
      },
      shippedSequence: async () => {
        this.asked += 1;
        this.#tell();
        if (this.askFails > 0) {
          this.askFails -= 1;
          throw new Error('connection refused');
        }
        return this.last;
      },
      store: (batch, lost) => this.#store(batch, lost),
      ...options,
    });
  }

  get last(): number {
    return this.records.at(-1)?.sequence ?? 0;
  }

  async reaches(sequence: number): Promise<void> {
    while (this.last < sequence) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  #tell(): void {
    for (const watcher of this.#watchers.splice(0)) watcher();
  }

  async isAsked(times: number): Promise<void> {
    while (this.asked < times) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  /** A batch is there, and is not answered for yet. */
  async holds(): Promise<void> {
    while (this.inStore === 0) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  async #store(batch: readonly JournalRecord[], lost: readonly LostRecords[]): Promise<void> {
    this.lost.push(...lost);
    this.inStore += 1;
    if (this.inStore > 1) throw new Error('two batches at once');
    this.batches.push(batch.length);
    this.#tell();
    await this.hold;
    const todo = this.script.shift() ?? 'commit';
    if (todo !== 'fail') {
      if (batch[0] !== undefined && batch[0].sequence <= this.last) throw new Error('stored twice');
      this.records.push(...batch);
    }
    this.inStore -= 1;
    this.#tell();
    if (todo !== 'commit') throw new Error('connection reset');
  }
}

const sequences = (store: Store) => store.records.map((record) => record.sequence);

test('[R9.2] what happens while it rests goes as one batch, and the end does not wait for the rest', async (t) => {
  await withJournal(quick, async (journal) => {
    const store = new Store();
    const shipper = store.start(journal, { restMs: 60_000 });
    journal.append([entry(1)]);
    await store.reaches(1);
    for (const one of range(2, 6)) journal.append([entry(one)]);
    await shipper.close();
    t.deepEqual(store.batches, [1, 5]);
  });
});

test('[R2.10] what somebody did and looks for is not kept waiting by a long rest', async (t) => {
  await withJournal(quick, async (journal) => {
    const store = new Store();
    const shipper = store.start(journal, { restMs: 3_600_000, shortRestMs: 1 });
    journal.append([entry(1)]);
    await store.reaches(1);
    journal.append([entry(2)]);
    shipper.hurry();
    await store.reaches(2);
    journal.append([entry(3)]);
    await shipper.close();
    t.deepEqual(store.batches, [1, 1, 1]);
  });
});

test('[R2.10] records arrive in order, in batches of at most 500, and nothing is asked while there is nothing', async (t) => {
  await withJournal(quick, async (journal) => {
    journal.append(entries(1, 1_234));
    const store = new Store();
    const shipper = store.start(journal);
    t.deepEqual(shipper.lag(), { records: null, troubled: false });
    await store.reaches(1_234);
    t.deepEqual(sequences(store), range(1, 1_234));
    t.deepEqual(store.records[0], { sequence: 1, ...entry(1) });
    t.true(store.batches.every((length) => length <= 500));
    const calls = store.batches.length;
    await new Promise((resolve) => setImmediate(resolve));
    t.is(store.batches.length, calls);
    journal.append(entries(1_235, 1_236));
    await store.reaches(1_236);
    t.is(store.asked, 1);
    await shipper.close();
    t.deepEqual(shipper.lag(), { records: 0, troubled: false });
    t.is(shipper.shippedSequence, 1_236);
  });
});

test('[R2.10] a batch is bounded in bytes too', async (t) => {
  await withJournal(quick, async (journal) => {
    for (const one of range(1, 20)) journal.append([entry(one, 'x'.repeat(50_000))]);
    const store = new Store();
    const shipper = store.start(journal);
    await store.reaches(20);
    t.true(Math.max(...store.batches) <= 3);
    await shipper.close();
  });
});

test('[R2.10] a failure is told of once per outage, and shipping goes on where the database is', async (t) => {
  await withJournal(quick, async (journal) => {
    const store = new Store();
    store.askFails = 3;
    store.script = ['fail', 'fail', 'commitThenFail', 'fail'];
    journal.append(entries(1, 700));
    await journal.waitForShippable(699, new AbortController().signal);
    const shipper = store.start(journal);
    await store.reaches(700);
    t.deepEqual(sequences(store), range(1, 700));
    t.is(store.troubles.length, 1);
    store.script = ['commitThenFail'];
    journal.append(entries(701, 702));
    await store.reaches(702);
    journal.append(entries(703, 703));
    await store.reaches(703);
    await shipper.close();
    t.deepEqual(sequences(store), range(1, 703));
    t.is(store.troubles.length, 2);
    t.is(store.recoveries, 2);
  });
});

test('[R2.10] law: exactly once and in order, whatever the store does and however often we start again', async (t) => {
  const script = fc.array(fc.constantFrom('commit' as const, 'fail' as const, 'commitThenFail' as const), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), script, fc.nat(3)), { minLength: 1, maxLength: 4 }),
      async (runs) => {
        await withFolder(async (folder) => {
          const store = new Store();
          let total = 0;
          for (const [count, todo, askFails] of runs) {
            store.script = [...todo];
            store.askFails = askFails;
            await withJournalIn(folder, { ...quick, segmentBytes: 20_000 }, async (journal) => {
              const shipper = store.start(journal, { backOff: { firstMs: 0, longestMs: 0 } });
              const half = Math.floor(count / 2);
              journal.append(entries(total + 1, total + half));
              await new Promise((resolve) => setImmediate(resolve));
              journal.append(entries(total + half + 1, total + count));
              total += count;
              await shipper.close();
            });
            t.deepEqual(sequences(store), range(1, total));
            t.deepEqual(store.lost, []);
          }
        });
      },
    ),
    { numRuns: 25 },
  );
});

test('[R2.10] a slow store holds back only the shipping: one batch is in memory, appends go on', async (t) => {
  await withJournal(quick, async (journal) => {
    const store = new Store();
    let release = () => {};
    store.hold = new Promise((resolve) => {
      release = resolve;
    });
    const shipper = store.start(journal);
    journal.append(entries(1, 10));
    while (store.batches.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const some of range(1, 40))
      journal.append(entries(journal.lastSequence + 1, journal.lastSequence + 50 + (some % 2)));
    t.is(store.batches.length, 1);
    t.is(shipper.lag().records, journal.lastSequence);
    store.hold = null;
    release();
    await store.reaches(journal.lastSequence);
    t.deepEqual(sequences(store), range(1, journal.lastSequence));
    t.true(store.batches.every((length) => length <= 500));
    await shipper.close();
  });
});

test('[R9.2] only what is on the platter is shipped, and all of it while the disk is in trouble', async (t) => {
  const disk = failingDisk();
  await withJournal({ disk, syncDelayMs: 0, retryMs: 2, slowSyncMs: 60_000 }, async (journal) => {
    let release = () => {};
    disk.hold = new Promise((resolve) => {
      release = resolve;
    });
    const store = new Store();
    const shipper = store.start(journal);
    journal.append(entries(1, 3));
    while (disk.syncs === 0) await new Promise((resolve) => setImmediate(resolve));
    journal.append(entries(4, 6));
    t.is(store.last, 0);
    disk.hold = null;
    release();
    await store.reaches(6);
    disk.refuses.write = true;
    journal.append(entries(7, 9));
    await store.reaches(9);
    t.is(journal.durableSequence, 6);
    disk.refuses.write = false;
    await shipper.close();
    t.deepEqual(sequences(store), range(1, 9));
  });
});

test('[R2.10] records that the disk lost are left out, told of by the journal, and do not stop the rest', async (t) => {
  await withFolder(async (folder) => {
    await withJournalIn(folder, quick, async (journal) => journal.append(entries(1, 5)));
    await withJournalIn(folder, quick, async (journal, errors) => {
      journal.continueAfter(8);
      journal.append(entries(9, 12));
      const store = new Store();
      const shipper = store.start(journal);
      await store.reaches(12);
      t.deepEqual(sequences(store), [...range(1, 5), ...range(9, 12)]);
      t.deepEqual(store.lost, [{ from: 6, to: 8 }]);
      t.is(errors.length, 1);
      await shipper.close();
    });
  });
});

test('[R9.2] a database that is ahead of the journal is not shipped to: new records would pass for old ones', async (t) => {
  await withJournal(quick, async (journal) => {
    const store = new Store();
    store.records.push({ sequence: 50, ...entry(50) });
    journal.append(entries(1, 100));
    const shipper = store.start(journal);
    await store.isAsked(3);
    t.is(store.troubles.length, 1);
    t.true(store.troubles[0] instanceof JournalBehindError);
    t.deepEqual(store.batches, []);
    await shipper.close(1);
  });
  await withJournal(quick, async (journal) => {
    const store = new Store();
    store.records.push({ sequence: 50, ...entry(50) });
    journal.continueAfter(50);
    const shipper = store.start(journal);
    journal.append(entries(51, 60));
    await store.reaches(60);
    await shipper.close();
    t.deepEqual(store.troubles, []);
  });
});

test('[R9.2] a second shipper on the same journal goes on where the first ended', async (t) => {
  await withJournal(quick, async (journal) => {
    const store = new Store();
    for (const upTo of [10, 20, 30]) {
      journal.append(entries(upTo - 9, upTo));
      await store.start(journal).close();
    }
    t.deepEqual(sequences(store), range(1, 30));
    t.deepEqual(store.troubles, []);
  });
});

test('[R9.2] closing ships what is there, tries at once in an outage, and ends at its deadline', async (t) => {
  await withJournal(quick, async (journal) => {
    const store = new Store();
    journal.append(entries(1, 5));
    store.askFails = 1;
    const waiting = store.start(journal, { backOff: { firstMs: 60_000, longestMs: 60_000 } });
    await store.isAsked(1);
    await Promise.all([waiting.close(), waiting.close()]);
    t.deepEqual(sequences(store), range(1, 5));

    store.askFails = Number.POSITIVE_INFINITY;
    journal.append(entries(6, 7));
    const down = store.start(journal);
    await store.isAsked(store.asked + 1);
    await down.close(20);
    t.deepEqual(sequences(store), range(1, 5));
    t.is(down.lag().troubled, true);

    store.askFails = 0;
    let release = () => {};
    store.hold = new Promise((resolve) => {
      release = resolve;
    });
    const hanging = store.start(journal);
    await store.holds();
    await hanging.close(20);
    t.deepEqual(sequences(store), range(1, 5));
    store.hold = null;
    release();
    await store.reaches(7);
    await store.start(journal).close();
    t.deepEqual(sequences(store), range(1, 7));
  });
});
