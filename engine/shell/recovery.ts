import type { Logger } from 'pino';
import { emptyWorld, type World } from '../core/world.ts';
import type { Journal, JournalRecord } from './journal/journal.ts';
import { replay } from './turn.ts';
import { within } from './within.ts';

/** The copy of the journal in the database. */
export type ShippedCopy = {
  /** How far it goes. */
  readonly upTo: Promise<number>;
  /** Both inclusive. */
  readonly read: (from: number, to: number) => Promise<readonly Replayed[]>;
};

type Replayed = Pick<JournalRecord, 'sequence' | 'event'>;

export type Recovered = {
  readonly world: World;
  /** How many records were not on this disk and came from the database. */
  readonly fetched: number;
};

/**
 * The world as the journal left it: the newest snapshot and what came after it, without doing it again. Records that
 * this machine's disk did not take, or lost, come from the database if it has them; without it the rest is used as it is.
 */
export async function recoverWorld(
  journal: Journal,
  copy: ShippedCopy,
  log: Logger,
  progressed: () => void = () => undefined,
): Promise<Recovered> {
  const snapshot = await journal.latestSnapshot();
  const world: World = { ...emptyWorld(), ...(snapshot?.world as Partial<World> | undefined) };
  const started = performance.now();
  const holes = new Holes(copy, log);
  const events = await replay(world, holes.fill(journal, snapshot?.sequence ?? null), progressed);
  log.info(
    { events, fetched: holes.fetched, calls: world.calls.size, milliseconds: Math.round(performance.now() - started) },
    'the journal was replayed',
  );
  return { world, fetched: holes.fetched };
}

const fetchedTogether = 2_000;
const copyAnswersWithinMs = 5_000;

/** Puts what the disk does not have between what it has. */
class Holes {
  fetched = 0;
  readonly #copy: ShippedCopy;
  readonly #log: Logger;

  constructor(copy: ShippedCopy, log: Logger) {
    this.#copy = copy;
    this.#log = log;
  }

  /** After a sequence; null: from the first record that is there. A disk with nothing on it stays empty. */
  async *fill(journal: Journal, after: number | null): AsyncGenerator<Replayed, void, undefined> {
    let last = after;
    for await (const record of journal.read((after ?? 0) + 1)) {
      if (last !== null && record.sequence > last + 1) yield* this.#fetch(last + 1, record.sequence - 1);
      yield record;
      last = record.sequence;
    }
    if (last !== null) yield* this.#fetch(last + 1, Number.POSITIVE_INFINITY);
  }

  async *#fetch(from: number, to: number): AsyncGenerator<Replayed, void, undefined> {
    try {
      const end = Math.min(to, await this.#copy.upTo);
      for (let next = from; next <= end; next += fetchedTogether) {
        const last = Math.min(end, next + fetchedTogether - 1);
        const records = await within(copyAnswersWithinMs, `records ${next} to ${last}`, this.#copy.read(next, last));
        this.fetched += records.length;
        yield* records;
      }
    } catch (error) {
      this.#log.error({ err: error, from }, 'records that are not on the disk can not be had from the database either');
    }
  }
}

/**
 * A restart replays fewer events than these, or those of the last minutes: an event costs a new process a tenth of a
 * millisecond, and a snapshot with 200 calls 6 ms.
 */
const snapshotEvery = 2_000;
const snapshotEveryMs = 5 * 60_000;

/**
 * Keeps replays short and the disk small: a snapshot after so many events, and segments go that both a snapshot and
 * the database have made needless. One that fails is reported and tried again with the next.
 */
export class SnapshotKeeper {
  readonly #journal: Journal;
  readonly #world: World;
  readonly #shippedSequence: () => number | null;
  readonly #log: Logger;
  readonly #clock: NodeJS.Timeout;
  #last: number;
  #writing: Promise<void> | null = null;
  #isUrgent = false;

  constructor(journal: Journal, world: World, shippedSequence: () => number | null, log: Logger) {
    this.#journal = journal;
    this.#world = world;
    this.#shippedSequence = shippedSequence;
    this.#log = log;
    this.#last = journal.lastSequence;
    this.#clock = setInterval(() => this.#keep(), snapshotEveryMs).unref();
  }

  /** To be told after each event, when the world is that of the journal's last record. */
  turned(): void {
    if (this.#isUrgent && !this.#journal.troubled && !this.#journal.disk.isFull) this.#keep();
    else if (this.#journal.lastSequence - this.#last >= snapshotEvery) this.#keep();
  }

  /** The records alone do not lead to the world as it is: the next one is taken as soon as the disk takes it. */
  hurry(): void {
    this.#isUrgent = true;
  }

  async close(): Promise<void> {
    clearInterval(this.#clock);
    this.#keep();
    await this.#writing;
  }

  #keep(): void {
    const sequence = this.#journal.lastSequence;
    if (this.#writing !== null || sequence === this.#last) return;
    this.#last = sequence;
    const wasUrgent = this.#isUrgent;
    // writeSnapshot takes the world's content before it returns, so later events do not reach into it.
    this.#isUrgent = false;
    this.#writing = this.#journal
      .writeSnapshot(sequence, this.#world)
      .then((kept) => {
        this.#isUrgent ||= !kept && wasUrgent;
      })
      .then(() => this.#journal.prune(this.#shippedSequence() ?? 0, sequence))
      .then(() => undefined)
      .catch((error: unknown) => this.#log.error({ err: error }, 'a snapshot of the world could not be written'))
      .finally(() => {
        this.#writing = null;
      });
  }
}
