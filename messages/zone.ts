import { Temporal } from 'temporal-polyfill';

export const zone = 'Europe/Ljubljana';

/** The rules of the zone as they have been since 1996; calendars that do not know the name need them. */
export const ljubljana = `BEGIN:VTIMEZONE
TZID:${zone}
X-LIC-LOCATION:${zone}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`.replaceAll('\n', '\r\n');

/** An instant as calendars write it beside the zone. */
export function atLjubljana(at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
