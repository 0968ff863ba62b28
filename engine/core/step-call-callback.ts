import { type Call, type CallEvent, type CallFinding, factsOf } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { Instant } from './ids.ts';
import { end, speechCut, walking } from './step-call-moves.ts';

/** A caller who agrees on a callback outside a queue, or has agreed in one and is being told so. */
export function stepArranging(call: Call & { state: 'arranging' }, event: CallEvent): Decision<Call, CallFinding> {
  const { callId } = call;
  switch (event.type) {
    case 'announce':
      return move<Call, CallFinding>({ ...call, speech: event.speech }, ...speechCut(call));
    case 'spoken':
      if (call.speech?.playbackId !== event.playbackId) return ignore('an utterance that was cut');
      return move<Call, CallFinding>(
        { ...call, speech: null },
        { type: 'SpeechOver', callId, speech: call.speech, end: event.result },
      );
    case 'interrupted':
      return move<Call, CallFinding>({ ...call, speech: null }, ...speechCut(call));
    case 'walkOn':
      return move<Call, CallFinding>(walking(call), ...speechCut(call));
    case 'ending':
      return end(call, event);
    case 'answered':
      return ignore('answered before');
    case 'key':
      return ignore('a key after it was agreed');
    case 'silence':
      return ignore('the last listening of the flow');
    case 'recordMessage':
    case 'messageRecorded':
    case 'leaveQueue':
    case 'arrange':
    case 'inquire':
    case 'speak':
    case 'queued':
    case 'held':
    case 'resumed':
    case 'humanAnswered':
    case 'outsideAnswered':
    case 'agentReserved':
    case 'personAnswered':
    case 'transferred':
    case 'handedOver':
    case 'legsGone':
      return unexpected;
    default:
      return missingCase(event);
  }
}

/** An agent is there and hears how the phone of the person rings. */
export function stepDialling(
  call: Call & { state: 'dialling' },
  at: Instant,
  event: CallEvent,
): Decision<Call, CallFinding> {
  switch (event.type) {
    case 'personAnswered': {
      const { speech } = event;
      if (speech === null) return connect(call, at);
      const { entryId, offerId, agentId, agentLegId, bridgeId } = call;
      return move<Call, CallFinding>({
        ...factsOf(call),
        state: 'greeting',
        entryId,
        offerId,
        agentId,
        agentLegId,
        bridgeId,
        speech,
      });
    }
    case 'ending':
      return end(call, event);
    case 'spoken':
      return ignore('the ringing tone');
    case 'interrupted':
    case 'key':
    case 'silence':
      return ignore('nobody is there yet');
    case 'held':
    case 'resumed':
      return ignore('nobody is there to be held');
    case 'recordMessage':
    case 'messageRecorded':
    case 'leaveQueue':
    case 'answered':
    case 'speak':
    case 'queued':
    case 'announce':
    case 'arrange':
    case 'inquire':
    case 'walkOn':
    case 'humanAnswered':
    case 'outsideAnswered':
    case 'agentReserved':
    case 'transferred':
    case 'handedOver':
    case 'legsGone':
      return unexpected;
    default:
      return missingCase(event);
  }
}

/** The person answered and hears who calls. */
export function stepGreeting(
  call: Call & { state: 'greeting' },
  at: Instant,
  event: CallEvent,
): Decision<Call, CallFinding> {
  const { callId, speech } = call;
  switch (event.type) {
    case 'spoken':
      if (speech.playbackId !== event.playbackId) return ignore('the ringing tone');
      return connect(call, at, { type: 'SpeechOver', callId, speech, end: event.result });
    case 'interrupted':
      return connect(call, at, ...speechCut(call));
    case 'ending':
      return end(call, event);
    case 'key':
    case 'silence':
      return ignore('a key where none is asked for');
    case 'held':
    case 'resumed':
      return ignore('nobody is there to be held');
    case 'personAnswered':
    case 'answered':
      return ignore('answered before');
    case 'recordMessage':
    case 'messageRecorded':
    case 'leaveQueue':
    case 'speak':
    case 'queued':
    case 'announce':
    case 'arrange':
    case 'inquire':
    case 'walkOn':
    case 'humanAnswered':
    case 'outsideAnswered':
    case 'agentReserved':
    case 'transferred':
    case 'handedOver':
    case 'legsGone':
      return unexpected;
    default:
      return missingCase(event);
  }
}

function connect(
  call: Call & { state: 'dialling' | 'greeting' },
  at: Instant,
  ...before: CallFinding[]
): Decision<Call, CallFinding> {
  const { callId, entryId, offerId, agentId, agentLegId, bridgeId } = call;
  const talk = { offerId, agentId, agentLegId, bridgeId };
  return move<Call, CallFinding>(
    { ...factsOf(call), state: 'talking', entryId, ...talk, answeredAt: at, hold: null },
    ...before,
    { type: 'TalkBegan', callId, entryId, talk },
  );
}
