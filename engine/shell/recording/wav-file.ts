import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Asterisk's recordings: 8,000 samples of 16 bits a second, mono, behind a header of 44 bytes (format_wav). The
 * header's two lengths are written when a recording is closed, so an Asterisk that was killed leaves them behind.
 */
const headerBytes = 44;
const bytesPerSecond = 16_000;

/** Null: there is no such file. */
export function wavSeconds(path: string): number | null {
  const file = statSync(path, { throwIfNoEntry: false });
  return file === undefined ? null : Math.max(0, Math.round((file.size - headerBytes) / bytesPerSecond));
}

/** Makes a header say how much sound there is. A file that is no such recording stays as it is. */
export async function completeWav(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const header = Buffer.alloc(headerBytes);
    const { bytesRead } = await file.read(header, 0, headerBytes, 0);
    const isWav = bytesRead === headerBytes && header.toString('latin1', 0, 4) === 'RIFF';
    if (!isWav || header.toString('latin1', 36, 40) !== 'data') return;
    const dataBytes = size - headerBytes;
    if (header.readUInt32LE(40) === dataBytes) return;
    header.writeUInt32LE(36 + dataBytes, 4);
    header.writeUInt32LE(dataBytes, 40);
    await file.write(header, 0, headerBytes, 0);
  } finally {
    await file.close();
  }
}
