import type { Callback, CallbackTry, DialResult } from '../../engine/core/callback.ts';
import type { Instant } from '../../engine/core/ids.ts';

/** A row of the table `callback`; instants in milliseconds since the epoch. */
export type CallbackRow = {
  readonly id: string;
  readonly caller_number: string;
  readonly queue_id: string;
  readonly language: string;
  readonly topic: string | null;
  readonly consent: string | null;
  readonly reason: string;
  readonly original_call_id: string | null;
  readonly asked_at: Instant;
  readonly ticket_at: Instant;
  readonly promised_by: Instant;
  readonly state: string;
  readonly due_at: Instant | null;
  readonly first_dialled_at: Instant | null;
  /** From here the promise is judged. */
  readonly first_rung_at: Instant | null;
  readonly tries: readonly CallbackTry[];
  readonly try_count: number;
  readonly closed_at: Instant | null;
  readonly outcome: string | null;
  readonly closed_by: string | null;
  readonly notes: string;
};

export function callbackRow(callback: Callback): CallbackRow {
  const closed = callback.state === 'closed' ? callback : null;
  return {
    id: callback.callbackId,
    caller_number: callback.callerNumber,
    queue_id: callback.queueId,
    language: callback.language,
    topic: callback.topic,
    consent: callback.consent,
    reason: callback.reason,
    original_call_id: callback.originalCallId,
    asked_at: callback.askedAt,
    ticket_at: callback.ticketAt,
    promised_by: callback.promisedBy,
    state: callback.state,
    due_at: callback.state === 'owed' ? callback.dueAt : null,
    first_dialled_at: callback.tries[0]?.dialledAt ?? null,
    first_rung_at: callback.tries.map(rungAtOf).find((at) => at !== null) ?? null,
    tries: callback.tries,
    try_count: callback.tries.length,
    closed_at: closed?.closedAt ?? null,
    outcome: closed?.outcome ?? null,
    closed_by: closed?.closedBy ?? null,
    notes: callback.notes,
  };
}

/** What tells of the person, in a try from before the ring was kept; as in the migration 000095. */
const ofThePerson: readonly (DialResult | null)[] = [
  'reached',
  'busy',
  'noAnswer',
  'rejected',
  'leftEarly',
  'notThePerson',
];

function rungAtOf({ rungAt, result, dialledAt }: CallbackTry): Instant | null {
  return rungAt === undefined ? (ofThePerson.includes(result) ? dialledAt : null) : rungAt;
}
