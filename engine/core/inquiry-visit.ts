import {
  ask,
  commonKey,
  fresh,
  type Inquiry,
  type InquiryInput,
  type InquiryTurn,
  silent,
  wrongKey,
} from './inquiry.ts';
import type { CalendarAnswer, WaysOut } from './self-service.ts';

/**
 * A visit by its number and a second proof (R1.5). The number has ten digits and a check digit, made for keys and for
 * reading aloud; the proof is the end of the telephone number that was given with the booking. Nothing of a visit is
 * said before both are right, and nobody learns which of the two was wrong.
 */
const referenceDigits = 10;
const proofDigits = 4;
/** In one call; the calendar has limits of its own for the caller's number and for the visit's. */
const triesAtMost = 3;

type Entering = Inquiry & { readonly state: 'enteringReference' | 'enteringProof' };
type OfState<State extends Inquiry['state']> = Inquiry & { readonly state: State };

export function beginVisit(ways: WaysOut): InquiryTurn {
  return {
    type: 'say',
    next: { ...ways, ...untroubled, questions: 0, state: 'enteringReference', digits: '', tries: 0 },
  };
}

export function stepEntering(inquiry: Entering, input: InquiryInput): InquiryTurn {
  if (input.type === 'answer') return { type: 'listen', next: inquiry };
  const again: Inquiry = { ...inquiry, digits: '' };
  // Half a number and then nothing: it is asked for again, from its first digit.
  // Who gave no number was told to stay on the line.
  const awaitsAgent = inquiry.state === 'enteringProof' && inquiry.digits === '';
  if (input.type === 'silence') return awaitsAgent ? silent(again, 1) : silent(again);
  const { digit } = input;
  if (digit === '*') return { type: 'say', next: { ...again, ...untroubled } };
  if (digit === '#') {
    if (inquiry.digits !== '') return wrongKey(again);
    return inquiry.state === 'enteringReference'
      ? { type: 'leave', to: 'back' }
      : { type: 'say', next: reference(inquiry) };
  }
  const digits = `${inquiry.digits}${digit}`;
  const next: Inquiry = { ...inquiry, ...untroubled, digits };
  if (inquiry.state === 'enteringReference') {
    if (digits.length < referenceDigits) return { type: 'listen', next };
    const { tries } = inquiry;
    return { type: 'say', next: { ...fresh(inquiry), state: 'enteringProof', reference: digits, digits: '', tries } };
  }
  if (digits.length < proofDigits) return { type: 'listen', next };
  const tries = inquiry.tries + 1;
  return ask(inquiry, { kind: 'findVisit', reference: inquiry.reference, phoneEnd: digits }, { of: 'find', tries });
}

export function visitFound(
  inquiry: OfState<'asking'> & { readonly of: 'find' },
  { answer }: InquiryInput & { readonly type: 'answer' },
): InquiryTurn {
  switch (answer.kind) {
    case 'visit': {
      const { visit } = answer;
      if (visit.state === 'cancelled') return over(inquiry, 'visitWasCancelled');
      if (visit.state === 'past') return over(inquiry, 'visitPast');
      if (visit.state === 'begun') return over(inquiry, 'visitTooLate');
      return { type: 'say', next: { ...fresh(inquiry), state: 'visitTold', visit } };
    }
    case 'noSuchVisit':
      if (inquiry.tries >= triesAtMost) return over(inquiry, 'visitTriesUsedUp');
      return { type: 'say', next: reference(inquiry), before: 'visitNotFound' };
    case 'tooManyTries':
      return over(inquiry, 'visitTriesUsedUp');
    default:
      return over(inquiry, 'visitUnknown');
  }
}

export function stepVisitTold(inquiry: OfState<'visitTold'>, input: InquiryInput): InquiryTurn {
  if (input.type === 'answer') return { type: 'listen', next: inquiry };
  if (input.type === 'silence') return silent(inquiry);
  const { visit } = inquiry;
  if (input.digit === '1') return { type: 'say', next: { ...fresh(inquiry), state: 'cancelSure', visit } };
  if (input.digit === '2' && !visit.confirmed)
    return ask(inquiry, { kind: 'confirmVisit', appointment: visit.appointment }, { of: 'deed', visit });
  return commonKey(inquiry, input.digit);
}

export function stepCancelSure(inquiry: OfState<'cancelSure'>, input: InquiryInput): InquiryTurn {
  if (input.type === 'answer') return { type: 'listen', next: inquiry };
  const { visit } = inquiry;
  const kept: InquiryTurn = { type: 'say', next: { ...fresh(inquiry), state: 'visitTold', visit } };
  if (input.type === 'silence') return silent(inquiry);
  if (input.digit === '1')
    return ask(inquiry, { kind: 'cancelVisit', appointment: visit.appointment }, { of: 'deed', visit });
  return input.digit === '2' ? kept : commonKey(inquiry, input.digit, kept);
}

/** What became of an order. One that is not answered may have been carried out all the same. */
export function deedAnswered(
  inquiry: OfState<'asking'> & { readonly of: 'deed' },
  { answer }: InquiryInput & { readonly type: 'answer' },
): InquiryTurn {
  switch (answer.kind) {
    case 'cancelled':
      return { ...over(inquiry, 'visitCancelled'), served: 'cancelled' };
    case 'confirmed':
      return { ...over(inquiry, 'visitConfirmed'), served: 'confirmed' };
    case 'tooLate':
      return over(inquiry, tooLate[answer.state]);
    default: {
      const { question, visit } = inquiry;
      return {
        type: 'say',
        next: { ...fresh(inquiry), state: 'over', said: 'visitNotDone', awaits: { of: 'deed', question, visit } },
      };
    }
  }
}

export function stepOver(inquiry: OfState<'over'>, input: InquiryInput): InquiryTurn {
  switch (input.type) {
    case 'answer': {
      const { awaits } = inquiry;
      if (awaits?.of !== 'deed' || input.answer.kind === 'away') return { type: 'listen', next: inquiry };
      return deedAnswered({ ...fresh(inquiry), state: 'asking', ...awaits }, input);
    }
    case 'silence':
      return silent(inquiry, 1);
    case 'key':
      return commonKey(inquiry, input.digit);
  }
}

const tooLate: Readonly<
  Record<(CalendarAnswer & { kind: 'tooLate' })['state'], 'visitWasCancelled' | 'visitTooLate' | 'visitPast'>
> = { cancelled: 'visitWasCancelled', begun: 'visitTooLate', past: 'visitPast' };

const untroubled = { silences: 0, mistakes: 0 };

function over(inquiry: Inquiry, said: OfState<'over'>['said']): InquiryTurn {
  return { type: 'say', next: { ...fresh(inquiry), state: 'over', said, awaits: null } };
}

/** From the beginning, with as many tries left as before. */
function reference(inquiry: Inquiry & { readonly tries: number }): Inquiry {
  return { ...fresh(inquiry), state: 'enteringReference', digits: '', tries: inquiry.tries };
}
