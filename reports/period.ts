import { genitiveMonths, months } from './words/months.ts';

export type PeriodKind = 'month' | 'period' | 'year';

/** Local days in Europe/Ljubljana, "YYYY-MM-DD"; `to` is exclusive. */
export type Period = { readonly kind: PeriodKind; readonly from: string; readonly to: string };

/** Where the day begins and ends for all figures. */
export const timeZone = 'Europe/Ljubljana';

const dayMs = 86_400_000;

/** "2026-11" → the whole of November. Throws a RangeError that says what was expected. */
export function monthPeriod(month: string): Period {
  const [year, number] = monthParts(month);
  return { kind: 'month', from: isoDate(year, number, 1), to: isoDate(year, number + 1, 1) };
}

export function yearPeriod(year: number): Period {
  if (!Number.isInteger(year) || year < 2000 || year > 2999) throw new RangeError('A year is written like 2026.');
  return { kind: 'year', from: `${year}-01-01`, to: `${year + 1}-01-01` };
}

/** Any days; `lastDay` is inside the period, as people say it. */
export function daysPeriod(firstDay: string, lastDay: string): Period {
  if (dayNumber(lastDay) < dayNumber(firstDay)) throw new RangeError('The last day stands before the first.');
  return { kind: 'period', from: firstDay, to: dayAfter(lastDay) };
}

/** The month before a local date. */
export function monthBefore(date: string): Period {
  return monthPeriod(monthsBefore(date.slice(0, 7), 1));
}

/** "2026-01", 1 → "2025-12". */
export function monthsBefore(month: string, count: number): string {
  const [year, number] = monthParts(month);
  return isoDate(year, number - count, 1).slice(0, 7);
}

export function dayAfter(date: string): string {
  return new Date((dayNumber(date) + 1) * dayMs).toISOString().slice(0, 10);
}

export function daysIn(period: { readonly from: string; readonly to: string }): number {
  return dayNumber(period.to) - dayNumber(period.from);
}

/** ISO weekday, 1 is Monday. */
export function weekdayOf(date: string): number {
  return ((dayNumber(date) + 3) % 7) + 1;
}

/** The local date at an instant (milliseconds since the epoch). */
export function localDateAt(at: number): string {
  return localDateFormat.format(at);
}

/** The local time of day "HH:MM" at an instant. */
export function localTimeAt(at: number): string {
  return localTimeFormat.format(at);
}

/** The same as people read it: "2.10". */
export const sayTimeAt = (at: number): string => localTimeAt(at).replace(/^0/, '').replace(':', '.');

/** "november 2026", "leto 2026", "od 3. do 17. novembra 2026". */
export function periodTitle(period: Period): string {
  const [year, month] = dateParts(period.from);
  if (period.kind === 'month') return `${months[month - 1]} ${year}`;
  if (period.kind === 'year') return `leto ${year}`;
  const last = new Date((dayNumber(period.to) - 1) * dayMs).toISOString().slice(0, 10);
  const [lastYear, lastMonth, lastDay] = dateParts(last);
  const [, , day] = dateParts(period.from);
  const end = `${lastDay}. ${genitiveMonths[lastMonth - 1]} ${lastYear}`;
  if (period.from === last) return end;
  if (year !== lastYear) return `od ${day}. ${genitiveMonths[month - 1]} ${year} do ${end}`;
  if (month !== lastMonth) return `od ${day}. ${genitiveMonths[month - 1]} do ${end}`;
  return `od ${day}. do ${end}`;
}

export function dateParts(date: string): [year: number, month: number, day: number] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const at = match ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (!match || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`A date is written like 2026-11-03; this is "${date}".`);
  }
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function monthParts(month: string): [year: number, month: number] {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (!match) throw new RangeError(`A month is written like 2026-11; this is "${month}".`);
  return [Number(match[1]), Number(match[2])];
}

function dayNumber(date: string): number {
  const [year, month, day] = dateParts(date);
  return Date.UTC(year, month - 1, day) / dayMs;
}

function isoDate(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

const localDateFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const localTimeFormat = new Intl.DateTimeFormat('sl-SI', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
