import { type Call, type CallEvent, type CallFinding, factsOf, speechOf } from './call.ts';
import { type Decision, move } from './decision.ts';

/** The moves that several states of a call have in common. */

/** How the call ends was decided, whatever it was doing. */
export function end(call: Call, event: CallEvent & { type: 'ending' }): Decision<Call, CallFinding> {
  const { outcome, side, cause } = event;
  return move<Call, CallFinding>({ ...factsOf(call), state: 'ending', outcome }, ...speechCut(call), {
    type: 'EndingBegan',
    callId: call.callId,
    before: call,
    outcome,
    side,
    cause,
  });
}

/** What stood to be said is over before its end. */
export function speechCut(call: Call): CallFinding[] {
  const speech = speechOf(call);
  if (speech) return [{ type: 'SpeechOver', callId: call.callId, speech, end: 'cut' }];
  return call.state === 'listening' ? [{ type: 'ListeningOver', callId: call.callId }] : [];
}

/** A node is over; the next one is found within the same event. */
export function walking(call: Call): Call {
  return { ...factsOf(call), state: 'walking' };
}
