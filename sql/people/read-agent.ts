import type { Knex } from 'knex';
import type { PhoneUser } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';

export type AgentSettings = {
  readonly phone: PhoneUser | null;
  readonly skills: readonly { readonly skill: string; readonly level: number }[];
  /** Phones that this user may have: those of nobody, and the own one. */
  readonly freePhones: readonly PhoneUser[];
};

/** What makes a user an agent: a phone and skills with their levels. */
export async function readAgent(db: Knex, userId: string): Promise<AgentSettings> {
  const [settings] = await rows<AgentSettings>(
    db,
    `select
       (select phone_username from uenarocanje.agent where id = :userId) as phone,
       coalesce((
         select jsonb_agg(jsonb_build_object('skill', skill, 'level', level) order by skill)
         from uenarocanje.agent_skill where agent_id = :userId
       ), '[]') as skills,
       coalesce((
         select jsonb_agg(username order by username) from uenarocanje.phone
         where not exists (select from uenarocanje.agent where phone_username = username and id <> :userId)
       ), '[]') as "freePhones"`,
    { userId },
  );
  if (settings === undefined) throw new TypeError('A statement without a table answered no row.');
  return settings;
}
