import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import type { Role } from './roles.ts';

/** What decides which steps a sign-in has. */
export type EntryFacts = {
  readonly passwordGiven: boolean;
  readonly passwordOfSample: boolean;
  readonly hasFactor: boolean;
  readonly roles: readonly Role[];
};

/** Null: nobody, or disabled. */
export async function readEntryFacts(db: Knex, userId: string): Promise<EntryFacts | null> {
  const [facts] = await rows<EntryFacts>(
    db,
    `select password_given as "passwordGiven", password_of_sample as "passwordOfSample",
       exists (select from uenarocanje.second_factor where user_id = app_user.id and secret is not null) as "hasFactor",
       (select coalesce(jsonb_agg(distinct role), '[]') from uenarocanje.role_grant where user_id = app_user.id) as roles
     from uenarocanje.app_user where id = :userId and disabled_at is null`,
    { userId },
  );
  return facts ?? null;
}
