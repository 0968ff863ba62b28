import type { Logger } from 'pino';
import { emptyWorld, type World } from '../core/world.ts';
import type { Journal } from './journal/journal.ts';
import { replay } from './turn.ts';

/** The world as this machine's journal left it: the newest snapshot and what came after it, without doing it again. */
export async function recoverWorld(
  journal: Journal,
  log: Logger,
  progressed: () => void = () => undefined,
): Promise<World> {
  const snapshot = await journal.latestSnapshot();
  const world: World = { ...emptyWorld(), ...(snapshot?.world as Partial<World> | undefined) };
  const started = performance.now();
  const events = await replay(world, journal.read((snapshot?.sequence ?? 0) + 1), progressed);
  log.info(
    { events, calls: world.calls.size, milliseconds: Math.round(performance.now() - started) },
    'the journal was replayed',
  );
  return world;
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
    if (this.#journal.lastSequence - this.#last >= snapshotEvery) this.#keep();
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
    // writeSnapshot takes the world's content before it returns, so later events do not reach into it.
    this.#writing = this.#journal
      .writeSnapshot(sequence, this.#world)
      .then(() => this.#journal.prune(this.#shippedSequence() ?? 0, sequence))
      .then(() => undefined)
      .catch((error: unknown) => this.#log.error({ err: error }, 'a snapshot of the world could not be written'))
      .finally(() => {
        this.#writing = null;
      });
  }
}
