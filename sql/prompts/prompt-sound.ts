import type { Knex } from 'knex';
import { lockPrompts } from './lock-prompts.ts';

export type PromptSound = {
  /** SHA-256 of `wave`, hexadecimal. */
  readonly checksum: string;
  readonly wave: Buffer;
  readonly durationMs: number;
};

/**
 * Attaches a studio recording to a draft, or takes it away (null: the machine speaks). False when it is not a draft
 * any more: a recording is approved with its text and never exchanged afterwards.
 */
export async function recordPromptDraft(db: Knex, id: string, sound: PromptSound | null): Promise<boolean> {
  return db.transaction(async (trx) => {
    await lockPrompts(trx);
    if (sound !== null) {
      await trx('prompt_sound')
        .insert({ checksum: sound.checksum, wave: sound.wave, duration_ms: sound.durationMs })
        .onConflict('checksum')
        .ignore();
    }
    const changed = await trx('prompt_version')
      .where({ id, state: 'draft' })
      .update({ recording: sound === null ? 'synthesised' : 'studio', sound_checksum: sound?.checksum ?? null });
    await deleteUnusedPromptSounds(trx);
    return changed === 1;
  });
}

/** The recording, or null when there is none of this checksum. */
export async function readPromptSound(db: Knex, checksum: string): Promise<Buffer | null> {
  const row = await db('prompt_sound').where({ checksum }).first<{ wave: Buffer } | undefined>('wave');
  return row?.wave ?? null;
}

/** What no version names any more. Only under `lockPrompts`: nobody may be attaching one meanwhile. */
export async function deleteUnusedPromptSounds(trx: Knex): Promise<void> {
  await trx('prompt_sound')
    .whereNotExists(trx('prompt_version').whereRaw('sound_checksum = prompt_sound.checksum'))
    .delete();
}
