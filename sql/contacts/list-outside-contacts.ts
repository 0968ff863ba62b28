import type { Knex } from 'knex';
import type { WeeklyPeriod } from '../../dialplan/opening-hours.ts';

/** A number outside that callers may be put through to, as people manage it. */
export type OutsideContactRow = {
  readonly id: string;
  readonly kind: 'department' | 'official';
  readonly name: string;
  /** E.164 without "+". */
  readonly number: string;
  readonly code: string;
  readonly lines: number;
  /** When it may be rung; null: at any time. */
  readonly hours: readonly WeeklyPeriod[] | null;
  readonly disabledAt: number | null;
  /** Queues whose rules of overflow lead there. */
  readonly usedBy: readonly string[];
};

/** All of them, those in use first, each with the queues that need it. */
export async function listOutsideContacts(db: Knex): Promise<readonly OutsideContactRow[]> {
  const { rows } = await db.raw<{ rows: OutsideContactRow[] }>(`
    select
      id,
      kind,
      name,
      number,
      code,
      lines,
      hours,
      disabled_at as "disabledAt",
      (
        select coalesce(jsonb_agg(queue.name order by queue.name), '[]')
        from queue
        where exists (
          select from jsonb_array_elements(queue.overflow) rule
          where rule -> 'action' ->> 'kind' = 'outside' and rule -> 'action' ->> 'contact' = outside_contact.id
        )
      ) as "usedBy"
    from outside_contact
    order by disabled_at is not null, name collate "sl-x-icu", id
  `);
  return rows;
}
