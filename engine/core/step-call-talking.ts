import { type Call, type CallEvent, type CallFinding, factsOf, type Talk } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { Instant } from './ids.ts';
import { end, walking } from './step-call-moves.ts';

/** A call whose caller and agent hear each other, unless the talk is on hold. */
export function stepTalking(
  call: Call & { state: 'talking' },
  at: Instant,
  event: CallEvent,
): Decision<Call, CallFinding> {
  const { callId } = call;
  switch (event.type) {
    case 'recordMessage':
    case 'messageRecorded':
    case 'leaveQueue':
    case 'answered':
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
      return move<Call, CallFinding>({ ...call, hold: null }, { type: 'HoldOver', callId, talk: talkOf(call), hold });
    }
    case 'transferred':
      return move<Call, CallFinding>(walking(call), {
        type: 'TransferBegan',
        before: call,
        to: event.to,
        lost: event.lost === true,
      });
    case 'handedOver': {
      const { entryId } = call;
      const { talk } = event;
      const next: Call =
        'contactId' in talk
          ? { ...factsOf(call), state: 'outside', entryId, ...talk, answeredAt: at }
          : { ...factsOf(call), state: 'talking', entryId, ...talk, answeredAt: at, hold: null };
      return move<Call, CallFinding>(next, { type: 'HandOver', before: call, talk });
    }
    case 'ending':
      return end(call, event);
    default:
      return missingCase(event);
  }
}

function talkOf({ offerId, agentId, agentLegId, bridgeId }: Call & { state: 'talking' }): Talk {
  return { offerId, agentId, agentLegId, bridgeId };
}
