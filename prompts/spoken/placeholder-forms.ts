import type { PlaceholderKind } from '../catalogue.ts';
import type { Language } from '../language.ts';
import { englishCardinal } from './english-cardinals.ts';
import { englishWait, englishWaitRange } from './english-minutes.ts';
import { englishOrdinal } from './english-ordinals.ts';
import { englishKey, sloveneKey, sloveneWithKey } from './keys.ts';
import { spokenDay, spokenDayWith, spokenOpening } from './opening.ts';
import { periodsOfValues, spokenPeriods } from './period.ts';
import { spokenPhoneNumber } from './phone-number.ts';
import type { SloveneGender } from './slovene-cardinals.ts';
import { type DaysCase, sloveneDays } from './slovene-days.ts';
import type { MinutesCase } from './slovene-minutes.ts';
import { mostSpokenMinutes, sloveneWait, sloveneWaitRange } from './slovene-minutes.ts';
import { largestOrdinal, sloveneOrdinal } from './slovene-ordinals.ts';
import { spokenWeeklyHours } from './weekly-hours.ts';

/**
 * How the values of a placeholder become words. A Slovene sentence may need another form than the plain one;
 * it is asked for after a colon: "{minute:tožilnik}". The first form of a kind is the plain one.
 */
export type PlaceholderForm = string;

type Speak = (values: readonly number[], timeZone: string) => string;
type Forms = readonly (readonly [PlaceholderForm, Speak])[];

const first = (values: readonly number[]): number => values[0] ?? Number.NaN;
const second = (values: readonly number[]): number => values[1] ?? Number.NaN;

const slovenePlace =
  (gender: SloveneGender): Speak =>
  (values) => {
    const place = first(values);
    return place > largestOrdinal ? `več kot ${sloveneOrdinal(largestOrdinal, gender)}` : sloveneOrdinal(place, gender);
  };

const sloveneMinuteCount =
  (grammaticalCase: MinutesCase): Speak =>
  (values) =>
    sloveneWait(first(values), grammaticalCase);

const sloveneMinuteRange =
  (grammaticalCase: MinutesCase): Speak =>
  (values) =>
    sloveneWaitRange(first(values), second(values), grammaticalCase);

const sloveneDayCount =
  (grammaticalCase: DaysCase): Speak =>
  (values) =>
    sloveneDays(first(values), grammaticalCase);

const englishDayCount: Speak = (values) => `${englishCardinal(first(values))} ${first(values) === 1 ? 'day' : 'days'}`;

/** A name says itself; whoever speaks a template puts it there. */
const named: Speak = () => '';

const opening =
  (language: Language): Speak =>
  (values, timeZone) =>
    spokenOpening(first(values), saidAt(values), timeZone, language);

const saidAt = (values: readonly number[]): number | null => (Number.isNaN(second(values)) ? null : second(values));

const day =
  (language: Language): Speak =>
  (values, timeZone) =>
    spokenDay(first(values), saidAt(values), timeZone, language);

const dayHours =
  (language: Language): Speak =>
  (values, timeZone) => {
    const hours = spokenPeriods(periodsOfValues(values.slice(2)), language);
    return spokenDayWith(first(values), saidAt(values), timeZone, language, hours);
  };

const weeklyHours =
  (language: Language): Speak =>
  (values) => {
    const places = values.length / 7;
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      periods: periodsOfValues(values.slice((weekday - 1) * places, weekday * places)),
    }));
    return spokenWeeklyHours(week, language);
  };

const forms: Readonly<Record<Language, Readonly<Record<PlaceholderKind, Forms>>>> = {
  sl: {
    position: [
      ['srednji', slovenePlace('neuter')],
      ['moški', slovenePlace('masculine')],
      ['ženski', slovenePlace('feminine')],
    ],
    minutes: [
      ['imenovalnik', sloveneMinuteCount('nominative')],
      ['tožilnik', sloveneMinuteCount('accusative')],
      ['rodilnik', sloveneMinuteCount('genitive')],
    ],
    minuteRange: [
      ['imenovalnik', sloveneMinuteRange('nominative')],
      ['tožilnik', sloveneMinuteRange('accusative')],
    ],
    openingInstant: [['navadno', opening('sl')]],
    key: [
      ['tožilnik', (values) => sloveneKey(first(values))],
      ['orodnik', (values) => sloveneWithKey(first(values))],
    ],
    weeklyHours: [['navadno', weeklyHours('sl')]],
    day: [['navadno', day('sl')]],
    dayHours: [['navadno', dayHours('sl')]],
    phoneNumber: [['navadno', (values) => spokenPhoneNumber(first(values), 'sl').join(', ')]],
    days: [
      ['imenovalnik', sloveneDayCount('nominative')],
      ['tožilnik', sloveneDayCount('accusative')],
      ['rodilnik', sloveneDayCount('genitive')],
    ],
    name: [['navadno', named]],
  },
  en: {
    position: [
      [
        'plain',
        (values) => (first(values) > largestOrdinal ? 'beyond hundredth place' : englishOrdinal(first(values))),
      ],
    ],
    minutes: [['plain', (values) => englishWait(first(values))]],
    minuteRange: [['plain', (values) => englishWaitRange(first(values), second(values))]],
    openingInstant: [['plain', opening('en')]],
    key: [['plain', (values) => englishKey(first(values))]],
    weeklyHours: [['plain', weeklyHours('en')]],
    day: [['plain', day('en')]],
    dayHours: [['plain', dayHours('en')]],
    phoneNumber: [['plain', (values) => spokenPhoneNumber(first(values), 'en').join(', ')]],
    days: [['plain', englishDayCount]],
    name: [['plain', named]],
  },
};

/** The forms that a template in this language may ask for; the first is the plain one. */
export const formsOf = (kind: PlaceholderKind, language: Language): readonly PlaceholderForm[] =>
  forms[language][kind].map(([form]) => form);

/** @param form null: the plain one. @throws Error for a form that this kind does not have. */
export const speakPlaceholder = (
  kind: PlaceholderKind,
  language: Language,
  form: PlaceholderForm | null,
  values: readonly number[],
  timeZone: string,
): string => {
  const known = forms[language][kind];
  const found = form === null ? known[0] : known.find(([name]) => name === form);
  if (found === undefined) throw new Error(`No form "${form}" of ${kind} in ${language}`);
  return found[1](values, timeZone);
};

const counts = (to: number): readonly (readonly number[])[] => Array.from({ length: to }, (_, index) => [index + 1]);

/**
 * The values of each kind that are made ready before the first call; null: too many, each is made when it is first
 * needed, which takes 20 ms.
 */
export const likelyValues: Readonly<Record<PlaceholderKind, readonly (readonly number[])[] | null>> = {
  position: counts(largestOrdinal + 1),
  minutes: counts(mostSpokenMinutes + 1),
  minuteRange: null,
  openingInstant: null,
  key: null,
  weeklyHours: null,
  day: null,
  dayHours: null,
  phoneNumber: null,
  days: null,
  name: null,
};
