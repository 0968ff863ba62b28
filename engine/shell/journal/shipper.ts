import type { Journal, JournalRecord } from './journal.ts';

export type ShipperOptions = {
  readonly journal: Journal;
  /**
   * Brings a batch to the database in one transaction: at most 500 records, in order, every one later than any before.
   * It may throw whether or not the transaction was committed. `lost` are the numbers left out between what is shipped
   * and the last of the batch, because the disk lost their records; it is empty in a sound journal, and any other hole
   * is a fault.
   */
  readonly store: (batch: readonly JournalRecord[], lost: readonly LostRecords[]) => Promise<void>;
  /** The last sequence that the database has; 0: none. */
  readonly shippedSequence: () => Promise<number>;
  /** Told once when shipping stops going through, and not again before it went through. */
  readonly onTrouble: (error: unknown) => void;
  /** Told when it goes through again. */
  readonly onRecovery?: () => void;
  /**
   * After a batch that took all there was, so long passes to the next one: what happens meanwhile goes as one. Each
   * batch is a transaction with its ways there and back, whatever it holds; one for every sync of the disk would cost
   * more than all that is in them.
   */
  readonly restMs?: number;
  /** The rest when somebody waits to see in the database what they did; see `hurry`. */
  readonly shortRestMs?: number;
  /** How long to wait after the first failure, and at most; each wait doubles and is shortened by chance by up to a half. */
  readonly backOff?: { readonly firstMs: number; readonly longestMs: number };
};

export type LostRecords = { readonly from: number; readonly to: number };

export type Shipper = {
  /** What is appended and not shipped. `records` is null until the database was first asked. */
  lag(): { readonly records: number | null; readonly troubled: boolean };
  /** The last sequence known to be in the database. */
  readonly shippedSequence: number | null;
  /** Somebody did something and will look for it: the rest that goes on, or the next one, is a short one. */
  hurry(): void;
  /**
   * Ships what is appended by now and ends; after `deadlineMs` (5,000) it ends with what there is. Records that are left
   * are shipped by the next start. Called twice it does so once.
   */
  close(deadlineMs?: number): Promise<void>;
};

/** The database has records that this journal never held; shipping on would drop new ones as if they were there. */
export class JournalBehindError extends Error {
  override readonly name = 'JournalBehindError';
  constructor(shipped: number, recovered: number) {
    super(
      `The database has the journal up to record ${shipped}, this disk only up to ${recovered}: its journal was lost or is another's. Nothing is shipped. Start again while the database answers, so that numbering goes on after ${shipped}.`,
    );
  }
}

const longestAtEndMs = 200;
const limits = { records: 500, bytes: 262_144 } as const;

/** How far each journal was handed to a store in this process, by whichever shipper. */
const handedOver = new WeakMap<Journal, number>();

/**
 * Follows the journal into the database: in order, exactly once by sequence, one batch at a time, woken by appends and
 * asleep when there is nothing. What is behind is read back from disk, so memory holds one batch. After a failure the
 * database is asked how far it got, because a commit may have gone through though its answer did not.
 */
