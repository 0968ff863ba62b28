import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Sounds that an earlier file of this run of the tests had spoken (main/test.ts names the folder). A sound is named by
 * what it says and how (prompts/sound-library.ts), so whoever has the file has the sound. Without the folder, as in a
 * run of a single file, each test speaks all its own.
 */
const shared = process.env.TEST_SOUNDS_FOLDER;

const isSpoken = (file: string): boolean => /^[a-z]{2}-[0-9a-f]{24}\.wav$/.test(file);

export async function takeSpoken(soundsFolder: string): Promise<void> {
  if (shared !== undefined) await bring(shared, soundsFolder);
}

export async function keepSpoken(soundsFolder: string): Promise<void> {
  if (shared !== undefined) await bring(soundsFolder, shared);
}

/** A file that is there is whole: it comes by its name at once. */
async function bring(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const there = new Set(await readdir(to));
  const missing = (await readdir(from)).filter((file) => isSpoken(file) && !there.has(file));
  await Promise.all(
    missing.map(async (file) => {
      const half = join(to, `${file}.${process.pid}`);
      await copyFile(join(from, file), half);
      await rename(half, join(to, file));
    }),
  );
}
