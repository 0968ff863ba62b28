import type { Knex } from 'knex';
import { type PromptVersion, promptVersionColumns } from './prompt-version.ts';

export type PromptFilter = {
  readonly key?: string;
  readonly language?: string;
  readonly state?: PromptVersion['state'];
};

/** Versions by prompt and language, the newest of each first. */
export async function listPromptVersions(
  db: Knex,
  { key, language, state }: PromptFilter = {},
): Promise<readonly PromptVersion[]> {
  const query = db('prompt_version').orderBy([
    { column: 'prompt_key' },
    { column: 'language' },
    { column: 'created_at', order: 'desc' },
    { column: 'id' },
  ]);
  if (key !== undefined) query.where({ prompt_key: key });
  if (language !== undefined) query.where({ language });
  if (state !== undefined) query.where({ state });
  return query.select(promptVersionColumns);
}

/** One version, or null. */
export async function findPromptVersion(db: Knex, id: string): Promise<PromptVersion | null> {
  const version = await db('prompt_version').where({ id }).first<PromptVersion | undefined>(promptVersionColumns);
  return version ?? null;
}
