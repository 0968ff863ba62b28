import type { Flow, FlowChoice, FlowNode, NodeId } from '../../dialplan/flow.ts';
import { waysOf } from '../../dialplan/flow-check.ts';
import { isOurNumber, normaliseCaller } from '../../dialplan/number-plan.ts';
import { arrangeCallback } from './arranging.ts';
import { holdOff, unwellFor } from './asterisk-hang.ts';
import type { Call, Heard } from './call.ts';
import { excessOf, usualCallLimits } from './call-limits.ts';
import { oweRefused } from './callbacks.ts';
import { openCdr } from './cdr.ts';
import { missingCase } from './decision.ts';
import type { Utterance } from './effects.ts';
import type { FromLine } from './events.ts';
import type { Outcome, RefusalReason } from './facts.ts';
import { lineAt } from './hours.ts';
import { type CallId, later, type QueueId } from './ids.ts';
import { inquire, isServed } from './inquiring.ts';
import { isFull } from './leg-limit.ts';
import { nodeSpeech } from './node-speech.ts';
import { enterQueue } from './queueing.ts';
import { playSpeech, startSpeech } from './speech.ts';
import { timerId } from './timers.ts';
import { utter } from './utterances.ts';
import { hasLeftMessage } from './voice-message.ts';
import type { Work } from './work.ts';

/** Q.850 cause 1: the number is not allocated; Asterisk answers 404 (RFC 3398 §8.2.6.1). */
const unallocatedNumber = 1;

/** Q.850 cause 34: no circuit or channel available; Asterisk answers 503 (RFC 3398 §8.2.6.1). */
const noCircuit = 34;

/** A call reaches us: ours is answered within the limits; another number is refused. Both are recorded (R1.1). */
export function callArrived(work: Work, event: FromLine & { type: 'CallArrived' }): void {
  const { callId, legId, calledNumber, trunk } = event;
  const callerNumber = event.callerNumber === null ? null : normaliseCaller(event.callerNumber);
  const unwell = unwellFor(work);
  const full = isFull(work.world);
  // Who was held in Asterisk while there was no engine has been waiting since then, and so has who is held off now.
  const ticketAt = event.arrivedAt ?? (unwell === 'hold' ? work.at : null);
  work.world.calls.set(callId, {
    state: 'answering',
    callId,
    legId,
    ticketAt,
    language: 'sl',
    consent: null,
    foundClosed: false,
    recording: null,
    playbackCount: 0,
    entryCount: 0,
    offerCount: 0,
    cdr: openCdr(callId, legId, callerNumber, calledNumber, trunk, ticketAt ?? work.at),
  });
  work.world.legs.set(legId, { state: 'arriving', legId, callId, startedAt: work.at, party: { role: 'caller' } });
  work.world.legsOfCall.set(callId, [legId]);
  work.tell({ type: 'CallStarted', callId, legId, callerNumber, calledNumber, trunk });
  if (!isOurNumber(work.configuration.line, calledNumber)) {
    return refuseCall(work, callId, { reason: 'notOurNumber', cause: unallocatedNumber });
  }
  // Who was held by Asterisk has been answered by it already, and whoever waits is not sent away.
  const limits = work.configuration.edge ?? usualCallLimits;
  const excess =
    event.arrivedAt === undefined ? excessOf(work.world.recentArrivals, limits, callerNumber, work.at) : null;
  if (excess !== null) return refuseCall(work, callId, excess);
  if (full && event.arrivedAt === undefined) return refuseCall(work, callId, { reason: 'lineFull', cause: noCircuit });
  if (unwell !== null && unwell !== 'hold' && ticketAt === null) return refuseCall(work, callId, unwell);
  if (unwell !== null) return holdOff(work, callId, legId);
  work.do({ type: 'AnswerLeg', callId, legId });
}

function refuseCall(work: Work, callId: CallId, { reason, cause }: { reason: RefusalReason; cause: number }): void {
  work.tell({ type: 'CallRefused', callId, cause, reason });
  work.endCall(callId, outcomeOfRefusal(work, callId, reason), 'line', cause);
}

