import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { exportPerson, type Person } from '../../sql/calendar/erase-visitors.ts';
import { type CallerData, readCallerData } from '../../sql/retention/caller-data.ts';

/** All that is kept of a person on both sides of the house. */
export type KeptData = CallerData & { readonly visits: readonly AppointmentView[] };

const noCalls: CallerData = { calls: [], callbacks: [], voiceMessages: [], recordings: [] };

/** The line knows people by their number alone. */
export async function readKeptData(db: Knex, person: Person): Promise<KeptData> {
  const number = callerNumberOf(person);
  const [visits, line] = await Promise.all([
    exportPerson(db, person),
    number === null ? noCalls : readCallerData(db, number),
  ]);
  return { ...line, visits };
}

/** As the line writes it: E.164 without "+". */
export const callerNumberOf = ({ phone }: Person): string | null => phone?.replace(/^\+/, '') ?? null;

/** Visits of each booking together. */
export function bookingsOf(visits: readonly AppointmentView[]): readonly (readonly AppointmentView[])[] {
  return [...Map.groupBy(visits, ({ bookingId }) => bookingId).values()];
}

/** Those that still need to know who comes. */
export const comingOf = (visits: readonly AppointmentView[], now: Instant): readonly AppointmentView[] =>
  visits.filter(({ state, endsAt }) => (state === 'booked' || state === 'arrived') && endsAt > now);
