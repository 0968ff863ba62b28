import type { Knex } from 'knex';

/** `inUse`: a rule of overflow leads there. `codeTaken`: another contact has its code by now. */
export type ContactTurned = 'turned' | 'inUse' | 'codeTaken';

/** Takes a contact out of use, or puts it back. */
export async function enableOutsideContact(db: Knex, id: string, enabled: boolean): Promise<ContactTurned> {
  const { rows } = await db.raw<{ rows: { turned: ContactTurned }[] }>(
    `
    with judged as (
      select
        id,
        case
          when :enabled and exists (
            select from outside_contact other where other.code = contact.code and other.disabled_at is null and other.id <> contact.id
          ) then 'codeTaken'
          when not :enabled and exists (
            select from queue, jsonb_array_elements(queue.overflow) rule
            where rule -> 'action' ->> 'kind' = 'outside' and rule -> 'action' ->> 'contact' = contact.id
          ) then 'inUse'
          else 'turned'
        end as turned
      from outside_contact contact
      where id = :id
    ),
    changed as (
      update outside_contact set disabled_at = case when :enabled then null else coalesce(disabled_at, now()) end
      where id in (select id from judged where turned = 'turned')
    )
    select turned from judged
    `,
    { id, enabled },
  );
  return rows[0]?.turned ?? 'turned';
}