/**
 * Who dialled another number, or too often, was refused. Whoever else was turned away wanted us, and we could not: that
 * is a missed call like any other that the line fails (R5.3), so that an overload shows in the figures of its time; or
 * it found the line closed. Nobody is lost for want of legs: who can be called back is owed a call (R1.10). A flood of
 * calls from everywhere is not called back, and a node that hangs has others beside it that serve whom it sends on.
 */
function outcomeOfRefusal(work: Work, callId: CallId, reason: RefusalReason): Outcome {
  const call = work.callOf(callId);
  if (call === undefined || reason === 'notOurNumber' || reason === 'tooManyFromNumber') return 'refused';
  const line = lineAt(work.world, work.at);
  if (!line.open) {
    work.tell({ type: 'LineFoundClosed', callId, reason: line.reason, nextOpeningAt: line.opensAt });
    return 'closed';
  }
  const queueId = reason === 'lineFull' ? firstQueueOf(work) : undefined;
  return queueId !== undefined && oweRefused(work, call, queueId) ? 'callback' : 'failed';
}

/** Walks to a node: says it, or decides at once where to go on. A flow has no loop without input (`checkFlow`). */
export function reachNode(work: Work, callId: CallId, nodeId: NodeId, attempt: number): void {
  const call = work.callOf(callId);
  const node = work.configuration.flow.nodes[nodeId];
  if (call === undefined) return;
  if (node === undefined) return leadOn(work, call);
  switch (node.kind) {
    case 'say':
    case 'choice':
    case 'message':
      return sayAgain(work, call, nodeId, node, attempt, []);
    case 'hours': {
      const line = lineAt(work.world, work.at);
      work.tell({ type: 'FlowNodeLeft', callId, node: nodeId, key: null });
      if (line.open) return reachNode(work, callId, node.open, 1);
      work.amendCall(callId, { foundClosed: true });
      work.tell({ type: 'LineFoundClosed', callId, reason: line.reason, nextOpeningAt: line.opensAt });
      return reachNode(work, callId, node.closed, 1);
    }
    case 'queue':
      work.tell({ type: 'FlowNodeLeft', callId, node: nodeId, key: null });
      return enterQueue(work, callId, node.queue as QueueId);
    case 'callback':
      work.tell({ type: 'FlowNodeLeft', callId, node: nodeId, key: null });
      return arrangeCallback(work, callId, node.queue as QueueId, node.otherwise);
    case 'freeSlots':
    case 'ownVisit':
      return inquire(work, callId, nodeId, node);
    case 'end': {
      // Who has left a message waits for an answer to it, whatever they heard before.
      const served = !hasLeftMessage(work, call) && isServed(work, call);
      return work.endCall(callId, served ? 'selfServed' : node.outcome, 'line', 16);
    }
    default:
      return missingCase(node);
  }
}

/**
 * The flow was changed and the caller stands where there is no node any more: on to the first agent, or, found closed
 * before, by the hours of now. Nobody is left in silence.
 */
function leadOn(work: Work, { callId, foundClosed }: Call): void {
  const { flow, queues } = work.configuration;
  const found = reachable(flow);
  const hours = found.find((id) => flow.nodes[id]?.kind === 'hours');
  const queue = found.find((id) => flow.nodes[id]?.kind === 'queue');
  if (foundClosed && hours !== undefined) return reachNode(work, callId, hours, 1);
  if (queue !== undefined) return reachNode(work, callId, queue, 1);
  const [first] = queues;
  if (first === undefined) return work.endCall(callId, 'failed', 'line', 41);
  enterQueue(work, callId, first.id);
}

/** Where a caller comes to who presses nothing. */
function firstQueueOf({ configuration: { flow, queues } }: Work): QueueId | undefined {
  const first = reachable(flow)
    .map((id) => flow.nodes[id])
    .find((node) => node?.kind === 'queue');
  return first?.kind === 'queue' ? (first.queue as QueueId) : queues[0]?.id;
}

