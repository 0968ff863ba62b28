import type { Knex } from 'knex';
import { rows } from '../rows.ts';

/** The kinds of deeds that stand in the log, each found by one look into the index, however long the log is. */
export async function listAuditActions(db: Knex): Promise<readonly string[]> {
  const found = await rows<{ action: string }>(
    db,
    `with recursive kind (action) as (
       (select action from uenarocanje.audit_entry order by action limit 1)
       union all
       select (select audit_entry.action from uenarocanje.audit_entry where audit_entry.action > kind.action order by audit_entry.action limit 1)
       from kind where kind.action is not null
     )
     select action from kind where action is not null`,
  );
  return found.map(({ action }) => action);
}
