import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSoundLibrary } from '../../prompts/sound-library.ts';
import { readWav, type Sound } from './sound.ts';

/** Slovene sentences as sound, spoken by the same voice as the prompts. */
export async function speakSlovene(...sentences: readonly string[]): Promise<Sound[]> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-voice-'));
  const library = openSoundLibrary({ folder });
  try {
    const fragments = sentences.map((text) => ({ language: 'sl' as const, text }));
    await library.prepare(fragments);
    return await Promise.all(fragments.map((fragment) => readWav(join(folder, `${library.nameOf(fragment)}.wav`))));
  } finally {
    await library.close();
    await rm(folder, { recursive: true, force: true });
  }
}
