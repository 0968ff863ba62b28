import { type Call, type CallEvent, type CallFinding, factsOf } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { Instant } from './ids.ts';
import { end, speechCut, walking } from './step-call-moves.ts';

/** A call whose caller waits in a queue. */
export function stepQueued(
  call: Call & { state: 'queued' },
  at: Instant,
  event: CallEvent,
): Decision<Call, CallFinding> {
  const { callId } = call;
  switch (event.type) {
    case 'answered':
      return ignore('answered before');
    case 'spoken':
      if (call.speech?.playbackId !== event.playbackId) return ignore('an utterance that was cut');
      return move<Call, CallFinding>(
        { ...call, speech: null },
        { type: 'SpeechOver', callId, speech: call.speech, end: event.result },
      );
    case 'interrupted':
      return move<Call, CallFinding>({ ...call, speech: null }, ...speechCut(call));
    case 'key':
      return ignore('keys mean nothing while waiting');
    case 'silence':
      return ignore('the last listening of the flow');
    case 'announce':
      return move<Call, CallFinding>({ ...call, speech: event.speech }, ...speechCut(call));
    case 'recordMessage':
    case 'messageRecorded':
    case 'speak':
    case 'held':
    case 'resumed':
    case 'transferred':
    case 'handedOver':
    case 'queued':
    case 'personAnswered':
    case 'inquire':
    case 'walkOn':
      return unexpected;
    case 'humanAnswered': {
      const { entryId } = call;
      return move<Call, CallFinding>(
        { ...factsOf(call), state: 'talking', entryId, ...event.talk, answeredAt: at, hold: null },
        ...speechCut(call),
        { type: 'TalkBegan', callId, entryId, talk: event.talk },
      );
    }
    case 'outsideAnswered': {
      const { entryId } = call;
      const next = { ...factsOf(call), state: 'outside', entryId, ...event.talk, answeredAt: at } as const;
      return move<Call, CallFinding>(next, ...speechCut(call), { type: 'OutsideTalkBegan', call: next });
    }
    case 'leaveQueue':
      return move<Call, CallFinding>(walking(call), ...speechCut(call), {
        type: 'QueueLeft',
        callId,
        entryId: call.entryId,
      });
    case 'agentReserved': {
      const { entryId } = call;
      return move<Call, CallFinding>(
        { ...factsOf(call), state: 'dialling', entryId, ...event.talk },
        { type: 'PersonWanted', callId, talk: event.talk },
      );
    }
    case 'arrange':
      return move<Call, CallFinding>({ ...factsOf(call), state: 'arranging', speech: null }, ...speechCut(call), {
        type: 'PlaceGivenUp',
        callId,
        entryId: call.entryId,
      });
    case 'ending':
      return end(call, event);
    case 'legsGone':
      return unexpected;
    default:
      return missingCase(event);
  }
}
