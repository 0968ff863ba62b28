import type { Call, CallEvent, CallFinding } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import { end, speechCut, walking } from './step-call-moves.ts';

/** A caller who helps themselves by keys; what is said and asked is decided by the inquiry (inquiring.ts). */
export function stepInquiring(call: Call & { state: 'inquiring' }, event: CallEvent): Decision<Call, CallFinding> {
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
      return ignore('a key that the inquiry has taken');
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
