import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import type { Texts } from './words.ts';

export type Holiday = { readonly day: string; readonly name: Texts; readonly source: 'law' | 'manual' };

export async function listHolidays(db: Knex, firstDay: string, lastDay: string): Promise<readonly Holiday[]> {
  return rows(
    db,
    `select day, name, source from uenarocanje.holiday where day between :firstDay and :lastDay order by day`,
    { firstDay, lastDay },
  );
}

/**
 * Brings the work-free days by law of whole years into the calendar (from dialplan/public-holidays.ts, which knows
 * them); days that people entered stay. Open time follows in the same transaction. Answers whether anything changed.
 */
export async function keepLegalHolidays(
  db: Knex,
  days: readonly Omit<Holiday, 'source'>[],
  [firstDay, lastDay]: readonly [string, string],
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const values = { days: JSON.stringify(days), firstDay, lastDay };
    const gone = await rows(
      trx,
      `delete from uenarocanje.holiday
       where source = 'law' and day between :firstDay and :lastDay
         and day not in (select day from jsonb_to_recordset(:days) as law (day date))
       returning day`,
      values,
    );
    const added = await rows(
      trx,
      `insert into uenarocanje.holiday (day, name, source)
       select day, name, 'law' from jsonb_to_recordset(:days) as law (day date, name jsonb)
       on conflict (day) do nothing
       returning day`,
      values,
    );
    return gone.length + added.length > 0;
  });
}

/** A work-free day that the law on holidays does not name. False when the day is one already. */
export async function addHoliday(db: Knex, day: string, name: Texts): Promise<boolean> {
  const added = await db('holiday')
    .insert({ day, name: JSON.stringify(name), source: 'manual' })
    .onConflict('day')
    .ignore()
    .returning('day');
  return added.length === 1;
}

/** Only what people entered can be removed. */
export async function removeHoliday(db: Knex, day: string): Promise<boolean> {
  return (await db('holiday').where({ day, source: 'manual' }).delete()) === 1;
}
