import type { SaidKey } from './inquiry-words.ts';
import type {
  CalendarAnswer,
  CalendarQuestion,
  ListedService,
  SelfServiceKind,
  SpokenVisit,
  WaysOut,
} from './self-service.ts';

/**
 * What a caller goes through who helps themselves by keys (R1.5), at one node of the flow.
 *
 *   choosingService ──► choosingPlace ──► asking ──► slotsTold          (inquiry-slots.ts)
 *   enteringReference ──► enteringProof ──► asking ──► visitTold ──► cancelSure ──► asking ──► over
 *            ▲                                 │           └──── confirm ────────────►┘     (inquiry-visit.ts)
 *            └──────── neither is right ◄──────┘
 *
 * While `asking` the calendar is asked; what it answers, or that it does not, comes as an event. Nought leads to an
 * agent, and so do silence and the third wrong key; star says it again and hash goes back, wherever these keys are not
 * part of a number that is keyed in.
 */
export type Inquiry = WaysOut & {
  /** How many questions were asked, so that an answer finds its own. */
  readonly questions: number;
  /** In a row. */
  readonly silences: number;
  readonly mistakes: number;
} & (
    | { readonly state: 'choosingService'; readonly page: number }
    | { readonly state: 'choosingPlace'; readonly service: ListedService; readonly page: number }
    | {
        readonly state: 'slotsTold';
        readonly service: ListedService;
        readonly location: string | null;
        readonly answer: (CalendarAnswer & { readonly kind: 'freeSlots' }) | null;
        /** It was counted as given. */
        readonly given: boolean;
      }
    | { readonly state: 'enteringReference'; readonly digits: string; readonly tries: number }
    | { readonly state: 'enteringProof'; readonly reference: string; readonly digits: string; readonly tries: number }
    | { readonly state: 'visitTold'; readonly visit: SpokenVisit }
    | { readonly state: 'cancelSure'; readonly visit: SpokenVisit }
    | ({ readonly state: 'asking'; readonly question: CalendarQuestion } & Asked)
    /** `awaits`: what was ordered may still be done, and then that is said. */
    | {
        readonly state: 'over';
        readonly said: SaidKey;
        readonly awaits: (Asked & { readonly question: CalendarQuestion }) | null;
      }
  );

/** For whose sake it is asked. */
export type Asked =
  | { readonly of: 'slots'; readonly service: ListedService; readonly location: string | null }
  | { readonly of: 'find'; readonly tries: number }
  | { readonly of: 'deed'; readonly visit: SpokenVisit };

export type InquiryInput =
  | { readonly type: 'key'; readonly digit: string }
  | { readonly type: 'silence' }
  | { readonly type: 'answer'; readonly answer: CalendarAnswer };

/** What comes of it: something is said, keys are awaited, the calendar is asked, or the node is left. */
export type InquiryTurn = {
  /** What the caller chose by the key, for the record: "Osebna izkaznica". */
  readonly chose?: string;
  readonly served?: SelfServiceKind;
} & (
  | { readonly type: 'say'; readonly next: Inquiry; readonly before?: SaidKey }
  | { readonly type: 'listen'; readonly next: Inquiry }
  | { readonly type: 'ask'; readonly next: Inquiry & { readonly state: 'asking' } }
  | { readonly type: 'leave'; readonly to: 'back' | 'agent' }
);

const mistakesAtMost = 3;
const silencesAtMost = 2;

/** The part of an inquiry that goes with it from state to state; what was wrong in a row begins anew. */
export function fresh({
  node,
  back,
  agent,
  questions,
}: Inquiry): WaysOut & Pick<Inquiry, 'questions' | 'silences' | 'mistakes'> {
  return { node, back, agent, questions, silences: 0, mistakes: 0 };
}

export function ask(inquiry: Inquiry, question: CalendarQuestion, asked: Asked): InquiryTurn {
  const { questions } = inquiry;
  return { type: 'ask', next: { ...fresh(inquiry), questions: questions + 1, state: 'asking', question, ...asked } };
}

/** A key that is no choice here. */
export function wrongKey(inquiry: Inquiry): InquiryTurn {
  const mistakes = inquiry.mistakes + 1;
  if (mistakes >= mistakesAtMost) return { type: 'leave', to: 'agent' };
  return { type: 'say', next: { ...inquiry, mistakes, silences: 0 }, before: 'invalidKey' };
}

/** `patience`: how often it is said to whom nothing comes to mind. */
export function silent(inquiry: Inquiry, patience: number = silencesAtMost): InquiryTurn {
  const silences = inquiry.silences + 1;
  return silences >= patience ? { type: 'leave', to: 'agent' } : { type: 'say', next: { ...inquiry, silences } };
}

/** What nought, star and hash mean wherever they are not part of a number. */
export function commonKey(
  inquiry: Inquiry,
  digit: string,
  back: InquiryTurn = { type: 'leave', to: 'back' },
): InquiryTurn {
  if (digit === '0') return { type: 'leave', to: 'agent' };
  if (digit === '*') return { type: 'say', next: { ...inquiry, ...noTrouble } };
  return digit === '#' ? back : wrongKey(inquiry);
}

const noTrouble = { silences: 0, mistakes: 0 };