export function startShipper(options: ShipperOptions): Shipper {
  const { journal, store, onTrouble, onRecovery } = options;
  const backOff = options.backOff ?? { firstMs: 100, longestMs: 5_000 };
  const { restMs = 0, shortRestMs = restMs } = options;
  const ending = new AbortController();
  const giveUp = new AbortController();
  let shipped: number | null = null;
  let target = Number.POSITIVE_INFINITY;
  let failures = 0;
  let closing: Promise<void> | null = null;
  let hurriedTo = 0;
  let resting: { readonly storedAt: number; readonly end: () => void } | null = null;
  let shortening: NodeJS.Timeout | undefined;

  /** After what was stored at an instant, until the rest is over or was shortened. */
  const rest = async (storedAt: number): Promise<void> => {
    const ms = storedAt + ((shipped ?? 0) < hurriedTo ? shortRestMs : restMs) - performance.now();
    if (ms <= 0) return;
    const over = new AbortController();
    resting = { storedAt, end: () => over.abort() };
    await pause(ms, AbortSignal.any([over.signal, ending.signal]));
    clearTimeout(shortening);
    resting = null;
  };

  const failed = async (error: unknown) => {
    failures += 1;
    if (failures === 1) onTrouble(error);
    const longest = Math.min(backOff.longestMs, backOff.firstMs * 2 ** (failures - 1));
    // The end cuts a wait short, and from then on there is no time for long ones.
    if (ending.signal.aborted) await pause(Math.min(longest, longestAtEndMs), giveUp.signal);
    else await pause(longest * (1 - Math.random() / 2), ending.signal);
  };
  /** Not said when the database only answers what it has: it may still refuse what it is given. */
  const wentThrough = () => {
    if (failures > 0) onRecovery?.();
    failures = 0;
  };

  /** Asks the database how far it got. Null: it did not say. */
  const askShipped = async (): Promise<number | null> => {
    try {
      const told = await options.shippedSequence();
      const known = Math.max(journal.recoveredSequence, handedOver.get(journal) ?? 0);
      if (told > known) throw new JournalBehindError(told, known);
      return told;
    } catch (error) {
      await failed(error);
      return null;
    }
  };

  const run = async () => {
    let next = 0;
    let shouldAsk = true;
    while (!giveUp.signal.aborted && (shipped === null || shipped < target)) {
      if (shouldAsk) {
        const told = await askShipped();
        if (told === null) continue;
        shipped = told;
        next = told + 1;
        shouldAsk = false;
      }
      if (journal.shippableSequence < next) {
        wentThrough();
        if (next > target) break;
        // At the end the journal still has to sync its last records; then they come.
        await journal.waitForShippable(next - 1, ending.signal.aborted ? giveUp.signal : ending.signal);
        continue;
      }
      try {
        const batch = await journal.readBatch(next, limits);
        const records = shippablePart(batch.records, journal.shippableSequence);
        const last = records.at(-1)?.sequence;
        if (last === undefined) {
          // Nothing readable up to there: the journal has told of it, and the numbers are left out.
          next = Math.max(next, Math.min(batch.next, journal.shippableSequence + 1));
          continue;
        }
        handedOver.set(journal, Math.max(last, handedOver.get(journal) ?? 0));
        const storedAt = performance.now();
        await store(records, holesIn(records, shipped ?? 0));
        shipped = last;
        next = last + 1;
        wentThrough();
        if (journal.shippableSequence - last < limits.records) await rest(storedAt);
      } catch (error) {
        shouldAsk = true;
        await failed(error);
      }
    }
  };
  const running = run();

  return {
    lag: () => ({
      records: shipped === null ? null : Math.max(0, journal.lastSequence - shipped),
      troubled: failures > 0,
    }),
    get shippedSequence() {
      return shipped;
    },
    hurry() {
      hurriedTo = journal.lastSequence;
      if (resting === null) return;
      clearTimeout(shortening);
      shortening = setTimeout(resting.end, Math.max(0, resting.storedAt + shortRestMs - performance.now()));
    },
    close(deadlineMs = 5_000) {
      closing ??= (async () => {
        target = journal.lastSequence;
        ending.abort();
        const deadline = setTimeout(() => giveUp.abort(), deadlineMs);
        // A store that hangs cannot be called back; its records are asked for at the next start.
        await Promise.race([running, aborted(giveUp.signal)]);
        clearTimeout(deadline);
        giveUp.abort();
      })();
      return closing;
    },
  };
}

function holesIn(records: readonly JournalRecord[], shipped: number): readonly LostRecords[] {
  const holes: LostRecords[] = [];
  let last = shipped;
  for (const { sequence } of records) {
    if (sequence > last + 1) holes.push({ from: last + 1, to: sequence - 1 });
    last = sequence;
  }
  return holes;
}

function shippablePart(records: readonly JournalRecord[], upTo: number): readonly JournalRecord[] {
  return (records.at(-1)?.sequence ?? 0) <= upTo ? records : records.filter((record) => record.sequence <= upTo);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
