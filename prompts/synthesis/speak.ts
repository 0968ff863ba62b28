import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EspeakPlatform } from './espeak-platform.ts';
import { levelSpeech } from './loudness.ts';
import { toTelephone } from './sox.ts';
import { SynthesisFailed } from './synthesis-failed.ts';
import type { Voice } from './voices.ts';
import { decodeSamples, encodeWave } from './wave-file.ts';
import { writeWhole } from './write-whole.ts';

/** The programs of the speech chain; others than these names only where they are not on PATH. */
export type SpeechPrograms = { readonly espeak: string; readonly sox: string };
export const defaultPrograms: SpeechPrograms = { espeak: 'espeak-ng', sox: 'sox' };

/** Counted up whenever a file made from the same words by the same voice would sound different. */
export const recipe = 1;

/**
 * Speaks a text into a WAV file (wave-file.ts) that appears whole or not at all.
 * @param text As the voice is to be given it (voices.ts). @param workFolder On the same disk as `target`.
 * @returns The bytes of the file. @throws SynthesisFailed
 */
export const speak = async (
  text: string,
  voice: Voice,
  target: string,
  workFolder: string,
  workName: string,
  programs: SpeechPrograms,
): Promise<number> => {
  const spoken = join(workFolder, `${workName}-spoken.wav`);
  const finished = join(workFolder, `${workName}.wav`);
  try {
    await new EspeakPlatform(programs.espeak).write(text, voice.name, voice.wordsPerMinute, spoken);
    const levelled = levelSpeech(decodeSamples(await toTelephone(programs.sox, spoken)));
    if (levelled === null) throw new SynthesisFailed(`The voice ${voice.name} said nothing for a text.`);
    const file = encodeWave(levelled);
    await writeWhole(finished, target, file);
    return file.length;
  } catch (cause) {
    if (cause instanceof SynthesisFailed) throw cause;
    throw new SynthesisFailed(`A sound file could not be written to ${target}: ${String(cause)}`, { cause });
  } finally {
    await Promise.all([rm(spoken, { force: true }), rm(finished, { force: true })]);
  }
};
