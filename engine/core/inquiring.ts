import type { FlowNode, NodeId } from '../../dialplan/flow.ts';
import { leadsToQueue } from '../../dialplan/menu-check.ts';
import type { Language } from '../../prompts/language.ts';
import { selfServicePrompts } from '../../prompts/self-service-catalogue.ts';
import { type Call, speechOf } from './call.ts';
import type { Configuration } from './configuration.ts';
import { missingCase } from './decision.ts';
import type { Utterance } from './effects.ts';
import type { FromCalendar } from './events.ts';
import { type CallId, later } from './ids.ts';
import type { Inquiry, InquiryInput, InquiryTurn } from './inquiry.ts';
import { beginSlots, slotsAnswered, stepChoosing, stepSlotsTold } from './inquiry-slots.ts';
import {
  beginVisit,
  deedAnswered,
  stepCancelSure,
  stepEntering,
  stepOver,
  stepVisitTold,
  visitFound,
} from './inquiry-visit.ts';
import { type Said, said, wordsOf } from './inquiry-words.ts';
import { reachNode } from './journey.ts';
import type { SelfServiceRules } from './self-service.ts';
import { playSpeech, startSpeech } from './speech.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';

/**
 * Callers who help themselves by keys (R1.5), while it goes on. The calendar lies in the database: it is asked by an
 * effect and answers by an event, or it does not, and then the caller is told so. A replay has the answer in the
 * journal; an engine that starts again asks once more, which does no harm to what was ordered before.
 */

type SelfServiceNode = FlowNode & { readonly kind: 'freeSlots' | 'ownVisit' };

/** How long a key is awaited after something was said; within a number, after the key before it. */
const listenMs = 4_000;
const betweenDigitsMs = 6_000;
/** How long the calendar has to answer. */
export const answersWithinMs = 5_000;
/** Who goes sooner than this has not heard it. */
const heardAfterMs = 3_000;

const noRules: SelfServiceRules = { services: [], places: [] };

/** There is something to choose from, and all that is said for it is approved. */
export function canInquire(
  { selfService, prompts }: Configuration,
  { kind }: SelfServiceNode,
  language: Language,
): boolean {
  if (kind === 'freeSlots' && (selfService?.services ?? []).length === 0) return false;
  return selfServicePrompts[kind].every((key) => prompts[language][key] !== undefined);
}

/** A node of the flow at which callers help themselves. */
export function inquire(work: Work, callId: CallId, nodeId: NodeId, node: SelfServiceNode): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  const ways = { node: nodeId, back: node.back, agent: node.agent };
  if (!canInquire(work.configuration, node, call.language)) {
    work.tell({ type: 'FlowNodeLeft', callId, node: nodeId, key: null });
    return reachNode(work, callId, node.agent, 1);
  }
  work.call(callId, { type: 'inquire' });
  take(work, callId, nodeId, null, node.kind === 'freeSlots' ? beginSlots(ways, rulesOf(work)) : beginVisit(ways));
}

/** True when the key belonged to an inquiry. */
export function inquiryKey(work: Work, callId: CallId, digit: string): boolean {
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry === undefined) return false;
  giveAnswer(work, callId, false);
  turn(work, callId, { type: 'key', digit });
  return true;
}

/** Its timer: nobody presses anything, or the calendar does not answer. */
export function inquiryTimedOut(work: Work, callId: CallId): void {
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry?.state === 'asking') return turn(work, callId, { type: 'answer', answer: { kind: 'away' } });
  turn(work, callId, { type: 'silence' });
}

export function calendarAnswered(work: Work, { callId, questionId, answer }: FromCalendar): void {
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry === undefined || questionId !== questionOf(callId, inquiry)) return;
  // Too late to be told, unless it is of what the caller has ordered.
  if (inquiry.state === 'asking' || (inquiry.state === 'over' && inquiry.awaits !== null))
    turn(work, callId, { type: 'answer', answer });
}

/** Something was said to its end, or nobody knows how much of it. */
export function saidWhileInquiring(work: Work, callId: CallId, finished: boolean): void {
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry === undefined || inquiry.state === 'asking') return;
  if (finished) giveAnswer(work, callId, true);
  listen(work, callId);
}

/** The connection to Asterisk was lost meanwhile: what was being said is said again. */
export function inquireAgain(work: Work, callId: CallId): void {
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry !== undefined) say(work, callId, inquiry, []);
}

/** An engine begins anew: who asked before it is gone, so what is not answered is asked again. */
export function askAgain(work: Work): void {
  for (const [callId, inquiry] of work.world.inquiries) {
    const awaited = inquiry.state === 'asking' ? inquiry : inquiry.state === 'over' ? inquiry.awaits : null;
    if (awaited === null) continue;
    if (inquiry.state === 'asking') awaitAnswer(work, callId);
    work.do({ type: 'AskCalendar', callId, questionId: questionOf(callId, inquiry), question: awaited.question });
  }
}

/** The caller goes. What was ordered is still waited for, since it counts whoever hears of it. */
export function inquiryCut(work: Work, callId: CallId): void {
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry === undefined || isOrdering(inquiry)) return;
  forget(work, callId);
}

/** What the caller goes with: a thing that was told or done, or ordered. */
export function isServed(work: Work, { callId, cdr }: Call): boolean {
  giveAnswer(work, callId, false);
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry !== undefined && isOrdering(inquiry)) return true;
  return (work.cdrOf(callId) ?? cdr).selfServices !== undefined;
}

/** The record waits for what the caller has ordered. */
export function awaitsOrder(work: Work, callId: CallId): boolean {
  return work.world.inquiries.has(callId);
}

function isOrdering(inquiry: Inquiry): boolean {
  return inquiry.state === 'asking' && inquiry.of === 'deed';
}

