import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import { type LockedVisit, lockVisit } from './cancel-appointment.ts';
import { type Deed, recordVisitEvent } from './deed.ts';
import type { AppointmentId, AppointmentState } from './words.ts';

/** What a clerk says of a visit on its day (R3.10). */
export type Mark = 'arrived' | 'served' | 'noShow';

export type MarkOutcome =
  | { readonly outcome: 'marked'; readonly state: AppointmentState; readonly repeated: boolean }
  /** From this state it can not be said: a cancelled visit was not served. */
  | { readonly outcome: 'refused'; readonly state: AppointmentState }
  | { readonly outcome: 'unknown' };

/** What may follow what; saying the same again is no error. */
export const marks: Readonly<Record<AppointmentState, readonly Mark[]>> = {
  held: [],
  blocked: [],
  cancelled: [],
  booked: ['arrived', 'served', 'noShow'],
  arrived: ['served'],
  served: [],
  noShow: [],
};

export async function markVisit(db: Knex, deed: Deed, appointmentId: AppointmentId, mark: Mark): Promise<MarkOutcome> {
  return db.transaction(async (trx) => {
    const [visit] = await rows<LockedVisit>(trx, lockVisit, { appointmentId });
    if (visit === undefined) return { outcome: 'unknown' };
    if (visit.state === mark) return { outcome: 'marked', state: mark, repeated: true };
    if (!marks[visit.state].includes(mark)) return { outcome: 'refused', state: visit.state };
    await rows(
      trx,
      `update uenarocanje.appointment set state = :mark,
         arrived_at = case when :mark = 'arrived' then :now else arrived_at end,
         served_at = case when :mark = 'served' then cast(:now as timestamptz) end,
         no_show_at = case when :mark = 'noShow' then cast(:now as timestamptz) end
       where id = :appointmentId`,
      { appointmentId, mark, now: new Date(deed.now) },
    );
    await recordVisitEvent(trx, deed, appointmentId, mark);
    return { outcome: 'marked', state: mark, repeated: false };
  });
}

/** Takes the last mark back: served to arrived (or booked, when nobody said that they came), the others to booked. */
export async function undoMark(db: Knex, deed: Deed, appointmentId: AppointmentId): Promise<MarkOutcome> {
  return db.transaction(async (trx) => {
    const [visit] = await rows<LockedVisit>(trx, lockVisit, { appointmentId });
    if (visit === undefined) return { outcome: 'unknown' };
    if (visit.state !== 'arrived' && visit.state !== 'served' && visit.state !== 'noShow') {
      return { outcome: 'refused', state: visit.state };
    }
    const [undone] = await rows<{ state: AppointmentState }>(
      trx,
      `update uenarocanje.appointment set
         state = case when state = 'served' and arrived_at is not null then 'arrived' else 'booked' end,
         arrived_at = case when state = 'served' then arrived_at end,
         served_at = null,
         no_show_at = null
       where id = :appointmentId
       returning state`,
      { appointmentId },
    );
    await recordVisitEvent(trx, deed, appointmentId, 'undone', { from: visit.state });
    return { outcome: 'marked', state: undone?.state ?? 'booked', repeated: false };
  });
}
