import { type DialRefusal, dialledForm, type OutboundRule, refusalOfNumber } from '../../dialplan/outbound.ts';
import { type CallId, type Instant, type LegId, later, type PlaybackId } from './ids.ts';
import type { LegFacts } from './leg.ts';
import type { Work } from './work.ts';

/**
 * The only way out (R9.4): a number is dialled here or not at all, by the rule of the dialplan and within its limits.
 */
export type NoDial = DialRefusal | 'noRule' | 'tooManyThisHour' | 'tooManyToNumber';

/** When what was dialled: of all for the last hour, of each number for the last day, oldest first. */
export type RecentDials = { all: Instant[]; readonly ofNumber: Map<string, Instant[]> };

export const noDials = (): RecentDials => ({ all: [], ofNumber: new Map() });

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Would this number be dialled now? Null: it would. Nothing is counted. A `listed` number is one of the directory, which
 * is dialled as often as callers want to go there; how often a day protects citizens.
 */
export function refusalToDial(work: Work, number: string, kind: 'any' | 'listed' = 'any'): NoDial | null {
  const { outbound, line } = work.configuration;
  if (outbound === undefined) return 'noRule';
  const refusal = refusalOfNumber(outbound, line, number);
  if (refusal !== null) return refusal;
  const excess = excessOfDials(work.world.recentDials, outbound, number, work.at);
  return excess === 'tooManyToNumber' && kind === 'listed' ? null : excess;
}

export type Dial = {
  readonly callId: CallId;
  readonly legId: LegId;
  /** E.164 without "+". */
  readonly number: string;
  readonly party: LegFacts['party'];
  readonly ringSeconds: number;
  readonly heardBy: { readonly legId: LegId; readonly playbackId: PlaybackId } | null;
  /** The number is one of the directory. */
  readonly listed?: true;
};

/**
 * Dials a number for a call: the leg stands in the world as `dialling`, and LegRang, LegAnswered and LegEnded tell of
 * it. Answers why it is not dialled, or null. Whoever dials sees to it that the ring ends.
 */
export function dialNumber(work: Work, dial: Dial): NoDial | null {
  const { callId, legId, number, party, ringSeconds, heardBy, listed = false } = dial;
  const { outbound, line } = work.configuration;
  const refusal = refusalToDial(work, number, listed ? 'listed' : 'any');
  if (outbound === undefined || refusal !== null) return refusal ?? 'noRule';
  countDial(work.world.recentDials, number, work.at);
  work.world.legs.set(legId, { state: 'dialling', legId, callId, startedAt: work.at, party });
  const legs = work.world.legsOfCall.get(callId);
  if (legs === undefined) work.world.legsOfCall.set(callId, [legId]);
  else legs.push(legId);
  work.do({
    type: 'DialNumber',
    callId,
    legId,
    trunk: outbound.trunk,
    number: dialledForm(outbound, number),
    callerNumber: dialledForm(outbound, line.number),
    ringSeconds,
    heardBy,
  });
  return null;
}

function excessOfDials(recent: RecentDials, rule: OutboundRule, number: string, at: Instant): NoDial | null {
  const hour = recent.all.filter((then) => later(then, hourMs) > at);
  if (hour.length >= rule.callsPerHour) return 'tooManyThisHour';
  const day = (recent.ofNumber.get(number) ?? []).filter((then) => later(then, dayMs) > at);
  return day.length >= rule.callsPerNumberPerDay ? 'tooManyToNumber' : null;
}

function countDial(recent: RecentDials, number: string, at: Instant): void {
  recent.all = [...recent.all.filter((then) => later(then, hourMs) > at), at];
  const day = (recent.ofNumber.get(number) ?? []).filter((then) => later(then, dayMs) > at);
  // The newest stands last, so that those whose day is over are found first.
  recent.ofNumber.delete(number);
  recent.ofNumber.set(number, [...day, at]);
  for (const [old, dials] of recent.ofNumber) {
    const last = dials.at(-1);
    if (last !== undefined && later(last, dayMs) > at) break;
    recent.ofNumber.delete(old);
  }
}
