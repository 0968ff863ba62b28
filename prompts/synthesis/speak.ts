import { spawn } from 'node:child_process';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EspeakPlatform } from './espeak-platform.ts';
import { levelSpeech } from './loudness.ts';
import { programFailed, SynthesisFailed } from './synthesis-failed.ts';
import type { Voice } from './voices.ts';
import { decodeSamples, encodeWave, sampleRate } from './wave-file.ts';

/** The programs of the speech chain; others than these names only where they are not on PATH. */
export type SpeechPrograms = { readonly espeak: string; readonly sox: string };
export const defaultPrograms: SpeechPrograms = { espeak: 'espeak-ng', sox: 'sox' };

/** Counted up whenever a file made from the same words by the same voice would sound different. */
export const recipe = 1;

const patienceMs = 20_000;

/**
 * Down to what a telephone line carries: 8,000 Hz, without the rumble below 150 Hz that only eats loudness.
 * -D: no dither, so that the same words make the same file; -G: no clipping on the way.
 */
const toTelephone = (program: string, file: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const format = ['-t', 'raw', '-r', String(sampleRate), '-b', '16', '-c', '1', '-e', 'signed-integer', '-L'];
    const args = ['-V1', '-G', '-D', file, ...format, '-', 'highpass', '150'];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: patienceMs });
    const raw: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => raw.push(data));
    child.stderr.on('data', (data: Buffer) => complaints.push(data));
    child.on('error', (error) => reject(programFailed(program, 'sox', error)));
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(raw));
      else
        reject(
          programFailed(program, 'sox', new Error(Buffer.concat(complaints).toString() || `it ended with ${code}`)),
        );
    });
  });

/** The rename is the moment the file exists; before it, it is on the disk whole, power cut or not. */
const writeWhole = async (temporary: string, target: string, contents: Buffer): Promise<void> => {
  const file = await open(temporary, 'w', 0o644);
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
};

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
