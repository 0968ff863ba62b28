import type { Knex } from 'knex';
import type { OpeningHours } from '../../dialplan/opening-hours.ts';

/** What is edited of the opening hours: weekly rules and days that differ, both in order. */
export type Opening = Pick<OpeningHours, 'weekly' | 'exceptions'>;

export async function readOpening(db: Knex): Promise<Opening> {
  const weekly = await db('opening_rule')
    .orderBy(['weekday', 'opens'])
    .select<OpeningHours['weekly']>({ weekday: 'weekday', from: 'opens', to: 'closes' });
  const exceptions = await db('opening_exception')
    .orderBy('date')
    .select<OpeningHours['exceptions']>({ date: 'date', periods: 'periods', note: 'note' });
  return { weekly, exceptions };
}
