import type { Call, CallEvent, CallFinding } from './call.ts';
import { type Decision, ignore, missingCase, unexpected } from './decision.ts';
import { end } from './step-call-moves.ts';

/** A call whose caller and somebody at a number outside hear each other. */
export function stepOutside(call: Call & { state: 'outside' }, event: CallEvent): Decision<Call, CallFinding> {
  switch (event.type) {
    case 'ending':
      return end(call, event);
    case 'answered':
      return ignore('answered before');
    case 'spoken':
      return ignore('an utterance or a tone that the answer cut');
    case 'interrupted':
      return ignore('the talkers go on');
    case 'key':
      return ignore('keys pass between the talkers');
    case 'silence':
      return ignore('the last listening of the flow');
    case 'held':
    case 'resumed':
      return ignore('the phone of an agent who has put it down');
    case 'recordMessage':
    case 'messageRecorded':
    case 'leaveQueue':
    case 'speak':
    case 'queued':
    case 'announce':
    case 'humanAnswered':
    case 'agentReserved':
    case 'personAnswered':
    case 'arrange':
    case 'inquire':
    case 'walkOn':
    case 'transferred':
    case 'handedOver':
    case 'outsideAnswered':
    case 'legsGone':
      return unexpected;
    default:
      return missingCase(event);
  }
}
