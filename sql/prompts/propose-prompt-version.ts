import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

/** Puts a draft before the client. False when it is not a draft (any more). */
export async function proposePromptVersion(db: Knex, id: string, by: string, at: Instant): Promise<boolean> {
  const changed = await db('prompt_version')
    .where({ id, state: 'draft' })
    .update({ state: 'proposed', proposed_by: by, proposed_at: new Date(at) });
  return changed === 1;
}
