import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { provideWaitPrompt, waitPromptName } from '../../../main/roles/wait-prompt.ts';
import { convertRecording } from '../../../prompts/studio/convert-recording.ts';
import { decidePromptVersion, retirePromptVersion } from '../../../sql/prompts/decide-prompt-version.ts';
import { draftPromptVersion } from '../../../sql/prompts/draft-prompt-version.ts';
import { recordPromptDraft } from '../../../sql/prompts/prompt-sound.ts';
import { proposePromptVersion } from '../../../sql/prompts/propose-prompt-version.ts';
import { withDatabase } from '../../database.ts';
import { sine, studioWave } from '../../prompts/studio/wave.ts';
import { loadTestSample } from '../../sql/sample-fixture.ts';

const at = (milliseconds: number) => milliseconds as Instant;

async function approve(db: Knex, wave: Buffer | null): Promise<{ id: string; sound: Buffer | null }> {
  const id = await draftPromptVersion(db, { key: 'noEngineWait', language: 'sl', text: 'Počakajte.', by: 'nadzornik' });
  let sound: Buffer | null = null;
  if (wave !== null) {
    const converted = await convertRecording(wave);
    if (!converted.ok) throw new Error(converted.problem);
    sound = converted.recording.wave;
    await recordPromptDraft(db, id, converted.recording);
  }
  await proposePromptVersion(db, id, 'nadzornik', at(1));
  await decidePromptVersion(db, id, { state: 'approved', by: 'narocnik', at: at(2), comment: '' });
  return { id, sound };
}

test('[R1.9] [R9.2] Asterisk alone plays the approved wait prompt, then its successor, then none', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'wait-prompt-'));
  const file = () => readFile(join(folder, `${waitPromptName}.wav`));
  try {
    await withDatabase(async (db) => {
      await loadTestSample(db);
      t.truthy(await provideWaitPrompt(db, folder));
      const first = await file();
      const studio = await approve(db, studioWave(sine(700, 1, 0.3)));
      t.is(await provideWaitPrompt(db, folder), studio.id);
      t.deepEqual(await file(), studio.sound!);
      const spoken = await approve(db, null);
      t.is(await provideWaitPrompt(db, folder), spoken.id);
      t.notDeepEqual(await file(), first);
      await retirePromptVersion(db, spoken.id, 'narocnik', at(3));
      t.is(await provideWaitPrompt(db, folder), null);
      t.false((await readdir(folder)).some((name) => name.includes(waitPromptName)));
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
