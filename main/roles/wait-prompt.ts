import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { provideStudioSounds } from '../../engine/shell/studio-sounds.ts';
import { fragmentsOf } from '../../prompts/fragments.ts';
import { openSoundLibrary } from '../../prompts/sound-library.ts';
import { studioSoundName } from '../../prompts/studio/studio-sound.ts';
import { type ApprovedPrompt, readApprovedPrompts } from '../../sql/line/read-approved-prompts.ts';

/** The one file that Asterisk's own plan plays; what is in it changes with the approved version, the plan does not. */
export const waitPromptName = 'wait-without-engine';

/**
 * What callers hear in the minute without an engine (R9.2): the approved text or recording, and none when none is
 * approved (R1.9). The file changes in one step, so that the next caller hears the new one whole.
 * @returns The version that plays from now on. @throws SynthesisFailed, and what database or disk throw
 */
export async function provideWaitPrompt(db: Knex, folder: string): Promise<string | null> {
  const file = join(folder, `${waitPromptName}.wav`);
  const approved = (await readApprovedPrompts(db)).find(
    ({ key, language }) => key === 'noEngineWait' && language === 'sl',
  );
  if (approved === undefined) {
    await rm(file, { force: true });
    return null;
  }
  await mkdir(folder, { recursive: true });
  const sound = await soundOf(db, folder, approved);
  const next = join(folder, `.${waitPromptName}-${process.pid}.wav`);
  await copyFile(join(folder, `${sound}.wav`), next);
  await rename(next, file);
  return approved.versionId;
}

/** The name of its sound in the folder. A text without values is one fragment. */
async function soundOf(db: Knex, folder: string, prompt: ApprovedPrompt): Promise<string> {
  if (prompt.soundChecksum !== null) {
    await provideStudioSounds(db, folder, [prompt]);
    return studioSoundName(prompt.soundChecksum);
  }
  const fragments = fragmentsOf(prompt.text, 'noEngineWait', 'sl', {}, 'Europe/Ljubljana');
  const library = openSoundLibrary({ folder });
  try {
    await library.prepare(fragments);
    const [fragment] = fragments;
    if (fragment === undefined) throw new Error('The approved wait prompt has no words.');
    return library.nameOf(fragment);
  } finally {
    await library.close();
  }
}
