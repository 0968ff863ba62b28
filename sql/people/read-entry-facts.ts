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

const facts = `
  password_given as "passwordGiven", password_of_sample as "passwordOfSample",
  exists (select from uenarocanje.second_factor where user_id = app_user.id and secret is not null) as "hasFactor",
  (select coalesce(jsonb_agg(distinct role), '[]') from uenarocanje.role_grant where user_id = app_user.id) as roles`;

/** Null: nobody, or disabled. */
export async function readEntryFacts(db: Knex, userId: string): Promise<EntryFacts | null> {
  const [entrant] = await rows<EntryFacts>(
    db,
    `select ${facts} from uenarocanje.app_user where id = :userId and disabled_at is null`,
    { userId },
  );
  return entrant ?? null;
}

/** Of everybody who may sign in, by name. */
export async function listEntryFacts(
  db: Knex,
): Promise<readonly (EntryFacts & { readonly id: string; readonly name: string })[]> {
  return rows(
    db,
    `select id, name, ${facts} from uenarocanje.app_user where disabled_at is null order by name collate "sl-x-icu", id`,
  );
}
