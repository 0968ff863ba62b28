import { mkdir } from 'node:fs/promises';
import type { Knex } from 'knex';
import { hasStudioSound, writeStudioSound } from '../../prompts/studio/studio-sound.ts';
import type { ApprovedPrompt } from '../../sql/line/read-approved-prompts.ts';
import { readPromptSound } from '../../sql/prompts/prompt-sound.ts';

/**
 * Puts the approved studio recordings where Asterisk plays from, those that are not there already, so that a version
 * can play from the moment on that it is used.
 * @throws what the database or the disk throws; Error when a recording is not what was approved
 */
export async function provideStudioSounds(
  db: Knex,
  folder: string,
  prompts: readonly Pick<ApprovedPrompt, 'soundChecksum'>[],
): Promise<void> {
  const checksums = new Set(prompts.flatMap(({ soundChecksum }) => soundChecksum ?? []));
  if (checksums.size > 0) await mkdir(folder, { recursive: true });
  for (const checksum of checksums) {
    if (await hasStudioSound(folder, checksum)) continue;
    const wave = await readPromptSound(db, checksum);
    if (wave === null) throw new Error(`The database has no recording ${checksum}, though a version names it.`);
    await writeStudioSound(folder, checksum, wave);
  }
}
