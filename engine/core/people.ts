import { type AgentSessionEvent, reasonSignedIn } from './agent-session.ts';
import { consultOutside } from './asking-outside.ts';
import { addCallback, closeByHand, mayCallBack, retryByHand } from './callbacks-by-hand.ts';
import type { Command, CommandAnswer, CommandSource, Refusal } from './commands.ts';
import { consultByCommand, consultCommand } from './consulting.ts';
import { missingCase } from './decision.ts';
import { holdByCommand } from './hold.ts';
import { overrideLine } from './hours.ts';
import type { AgentId, AgentSessionId, CallId } from './ids.ts';
import { muteRecording } from './recording.ts';
import { transferByCommand } from './transfer.ts';
import type { Work } from './work.ts';

const done: CommandAnswer = { ok: true };
const refused = (refusal: Refusal): CommandAnswer => ({ ok: false, refusal });

/** Carries out what somebody asked for, or says why not. */
export function carryOut(work: Work, by: CommandSource, command: Command, sessionId: AgentSessionId): CommandAnswer {
  const answer = answerTo(work, by, command, sessionId);
  if (answer.ok) work.note({ type: 'CommandCarriedOut', by, command: withoutText(command) });
  return answer;
}

function answerTo(work: Work, by: CommandSource, command: Command, sessionId: AgentSessionId): CommandAnswer {
  switch (command.type) {
    case 'OpenLine':
    case 'CloseLine':
      if (command.until <= work.at) return refused('instantPassed');
      overrideLine(work, { state: command.type === 'OpenLine' ? 'open' : 'closed', until: command.until });
      return done;
    case 'FollowOpeningHours':
      overrideLine(work, null);
      return done;
    case 'AddCallback':
      return mayCallBack(by) ? addCallback(work, command, sessionId) : refused('notAllowed');
    case 'CloseCallback':
      return mayCallBack(by) ? closeByHand(work, by, command) : refused('notAllowed');
    case 'RetryCallback':
      return mayCallBack(by) ? retryByHand(work, by, command) : refused('notAllowed');
    case 'CloseVoiceMessage': {
      const { messageId, answer, notes } = command;
      if (!work.world.openMessages.delete(messageId)) return refused('messageClosed');
      work.note({ type: 'VoiceMessageClosed', messageId, by, answer, notes });
      return done;
    }
    case 'SignIn':
    case 'BecomeReady':
    case 'Pause':
    case 'SignOut':
    case 'FinishWrapUp':
    case 'DescribeCall':
    case 'HoldCaller':
    case 'ResumeCaller':
    case 'TransferCall':
    case 'ConsultAgent':
    case 'ConsultOutside':
    case 'SwapParties':
    case 'JoinParties':
    case 'CompleteTransfer':
    case 'ReturnToCaller':
    case 'PauseRecording':
    case 'ResumeRecording': {
      const agent = work.agentConfiguration(command.agentId);
      const session = work.world.agents.get(command.agentId);
      if (session === undefined) return refused('unknownAgent');
      if (agent === undefined && (session.state === 'signedOut' || !bringsToItsEnd(command)))
        return refused('unknownAgent');
      if (!mayCommand(by, command.agentId, agent?.phone ?? null)) return refused('notAllowed');
      return agentAsks(work, command, sessionId);
    }
    default:
      return missingCase(command);
  }
}

/** Whoever is taken out of the agents during a call still brings it to its end; they begin nothing new. */
function bringsToItsEnd({ type }: AgentCommand): boolean {
  return type !== 'SignIn' && type !== 'BecomeReady' && type !== 'Pause';
}

/** Agents speak for themselves; supervisors, administrators and the operator for anybody (R2.9). */
function mayCommand(by: CommandSource, agentId: AgentId, phone: string | null): boolean {
  switch (by.kind) {
    case 'operator':
      return true;
    case 'phone':
      return by.phone === phone;
    case 'person':
      return by.userId === agentId || by.role === 'supervisor' || by.role === 'administrator';
    default:
      return missingCase(by);
  }
}

