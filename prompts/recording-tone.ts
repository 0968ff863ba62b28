import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeWave, sampleRate } from './synthesis/wave-file.ts';
import { writeWhole } from './synthesis/write-whole.ts';

/** The tone after which a voice message is spoken; a file of ours, since not every Asterisk has one that it can play. */
export const recordingToneName = 'recording-tone';

const hertz = 1000;
const milliseconds = 350;
/** It begins and ends softly, so that it does not click. */
const fadeMilliseconds = 15;
const level = 0.25;

const samplesOf = (duration: number): number => Math.round((duration * sampleRate) / 1000);

/** Puts the tone where Asterisk plays from. @throws the system's error when the disk refuses it */
export const provideRecordingTone = async (folder: string): Promise<void> => {
  const length = samplesOf(milliseconds);
  const fade = samplesOf(fadeMilliseconds);
  const samples = Int16Array.from({ length }, (_, index) => {
    const strength = Math.min(1, index / fade, (length - index) / fade);
    return Math.round(32_767 * level * strength * Math.sin((2 * Math.PI * hertz * index) / sampleRate));
  });
  const temporary = join(folder, `.${recordingToneName}-${randomUUID()}.wav`);
  try {
    await writeWhole(temporary, join(folder, `${recordingToneName}.wav`), encodeWave(samples));
  } finally {
    await rm(temporary, { force: true });
  }
};
