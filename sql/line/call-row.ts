import type { Cdr } from '../../engine/core/cdr.ts';
import type { CdrTalk } from '../../engine/core/cdr-talks.ts';
import type { Outcome } from '../../engine/core/facts.ts';
import type { Instant } from '../../engine/core/ids.ts';
import type { SelfServiceKind } from '../../engine/core/self-service.ts';
import { talkTimeOf, wrapUpTimeOf } from './talk-times.ts';

/** A row of the table `call`; instants in milliseconds since the epoch. */
export type CallRow = {
  readonly id: string;
  readonly started_at: Instant;
  readonly ended_at: Instant;
  readonly caller_number: string | null;
  readonly called_number: string;
  readonly trunk: string;
  readonly outcome: Outcome;
  readonly language: string | null;
  readonly consent: string | null;
  readonly queue_id: string | null;
  readonly queued_at: Instant | null;
  readonly human_answered_at: Instant | null;
  readonly talk_ended_at: Instant | null;
  readonly wrap_up_ended_at: Instant | null;
  readonly agent_id: string | null;
  readonly disposition: string | null;
  readonly hang_up_side: string | null;
  readonly hang_up_cause: number | null;
  readonly wait_ms: number | null;
  readonly talk_ms: number | null;
  readonly wrap_up_ms: number | null;
  readonly offer_count: number;
  readonly recording_id: string | null;
  readonly closed: boolean;
  readonly direction: 'inbound' | 'outbound';
  /** The callback that was agreed in it, or that it was made for. */
  readonly callback_id: string | null;
  /** The last number outside at which somebody talked with the caller. */
  readonly outside_contact_id: string | null;
  readonly cdr: Cdr;
};

/**
 * What reports ask of a call, as columns. The wait runs from the first arrival in a queue (R1.8: the responder's
 * answer counts as nothing) to the human answer; without one to the leaving of the last queue.
 * A clock that was set back during the call shortens it to nothing, and never turns it around.
 */
export function callRow(cdr: Cdr, closed: boolean): CallRow {
  const lastEntry = cdr.queueEntries.at(-1);
  const endedAt = latest(cdr.startedAt, cdr.endedAt ?? cdr.talkEndedAt ?? cdr.humanAnsweredAt ?? cdr.startedAt);
  const queuedAt = earliest(cdr.queueEntries.map((entry) => entry.ticketAt));
  return {
    id: cdr.callId,
    started_at: cdr.startedAt,
    ended_at: endedAt,
    caller_number: cdr.callerNumber,
    called_number: cdr.calledNumber,
    trunk: cdr.trunk,
    // A record that ends without an outcome was cut off by a failure of ours; the ledger still balances.
    outcome: cdr.outcome ?? 'failed',
    language: cdr.language,
    consent: cdr.consent,
    queue_id: lastEntry?.queueId ?? null,
    queued_at: queuedAt,
    human_answered_at: cdr.humanAnsweredAt,
    talk_ended_at: cdr.talkEndedAt,
    wrap_up_ended_at: cdr.wrapUpEndedAt,
    agent_id: cdr.agentId,
    disposition: cdr.disposition,
    hang_up_side: cdr.hangUpSide,
    hang_up_cause: cdr.hangUpCause,
    wait_ms: span(queuedAt, cdr.humanAnsweredAt ?? lastEntry?.leftAt ?? endedAt),
    talk_ms: rounded(talkTimeOf(cdr)),
    wrap_up_ms: rounded(wrapUpTimeOf(cdr)),
    offer_count: cdr.offers.length,
    recording_id: cdr.recordingId,
    closed,
    direction: cdr.direction ?? 'inbound',
    callback_id: cdr.callbackId ?? null,
    outside_contact_id:
      cdr.outside?.findLast(({ answeredAt, notBuilt }) => answeredAt !== null && notBuilt !== true)?.contactId ?? null,
    cdr,
  };
}

/** A row of the table `call_talk`; instants in milliseconds since the epoch. */
export type TalkRow = {
  readonly call_id: string;
  readonly ordinal: number;
  readonly agent_id: string;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
  readonly wrap_up_ended_at: Instant | null;
};

/** Each agent's part of a call, without those who were never brought together with the caller. A record from before transfers has one at most. */
export function talkRows(cdr: Cdr): readonly TalkRow[] {
  return talksOf(cdr).map(({ agentId, startedAt, endedAt, wrapUpEndedAt }, ordinal) => ({
    call_id: cdr.callId,
    ordinal,
    agent_id: agentId,
    started_at: startedAt,
    ended_at: endedAt === null ? null : latest(startedAt, endedAt),
    wrap_up_ended_at: wrapUpEndedAt,
  }));
}

/** A row of the table `call_self_service`. */
export type SelfServiceRow = {
  readonly call_id: string;
  readonly ordinal: number;
  readonly at: Instant;
  readonly kind: SelfServiceKind;
  readonly service_id: string | null;
  readonly location_id: string | null;
  readonly appointment_id: number | null;
};

export function selfServiceRows(cdr: Cdr): readonly SelfServiceRow[] {
  return (cdr.selfServices ?? []).map(({ at, kind, service, location, appointment }, ordinal) => ({
    ...{ call_id: cdr.callId, ordinal, at, kind },
    service_id: service ?? null,
    location_id: location ?? null,
    appointment_id: appointment ?? null,
  }));
}

function talksOf(cdr: Cdr): readonly Pick<CdrTalk, 'agentId' | 'startedAt' | 'endedAt' | 'wrapUpEndedAt'>[] {
  const { talks = [], agentId, humanAnsweredAt: startedAt, talkEndedAt: endedAt, wrapUpEndedAt } = cdr;
  if (talks.length > 0) return talks.filter(({ notBuilt }) => notBuilt !== true);
  return startedAt === null || agentId === null ? [] : [{ agentId, startedAt, endedAt, wrapUpEndedAt }];
}

function span(from: Instant | null, to: Instant | null): number | null {
  return from === null || to === null ? null : Math.max(0, Math.round(to - from));
}

function rounded(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.round(milliseconds);
}

function latest(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null);
}
