import { forgetDialogue } from './arranging.ts';
import { proveForecasts } from './calibration.ts';
import type { Call } from './call.ts';
import { dialResultOf } from './callback-rules.ts';
import { callerServed } from './callbacks.ts';
import type { Refusal } from './commands.ts';
import { dialNumber, refusalToDial } from './dialling.ts';
import { nextRing } from './dispatch.ts';
import type { OutsideResult } from './facts.ts';
import {
  type AgentId,
  type BridgeId,
  type ContactId,
  type LegId,
  later,
  type PlaybackId,
  type QueueEntryId,
  type TimerId,
} from './ids.ts';
import type { Leg, LegEnder } from './leg.ts';
import { contactOf, hasLine, isOpen } from './outside-lines.ts';
import type { OutsideRing, QueueEntry } from './queue-entry.ts';
import { holdingBridge, leaveLine } from './queueing.ts';
import { hangUpLeg, normalClearing } from './talk.ts';
import { timerId } from './timers.ts';
import type { Work } from './work.ts';

/**
 * A caller is put through to a number outside: by an agent (R2.6), or by a rule of overflow (R1.10). Only numbers of the
 * directory are dialled, and only by the trunk (R9.4). The caller keeps the place in the line while it rings there and
 * hears the ringing tone; if nobody answers the caller waits on as if nothing had been.
 */

/** How long it rings there. */
export const ringSeconds = 30;

/** Why nobody can be put through to this contact now; null: the number would be dialled. */
export function whyNotOutside(work: Work, contactId: ContactId): Refusal | null {
  const contact = contactOf(work.world, contactId);
  if (contact === undefined) return 'unknownTarget';
  if (refusalToDial(work, contact.number, 'listed') !== null) return 'contactRefused';
  if (!isOpen(work.world, contact)) return 'contactClosed';
  return hasLine(work.world, contact) ? null : 'contactBusy';
}

export type PutThroughBy = { readonly agentId: AgentId | null; readonly rule: string | null };

/** Dials the contact for a caller who waits. */
export function putThrough(work: Work, entryId: QueueEntryId, contactId: ContactId, by: PutThroughBy): void {
  const entry = work.world.entries.get(entryId);
  const call = entry && work.callOf(entry.callId);
  const contact = contactOf(work.world, contactId);
  if (entry?.state !== 'waiting' || call === undefined || contact === undefined) return;
  const { callId, legId: callerLegId } = call;
  const { legId } = nextRing(work, call);
  const playbackId = tonePlayback(entryId);
  work.entry(entryId, { type: 'dialledOutside', outside: { legId, contactId, playbackId } });
  work.tell({ type: 'OutsideDialled', callId, entryId, legId, contactId, ...by });
  const heardBy = { legId: callerLegId, playbackId };
  const party = { role: 'outside', entryId } as const;
  const { number } = contact;
  const refusal = dialNumber(work, { callId, legId, number, party, ringSeconds, heardBy, listed: true });
  if (refusal !== null) return work.entry(entryId, { type: 'outsideFailed', legId, result: 'failed', cause: null });
  work.startTimer(outsideTimer(entryId), later(work.at, ringSeconds * 1000));
}

/** What rang for an agent who asks there rings on for the caller (asking-outside.ts), who hears the music of the queue. */
export function adoptRingOutside(
  work: Work,
  { callId, entryId }: Pick<QueueEntry, 'callId' | 'entryId'>,
  legId: LegId,
  contactId: ContactId,
  agentId: AgentId,
): void {
  const playbackId = tonePlayback(entryId);
  work.entry(entryId, { type: 'dialledOutside', outside: { legId, contactId, playbackId } });
  work.tell({ type: 'OutsideDialled', callId, entryId, legId, contactId, agentId, rule: null });
  if (work.world.legs.get(legId)?.state === 'ringing') work.tell({ type: 'OutsideRang', callId, legId });
  work.startTimer(outsideTimer(entryId), later(work.at, ringSeconds * 1000));
}

export function outsideRang(work: Work, { callId, legId }: Leg): void {
  work.tell({ type: 'OutsideRang', callId, legId });
}

/** Somebody is there. Who answers as the caller goes, or too late, is put down. */
export function outsideAnswered(work: Work, { callId, legId }: Leg, entryId: QueueEntryId): void {
  if (ringOf(work.world.entries.get(entryId))?.legId !== legId) return hangUpLeg(work, callId, legId, normalClearing);
  work.entry(entryId, { type: 'outsideAnswered', legId });
}

/** It rang long enough. */
export function outsideTimedOut(work: Work, entryId: QueueEntryId): void {
  const ring = ringOf(work.world.entries.get(entryId));
  if (ring !== null) work.entry(entryId, { type: 'outsideFailed', legId: ring.legId, result: 'noAnswer', cause: null });
}

