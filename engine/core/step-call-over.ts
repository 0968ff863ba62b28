import { type Call, type CallEvent, type CallFinding, factsOf } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';

/** A call whose end was decided; its lines are being put down. */
export function stepEnding(call: Call & { state: 'ending' }, event: CallEvent): Decision<Call, CallFinding> {
  const { callId } = call;
  switch (event.type) {
    case 'answered':
    case 'spoken':
    case 'interrupted':
    case 'key':
    case 'silence':
    case 'held':
    case 'resumed':
    case 'transferred':
    case 'handedOver':
    case 'messageRecorded':
      return ignore('the call is ending');
    case 'recordMessage':
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
}

/** A call without a line, whose record waits for wrap-up and the recording. */
export function stepEnded(event: CallEvent): Decision<Call, CallFinding> {
  switch (event.type) {
    case 'answered':
    case 'spoken':
    case 'interrupted':
    case 'key':
    case 'silence':
    case 'held':
    case 'resumed':
    case 'transferred':
    case 'handedOver':
    case 'ending':
    case 'legsGone':
    case 'messageRecorded':
      return ignore('the call is over');
    case 'recordMessage':
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
      return unexpected;
    default:
      return missingCase(event);
  }
}
