import { type Settings, usualAuditYears, usualMessagesDays, usualVisitorDays } from '../../sql/settings/settings.ts';
import { type Problems, type Typed, wholeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';

/** Bounds within which the administrator chooses: long enough to work with, short enough for the law. */
export const bounds = {
  visitorDays: [7, 365],
  messagesDays: [7, 365],
  recordingsDays: [1, 365],
  callerNumberMonths: [1, 36],
  auditYears: [2, 10],
} as const satisfies Record<string, readonly [number, number]>;

export type Term = keyof typeof bounds;
export const terms = Object.keys(bounds) as readonly Term[];

export type Terms = Readonly<Record<Term, number>>;

/** What holds, the usual where nothing was said. */
export const termsOf = (setting: Settings['retention'] | null): Terms => ({
  visitorDays: setting?.visitorDays ?? usualVisitorDays,
  messagesDays: setting?.messagesDays ?? usualMessagesDays,
  recordingsDays: setting?.recordingsDays ?? 90,
  callerNumberMonths: setting?.callerNumberMonths ?? 12,
  auditYears: setting?.auditYears ?? usualAuditYears,
});

export function judgeTerms(m: Messages, typed: Typed): { readonly problems: Problems; readonly terms: Terms } {
  const problems: Record<string, string> = {};
  const value = (term: Term): number => {
    const [least, most] = bounds[term];
    const whole = wholeOf(typed, term, [least, most]);
    if (whole === null) problems[term] = m.retention.problems.number(least, most);
    return whole ?? least;
  };
  return {
    terms: {
      visitorDays: value('visitorDays'),
      messagesDays: value('messagesDays'),
      recordingsDays: value('recordingsDays'),
      callerNumberMonths: value('callerNumberMonths'),
      auditYears: value('auditYears'),
    },
    problems,
  };
}
