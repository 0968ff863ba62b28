import { createHash } from 'node:crypto';
import type { OfficeException } from '../../sql/calendar/office-rules.ts';
import { languages } from '../../sql/calendar/words.ts';
import { dayOf, lineOf, type Problems, type Typed, textOf, timeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';
import { dayAfter } from '../present/citizen-time.ts';
import { presentTimeField } from '../present/time.ts';

export const noticeField = (language: string): string => `obvestilo-${language}`;

/** What somebody saw when they began to edit it: with another mark it was changed since. */
export const markOf = (exception: Omit<OfficeException, 'id' | 'scope'>): string =>
  createHash('sha256')
    .update(JSON.stringify(typedOfException(exception)))
    .digest('base64url')
    .slice(0, 22);

/** An exception as its form shows it. */
export const typedOfException = (exception: Omit<OfficeException, 'id' | 'scope'>): Typed => ({
  vrsta: exception.kind === 'hours' ? 'ure' : 'zaprto',
  'prvi-dan': exception.firstDay,
  'zadnji-dan': exception.lastDay === exception.firstDay ? '' : exception.lastDay,
  od: exception.from === null ? '' : presentTimeField(exception.from),
  do: exception.to === null ? '' : presentTimeField(exception.to),
  'objava-od': exception.announcedFrom ?? '',
  opomba: exception.note,
  ...Object.fromEntries(languages.map((language) => [noticeField(language), exception.notice[language] ?? ''])),
});

/**
 * What is wrong with it, and the exception when nothing is. `earliest` is local: today, or the day on which one that is
 * edited has begun already.
 */
export function judgeException(
  { openingRules }: Messages,
  typed: Typed,
  earliest: string,
): { readonly problems: Problems; readonly exception: Omit<OfficeException, 'id' | 'scope'> } {
  const words = openingRules.exceptions.problems;
  const problems: Record<string, string> = {};
  const kind = typed.vrsta === 'ure' ? 'hours' : 'closed';
  const firstDay = dayOf(typed, 'prvi-dan');
  if (firstDay === null) problems['prvi-dan'] = words.firstDay;
  else if (firstDay < earliest) problems['prvi-dan'] = words.past;
  const lastDay = lineOf(typed, 'zadnji-dan') === '' ? firstDay : dayOf(typed, 'zadnji-dan');
  if (firstDay !== null && (lastDay === null || lastDay < firstDay || lastDay > dayAfter(firstDay, 366)))
    problems['zadnji-dan'] = words.lastDay;

  const from = timeOf(typed, 'od');
  const to = timeOf(typed, 'do');
  const noTimes = lineOf(typed, 'od') === '' && lineOf(typed, 'do') === '';
  const needed = kind === 'hours' ? words.hours : words.times;
  if (kind === 'hours' || !noTimes) {
    if (from === null) problems.od = needed;
    if (to === null) problems.do = needed;
    else if (from !== null && from >= to) problems.do = words.order;
  }

  const announcedFrom = lineOf(typed, 'objava-od') === '' ? null : (dayOf(typed, 'objava-od') ?? undefined);
  if (announcedFrom === undefined) problems['objava-od'] = words.announcedFrom;
  const notice = Object.fromEntries(
    languages.flatMap((language) => {
      const text = textOf(typed, noticeField(language));
      return text === '' ? [] : [[language, text]];
    }),
  );
  if (announcedFrom != null && notice.sl === undefined) problems[noticeField('sl')] = words.notice;
  const note = lineOf(typed, 'opomba');
  if (note.length > 300) problems.opomba = words.note;
  return {
    problems,
    exception: {
      kind,
      firstDay: firstDay ?? '',
      lastDay: lastDay ?? '',
      from: noTimes ? null : from,
      to: noTimes ? null : to,
      notice,
      announcedFrom: announcedFrom ?? null,
      note,
    },
  };
}
