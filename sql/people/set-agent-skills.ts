import type { Knex } from 'knex';

/** Replaces all skills of an agent; levels are 1 to 10, higher is preferred. An unknown agent throws (foreign key). */
export async function setAgentSkills(
  db: Knex,
  agentId: string,
  skills: readonly { readonly skill: string; readonly level: number }[],
): Promise<void> {
  await db.transaction(async (trx) => {
    await trx('agent_skill').where({ agent_id: agentId }).delete();
    if (skills.length > 0) {
      await trx('agent_skill').insert(skills.map(({ skill, level }) => ({ agent_id: agentId, skill, level })));
    }
  });
}
