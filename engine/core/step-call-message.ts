import { type Call, type CallEvent, type CallFinding, factsOf } from './call.ts';
import { type Decision, ignore, missingCase, move, unexpected } from './decision.ts';
import type { Instant } from './ids.ts';
import { end, walking } from './step-call-moves.ts';

/** Ends a message, as it is said before the tone. */
const endKey = '#';

/** The tone sounds, and from now on the caller is recorded. */
export function recordMessage(
  call: Call,
  at: Instant,
  { node, attempt, recordingId }: CallEvent & { type: 'recordMessage' },
): Decision<Call, CallFinding> {
  return move<Call, CallFinding>({
    ...factsOf(call),
    state: 'leavingMessage',
    node,
    attempt,
    recordingId,
    beganAt: at,
  });
}

/** A caller who speaks a voice message (R1.7). */
export function stepLeavingMessage(
  call: Call & { state: 'leavingMessage' },
  event: CallEvent,
): Decision<Call, CallFinding> {
  const { callId, node, attempt, recordingId } = call;
  switch (event.type) {
    case 'key':
      if (event.digit !== endKey) return ignore('a key that does not end the message');
      return move<Call, CallFinding>(call, { type: 'MessageEnded', callId, recordingId });
    case 'messageRecorded':
      return move<Call, CallFinding>(walking(call), { type: 'MessageOver', callId, node, attempt, kept: event.kept });
    case 'ending':
      return end(call, event);
    case 'answered':
      return ignore('answered before');
    case 'spoken':
      return ignore('said before the tone');
    case 'silence':
      return ignore('the silence of an earlier node');
    case 'interrupted':
      return ignore('the recording goes on');
    case 'recordMessage':
    case 'leaveQueue':
    case 'arrange':
    case 'inquire':
    case 'walkOn':
    case 'agentReserved':
    case 'personAnswered':
    case 'speak':
    case 'queued':
    case 'announce':
    case 'humanAnswered':
    case 'outsideAnswered':
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
