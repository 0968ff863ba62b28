import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exampleValues } from '../../prompts/example-values.ts';
import type { Fragment } from '../../prompts/fragment.ts';
import { fragmentsOf } from '../../prompts/fragments.ts';
import type { SoundLibrary } from '../../prompts/sound-library.ts';
import { decodeSamples, encodeWave, waveHeaderBytes } from '../../prompts/synthesis/wave-file.ts';
import { checkTemplate } from '../../prompts/template.ts';
import { timeZone } from '../present/time.ts';
import type { WorkableVersion } from './approval-of.ts';

/** Where prompts are spoken for those who listen to them here. */
export type ListeningRoom = { readonly folder: string; readonly library: SoundLibrary };

/**
 * What a caller hears of a version: one sentence or several with different values, each with the sound's address.
 * Empty for a text that can not be spoken.
 */
export type Example = { readonly words: string; readonly path: string };

export function examplesOf(version: WorkableVersion): readonly Example[] {
  const path = (index: number) => `/besedila/razlicica/${version.id}/zvok/${index + 1}.wav`;
  if (version.recording === 'studio') return [{ words: version.text, path: path(0) }];
  return spokenExamples(version).map((fragments, index) => ({
    words: fragments.map(({ text }) => text).join(' '),
    path: path(index),
  }));
}

export function spokenExamples({ key, language, text }: WorkableVersion): readonly (readonly Fragment[])[] {
  if (checkTemplate(text, key, language).length > 0) return [];
  return exampleValues(key).map((values) => fragmentsOf(text, key, language, values, timeZone));
}

/** One sound file of all fragments in turn, as Asterisk plays them. @throws SynthesisFailed */
export async function speakFragments(
  { folder, library }: ListeningRoom,
  fragments: readonly Fragment[],
): Promise<Buffer> {
  await library.prepare(fragments);
  const files = await Promise.all(
    fragments.map((fragment) => readFile(join(folder, `${library.nameOf(fragment)}.wav`))),
  );
  return encodeWave(Int16Array.from(files.flatMap((file) => [...decodeSamples(file.subarray(waveHeaderBytes))])));
}
