import Holidays from 'date-holidays';

/**
 * Work-free days by law: Zakon o praznikih in dela prostih dnevih v Republiki Sloveniji. Days that are remembered
 * but worked (15 September, 25 October, 23 November) are not among them, nor are one-off days such as
 * 14 August 2023, which enter the opening hours as exceptions.
 */
export function isPublicHoliday(country: 'SI', date: string): boolean {
  const year = date.slice(0, 4);
  const key = `${country} ${year}`;
  let days = memoisedYears.get(key);
  if (days === undefined) {
    // The entry's `date` is local text. Its `start` and `end` are instants of a time zone and not asked.
    days = new Set(
      calendarOf(country)
        .getHolidays(Number(year))
        .map((holiday) => holiday.date.slice(0, 10)),
    );
    if (memoisedYears.size >= 200) memoisedYears.clear();
    memoisedYears.set(key, days);
  }
  return days.has(date);
}

/** A year costs about 1 ms. */
const memoisedYears = new Map<string, ReadonlySet<string>>();
const calendars = new Map<string, Holidays>();

function calendarOf(country: 'SI'): Holidays {
  let calendar = calendars.get(country);
  if (calendar === undefined) {
    calendar = new Holidays(country, { types: ['public'] });
    calendars.set(country, calendar);
  }
  return calendar;
}
