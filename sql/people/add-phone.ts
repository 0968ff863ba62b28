import type { Knex } from 'knex';
import type { Phone } from './phone.ts';

/** Adds a phone; false when its number is taken. A number that is not 2 to 6 digits throws (`phone_username`). */
export async function addPhone(db: Knex, { username, password, transport, mediaEncryption }: Phone): Promise<boolean> {
  const added = await db('phone')
    .insert({ username, password, transport, media_encryption: mediaEncryption })
    .onConflict('username')
    .ignore()
    .returning('username');
  return added.length === 1;
}

/** Removes a phone; 'inUse' when it is an agent's. */
export async function removePhone(db: Knex, username: string): Promise<'removed' | 'unknown' | 'inUse'> {
  const { rows } = await db.raw<{ rows: [{ known: boolean; removed: boolean }] }>(
    `
    with removed as (
      delete from phone
      where username = :username and not exists (select from agent where phone_username = :username)
      returning username
    )
    select exists (select from phone where username = :username) as known, exists (select from removed) as removed
    `,
    { username },
  );
  if (rows[0].removed) return 'removed';
  return rows[0].known ? 'inUse' : 'unknown';
}
