import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { PromptVersionId } from '../../engine/core/ids.ts';
import { lockPrompts } from './lock-prompts.ts';
import { deleteUnusedPromptSounds } from './prompt-sound.ts';

export type PromptDraft = {
  readonly key: string;
  readonly language: string;
  readonly text: string;
  readonly by: string;
};

/** Writes a new version as a draft. Whether the text fits its prompt is checked above, by the catalogue. */
export async function draftPromptVersion(db: Knex, { key, language, text, by }: PromptDraft): Promise<PromptVersionId> {
  const id = randomUUID() as string as PromptVersionId;
  await db('prompt_version').insert({ id, prompt_key: key, language, text, state: 'draft', drafted_by: by });
  return id;
}

/** Changes a draft's text. False when it is not a draft any more: what was proposed stays as it was read. */
export async function editPromptDraft(db: Knex, id: string, text: string): Promise<boolean> {
  return (await db('prompt_version').where({ id, state: 'draft' }).update({ text })) === 1;
}

/** Throws a draft away with its recording, as if it had never been. False when it is not a draft any more. */
export async function discardPromptDraft(db: Knex, id: string): Promise<boolean> {
  return db.transaction(async (trx) => {
    await lockPrompts(trx);
    const gone = (await trx('prompt_version').where({ id, state: 'draft' }).delete()) === 1;
    if (gone) await deleteUnusedPromptSounds(trx);
    return gone;
  });
}
