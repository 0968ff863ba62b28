import type { FlowNode, NodeId } from '../../dialplan/flow.ts';
import { type Call, type CallEvent, type CallFinding, factsOf, type Heard } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { Instant } from './ids.ts';
import { recordMessage } from './step-call-message.ts';
import { end, speechCut, walking } from './step-call-moves.ts';

/** Reads the flow; a node that is not there is a configuration that `checkFlow` refuses. */
export type NodeOf = (id: NodeId) => FlowNode | undefined;

/** A call whose answer was asked for. `first` is the node at which the flow begins. */
export function stepAnswering(
  call: Call & { state: 'answering' },
  event: CallEvent,
  first: NodeId,
): Decision<Call, CallFinding> {
  const { callId } = call;
  switch (event.type) {
    case 'answered':
      return move<Call, CallFinding>(walking(call), { type: 'NodeReached', callId, node: first, attempt: 1 });
    case 'key':
      return ignore('a key before the first prompt');
    case 'interrupted':
      return ignore('nothing is being said');
    case 'recordMessage':
    case 'messageRecorded':
    case 'leaveQueue':
    case 'speak':
    case 'queued':
    case 'spoken':
    case 'silence':
    case 'announce':
    case 'humanAnswered':
    case 'outsideAnswered':
    case 'agentReserved':
    case 'personAnswered':
    case 'arrange':
    case 'inquire':
    case 'walkOn':
    case 'held':
    case 'resumed':
    case 'transferred':
    case 'handedOver':
    case 'legsGone':
      return unexpected;
    case 'ending':
      return end(call, event);
    default:
      return missingCase(event);
  }
}

/** A call between two nodes of the flow. */
export function stepWalking(
  call: Call & { state: 'walking' },
  at: Instant,
  event: CallEvent,
): Decision<Call, CallFinding> {
  switch (event.type) {
    case 'speak':
      return speak(call, event);
    case 'queued':
      return queued(call, event);
    case 'arrange':
      return move<Call, CallFinding>({ ...factsOf(call), state: 'arranging', speech: null });
    case 'inquire':
      return move<Call, CallFinding>({ ...factsOf(call), state: 'inquiring', speech: null });
    case 'recordMessage':
      return recordMessage(call, at, event);
    case 'ending':
      return end(call, event);
    case 'messageRecorded':
    case 'leaveQueue':
    case 'answered':
    case 'spoken':
    case 'interrupted':
    case 'key':
    case 'silence':
    case 'announce':
    case 'humanAnswered':
    case 'outsideAnswered':
    case 'agentReserved':
    case 'personAnswered':
    case 'walkOn':
    case 'held':
    case 'resumed':
    case 'transferred':
    case 'handedOver':
    case 'legsGone':
      return unexpected;
    default:
      return missingCase(event);
  }
}

/** A call at a node of the flow, which is being said or is waiting for a key. */
export function stepAtNode(
  call: Call & { state: 'speaking' | 'listening' },
  at: Instant,
  event: CallEvent,
  nodeOf: NodeOf,
): Decision<Call, CallFinding> {
  const { callId } = call;
  switch (event.type) {
    case 'answered':
      return ignore('answered before');
    case 'spoken':
      return call.state === 'speaking' ? spoken(call, at, event, nodeOf) : ignore('said before the listening began');
    case 'interrupted': {
      if (call.state === 'listening') return ignore('nothing is being said');
      const { node, attempt } = call;
      return move<Call, CallFinding>(walking(call), ...speechCut(call), {
        type: 'NodeReached',
        callId,
        node,
        attempt,
      });
    }
    case 'key':
      return keyPressed(call, at, event.digit, nodeOf);
    case 'silence':
      return call.state === 'listening' ? silence(call, nodeOf) : ignore('the silence of an earlier attempt');
    case 'recordMessage':
    case 'messageRecorded':
    case 'leaveQueue':
    case 'speak':
    case 'queued':
    case 'announce':
    case 'humanAnswered':
    case 'outsideAnswered':
    case 'agentReserved':
    case 'personAnswered':
    case 'arrange':
    case 'inquire':
    case 'walkOn':
    case 'held':
    case 'resumed':
    case 'transferred':
    case 'handedOver':
    case 'legsGone':
      return unexpected;
    case 'ending':
      return end(call, event);
    default:
      return missingCase(event);
  }
}

function speak(call: Call, event: CallEvent & { type: 'speak' }): Decision<Call, CallFinding> {
  const { node, attempt, speech } = event;
  return move<Call, CallFinding>({ ...factsOf(call), state: 'speaking', node, attempt, speech });
}

