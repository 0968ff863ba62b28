import type { FlowNode, NodeId } from '../../dialplan/flow.ts';
import { type Call, type CallEvent, type CallFinding, factsOf, type Heard, speechOf, type Talk } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { Instant } from './ids.ts';

/** `nodeOf` reads the flow; a node that is not there is a configuration that `checkFlow` refuses. */
export function stepCall(
  call: Call,
  at: Instant,
  event: CallEvent,
  nodeOf: (id: NodeId) => FlowNode | undefined,
  first: NodeId,
): Decision<Call, CallFinding> {
  const { callId } = call;
  const end = (event: CallEvent & { type: 'ending' }): Decision<Call, CallFinding> =>
    move<Call, CallFinding>({ ...factsOf(call), state: 'ending', outcome: event.outcome }, ...speechCut(call), {
      type: 'EndingBegan',
      callId,
      before: call,
      outcome: event.outcome,
      side: event.side,
      cause: event.cause,
    });

  switch (call.state) {
    case 'answering':
      switch (event.type) {
        case 'answered':
          return move<Call, CallFinding>(walking(call), { type: 'NodeReached', callId, node: first, attempt: 1 });
        case 'key':
          return ignore('a key before the first prompt');
        case 'interrupted':
          return ignore('nothing is being said');
        case 'speak':
        case 'queued':
        case 'spoken':
        case 'silence':
        case 'announce':
        case 'humanAnswered':
        case 'held':
        case 'resumed':
        case 'legsGone':
          return unexpected;
        case 'ending':
          return end(event);
        default:
          return missingCase(event);
      }
    case 'walking':
      switch (event.type) {
        case 'speak':
          return speak(call, event);
        case 'queued':
          return queued(call, event);
        case 'ending':
          return end(event);
        case 'answered':
        case 'spoken':
        case 'interrupted':
        case 'key':
        case 'silence':
        case 'announce':
        case 'humanAnswered':
        case 'held':
        case 'resumed':
        case 'legsGone':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'speaking':
    case 'listening':
      switch (event.type) {
        case 'answered':
          return ignore('answered before');
        case 'spoken':
          return call.state === 'speaking'
            ? spoken(call, at, event, nodeOf)
            : ignore('said before the listening began');
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
        case 'speak':
        case 'queued':
        case 'announce':
        case 'humanAnswered':
        case 'held':
        case 'resumed':
        case 'legsGone':
          return unexpected;
        case 'ending':
          return end(event);
        default:
          return missingCase(event);
      }
    case 'queued':
      switch (event.type) {
        case 'answered':
          return ignore('answered before');
        case 'spoken':
          if (call.speech?.playbackId !== event.playbackId) return ignore('an utterance that was cut');
          return move<Call, CallFinding>(
            { ...call, speech: null },
            { type: 'SpeechOver', callId, speech: call.speech, complete: event.result === 'finished', cut: false },
          );
        case 'interrupted':
          return move<Call, CallFinding>({ ...call, speech: null }, ...speechCut(call));
        case 'key':
          return ignore('keys mean nothing while waiting');
        case 'silence':
          return ignore('the last listening of the flow');
        case 'announce':
          return move<Call, CallFinding>({ ...call, speech: event.speech }, ...speechCut(call));
        case 'speak':
        case 'held':
        case 'resumed':
        case 'queued':
          return unexpected;
        case 'humanAnswered': {
          const { entryId } = call;
          return move<Call, CallFinding>(
            { ...factsOf(call), state: 'talking', entryId, ...event.talk, answeredAt: at, hold: null },
            ...speechCut(call),
            { type: 'TalkBegan', callId, entryId, talk: event.talk },
          );
        }
        case 'ending':
          return end(event);
        case 'legsGone':
          return unexpected;
        default:
          return missingCase(event);
      }
    case 'talking':
      switch (event.type) {
        case 'answered':
        case 'speak':
        case 'queued':
        case 'announce':
        case 'humanAnswered':
        case 'legsGone':
        case 'silence':
          return unexpected;
        case 'spoken':
          return ignore('an utterance that the agent’s answer cut');
        case 'interrupted':
          return ignore('the talkers go on');
        case 'key':
          return ignore('keys pass between the talkers');
        case 'held': {
          if (call.hold !== null) return ignore('on hold already');
          const { hold } = event;
          return move<Call, CallFinding>({ ...call, hold }, { type: 'HoldBegan', callId, talk: talkOf(call), hold });
        }
        case 'resumed': {
          const { hold } = call;
          if (hold === null || hold.by !== event.by) return ignore('not on hold that way');
          return move<Call, CallFinding>(
            { ...call, hold: null },
            { type: 'HoldOver', callId, talk: talkOf(call), hold },
          );
        }
        case 'ending':
          return end(event);
        default:
          return missingCase(event);
      }
    case 'ending':
      switch (event.type) {
        case 'answered':
        case 'spoken':
        case 'interrupted':
        case 'key':
        case 'silence':
        case 'held':
        case 'resumed':
          return ignore('the call is ending');
        case 'speak':
        case 'queued':
        case 'announce':
        case 'humanAnswered':
          return unexpected;
        case 'ending':
          return ignore('its end was decided before');
        case 'legsGone':
          return move<Call, CallFinding>(
            { ...factsOf(call), state: 'ended', outcome: call.outcome },
            { type: 'CallOver', callId },
          );
        default:
          return missingCase(event);
      }
    case 'ended':
      switch (event.type) {
        case 'answered':
        case 'spoken':
        case 'interrupted':
        case 'key':
        case 'silence':
        case 'held':
        case 'resumed':
        case 'ending':
        case 'legsGone':
          return ignore('the call is over');
        case 'speak':
        case 'queued':
        case 'announce':
        case 'humanAnswered':
          return unexpected;
        default:
          return missingCase(event);
      }
    default:
      return missingCase(call);
  }
}

function speechCut(call: Call): CallFinding[] {
  const speech = speechOf(call);
  if (speech) return [{ type: 'SpeechOver', callId: call.callId, speech, complete: false, cut: true }];
  return call.state === 'listening' ? [{ type: 'ListeningOver', callId: call.callId }] : [];
}

function walking(call: Call): Call {
  return { ...factsOf(call), state: 'walking' };
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
  nodeOf: (id: NodeId) => FlowNode | undefined,
): Decision<Call, CallFinding> {
  const { callId, node: nodeId, attempt, speech } = call;
  if (speech.playbackId !== event.playbackId) return ignore('an utterance that was cut');
  const complete = event.result === 'finished';
  const heard: Heard = { utterances: speech.utterances, milliseconds: at - speech.startedAt, complete };
  const over: CallFinding = { type: 'SpeechOver', callId, speech, complete, cut: false };
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
  return unexpected;
}

function keyPressed(
  call: Call & { state: 'speaking' | 'listening' },
  at: Instant,
  digit: string,
  nodeOf: (id: NodeId) => FlowNode | undefined,
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

function silence(
  call: Call & { state: 'listening' },
  nodeOf: (id: NodeId) => FlowNode | undefined,
): Decision<Call, CallFinding> {
  const { callId, node: nodeId, attempt, heard } = call;
  const node = nodeOf(nodeId);
  if (node?.kind !== 'choice') return unexpected;
  const over: CallFinding = { type: 'ListeningOver', callId };
  if (attempt < node.attempts)
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

function talkOf({ offerId, agentId, agentLegId, bridgeId }: Call & { state: 'talking' }): Talk {
  return { offerId, agentId, agentLegId, bridgeId };
}
