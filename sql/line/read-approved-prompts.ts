import type { Knex } from 'knex';
import type { PromptVersionId } from '../../engine/core/ids.ts';
import type { PromptKey } from '../../prompts/catalogue.ts';

export type ApprovedPrompt = {
  readonly versionId: PromptVersionId;
  readonly key: PromptKey;
  /** 'sl', 'en', 'it' or 'hu': also one that callers can not choose yet. */
  readonly language: string;
  readonly text: string;
  readonly recording: 'synthesised' | 'studio';
  /** The studio recording that was approved with the text; null for a synthesised one. */
  readonly soundChecksum: string | null;
};

/** The texts that the line may say (R1.9), to be spoken and kept ready. */
export async function readApprovedPrompts(db: Knex): Promise<readonly ApprovedPrompt[]> {
  return db('prompt_version').where({ state: 'approved' }).orderBy(['language', 'prompt_key']).select({
    versionId: 'id',
    key: 'prompt_key',
    language: 'language',
    text: 'text',
    recording: 'recording',
    soundChecksum: 'sound_checksum',
  });
}
