import type { ConsoleChoices } from '../../sql/web/read-console-choices.ts';
import type { LiveConsole, Trouble } from '../live/live-state.ts';
import type { Messages } from '../messages/sl.ts';

/** One of the agent's own last calls, ready to be read. */
export type LastCall = {
  readonly id: string;
  readonly startedAt: number;
  readonly caller: string | null;
  readonly language: string | null;
  readonly talkMs: number | null;
  readonly disposition: string | null;
  /** How many visits were booked, moved or cancelled in it. */
  readonly visits: number;
  /** Wrap-up is over and nothing more will come. */
  readonly closed: boolean;
};

/** What an agent says of a call. */
export type Description = { readonly disposition: string; readonly notes: string; readonly nextStep: string };

export type ConsoleProps = {
  readonly m: Messages;
  readonly live: LiveConsole;
  readonly now: number;
  readonly ownTrouble?: Trouble | null;
  readonly csrfToken: string;
  readonly choices: ConsoleChoices;
  readonly lastCalls: readonly LastCall[];
  /** A sentence about what was asked for last. */
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  /** What was typed and could not be saved, so that it is not lost. */
  readonly unsaved: Description | null;
  /** Only in the browser. */
  readonly island?: ConsoleIslandParts | null;
};

/** What the island adds to the forms that work without it. */
export type ConsoleIslandParts = {
  submit(event: SubmitEvent): void;
  typed(event: Event): void;
  readonly saving: 'saved' | 'saving' | 'unsaved' | null;
  readonly ringing: { readonly on: boolean; turn(on: boolean): void };
};
