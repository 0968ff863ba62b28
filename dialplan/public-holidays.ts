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

/** A year's work-free days by law in their order, "2026-12-25", with their names. */
export function publicHolidays(
  country: 'SI',
  year: number,
): readonly { readonly day: string; readonly name: { readonly sl: string; readonly en: string } }[] {
  const english = new Map(
    calendarOf(country)
      .getHolidays(year, 'en')
      .map((holiday) => [holiday.date.slice(0, 10), holiday.name]),
  );
  return calendarOf(country)
    .getHolidays(year, 'sl')
    .map((holiday) => {
      const day = holiday.date.slice(0, 10);
      return { day, name: { sl: holiday.name, en: english.get(day) ?? holiday.name } };
    });
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
