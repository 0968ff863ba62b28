import type { Knex } from 'knex';
import { listAnnouncements } from '../../sql/calendar/office-rules.ts';
import { textIn } from '../../sql/calendar/words.ts';
import { noonOf } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import type { CitizenFrame } from './citizen-page.tsx';

/** What citizens are told today of closures of a place, in their language: the days, and what staff wrote of them. */
export async function announcedClosures(
  db: Knex,
  { locationId, now }: { locationId: string; now: number },
  { language, time }: Pick<CitizenFrame, 'language' | 'time'>,
): Promise<readonly string[]> {
  const closures = await listAnnouncements(db, locationId, dateOf(now));
  return closures.flatMap(({ firstDay, lastDay, notice }) => {
    const text = textIn(notice, language);
    if (text === '') return [];
    const days = [...new Set([firstDay, lastDay])].map((day) => time.longDay(noonOf(day)));
    return [`${days.join(' – ')}: ${text}`];
  });
}
