import { open, rename } from 'node:fs/promises';

/**
 * The rename is the moment the file exists; before it, it is on the disk whole, power cut or not.
 * @param temporary On the same disk as `target`.
 */
export const writeWhole = async (temporary: string, target: string, contents: Buffer): Promise<void> => {
  const file = await open(temporary, 'w', 0o644);
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
};