/** The nodes of a flow, the nearest to its beginning first. */
function reachable({ first, nodes }: Flow): readonly NodeId[] {
  const found = new Set([first]);
  for (const id of found) {
    const node = nodes[id];
    for (const { next } of node === undefined ? [] : waysOf(node)) if (nodes[next] !== undefined) found.add(next);
  }
  return [...found];
}

/** A key that is no choice: that is said, and the node again. */
export function wrongKey(work: Work, callId: CallId, nodeId: NodeId, attempt: number): void {
  const call = work.callOf(callId);
  const node = work.configuration.flow.nodes[nodeId];
  if (call === undefined || node?.kind !== 'choice') return;
  const apology = node.invalid === null ? [] : utter(work.configuration, call.language, node.invalid, {});
  sayAgain(work, call, nodeId, node, attempt, apology);
}

/** A node is over: what it set is stored before the next one begins. */
export function nodeLeft(
  work: Work,
  callId: CallId,
  nodeId: NodeId,
  key: string | null,
  choice: FlowChoice,
  heard: Heard,
): void {
  if (work.callOf(callId) === undefined) return;
  work.stopTimer(timerId({ purpose: 'listen', id: callId }));
  const { name, topic } = choice;
  work.tell({
    type: 'FlowNodeLeft',
    callId,
    node: nodeId,
    key,
    // Silence chooses nothing, wherever it leads.
    ...(key === null || name === undefined ? {} : { choice: name }),
    ...(key === null || topic === undefined ? {} : { topic }),
  });
  if (choice.language !== undefined) {
    work.amendCall(callId, { language: choice.language });
    work.tell({ type: 'LanguageChosen', callId, language: choice.language, by: key === null ? 'default' : 'key' });
  }
  if (choice.recordingConsent !== undefined) storeConsent(work, callId, choice.recordingConsent, heard);
  reachNode(work, callId, choice.next, 1);
}

/** Listening on is consent (R1.2), but only for who could hear the whole of it. */
function storeConsent(work: Work, callId: CallId, choice: 'given' | 'refused', heard: Heard): void {
  const consent = choice === 'given' && heard.complete && heard.utterances.length > 0 ? 'given' : 'refused';
  work.amendCall(callId, { consent });
  const asked = heard.utterances.find(({ prompt }) => prompt === 'consent');
  // Who refuses a moment late, in the menu, was asked before.
  const before = work.cdrOf(callId);
  const versionId = asked?.versionId ?? before?.consentPromptVersionId ?? null;
  const heardMs = asked === undefined ? (before?.consentHeardMs ?? heard.milliseconds) : heard.milliseconds;
  work.tell({ type: 'ConsentStored', callId, choice: consent, versionId, heardMs });
}

export function listeningBegan(work: Work, callId: CallId, seconds: number): void {
  work.startTimer(timerId({ purpose: 'listen', id: callId }), later(work.at, seconds * 1000));
}

/** Says a node, after something else if there is anything before it. */
export function sayAgain(
  work: Work,
  call: Call,
  nodeId: NodeId,
  node: FlowNode & { kind: 'say' | 'choice' | 'message' },
  attempt: number,
  before: readonly Utterance[],
): void {
  const { callId } = call;
  const own = nodeSpeech(work, call, node);
  const utterances = [...before, ...own];
  if (own.length === 0) {
    // Nothing of this node is approved: a plain saying is passed over, a choice takes its way without a key.
    // Nobody is recorded who was not told so.
    const choice =
      node.kind === 'say' ? { next: node.next } : node.kind === 'choice' ? node.otherwise : { next: node.otherwise };
    return nodeLeft(work, callId, nodeId, null, choice, { utterances: [], milliseconds: 0, complete: false });
  }
  const speech = startSpeech(work, callId, utterances);
  work.call(callId, { type: 'speak', node: nodeId, attempt, speech });
  playSpeech(work, call, speech);
}
