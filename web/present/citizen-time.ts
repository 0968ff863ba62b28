import { sayTime } from '../../messages/wording/times.ts';
import type { CitizenLanguage } from '../portal/language.ts';
import { dateOf, timeZone } from './time.ts';

/** Days and times as citizens read them in their language, always by the wall clock of Ljubljana. */
export type CitizenTime = {
  /** "8.05", in English "8:05": as messages write it too. */
  time(at: number): string;
  /** "ponedeljek, 23. november 2026" */
  longDay(at: number): string;
  /** "pon., 23. nov." */
  shortDay(at: number): string;
  /** "ponedeljek, 23. november 2026, ob 8.05" */
  moment(at: number): string;
  /** "ponedeljek, 23. november 2026, od 8.05 do 8.20" */
  span(from: number, until: number): string;
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
  const short = format({ weekday: 'short' });
  const long = format({ weekday: 'long' });
  // Any Monday will do.
  const monday = Date.UTC(2026, 10, 23, 12);
  const time = (at: number): string => sayTime(at, language);
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const times: CitizenTime = {
    time,
    longDay,
    shortDay: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    moment: (at) => momentIn[language](longDay(at), time(at)),
    span: (from, until) => spanIn[language](longDay(from), time(from), time(until)),
    month: format({ month: 'long', year: 'numeric' }),
    weekdays: Array.from({ length: 7 }, (_, place) => {
      const at = monday + place * 86_400_000;
      return { short: short(at), long: long(at) };
    }),
  };
  made.set(language, times);
  return times;
}

type Joined = Readonly<Record<CitizenLanguage, (day: string, ...times: readonly string[]) => string>>;

const momentIn: Joined = {
  sl: (day, time) => `${day}, ob ${time}`,
  en: (day, time) => `${day}, at ${time}`,
  it: (day, time) => `${day}, alle ore ${time}`,
  hu: (day, time) => `${day}, ${time}`,
};

const spanIn: Joined = {
  sl: (day, from, until) => `${day}, od ${from} do ${until}`,
  en: (day, from, until) => `${day}, from ${from} to ${until}`,
  it: (day, from, until) => `${day}, dalle ${from} alle ${until}`,
  hu: (day, from, until) => `${day}, ${from}–${until}`,
};

/** Noon of a local day "2026-11-23", which no change of the clocks moves to another day. */
export const noonOf = (day: string): number => Date.parse(`${day}T11:00:00Z`);

/** Whole days by the calendar between two instants: 0 today, 1 tomorrow. */
export const daysBetween = (from: number, to: number): number =>
  Math.round((noonOf(dateOf(to)) - noonOf(dateOf(from))) / 86_400_000);

/** "2026-11-23" and so many days later. */
export const dayAfter = (day: string, days: number): string => dateOf(noonOf(day) + days * 86_400_000);
