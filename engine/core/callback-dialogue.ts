import type { NodeId } from '../../dialplan/flow.ts';
import { normaliseCaller } from '../../dialplan/number-plan.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { QueueId } from './ids.ts';

/**
 * What a caller goes through to agree on a callback, by keys alone (R1.10, R1.11).
 *
 *   confirming ──1──► agreed           (the number is said: 1 is right, 2 is another)
 *     │    ▲
 *     2    └──# and the number may be dialled── entering ◄── a withheld number, or one that may not be dialled
 *     └──────────────────────────────────────────►┘ #: said why not, and again; *: from the beginning
 *
 * Star while confirming, or saying nothing too often, ends it without a callback.
 */
export type CallbackDialogue = {
  readonly queueId: QueueId;
  /** Where the caller walks on without a callback; null: the caller stays in the queue. */
  readonly otherwise: NodeId | null;
} & (
  | { readonly state: 'confirming'; readonly number: string; readonly silences: number }
  | { readonly state: 'entering'; readonly digits: string; readonly silences: number }
  | { readonly state: 'agreed' }
);

export type DialogueInput = { readonly type: 'key'; readonly digit: string } | { readonly type: 'silence' };

/** What comes of it: something is said and keys are awaited, keys are merely awaited, it is agreed, or given up. */
export type DialogueTurn =
  | { readonly type: 'say'; readonly next: CallbackDialogue; readonly before: PromptKey | null }
  | { readonly type: 'listen'; readonly next: CallbackDialogue }
  | { readonly type: 'agree'; readonly number: string }
  | { readonly type: 'giveUp' };

/** A caller who says nothing so often in a row does not want it. */
const silencesAtMost = 2;
/** Nobody keys in more; what is longer is no number (ITU-T E.164 §6.1 and an international prefix). */
const digitsAtMost = 17;

export function beginDialogue(
  from: Pick<CallbackDialogue, 'queueId' | 'otherwise'>,
  callerNumber: string | null,
  mayDial: (number: string) => boolean,
): CallbackDialogue {
  return callerNumber !== null && mayDial(callerNumber)
    ? { ...from, state: 'confirming', number: callerNumber, silences: 0 }
    : { ...from, state: 'entering', digits: '', silences: 0 };
}

export function stepDialogue(
  dialogue: CallbackDialogue,
  input: DialogueInput,
  mayDial: (number: string) => boolean,
): DialogueTurn {
  const { queueId, otherwise } = dialogue;
  const entering = (before: PromptKey | null): DialogueTurn => ({
    type: 'say',
    next: { queueId, otherwise, state: 'entering', digits: '', silences: 0 },
    before,
  });
  switch (dialogue.state) {
    case 'agreed':
      return { type: 'listen', next: dialogue };
    case 'confirming':
      if (input.type === 'silence') return again(dialogue);
      switch (input.digit) {
        case '1':
          return { type: 'agree', number: dialogue.number };
        case '2':
          return entering(null);
        case '*':
          return { type: 'giveUp' };
        default:
          return { type: 'say', next: dialogue, before: 'invalidKey' };
      }
    case 'entering': {
      if (input.type === 'silence') {
        // Whoever forgot the hash has still said a number.
        return dialogue.digits === '' ? again(dialogue) : entered(dialogue.digits);
      }
      if (input.digit === '*') return dialogue.digits === '' ? { type: 'giveUp' } : entering(null);
      if (input.digit === '#') return entered(dialogue.digits);
      if (!/^\d$/.test(input.digit)) return { type: 'listen', next: dialogue };
      const digits = `${dialogue.digits}${input.digit}`;
      if (digits.length > digitsAtMost) return entering('callbackNumberRefused');
      return { type: 'listen', next: { ...dialogue, digits, silences: 0 } };
    }
  }

  function entered(digits: string): DialogueTurn {
    const number = normaliseCaller(digits);
    if (number === null || !mayDial(number)) return entering('callbackNumberRefused');
    return { type: 'say', next: { queueId, otherwise, state: 'confirming', number, silences: 0 }, before: null };
  }
}

function again(dialogue: CallbackDialogue & { state: 'confirming' | 'entering' }): DialogueTurn {
  const silences = dialogue.silences + 1;
  if (silences > silencesAtMost) return { type: 'giveUp' };
  return { type: 'say', next: { ...dialogue, silences }, before: null };
}
