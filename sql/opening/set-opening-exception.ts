import type { Knex } from 'knex';
import type { OpeningHours } from '../../dialplan/opening-hours.ts';

/** Sets what is different on a day ("2026-12-24"); a day that has an exception gets this one instead. */
export async function setOpeningException(
  db: Knex,
  { date, periods, note }: OpeningHours['exceptions'][number],
): Promise<void> {
  await db('opening_exception')
    .insert({ date, periods: JSON.stringify(periods), note })
    .onConflict('date')
    .merge();
}

/** The day follows the weekly rules and holidays again. False when it had no exception. */
export async function removeOpeningException(db: Knex, date: string): Promise<boolean> {
  return (await db('opening_exception').where({ date }).delete()) === 1;
}
