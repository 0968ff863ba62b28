import { z } from 'zod';
import type { ToEngine } from './messages.ts';

const agentId = z.string().min(1).max(64);
const callId = z.string().min(1).max(64);
const text = z.string().max(4000);
const until = z.number().int().positive();

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queue'), queueId: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('agent'), agentId }),
  z.object({ kind: z.literal('outside'), contactId: z.string().min(1).max(64) }),
]);

const command = z.discriminatedUnion('type', [
  z.object({ type: z.literal('SignIn'), agentId }),
  z.object({ type: z.literal('BecomeReady'), agentId }),
  z.object({ type: z.literal('Pause'), agentId, reason: z.string().min(1).max(64) }),
  z.object({ type: z.literal('SignOut'), agentId }),
  z.object({ type: z.literal('FinishWrapUp'), agentId }),
  z.object({
    type: z.literal('DescribeCall'),
    agentId,
    callId,
    disposition: z.string().max(64).nullable(),
    notes: text,
    nextStep: text,
  }),
  z.object({ type: z.literal('HoldCaller'), agentId, callId }),
  z.object({ type: z.literal('ResumeCaller'), agentId, callId }),
  z.object({ type: z.literal('TransferCall'), agentId, callId, to: target }),
  z.object({ type: z.literal('ConsultAgent'), agentId, callId, asked: agentId }),
  z.object({ type: z.literal('ConsultOutside'), agentId, callId, contactId: z.string().min(1).max(64) }),
  z.object({ type: z.enum(['SwapParties', 'JoinParties', 'CompleteTransfer', 'ReturnToCaller']), agentId, callId }),
  z.object({ type: z.literal('PauseRecording'), agentId, callId }),
  z.object({ type: z.literal('ResumeRecording'), agentId, callId }),
  z.object({
    type: z.literal('AddCallback'),
    callerNumber: z.string().min(3).max(32),
    queueId: z.string().min(1).max(64),
    language: z.enum(['sl', 'en']),
    notes: text,
  }),
  z.object({
    type: z.literal('CloseCallback'),
    callbackId: z.string().min(1).max(64),
    outcome: z.enum(['reached', 'notReached', 'cancelled', 'handledOtherwise']),
    notes: text,
  }),
  z.object({ type: z.literal('RetryCallback'), callbackId: z.string().min(1).max(64), notes: text }),
  z.object({
    type: z.literal('CloseVoiceMessage'),
    messageId: z.string().min(1).max(80),
    answer: z.enum(['calledBack', 'notReached', 'notNeeded']),
    notes: text,
  }),
  z.object({ type: z.literal('OpenLine'), until }),
  z.object({ type: z.literal('CloseLine'), until }),
  z.object({ type: z.literal('FollowOpeningHours') }),
]);

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), userId: z.string().min(1).max(64), role: z.string().min(1).max(32) }),
  z.object({ kind: z.literal('operator') }),
]);

const wallboard = z.object({ type: z.enum(['subscribe', 'unsubscribe']), view: z.literal('wallboard') });
const agent = z.object({ type: z.enum(['subscribe', 'unsubscribe']), view: z.literal('agent'), agentId });

/** What may come through the door, checked; ids leave it branded. */
export const toEngine = z
  .union([
    wallboard,
    agent,
    z.object({ type: z.literal('command'), commandId: z.string().min(1).max(64), by: source, command }),
  ])
  .transform((message) => message as unknown as ToEngine);
