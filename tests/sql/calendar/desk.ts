import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import type { Announcement, Deed } from '../../../sql/calendar/deed.ts';
import type { BookedVisit } from '../../../sql/calendar/hold.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { type Actor, type CounterId, citizen, type Slot } from '../../../sql/calendar/words.ts';
import { withDatabase } from '../../database.ts';
import { local, makePlace, type Place, type Rule } from './calendar-fixture.ts';

/** The Sunday on which the desk's stories begin. */
export const sunday = local('2026-03-01 12:00');
export const visitor = { name: 'Žiga Čuček', email: 'ziga@example.si', phone: '+38641123456', note: '' };

/** A place with two counters, what was announced so far, and deeds done there. */
export type Desk = Place & {
  readonly told: Announcement[];
  readonly deed: (at?: Instant, actor?: Actor) => Deed;
};

export const workdays: readonly Rule[] = [{ from: '08:00', to: '12:00', weekdays: [1, 2, 3, 4, 5] }];

export async function withDesk(
  work: (db: Knex, desk: Desk) => Promise<void>,
  rules: readonly Rule[] = workdays,
): Promise<void> {
  await withDatabase(async (db) => {
    const place = await makePlace(db, { rules, counters: 2, days: ['2026-03-01', '2026-04-30'] });
    const told: Announcement[] = [];
    const announce: Deed['announce'] = async (_, announcement) => {
      told.push(announcement);
    };
    await work(db, { ...place, told, deed: (at = sunday, actor = citizen) => ({ now: at, actor, announce }) });
  });
}

/** Holds and confirms at once. */
export async function book(
  db: Knex,
  { deed, service }: Desk,
  ...slots: Slot[]
): Promise<{ readonly key: string; readonly visits: readonly BookedVisit[] }> {
  const key = newToken();
  const held = await holdSlots(db, deed(), { key, services: [service], slots, language: 'sl' });
  if (held.outcome !== 'held') throw new Error(`not held: ${held.outcome}`);
  const booked = await confirmBooking(db, deed(), { key, visitor, consentVersion: '1', informationConfirmed: true });
  if (booked.outcome !== 'booked') throw new Error(`not booked: ${booked.outcome}`);
  return { key, visits: booked.visits };
}

export const at = (counterId: CounterId, wall: string): Slot => ({ counterId, startsAt: local(wall) });
