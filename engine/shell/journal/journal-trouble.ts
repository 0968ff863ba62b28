import type { Instant } from '../../core/ids.ts';
import type { JournalView } from '../../core/views.ts';
import type { Recorder } from '../recorder.ts';
import type { Journal } from './journal.ts';

/** Since when the journal's records are kept in which worse place, for whoever watches the line. */
export class JournalTrouble {
  #view: JournalView | null = null;
  readonly #journal: Pick<Journal, 'troubled' | 'disk'>;
  readonly #recorder: Pick<Recorder, 'gives'>;
  readonly #now: () => Instant;

  constructor(journal: Pick<Journal, 'troubled' | 'disk'>, recorder: Pick<Recorder, 'gives'>, now: () => Instant) {
    this.#journal = journal;
    this.#recorder = recorder;
    this.#now = now;
  }

  /** Null: all is well. */
  get view(): JournalView | null {
    return this.#view;
  }

  /** True: it is another one than at the last look. */
  look(): boolean {
    const kept = this.#kept();
    if (kept === (this.#view?.kept ?? null)) return false;
    this.#view = kept === null ? null : { kept, since: this.#now() };
    return true;
  }

  #kept(): JournalView['kept'] | null {
    // A recorder hears only with the next record that they are taken again.
    if (this.#journal.troubled) return this.#recorder.gives ? 'nowhere' : 'inMemory';
    return this.#journal.disk.isFull ? 'inReserve' : null;
  }
}
