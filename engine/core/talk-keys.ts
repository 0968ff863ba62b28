import { readTalkCode, type TalkCode, talkCodes } from '../../dialplan/talk-codes.ts';
import type { Command } from './commands.ts';
import { missingCase } from './decision.ts';
import type { FromLine } from './events.ts';
import type { AgentId, CallId, Instant } from './ids.ts';
import type { Leg } from './leg.ts';
import { carryOut } from './people.ts';
import { startSpeech } from './speech.ts';
import { utter } from './utterances.ts';
import type { Work } from './work.ts';

/** What an agent has keyed in so far on a leg, and when the last key came. */
export type Keyed = { readonly keys: string; readonly at: Instant };

/** What a REFER can mean: a question to a colleague is another call of the phone's, which it can not make. */
const transfers: readonly TalkCode['type'][] = ['TransferToAgent', 'TransferToQueue', 'TransferOutside'];

/** Whoever waits so long between two keys begins anew. */
const betweenKeysMs = 5_000;

/** A key that an agent pressed during the talk: it may complete a code (dialplan/talk-codes.ts). */
export function agentKey(work: Work, { legId, callId }: Leg, digit: string): void {
  const call = work.callOf(callId);
  if (call?.state !== 'talking' || call.agentLegId !== legId) return;
  const { keyed } = work.world;
  const before = keyed.get(legId);
  const isLate = before === undefined || work.at - before.at > betweenKeysMs;
  // A star always begins a code, so that a mistake is mended by beginning again.
  const keys = isLate || digit === '*' ? digit : before.keys + digit;
  const code = readTalkCode(keys);
  if (code === 'incomplete') {
    keyed.set(legId, { keys, at: work.at });
    return;
  }
  keyed.delete(legId);
  if (code !== 'none' && askedFor(work, code, call.agentId, callId) === 'refused') sayRefused(work, callId);
}

/**
 * The transfer key of the phone sends a REFER to what was dialled there, which means what it would mean after `*3`: a
 * colleague's phone, a queue's digit; or a code of the directory with its star. It goes nowhere else (R9.4).
 */
export function legReferred(work: Work, { legId, to, attended }: FromLine & { type: 'LegReferred' }): void {
  const leg = work.world.legs.get(legId);
  const call = leg && work.callOf(leg.callId);
  if (leg === undefined || call === undefined) return;
  const { callId } = call;
  const code = readTalkCode(/^\d+$/.test(to) ? `${talkCodes.transfer}${to}#` : `${to}#`);
  const isTransfer = code !== 'none' && code !== 'incomplete' && transfers.includes(code.type);
  const isTalker = call.state === 'talking' && call.agentLegId === legId;
  const accepted = isTalker && isTransfer && !attended && askedFor(work, code, call.agentId, callId) === 'done';
  // Before the leg is put down, which tells the phone that it is done with.
  work.do({ type: 'AnswerRefer', callId, legId, accepted });
}

/** `unheard`: who is signed out meanwhile, or no agent any more, has nothing to say. */
function askedFor(work: Work, code: TalkCode, agentId: AgentId, callId: CallId): 'done' | 'refused' | 'unheard' {
  const phone = work.agentConfiguration(agentId)?.phone;
  const session = work.world.agents.get(agentId);
  if (phone === undefined || session === undefined || session.state === 'signedOut') return 'unheard';
  const command = commandOf(work, code, agentId, callId);
  if (command === null) return 'refused';
  return carryOut(work, { kind: 'phone', phone }, command, session.sessionId).ok ? 'done' : 'refused';
}

/** Null: there is no such phone, queue or number outside. */
function commandOf(work: Work, code: TalkCode, agentId: AgentId, callId: CallId): Command | null {
  switch (code.type) {
    case 'ConsultAgent':
    case 'TransferToAgent': {
      const wanted = work.configuration.agents.find(({ phone }) => phone === code.phone)?.id;
      if (wanted === undefined) return null;
      return code.type === 'ConsultAgent'
        ? { type: 'ConsultAgent', agentId, callId, asked: wanted }
        : { type: 'TransferCall', agentId, callId, to: { kind: 'agent', agentId: wanted } };
    }
    case 'TransferToQueue': {
      const queueId = work.configuration.queues[code.queue - 1]?.id;
      return queueId === undefined ? null : { type: 'TransferCall', agentId, callId, to: { kind: 'queue', queueId } };
    }
    case 'ConsultOutside':
    case 'TransferOutside': {
      const contact = (work.configuration.contacts ?? []).find(({ code: own }) => own === code.contact);
      if (contact === undefined) return null;
      if (code.type === 'ConsultOutside') return { type: code.type, agentId, callId, contactId: contact.id };
      return { type: 'TransferCall', agentId, callId, to: { kind: 'outside', contactId: contact.id } };
    }
    case 'SwapParties':
    case 'JoinParties':
    case 'ReturnToCaller':
    case 'CompleteTransfer':
      return { type: code.type, agentId, callId };
    default:
      return missingCase(code);
  }
}

/** Only the agent hears it; the prompt is in the language of the house. */
function sayRefused(work: Work, callId: CallId): void {
  const call = work.callOf(callId);
  const utterances = utter(work.configuration, 'sl', 'agentRefused', {});
  if (call?.state !== 'talking' || utterances.length === 0) return;
  const { playbackId } = startSpeech(work, callId, utterances);
  work.do({ type: 'PlayUtterances', callId, legId: call.agentLegId, playbackId, utterances });
}