function queued(call: Call, event: CallEvent & { type: 'queued' }): Decision<Call, CallFinding> {
  return move<Call, CallFinding>({ ...factsOf(call), state: 'queued', entryId: event.entryId, speech: null });
}

function spoken(
  call: Call & { state: 'speaking' },
  at: Instant,
  event: CallEvent & { type: 'spoken' },
  nodeOf: NodeOf,
): Decision<Call, CallFinding> {
  const { callId, node: nodeId, attempt, speech } = call;
  if (speech.playbackId !== event.playbackId) return ignore('an utterance that was cut');
  const { result } = event;
  const milliseconds = result === 'lost' ? 0 : at - speech.startedAt;
  const heard: Heard = { utterances: speech.utterances, milliseconds, complete: result === 'finished' };
  const over: CallFinding = { type: 'SpeechOver', callId, speech, end: result };
  const node = nodeOf(nodeId);
  if (node?.kind === 'say') {
    return move<Call, CallFinding>(walking(call), over, {
      type: 'NodeLeft',
      callId,
      node: nodeId,
      key: null,
      choice: { next: node.next },
      heard,
    });
  }
  if (node?.kind === 'choice') {
    return move<Call, CallFinding>({ ...factsOf(call), state: 'listening', node: nodeId, attempt, heard }, over, {
      type: 'ListeningBegan',
      callId,
      seconds: node.listenSeconds,
    });
  }
  if (node?.kind === 'message' && result === 'lost') {
    // Who may not have been told that it is recorded, and heard no tone, is not recorded.
    const choice = { next: node.otherwise };
    return move<Call, CallFinding>(walking(call), over, {
      type: 'NodeLeft',
      callId,
      node: nodeId,
      key: null,
      choice,
      heard,
    });
  }
  if (node?.kind === 'message') {
    return move<Call, CallFinding>(walking(call), over, { type: 'MessageWanted', callId, node: nodeId, attempt });
  }
  // The flow was changed meanwhile: the node is gone, or is of a kind that says nothing.
  return move<Call, CallFinding>(walking(call), over, { type: 'NodeReached', callId, node: nodeId, attempt: 1 });
}

function keyPressed(
  call: Call & { state: 'speaking' | 'listening' },
  at: Instant,
  digit: string,
  nodeOf: NodeOf,
): Decision<Call, CallFinding> {
  const { callId, node: nodeId, attempt } = call;
  const node = nodeOf(nodeId);
  if (node?.kind !== 'choice') return ignore('a key where none is asked for');
  const heard: Heard =
    call.state === 'listening'
      ? call.heard
      : { utterances: call.speech.utterances, milliseconds: at - call.speech.startedAt, complete: false };
  const choice = Object.hasOwn(node.keys, digit) ? node.keys[digit] : undefined;
  if (choice)
    return move<Call, CallFinding>(walking(call), ...speechCut(call), {
      type: 'NodeLeft',
      callId,
      node: nodeId,
      key: digit,
      choice,
      heard,
    });
  if (node.invalid === null) return ignore('another key, and this choice lets it pass');
  if (attempt >= node.attempts) {
    return move<Call, CallFinding>(walking(call), ...speechCut(call), {
      type: 'NodeLeft',
      callId,
      node: nodeId,
      key: null,
      choice: node.otherwise,
      heard,
    });
  }
  return move<Call, CallFinding>(walking(call), ...speechCut(call), {
    type: 'WrongKey',
    callId,
    node: nodeId,
    attempt: attempt + 1,
  });
}

function silence(call: Call & { state: 'listening' }, nodeOf: NodeOf): Decision<Call, CallFinding> {
  const { callId, node: nodeId, attempt, heard } = call;
  const node = nodeOf(nodeId);
  const over: CallFinding = { type: 'ListeningOver', callId };
  // The flow was changed meanwhile: nothing is asked here any more.
  if (node?.kind !== 'choice')
    return move<Call, CallFinding>(walking(call), over, { type: 'NodeReached', callId, node: nodeId, attempt: 1 });
  if (attempt < (node.patience ?? node.attempts))
    return move<Call, CallFinding>(walking(call), over, {
      type: 'NodeReached',
      callId,
      node: nodeId,
      attempt: attempt + 1,
    });
  return move<Call, CallFinding>(walking(call), over, {
    type: 'NodeLeft',
    callId,
    node: nodeId,
    key: null,
    choice: node.otherwise,
    heard,
  });
}
