import type { Knex } from 'knex';
import type { OutsideContactRow } from './list-outside-contacts.ts';

export type SavedContact = 'saved' | 'codeTaken';

/** Adds a contact or changes it. A code that another contact in use has is refused. */
export async function saveOutsideContact(
  db: Knex,
  {
    id,
    kind,
    name,
    number,
    code,
    lines,
  }: Pick<OutsideContactRow, 'id' | 'kind' | 'name' | 'number' | 'code' | 'lines'>,
): Promise<SavedContact> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `
    insert into outside_contact (id, kind, name, number, code, lines)
    select :id, :kind, :name, :number, :code, :lines
    where not exists (select from outside_contact where code = :code and disabled_at is null and id <> :id)
    on conflict (id) do update set
      kind = excluded.kind, name = excluded.name, number = excluded.number, code = excluded.code, lines = excluded.lines
    `,
    { id, kind, name, number, code, lines },
  );
  return rowCount === 1 ? 'saved' : 'codeTaken';
}