function turn(work: Work, callId: CallId, input: InquiryInput): void {
  const inquiry = work.world.inquiries.get(callId);
  if (inquiry === undefined) return;
  take(work, callId, inquiry.node, input.type === 'key' ? input.digit : null, decide(inquiry, input, rulesOf(work)));
}

function decide(inquiry: Inquiry, input: InquiryInput, rules: SelfServiceRules): InquiryTurn {
  switch (inquiry.state) {
    case 'choosingService':
    case 'choosingPlace':
      return stepChoosing(inquiry, input, rules);
    case 'slotsTold':
      return stepSlotsTold(inquiry, input, rules);
    case 'enteringReference':
    case 'enteringProof':
      return stepEntering(inquiry, input);
    case 'visitTold':
      return stepVisitTold(inquiry, input);
    case 'cancelSure':
      return stepCancelSure(inquiry, input);
    case 'over':
      return stepOver(inquiry, input);
    case 'asking':
      // Keys change nothing about what was asked.
      if (input.type !== 'answer') return { type: 'listen', next: inquiry };
      if (inquiry.of === 'slots') return slotsAnswered(inquiry, input);
      return inquiry.of === 'find' ? visitFound(inquiry, input) : deedAnswered(inquiry, input);
    default:
      return missingCase(inquiry);
  }
}

function take(work: Work, callId: CallId, node: NodeId, key: string | null, result: InquiryTurn): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  const { chose, served } = result;
  const before = work.world.inquiries.get(callId);
  if (chose !== undefined) work.tell({ type: 'FlowNodeLeft', callId, node, key, choice: chose });
  if (served !== undefined && before !== undefined) {
    const awaited = before.state === 'asking' ? before : before.state === 'over' ? before.awaits : null;
    const appointment = awaited?.of === 'deed' ? { appointment: awaited.visit.appointment } : {};
    work.tell({ type: 'SelfServed', callId, kind: served, ...appointment });
  }
  if (call.state !== 'inquiring') {
    // The caller has gone; that was the answer to what they had ordered.
    forget(work, callId);
    return void work.findings.push({ type: 'RecordingOver', callId });
  }
  switch (result.type) {
    case 'say':
      return say(work, callId, result.next, result.before === undefined ? [] : [said(result.before)]);
    case 'ask': {
      const { next } = result;
      say(work, callId, next, []);
      awaitAnswer(work, callId);
      return work.do({ type: 'AskCalendar', callId, questionId: questionOf(callId, next), question: next.question });
    }
    case 'listen':
      work.world.inquiries.set(callId, result.next);
      if (result.next.state === 'asking') return;
      // A digit of a number: what is still being said would be said over the next one.
      if (key !== null && speechOf(call) !== null) work.call(callId, { type: 'interrupted' });
      return listen(work, callId);
    case 'leave': {
      const left = before ?? null;
      forget(work, callId);
      work.call(callId, { type: 'walkOn' });
      work.tell({ type: 'FlowNodeLeft', callId, node, key });
      if (left !== null) reachNode(work, callId, left[result.to], 1);
    }
  }
}

/** The waiting time counts as given once it was heard, and once only, however often it is said. */
function giveAnswer(work: Work, callId: CallId, complete: boolean): void {
  const inquiry = work.world.inquiries.get(callId);
  const call = work.callOf(callId);
  if (inquiry?.state !== 'slotsTold' || inquiry.given || inquiry.answer === null || call === undefined) return;
  const speech = speechOf(call);
  if (!complete && (speech === null || work.at - speech.startedAt < heardAfterMs)) return;
  work.world.inquiries.set(callId, { ...inquiry, given: true });
  const { service, location } = inquiry;
  work.tell({ type: 'SelfServed', callId, kind: 'waitingTime', service: service.service, location });
}

function say(work: Work, callId: CallId, inquiry: Inquiry, before: readonly Said[]): void {
  const call = work.callOf(callId);
  if (call === undefined) return;
  work.world.inquiries.set(callId, inquiry);
  // Whom Asterisk's own plan has hears it when the plan hands them back.
  if (work.world.stranded.has(call.legId)) return;
  if (inquiry.state !== 'asking') work.stopTimer(timerOf(callId));
  const hasAgent = leadsToQueue(work.configuration.flow, inquiry.agent);
  const words = [...before, ...wordsOf(inquiry, rulesOf(work), call.language, work.at, hasAgent)];
  const utterances = words.flatMap((one) => utterance(work.configuration, call.language, one));
  const speech = startSpeech(work, callId, utterances);
  work.call(callId, { type: 'announce', speech });
  playSpeech(work, call, speech);
}

function utterance(configuration: Configuration, language: Language, { prompt, values }: Said): Utterance[] {
  const versionId = configuration.prompts[language][prompt];
  return versionId === undefined ? [] : [{ prompt, versionId, language, values }];
}

function listen(work: Work, callId: CallId): void {
  const inquiry = work.world.inquiries.get(callId);
  const entering = inquiry?.state === 'enteringReference' || inquiry?.state === 'enteringProof';
  work.startTimer(timerOf(callId), later(work.at, entering ? betweenDigitsMs : listenMs));
}

function awaitAnswer(work: Work, callId: CallId): void {
  work.startTimer(timerOf(callId), later(work.at, answersWithinMs));
}

function forget(work: Work, callId: CallId): void {
  if (work.world.inquiries.delete(callId)) work.stopTimer(timerOf(callId));
}

const timerOf = (callId: CallId) => timerId({ purpose: 'inquire', id: callId });
const questionOf = (callId: CallId, { questions }: Inquiry): string => `${callId}-i${questions}`;
const rulesOf = ({ configuration }: Work): SelfServiceRules => configuration.selfService ?? noRules;
