import type { Wish } from '../../sql/calendar/waitlist.ts';
import { noonOf } from '../present/citizen-time.ts';
import type { CitizenFrame } from './citizen-page.tsx';

/** What somebody waits for, each part with its label, in the words of the page. */
export function wishWords(
  { m, time }: Pick<CitizenFrame, 'm' | 'time'>,
  wish: Wish,
  nameOf: (locationId: string) => string,
): readonly (readonly [label: string, text: string])[] {
  const words = m.answers.wait;
  const places = wish.locationIds.map(nameOf).join(', ');
  const days = wish.weekdays?.map((day) => time.weekdays[day - 1]?.long ?? '').join(', ');
  return [
    [words.shown.places, wish.withinKm === null ? places : `${places} (${words.within(wish.withinKm)})`],
    [words.shown.days, days ?? words.anyDay],
    [words.shown.part, wish.to !== null ? words.parts.dop : wish.from !== null ? words.parts.pop : words.parts.ves],
    ...(wish.firstDay === null ? [] : [[words.shown.since, time.longDay(noonOf(wish.firstDay))] as const]),
    ...(wish.noticeDays === 0 ? [] : [[words.shown.notice, words.notice(wish.noticeDays)] as const]),
  ];
}
