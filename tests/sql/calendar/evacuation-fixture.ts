import type { Knex } from 'knex';
import { beginEvacuation } from '../../../sql/calendar/begin-evacuation.ts';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { type EvacuationVisit, evacuationVisitColumns } from '../../../sql/calendar/evacuation.ts';
import { proposeWaiting, type WorkedThrough } from '../../../sql/calendar/propose-evacuation.ts';
import type { AppointmentId } from '../../../sql/calendar/words.ts';
import { rows } from '../../../sql/rows.ts';

export type EvacuationResult = Omit<WorkedThrough, 'settled'> & {
  readonly evacuationId: number;
  /** Somebody else has begun to move them, or they are no longer to be moved. */
  readonly skipped: readonly AppointmentId[];
};

/** Begins an evacuation of a few visits and works through it at once. */
export async function proposeEvacuation(
  db: Knex,
  deed: Deed,
  { appointmentIds, note }: { readonly appointmentIds: readonly AppointmentId[]; readonly note: string },
): Promise<EvacuationResult> {
  const { evacuationId } = await beginEvacuation(db, deed, { which: { appointmentIds }, note });
  const { proposed, toCall } = await proposeWaiting(db, {
    now: () => deed.now,
    announce: deed.announce,
    evacuationId,
  });
  const skipped = appointmentIds.filter((id) => !proposed.includes(id) && !toCall.includes(id));
  return { evacuationId, proposed, toCall, skipped };
}

/** How an evacuation stands: who has answered, who is to be called. */
export async function listEvacuation(db: Knex, evacuationId: number): Promise<readonly EvacuationVisit[]> {
  return rows(
    db,
    `select ${evacuationVisitColumns} from uenarocanje.evacuation_visit where evacuation_id = :evacuationId order by appointment_id`,
    { evacuationId },
  );
}
