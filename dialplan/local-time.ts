import { Temporal } from 'temporal-polyfill';

/**
 * The wall clock of a place. Instants are milliseconds since the epoch; a result carries the brand of the instant
 * that was asked about, so that the core's `Instant` stays one.
 */

/** One calendar day there. On the nights of a clock change it is 23 or 25 hours long. `endsAt` is exclusive. */
export type LocalDay = {
  /** "YYYY-MM-DD". */
  readonly date: string;
  readonly startsAt: number;
  readonly endsAt: number;
};

const dayMs = 86_400_000;

/** A conversion costs about 5 µs, a look into the memo 0.1 µs. Both give the same answer, so the memo is not state. */
const memoisedDays = new Map<string, Map<number, LocalDay[]>>();
const memoisedDaysPerZone = 2_000;

/** The calendar day of an instant. Throws RangeError for an unknown zone or an instant that is not a whole number. */
export function localDay(timeZone: string, at: number): LocalDay {
  let ofZone = memoisedDays.get(timeZone);
  if (ofZone === undefined) {
    ofZone = new Map();
    memoisedDays.set(timeZone, ofZone);
  }
  const universalDay = Math.floor(at / dayMs);
  let days = ofZone.get(universalDay);
  if (days === undefined) {
    if (ofZone.size >= memoisedDaysPerZone) ofZone.clear();
    days = [];
    ofZone.set(universalDay, days);
  }
  for (const day of days) if (day.startsAt <= at && at < day.endsAt) return day;
  const day = localDayOfDate(timeZone, zoned(timeZone, at).toPlainDate().toString());
  days.push(day);
  return day;
}

/** The calendar day "YYYY-MM-DD". */
export function localDayOfDate(timeZone: string, date: string): LocalDay {
  const plain = Temporal.PlainDate.from(date);
  return {
    date,
    startsAt: plain.toZonedDateTime(timeZone).epochMilliseconds,
    endsAt: plain.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}

/** "YYYY-MM-DD" there. */
export function localDate(timeZone: string, at: number): string {
  return localDay(timeZone, at).date;
}

/** Where the calendar day of an instant starts and ends there; `endsAt` is exclusive. */
export function localDayBounds<Moment extends number>(
  timeZone: string,
  at: Moment,
): { readonly startsAt: Moment; readonly endsAt: Moment } {
  const day = localDay(timeZone, at);
  return { startsAt: day.startsAt as Moment, endsAt: day.endsAt as Moment };
}

/** "HH:MM" on the wall there. In the autumn night each time of one hour comes twice. */
export function localTime(timeZone: string, at: number): string {
  return clockFace(localMinutes(timeZone, at));
}

/** The start "HH:MM" of the quarter of an hour that an instant lies in: "08:15". */
export function quarterOfHour(timeZone: string, at: number): string {
  const minutes = localMinutes(timeZone, at);
  return clockFace(minutes - (minutes % 15));
}

/** When the wall there shows `minutes` after midnight of that day; 24 * 60 is the end of the day. */
export function instantOfLocalTime(timeZone: string, day: LocalDay, minutes: number, edge: 'from' | 'to'): number {
  if (minutes === 24 * 60) return day.endsAt;
  if (day.endsAt - day.startsAt === dayMs) return day.startsAt + minutes * 60_000;
  // The clock changes on this day. A time that comes twice counts from its first coming when something starts at
  // it and to its second when something ends at it; a time that is skipped is the instant of the skip.
  const wall = Temporal.PlainDate.from(day.date).toPlainDateTime({
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
  });
  const moment = wall.toZonedDateTime(timeZone, { disambiguation: edge === 'from' ? 'earlier' : 'later' });
  if (moment.toPlainDateTime().equals(wall)) return moment.epochMilliseconds;
  const before = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? moment.epochMilliseconds;
}

export function localMinutes(timeZone: string, at: number): number {
  const day = localDay(timeZone, at);
  if (day.endsAt - day.startsAt === dayMs) return Math.floor((at - day.startsAt) / 60_000);
  const wall = zoned(timeZone, at);
  return wall.hour * 60 + wall.minute;
}

function clockFace(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function zoned(timeZone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}
