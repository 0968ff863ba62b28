import { readFile, writeFile } from 'node:fs/promises';

/** Telephone sound: 16-bit samples, mono, 8000 a second. */
export type Sound = Int16Array;
export const samplesPerSecond = 8000;

/** A pure tone; `level` is its peak as a share of full scale. */
export function tone(hertz: number, seconds: number, level = 0.3): Sound {
  const peak = level * 32767;
  return Int16Array.from({ length: Math.round(seconds * samplesPerSecond) }, (_, n) =>
    Math.round(peak * Math.sin((2 * Math.PI * hertz * n) / samplesPerSecond)),
  );
}

/**
 * How much of a sound's energy stands at one frequency, 0 to 1 (Goertzel's algorithm). A pure tone gives nearly 1,
 * speech and music little, silence 0.
 */
export function toneShare(sound: Sound, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / samplesPerSecond);
  let before = 0;
  let twoBefore = 0;
  let energy = 0;
  for (const sample of sound) {
    const current = sample + coefficient * before - twoBefore;
    twoBefore = before;
    before = current;
    energy += sample * sample;
  }
  if (energy === 0) return 0;
  const power = before * before + twoBefore * twoBefore - coefficient * before * twoBefore;
  return Math.min(1, (2 * power) / (sound.length * energy));
}

/** Root mean square as a share of full scale: speech has about 0.05 to 0.2. */
export function loudness(sound: Sound): number {
  if (sound.length === 0) return 0;
  let energy = 0;
  for (const sample of sound) energy += sample * sample;
  return Math.sqrt(energy / sound.length) / 32768;
}

/** Seconds in which a tone stands in a sound, counted in frames of 40 ms. */
export function secondsOfTone(sound: Sound, hertz: number): number {
  const frame = samplesPerSecond / 25;
  let frames = 0;
  for (let start = 0; start + frame <= sound.length; start += frame) {
    const part = sound.subarray(start, start + frame);
    if (loudness(part) > 0.01 && toneShare(part, hertz) > 0.5) frames += 1;
  }
  return frames / 25;
}

/** A WAV file as telephones understand it. */
export function encodeWav(sound: Sound): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + sound.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(sound.byteLength, 40);
  return Buffer.concat([header, Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength)]);
}

/** @throws Error when the file is not 8 kHz, 16-bit, mono */
export function decodeWav(file: Buffer): Sound {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('Not a WAV file.');
  let sound: Sound | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    // A writer that streams leaves the length open; then the data go on to the end.
    const length = Math.min(file.readUInt32LE(at + 4), file.length - at - 8);
    const chunk = file.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ') {
      const is = [chunk.readUInt16LE(0), chunk.readUInt16LE(2), chunk.readUInt32LE(4), chunk.readUInt16LE(14)].join();
      if (is !== `1,1,${samplesPerSecond},16`)
        throw new Error(`Expected PCM, mono, 8000 Hz, 16 bits; the WAV file is ${is}.`);
    }
    if (name === 'data')
      sound = Int16Array.from({ length: Math.floor(length / 2) }, (_, n) => chunk.readInt16LE(n * 2));
    at += 8 + length + (length % 2);
  }
  if (sound === null) throw new Error('The WAV file has no data.');
  return sound;
}

export async function readWav(file: string): Promise<Sound> {
  return decodeWav(await readFile(file));
}

export async function writeWav(file: string, sound: Sound): Promise<void> {
  await writeFile(file, encodeWav(sound));
}