type AgentCommand = Exclude<
  Command,
  {
    type:
      | 'AddCallback'
      | 'CloseCallback'
      | 'RetryCallback'
      | 'CloseVoiceMessage'
      | 'OpenLine'
      | 'CloseLine'
      | 'FollowOpeningHours';
  }
>;

function agentAsks(work: Work, command: AgentCommand, sessionId: AgentSessionId): CommandAnswer {
  const { agentId } = command;
  switch (command.type) {
    case 'SignIn':
      return toAgent(work, agentId, { type: 'signIn', sessionId });
    case 'BecomeReady': {
      const phone = work.agentConfiguration(agentId)?.phone;
      if (phone === undefined || !work.world.reachablePhones.has(phone)) return refused('phoneUnreachable');
      return toAgent(work, agentId, { type: 'becomeReady' });
    }
    case 'Pause': {
      const known = work.configuration.pauseReasons.some(({ key }) => key === command.reason);
      if (!known && command.reason !== reasonSignedIn) return refused('unknownReason');
      return toAgent(work, agentId, { type: 'pause', reason: command.reason });
    }
    case 'SignOut':
      return toAgent(work, agentId, { type: 'signOut' });
    case 'FinishWrapUp':
      return toAgent(work, agentId, { type: 'finishWrapUp' });
    case 'DescribeCall': {
      if (!hasCall(work, agentId, command.callId)) return refused('unknownCall');
      const { callId, disposition, notes, nextStep } = command;
      if (disposition !== null && !work.configuration.dispositions.includes(disposition))
        return refused('unknownDisposition');
      work.tell({ type: 'CallDescribed', callId, agentId, disposition, notes, nextStep });
      return done;
    }
    case 'HoldCaller':
    case 'ResumeCaller':
      if (!hasCall(work, agentId, command.callId)) return refused('unknownCall');
      return holdByCommand(work, agentId, command.callId, command.type === 'HoldCaller');
    case 'TransferCall':
      if (!hasCall(work, agentId, command.callId)) return refused('unknownCall');
      return transferByCommand(work, agentId, command.callId, command.to);
    case 'ConsultOutside':
      if (!hasCall(work, agentId, command.callId)) return refused('unknownCall');
      return consultOutside(work, agentId, command.callId, command.contactId);
    case 'ConsultAgent':
      if (!hasCall(work, agentId, command.callId)) return refused('unknownCall');
      return consultByCommand(work, agentId, command.callId, command.asked);
    case 'SwapParties':
    case 'JoinParties':
    case 'CompleteTransfer':
    case 'ReturnToCaller':
      if (!hasCall(work, agentId, command.callId)) return refused('unknownCall');
      return consultCommand(work, agentId, command.callId, command.type);
    case 'PauseRecording':
    case 'ResumeRecording':
      if (!hasCall(work, agentId, command.callId)) return refused('unknownCall');
      return muteRecording(work, command.callId, command.type === 'PauseRecording') ? done : refused('notRecording');
    default:
      return missingCase(command);
  }
}

function toAgent(work: Work, agentId: AgentId, event: AgentSessionEvent): CommandAnswer {
  const before = work.findings.length;
  work.agent(agentId, event);
  const refusal = work.findings.slice(before).find((finding) => finding.type === 'Refused');
  return refusal === undefined ? done : refused(refusal.refusal);
}

/** An agent's call: the one talked on, or the one being wrapped up. */
function hasCall(work: Work, agentId: AgentId, callId: CallId): boolean {
  const session = work.world.agents.get(agentId);
  return session !== undefined && session.state !== 'offered' && 'callId' in session && session.callId === callId;
}

/** What an agent wrote about a call belongs to the call's record alone, not to the list of commands. */
function withoutText(command: Command): Command {
  switch (command.type) {
    case 'DescribeCall':
      return { ...command, notes: '', nextStep: '' };
    case 'AddCallback':
      return { ...command, callerNumber: '', notes: '' };
    case 'CloseCallback':
    case 'RetryCallback':
    case 'CloseVoiceMessage':
      return { ...command, notes: '' };
    default:
      return command;
  }
}
