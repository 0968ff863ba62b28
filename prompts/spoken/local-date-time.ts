import { Temporal } from 'temporal-polyfill';

/** An instant as the wall clock and calendar of the line's place show it. */
export type LocalDateTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** ISO: 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
};

const zoned = (at: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);

/** @param at Milliseconds since the epoch. @param timeZone IANA name. @throws RangeError for an unknown zone. */
export const localDateTime = (at: number, timeZone: string): LocalDateTime => {
  const { year, month, day, dayOfWeek, hour, minute } = zoned(at, timeZone);
  return { year, month, day, weekday: dayOfWeek, hour, minute };
};

/** Calendar days from one instant to another: 0 the same day, 1 the next, whatever the hours (and DST) between. */
export const daysBetween = (from: number, to: number, timeZone: string): number =>
  zoned(from, timeZone).toPlainDate().until(zoned(to, timeZone).toPlainDate(), { largestUnit: 'days' }).days;
