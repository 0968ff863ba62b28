import { readFeatureCode } from '../../dialplan/feature-codes.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';
import type { Command } from './commands.ts';
import { missingCase } from './decision.ts';
import type { AgentId, AgentSessionId, CallId, LegId, PhoneUser, PlaybackId } from './ids.ts';
import { carryOut } from './people.ts';
import { awaitEnd, endTimer } from './speech.ts';
import { utter } from './utterances.ts';
import type { Work } from './work.ts';

/**
 * A phone that dials a feature code: what it asks for is done at once, then it is answered, told what became of it,
 * and put down. It is no call of the line: it has no record and no place in the ledger.
 *
 *   answering ──answered──► speaking ──spoken──► closing ──ended──► (gone)
 */
export type FeatureCall = { readonly legId: LegId; readonly phone: PhoneUser; readonly confirmation: PromptKey } & (
  | { readonly state: 'answering' }
  | { readonly state: 'speaking'; readonly playbackId: PlaybackId }
  | { readonly state: 'closing' }
);

/** Effects go out in the order of their call; a feature call is ordered by its leg. */
const orderOf = (legId: LegId): CallId => `code-${legId}` as CallId;

export function featureCodeDialled(
  work: Work,
  legId: LegId,
  phone: PhoneUser,
  code: string,
  sessionId: AgentSessionId,
): void {
  const confirmation = obey(work, phone, code, sessionId);
  work.world.featureCalls.set(legId, { legId, phone, confirmation, state: 'answering' });
  work.do({ type: 'AnswerLeg', callId: orderOf(legId), legId });
}

export function featureCallAnswered(work: Work, call: FeatureCall): void {
  if (call.state !== 'answering') return;
  const { legId, phone, confirmation } = call;
  const utterances = utter(work.configuration, 'sl', confirmation, {});
  const playbackId = `code-${legId}` as PlaybackId;
  if (utterances.length === 0) return closeFeatureCall(work, call);
  work.world.featureCalls.set(legId, { legId, phone, confirmation, state: 'speaking', playbackId });
  work.do({ type: 'PlayUtterances', callId: orderOf(legId), legId, playbackId, utterances });
  awaitEnd(work, playbackId, utterances);
}

export function closeFeatureCall(work: Work, call: FeatureCall): void {
  if (call.state === 'closing') return;
  if (call.state === 'speaking') work.stopTimer(endTimer(call.playbackId));
  const { legId, phone, confirmation } = call;
  work.world.featureCalls.set(legId, { legId, phone, confirmation, state: 'closing' });
  work.do({ type: 'HangUpLeg', callId: orderOf(legId), legId, cause: 16 });
}

/** The connection to Asterisk was away: what it was asked last may not have been done, and its end may not have been told. */
export function takeUpFeatureCall(work: Work, call: FeatureCall): void {
  const { legId } = call;
  switch (call.state) {
    case 'answering':
      work.do({ type: 'AnswerLeg', callId: orderOf(legId), legId });
      return;
    case 'speaking':
      return closeFeatureCall(work, call);
    case 'closing':
      work.do({ type: 'HangUpLeg', callId: orderOf(legId), legId, cause: 16 });
      return;
    default:
      return missingCase(call);
  }
}

export function featureCallEnded(work: Work, call: FeatureCall): void {
  if (call.state === 'speaking') work.stopTimer(endTimer(call.playbackId));
  work.world.featureCalls.delete(call.legId);
  // The phone is free to ring again.
  work.dispatchWanted = true;
}

export function featureCallSaying(work: Work, playbackId: PlaybackId): FeatureCall | undefined {
  if (!playbackId.startsWith('code-')) return undefined;
  const call = work.world.featureCalls.get(playbackId.slice('code-'.length) as LegId);
  return call?.state === 'speaking' ? call : undefined;
}

function obey(work: Work, phone: PhoneUser, code: string, sessionId: AgentSessionId): PromptKey {
  const agent = work.configuration.agents.find((candidate) => candidate.phone === phone);
  const command = agent === undefined ? null : commandOf(work, agent.id, code);
  if (command === null) return 'agentRefused';
  // A phone that dials us is reachable, whatever its registration last said.
  work.world.reachablePhones.add(phone);
  return carryOut(work, { kind: 'phone', phone }, command, sessionId).ok ? confirmationOf(command) : 'agentRefused';
}

function commandOf(work: Work, agentId: AgentId, code: string): FeatureCommand | null {
  const asked = readFeatureCode(code);
  if (asked === null) return null;
  if (asked.type !== 'Pause') return { type: asked.type, agentId };
  const reason = work.configuration.pauseReasons.find(({ digit }) => digit === asked.pauseDigit);
  return reason === undefined ? null : { type: 'Pause', agentId, reason: reason.key };
}

type FeatureCommand = Extract<Command, { type: 'SignIn' | 'BecomeReady' | 'Pause' | 'SignOut' | 'FinishWrapUp' }>;

function confirmationOf(command: FeatureCommand): PromptKey {
  switch (command.type) {
    case 'SignIn':
      return 'agentSignedIn';
    case 'BecomeReady':
      return 'agentReady';
    case 'Pause':
      return 'agentPaused';
    case 'SignOut':
      return 'agentSignedOut';
    case 'FinishWrapUp':
      return 'agentWrapUpFinished';
    default:
      return missingCase(command);
  }
}
