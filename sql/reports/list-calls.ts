import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/** One call of the list; times in milliseconds, null for what did not happen. */
export type ListedCall = {
  readonly id: string;
  /** Local day "YYYY-MM-DD" and wall clock "HH:MM:SS" of the beginning. */
  readonly date: string;
  readonly time: string;
  /** The same instant, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Null when it was withheld, or erased since. */
  readonly callerNumber: string | null;
  /** The retention rule has taken out who called. */
  readonly callerErased: boolean;
  readonly calledNumber: string;
  readonly outcome: string;
  readonly language: string | null;
  readonly disposition: string | null;
  /** The category's name; null when there is none or it is no longer configured. */
  readonly category: string | null;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly queued: boolean;
  /** Arrival in the queue to the human answer, or to the end without one. */
  readonly waitMs: number | null;
  readonly talkMs: number | null;
  readonly wrapUpMs: number | null;
  readonly callMs: number;
};

/**
 * All calls of the period in the order in which they began, `batch` at a time, so that a month of any size takes the
 * memory of one batch. Run it in a transaction that sees one state (repeatable read) for a list that agrees with figures.
 */
export async function* listCalls(db: Knex, days: LocalDays, batch = 2000): AsyncGenerator<ListedCall[]> {
  let after: { startedAt: string; id: string } | null = null;
  while (true) {
    const rows: (ListedCall & { startedText: string })[] = await rowsOf(
      db,
      `with ${callsOfPeriod}
       select calls.id,
              to_char(local_start, 'YYYY-MM-DD') as date,
              to_char(local_start, 'HH24:MI:SS') as time,
              cast(calls.started_at as text) as "startedText",
              cast(extract(epoch from calls.started_at) * 1000 as double precision) as "startedAt",
              calls.caller_number as "callerNumber",
              calls.person_erased_at is not null as "callerErased",
              calls.called_number as "calledNumber",
              calls.outcome,
              calls.language,
              calls.disposition,
              disposition.name as category,
              calls.agent_id as "agentId",
              coalesce(app_user.name, outside_contact.name) as "agentName",
              calls.queued_at is not null as queued,
              cast(calls.wait_ms as double precision) as "waitMs",
              cast(calls.talk_ms as double precision) as "talkMs",
              cast(calls.wrap_up_ms as double precision) as "wrapUpMs",
              cast(round(extract(epoch from calls.ended_at - calls.started_at) * 1000) as double precision) as "callMs"
         from calls
         left join uenarocanje.disposition on disposition.key = calls.disposition
         left join uenarocanje.app_user on app_user.id = calls.agent_id
         left join uenarocanje.outside_contact on outside_contact.id = calls.outside_contact_id
        where calls.started_at >= coalesce(cast(:afterStart as timestamptz), '-infinity')
          and (cast(:afterStart as timestamptz) is null
               or (calls.started_at, calls.id) > (cast(:afterStart as timestamptz), cast(:afterId as text)))
        order by calls.started_at, calls.id
        limit :batch`,
      { ...days, batch, afterStart: after?.startedAt ?? null, afterId: after?.id ?? null },
    );
    if (rows.length > 0) yield rows.map(({ startedText: _, ...call }) => call);
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = { startedAt: last.startedText, id: last.id };
  }
}
