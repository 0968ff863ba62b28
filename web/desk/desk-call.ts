import type { AgentId } from '../../engine/core/ids.ts';
import { findCall } from '../../sql/calls/find-call.ts';
import type { Room } from '../context.ts';
import { may, type SignedInUser } from '../may.ts';
import { presentNumber, wholeNumber } from '../present/phone-number.ts';
import { maySee } from '../routes/call.tsx';

/** The call in which somebody books: what is done to visits is tied to it (R3.9). */
export type DeskCall = {
  readonly callId: string;
  /** E.164; null: withheld, or no number. */
  readonly number: string | null;
  /** As people write it. */
  readonly shown: string | null;
};

/**
 * The call by its id, which is all that an address holds of it: the one that the agent has now, or one that they may
 * see in the list. Null for every other.
 */
export async function readDeskCall(
  { db, door }: Pick<Room, 'db' | 'door'>,
  user: SignedInUser,
  callId: string,
): Promise<DeskCall | null> {
  if (callId === '' || callId.length > 100) return null;
  if (may(user, 'useConsole')) {
    const agentId = user.id as AgentId;
    const view = door.agent(agentId) ?? (await door.readAgent(agentId));
    if (view?.call?.callId === callId) return described(callId, view.call.callerNumber);
  }
  const call = await findCall(db, callId);
  return call !== null && maySee(user, call) ? described(callId, call.callerNumber) : null;
}

const described = (callId: string, number: string | null): DeskCall => ({
  callId,
  number: number === null ? null : wholeNumber(number),
  shown: number === null ? null : presentNumber(number),
});
