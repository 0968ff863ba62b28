import type { Knex } from 'knex';

export type AgentName = { readonly id: string; readonly name: string; readonly phone: string };

/** Everybody who takes calls, former ones too as long as they are known, in Slovene order of their names. */
export async function listAgents(db: Knex): Promise<readonly AgentName[]> {
  const { rows } = await db.raw<{ rows: AgentName[] }>(`
    select agent.id, app_user.name, agent.phone_username as phone
    from agent
    join app_user on app_user.id = agent.id
    order by app_user.name collate "sl-x-icu", agent.id
  `);
  return rows;
}
