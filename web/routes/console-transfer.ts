import { z } from 'zod';
import type { Command } from '../../engine/core/commands.ts';
import type { AgentId, CallId, ContactId, QueueId } from '../../engine/core/ids.ts';

const call = z.string().min(1).max(100) as unknown as z.ZodType<CallId>;

/** The picker: a colleague or somebody outside to be asked or given the caller, or a queue. */
export const transferForm = z.object({
  klic: call,
  dejanje: z.enum(['posvet', 'svetovalcu', 'vVrsto', 'posvetZunaj', 'ven']),
  svetovalec: z.string().max(64).default(''),
  vrsta: z.string().max(64).default(''),
  zunanja: z.string().max(64).default(''),
});

/** What an agent does with a colleague who is asked. */
export const consultForm = z.object({ klic: call, dejanje: z.enum(['nazaj', 'preklopi', 'konferenca', 'predaj']) });

export function transferCommand(
  agentId: AgentId,
  { klic: callId, dejanje, svetovalec, vrsta, zunanja }: z.output<typeof transferForm>,
): Command {
  switch (dejanje) {
    case 'posvet':
      return { type: 'ConsultAgent', agentId, callId, asked: svetovalec as AgentId };
    case 'svetovalcu':
      return { type: 'TransferCall', agentId, callId, to: { kind: 'agent', agentId: svetovalec as AgentId } };
    case 'vVrsto':
      return { type: 'TransferCall', agentId, callId, to: { kind: 'queue', queueId: vrsta as QueueId } };
    case 'posvetZunaj':
      return { type: 'ConsultOutside', agentId, callId, contactId: zunanja as ContactId };
    case 'ven':
      return { type: 'TransferCall', agentId, callId, to: { kind: 'outside', contactId: zunanja as ContactId } };
  }
}

export function consultCommand(agentId: AgentId, { klic: callId, dejanje }: z.output<typeof consultForm>): Command {
  const types = {
    nazaj: 'ReturnToCaller',
    preklopi: 'SwapParties',
    konferenca: 'JoinParties',
    predaj: 'CompleteTransfer',
  } as const;
  return { type: types[dejanje], agentId, callId };
}
