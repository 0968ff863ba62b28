import type { NodeId } from '../../dialplan/flow.ts';
import type { Call, CallEvent, CallFinding } from './call.ts';
import { type Decision, missingCase } from './decision.ts';
import type { Instant } from './ids.ts';
import { stepArranging, stepDialling, stepGreeting } from './step-call-callback.ts';
import { type NodeOf, stepAnswering, stepAtNode, stepWalking } from './step-call-flow.ts';
import { stepInquiring } from './step-call-inquiring.ts';
import { stepLeavingMessage } from './step-call-message.ts';
import { stepOutside } from './step-call-outside.ts';
import { stepEnded, stepEnding } from './step-call-over.ts';
import { stepQueued } from './step-call-queued.ts';
import { stepTalking } from './step-call-talking.ts';

/** A call's transitions, by state: each state, or each few that belong together, in a file of its own. */
export function stepCall(
  call: Call,
  at: Instant,
  event: CallEvent,
  nodeOf: NodeOf,
  first: NodeId,
): Decision<Call, CallFinding> {
  switch (call.state) {
    case 'answering':
      return stepAnswering(call, event, first);
    case 'walking':
      return stepWalking(call, at, event);
    case 'leavingMessage':
      return stepLeavingMessage(call, event);
    case 'speaking':
    case 'listening':
      return stepAtNode(call, at, event, nodeOf);
    case 'queued':
      return stepQueued(call, at, event);
    case 'arranging':
      return stepArranging(call, event);
    case 'inquiring':
      return stepInquiring(call, event);
    case 'dialling':
      return stepDialling(call, at, event);
    case 'greeting':
      return stepGreeting(call, at, event);
    case 'talking':
      return stepTalking(call, at, event);
    case 'outside':
      return stepOutside(call, event);
    case 'ending':
      return stepEnding(call, event);
    case 'ended':
      return stepEnded(event);
    default:
      return missingCase(call);
  }
}
