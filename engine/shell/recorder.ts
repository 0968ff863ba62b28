import type { Logger } from 'pino';
import type { Journal, JournalEntry } from './journal/journal.ts';
import { JournalOverflowError } from './journal/journal-errors.ts';

/**
 * Records go to the journal. When neither the disk nor the database has taken them for so long that memory is full too,
 * calls are worth more than their records: the newest records are given up, and that is told.
 */
export class Recorder {
  /** Records that were given up since the start; the calls went on. */
  givenUp = 0;
  /** The last one was. */
  gives = false;
  readonly #journal: Pick<Journal, 'append' | 'lastSequence'>;
  readonly #log: Pick<Logger, 'fatal' | 'error'>;
  readonly #takenAgain: () => void;

  /** `takenAgain`: records are missing, so what there is does not lead to the world any more. */
  constructor(
    journal: Pick<Journal, 'append' | 'lastSequence'>,
    log: Pick<Logger, 'fatal' | 'error'>,
    takenAgain: () => void,
  ) {
    this.#journal = journal;
    this.#log = log;
    this.#takenAgain = takenAgain;
  }

  append(entries: readonly JournalEntry[]): number {
    try {
      const sequence = this.#journal.append(entries);
      if (this.gives) {
        this.gives = false;
        this.#log.error({ givenUp: this.givenUp }, 'records of calls are taken again; those given up are lost');
        this.#takenAgain();
      }
      return sequence;
    } catch (error) {
      if (!(error instanceof JournalOverflowError)) throw error;
      this.givenUp += entries.length;
      if (!this.gives) this.#log.fatal({ err: error }, 'calls go on, and their records are lost from now on');
      this.gives = true;
      return this.#journal.lastSequence;
    }
  }
}
