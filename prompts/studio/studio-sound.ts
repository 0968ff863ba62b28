import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { durationMsOf } from '../synthesis/wave-file.ts';
import { writeWhole } from '../synthesis/write-whole.ts';

/** The name of a studio recording's file in the folder that Asterisk plays from, without folder and extension. */
export const studioSoundName = (checksum: string): string => `studio-${checksum.slice(0, 24)}`;

const pathOf = (folder: string, checksum: string): string => join(folder, `${studioSoundName(checksum)}.wav`);

/** The bytes are what the client approved, and nothing else. */
const isApproved = (wave: Buffer, checksum: string): boolean =>
  createHash('sha256').update(wave).digest('hex') === checksum;

/** Whether the folder has the recording, whole and unchanged. */
export const hasStudioSound = async (folder: string, checksum: string): Promise<boolean> =>
  (await studioSoundMs(folder, checksum)) !== null;

/** How long the folder's recording lasts; null: it is not there, whole and unchanged. */
export const studioSoundMs = async (folder: string, checksum: string): Promise<number | null> => {
  const wave = await readFile(pathOf(folder, checksum)).catch(() => null);
  return wave !== null && isApproved(wave, checksum) ? durationMsOf(wave.length) : null;
};

/** @throws Error when the bytes are not those of the checksum, or the system's own when the disk refuses them. */
export const writeStudioSound = async (folder: string, checksum: string, wave: Buffer): Promise<void> => {
  if (!isApproved(wave, checksum)) throw new Error(`The recording ${checksum} is not what was approved.`);
  const temporary = join(folder, `.studio-${randomUUID()}.wav`);
  try {
    await writeWhole(temporary, pathOf(folder, checksum), wave);
  } finally {
    await rm(temporary, { force: true });
  }
};