/** The line outside ended, or never began. */
export function outsideGone(
  work: Work,
  { callId, legId }: Leg,
  entryId: QueueEntryId,
  by: LegEnder,
  cause: number,
): void {
  if (by !== 'us') {
    const result = by === 'line' ? 'failed' : dialResultOf(cause);
    work.entry(entryId, { type: 'outsideFailed', legId, result, cause });
  }
  const call = work.callOf(callId);
  if (call?.state !== 'outside' || call.outsideLegId !== legId) return;
  const talkCause = cause === 0 ? normalClearing : cause;
  work.endCall(callId, 'answered', by === 'far' ? 'outside' : 'line', talkCause);
}

/** Nobody is there: the caller waits on in the old place. */
export function outsideFailed(
  work: Work,
  { callId, entryId }: QueueEntry,
  ring: OutsideRing,
  result: OutsideResult,
  cause: number | null,
): void {
  work.do({ type: 'StopPlayback', callId, playbackId: ring.playbackId });
  takeBack(work, { callId, entryId }, ring, result, cause);
}

/** The ring is taken back, since it came to nothing or the caller went. */
export function takeBack(
  work: Work,
  { callId, entryId }: Pick<QueueEntry, 'callId' | 'entryId'>,
  { legId }: OutsideRing,
  result: OutsideResult,
  cause: number | null,
): void {
  work.stopTimer(outsideTimer(entryId));
  work.tell({ type: 'OutsideEnded', callId, legId, result, cause });
  hangUpLeg(work, callId, legId, normalClearing);
  work.dispatchWanted = true;
}

/**
 * The wait is over: a human is there, if no agent of ours. The tone ends here and not with the move to the talk: an
 * engine that was started meanwhile does not know that it sounds (callback-attempt.ts, personAnswered).
 */
export function outsideConnected(work: Work, { callId, entryId }: QueueEntry, ring: OutsideRing): void {
  const { legId, contactId, playbackId } = ring;
  const call = work.callOf(callId);
  if (call === undefined) return;
  work.stopTimer(outsideTimer(entryId));
  work.do({ type: 'StopPlayback', callId, playbackId });
  leaveLine(work, entryId);
  proveForecasts(work, callId, entryId, true);
  work.tell({ type: 'OutsideAnswered', callId, entryId, legId, contactId });
  work.tell({ type: 'EntryLeft', callId, entryId, reason: 'answered' });
  callerServed(work, call);
  const bridgeId = `talk-${legId.replace(/-leg$/, '')}` as BridgeId;
  work.call(callId, { type: 'outsideAnswered', talk: { contactId, outsideLegId: legId, bridgeId } });
}

/** They hear each other. Nothing is recorded: consent was given to a talk with the line’s agents. */
export function outsideTalkBegan(work: Work, { callId, legId, ...call }: Call & { state: 'outside' }): void {
  const { bridgeId, outsideLegId, entryId } = call;
  forgetDialogue(work, callId);
  work.do({ type: 'CreateBridge', callId, bridgeId, kind: 'mixing' });
  for (const one of [legId, outsideLegId]) {
    work.do({ type: 'PutLegInBridge', callId, bridgeId, legId: one });
    work.leg(one, { type: 'bridged', bridgeId });
  }
  work.do({ type: 'DestroyBridge', callId, bridgeId: holdingBridge(entryId) });
}

export function endOutsideTalk(work: Work, { callId, outsideLegId, bridgeId }: Call & { state: 'outside' }): void {
  const ring = work.cdrOf(callId)?.outside?.find(({ legId }) => legId === outsideLegId);
  const result = ring?.notBuilt === true ? 'failed' : 'reached';
  work.tell({ type: 'OutsideEnded', callId, legId: outsideLegId, result, cause: null });
  work.do({ type: 'DestroyBridge', callId, bridgeId });
}

/** The tone is over by now, but the engine that should have ended it may have fallen before it did. */
export function silenceOutside(work: Work, { callId, cdr }: Call, entryId: QueueEntryId): void {
  if (ringOf(work.world.entries.get(entryId)) !== null || (cdr.outside ?? []).length === 0) return;
  work.do({ type: 'StopPlayback', callId, playbackId: tonePlayback(entryId) });
}

/**
 * What the caller hears while it rings outside is named after the place, as is the bridge of it: whoever hands the caller
 * over to Asterisk's plan when no engine is there sees only that (main/stranded-callers.ts), and the tone has no end.
 */
function tonePlayback(entryId: QueueEntryId): PlaybackId {
  return `${entryId}-tone` as PlaybackId;
}

function ringOf(entry: QueueEntry | undefined): OutsideRing | null {
  return entry?.state === 'ringingOutside' ? entry.outside : null;
}

function outsideTimer(entryId: QueueEntryId): TimerId {
  return timerId({ purpose: 'outside', id: entryId });
}
