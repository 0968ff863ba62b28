import type { CitizenLanguage } from '../portal/language.ts';
import { dateOf, timeZone } from './time.ts';

/** Days and times as citizens read them in their language, always by the wall clock of Ljubljana. */
export type CitizenTime = {
  /** "8.05", "8:05": as the language writes it. */
  time(at: number): string;
  /** "ponedeljek, 23. november 2026" */
  longDay(at: number): string;
  /** "pon., 23. nov." */
  shortDay(at: number): string;
  /** "23. november 2026, 8:05" */
  moment(at: number): string;
  /** "november 2026" */
  month(at: number): string;
  /** "pon.", from Monday. */
  readonly weekdays: readonly { readonly short: string; readonly long: string }[];
};

const locales: Readonly<Record<CitizenLanguage, string>> = { sl: 'sl-SI', en: 'en-GB', it: 'it-IT', hu: 'hu-HU' };

export const localeOf = (language: CitizenLanguage): string => locales[language];

const made = new Map<CitizenLanguage, CitizenTime>();

export function citizenTime(language: CitizenLanguage): CitizenTime {
  const known = made.get(language);
  if (known !== undefined) return known;
  const format = (options: Intl.DateTimeFormatOptions): ((at: number) => string) => {
    const formatter = new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
    return (at) => formatter.format(at);
  };
  const clock = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const;
  const short = format({ weekday: 'short' });
  const long = format({ weekday: 'long' });
  // Any Monday will do.
  const monday = Date.UTC(2026, 10, 23, 12);
  const times: CitizenTime = {
    time: format(clock),
    longDay: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    moment: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...clock }),
    month: format({ month: 'long', year: 'numeric' }),
    weekdays: Array.from({ length: 7 }, (_, place) => {
      const at = monday + place * 86_400_000;
      return { short: short(at), long: long(at) };
    }),
  };
  made.set(language, times);
  return times;
}

/** Noon of a local day "2026-11-23", which no change of the clocks moves to another day. */
export const noonOf = (day: string): number => Date.parse(`${day}T11:00:00Z`);

/** Whole days by the calendar between two instants: 0 today, 1 tomorrow. */
export const daysBetween = (from: number, to: number): number =>
  Math.round((noonOf(dateOf(to)) - noonOf(dateOf(from))) / 86_400_000);

/** "2026-11-23" and so many days later. */
export const dayAfter = (day: string, days: number): string => dateOf(noonOf(day) + days * 86_400_000);
