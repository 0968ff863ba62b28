import type { Knex } from 'knex';

/** Takes the code of these 30 seconds. False: it, or a later one, was taken before; whoever repeats it has seen it. */
export async function useCodeStep(db: Knex, userId: string, step: number): Promise<boolean> {
  const used = await db('second_factor')
    .where({ user_id: userId })
    .whereNotNull('secret')
    .where((where) => where.whereNull('last_step').orWhere('last_step', '<', step))
    .update({ last_step: step });
  return used === 1;
}
