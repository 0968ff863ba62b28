import type { Knex } from 'knex';
import { jsonText } from '../json-text.ts';
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
    hours,
  }: Pick<OutsideContactRow, 'id' | 'kind' | 'name' | 'number' | 'code' | 'lines' | 'hours'>,
): Promise<SavedContact> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `
    insert into outside_contact (id, kind, name, number, code, lines, hours)
    select :id, :kind, :name, :number, :code, :lines, :hours::jsonb
    where not exists (select from outside_contact where code = :code and disabled_at is null and id <> :id)
    on conflict (id) do update set
      kind = excluded.kind, name = excluded.name, number = excluded.number, code = excluded.code, lines = excluded.lines,
      hours = excluded.hours
    `,
    { id, kind, name, number, code, lines, hours: hours === null ? null : jsonText(hours) },
  );
  return rowCount === 1 ? 'saved' : 'codeTaken';
}
