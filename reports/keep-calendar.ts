import type { Knex } from 'knex';
import { localDate } from '../dialplan/opening-hours.ts';
import { publicHolidays } from '../dialplan/public-holidays.ts';
import type { Instant } from '../engine/core/ids.ts';
import { keepLegalHolidays } from '../sql/calendar/holidays.ts';
import { extendOpenTime } from '../sql/calendar/renew-open-time.ts';
import { endPastWaiting } from '../sql/calendar/waitlist.ts';
import { timeZone } from './period.ts';

/** Years whose work-free days stand in the calendar: this one, and as far as a horizon can reach. */
const yearsAhead = 2;

/** Brings the work-free days by law into the appointments' calendar, and its open time up to the horizon (R3.3). */
export async function keepCalendar(
  db: Knex,
  now: Instant,
): Promise<{ holidaysChanged: boolean; openUntil: string; waitingEnded: number }> {
  const year = Number(localDate(timeZone, now).slice(0, 4));
  const years = Array.from({ length: yearsAhead + 1 }, (_, n) => year + n);
  const days = years.flatMap((each) => publicHolidays('SI', each));
  const bounds = [`${year}-01-01`, `${year + yearsAhead}-12-31`] as const;
  return {
    holidaysChanged: await keepLegalHolidays(db, days, bounds),
    openUntil: await extendOpenTime(db, now),
    waitingEnded: await endPastWaiting(db, now),
  };
}
