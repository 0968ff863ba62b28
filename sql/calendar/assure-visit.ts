import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import { type LockedVisit, lockVisit } from './cancel-appointment.ts';
import { channelOf, type Deed, recordVisitEvent } from './deed.ts';
import type { AppointmentId, AppointmentState } from './words.ts';

export type AssureOutcome =
  /** `repeated`: it was said before, and nothing was done again. */
  | { readonly outcome: 'assured'; readonly repeated: boolean }
  /** It has begun, or is past, or was cancelled. */
  | { readonly outcome: 'tooLate'; readonly state: AppointmentState }
  | { readonly outcome: 'unknown' };

/** The citizen says beforehand that they will come (R1.5). The first time counts; nothing else changes. */
export async function assureVisit(db: Knex, deed: Deed, appointmentId: AppointmentId): Promise<AssureOutcome> {
  return db.transaction(async (trx) => {
    const [visit] = await rows<LockedVisit>(trx, lockVisit, { appointmentId });
    if (visit === undefined) return { outcome: 'unknown' };
    if (visit.state !== 'booked' || visit.startsAt <= deed.now) return { outcome: 'tooLate', state: visit.state };
    const changed = await rows(
      trx,
      `update uenarocanje.appointment set assured_at = :now, assured_channel = :channel
       where id = :appointmentId and assured_at is null returning id`,
      { appointmentId, now: new Date(deed.now), channel: channelOf(deed) },
    );
    if (changed.length > 0) await recordVisitEvent(trx, deed, appointmentId, 'assured');
    return { outcome: 'assured', repeated: changed.length === 0 };
  });
}
