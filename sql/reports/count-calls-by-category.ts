import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/** `key` is null for answered calls that the agent gave no category. */
export type CategoryCount = { readonly key: string | null; readonly name: string | null; readonly calls: number };

/**
 * Answered calls by the agent's disposition, every configured category among them even when none had it, in the
 * order of the screen; a category that is no longer configured keeps its key and comes with a null name.
 */
export async function countCallsByCategory(db: Knex, days: LocalDays): Promise<CategoryCount[]> {
  return await rowsOf<CategoryCount>(
    db,
    `with ${callsOfPeriod},
     counts as (
       select disposition, count(*) as calls from calls where outcome = 'answered' group by disposition
     )
     select coalesce(disposition.key, counts.disposition) as key, disposition.name,
            cast(coalesce(counts.calls, 0) as integer) as calls
       from uenarocanje.disposition
       full join counts on counts.disposition = disposition.key
      order by disposition.position nulls last, key nulls last`,
    days,
  );
}
