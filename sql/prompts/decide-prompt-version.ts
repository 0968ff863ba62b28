import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';

export type PromptDecision = {
  readonly state: 'approved' | 'rejected';
  readonly by: string;
  readonly at: Instant;
  /** A rejection must say why (`prompt_version_rejected_with_comment`). */
  readonly comment: string;
};

/**
 * The client's decision on a proposed version. An approved one takes the place of the one approved before, which
 * retires in the same commit: there is never none and never two. False when it is not proposed (any more).
 */
export async function decidePromptVersion(
  db: Knex,
  id: string,
  { state, by, at, comment }: PromptDecision,
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const version = await trx('prompt_version')
      .where({ id, state: 'proposed' })
      .forUpdate()
      .first<{ prompt_key: string; language: string } | undefined>('prompt_key', 'language');
    if (version === undefined) return false;
    if (state === 'approved') {
      // Two versions of one prompt that are approved at the same time take turns on this lock.
      await trx.raw(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [
        `prompt_version ${version.prompt_key} ${version.language}`,
      ]);
      await trx('prompt_version')
        .where({ prompt_key: version.prompt_key, language: version.language, state: 'approved' })
        .update({ state: 'retired', retired_by: by, retired_at: new Date(at) });
    }
    await trx('prompt_version')
      .where({ id })
      .update({ state, decided_by: by, decided_at: new Date(at), comment });
    return true;
  });
}

/** Takes an approved version away without a successor: the line can not say it any more. False when it is not approved. */
export async function retirePromptVersion(db: Knex, id: string, by: string, at: Instant): Promise<boolean> {
  const changed = await db('prompt_version')
    .where({ id, state: 'approved' })
    .update({ state: 'retired', retired_by: by, retired_at: new Date(at) });
  return changed === 1;
}
