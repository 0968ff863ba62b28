import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import type { RecordingKey } from './recording-key.ts';

/**
 * A recording at rest (R2.8): AES-256-GCM in chunks, so that a player may ask for any part of it, and so that a
 * chunk changed, moved, dropped or cut off is noticed. It is the STREAM construction as Google Tink's
 * AES-GCM-HKDF streaming has it: a key of its own for each file, and a nonce that counts.
 *
 *   header (40 bytes, authenticated with every chunk)
 *     0  magic "UENASEAL"
 *     8  version, 16 bits, big endian; 2 bytes of zero
 *    12  plain bytes in a chunk, 32 bits
 *    16  check of the master key, 8 bytes: tells "another key" from "damaged"
 *    24  salt, 16 bytes: file key and nonce prefix are HKDF-SHA256 of master key and salt
 *   chunk i: cipher text (65536 bytes, the last one fewer) and its tag (16 bytes)
 *     nonce  prefix (7 bytes), i (32 bits), 1 for the last chunk else 0
 *     AAD    header, i, last flag
 */
const magic = Buffer.from('UENASEAL', 'latin1');
const version = 1;
const headerBytes = 40;
const chunkBytes = 65_536;
const tagBytes = 16;
const maximumChunks = 0xffff_ffff;

/** A file that cannot be opened, and why: not ours, sealed with another key, or changed since it was sealed. */
export class SealedFileError extends Error {
  readonly reason: 'notSealed' | 'otherKey' | 'damaged';

  constructor(reason: 'notSealed' | 'otherKey' | 'damaged', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealedFileError';
    this.reason = reason;
  }
}

/** Both ends belong to the range, as in HTTP; bytes of the plain file. */
export type ByteRange = { readonly start: number; readonly end: number };

export type SealedFile = {
  /** Bytes of the plain file. */
  readonly size: number;
  /** The plain bytes, the whole file without a range. A damaged chunk destroys the stream with a SealedFileError. */
  stream(range?: ByteRange): Readable;
  /** Closing twice is safe; a stream that is still read ends with an error. */
  close(): Promise<void>;
};

/**
 * Seals the plain file. The sealed one appears under its name only when it is whole and on disk; the plain one stays.
 * Errors of the file system pass through, and leave nothing behind.
 */
export async function sealFile(
  plainPath: string,
  sealedPath: string,
  key: RecordingKey,
): Promise<{ plainBytes: number; sealedBytes: number }> {
  const partPath = `${sealedPath}.${randomBytes(6).toString('hex')}.part`;
  const plain = await open(plainPath, 'r');
  try {
    const sealed = await open(partPath, 'wx', 0o600);
    try {
      const result = await writeSealed(plain, sealed, key);
      await sealed.sync();
      await sealed.close();
      await rename(partPath, sealedPath);
      await syncFolder(dirname(sealedPath));
      return result;
    } catch (error) {
      await sealed.close();
      await rm(partPath, { force: true });
      throw error;
    }
  } finally {
    await plain.close();
  }
}

async function writeSealed(
  plain: FileHandle,
  sealed: FileHandle,
  key: RecordingKey,
): Promise<{ plainBytes: number; sealedBytes: number }> {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header, 0);
  header.writeUInt16BE(version, 8);
  header.writeUInt32BE(chunkBytes, 12);
  keyCheck(key).copy(header, 16);
  randomBytes(16).copy(header, 24);
  const cipher = chunkCipher(header, key);
  await sealed.writeFile(header);
  let plainBytes = 0;
  let sealedBytes = headerBytes;
  // One chunk ahead: only who has seen the end of the file knows which chunk is the last.
  let current = await readFully(plain, 0, chunkBytes);
  for (let index = 0; ; index += 1) {
    if (index > maximumChunks) throw new RangeError('The file is too long to be sealed.');
    const next =
      current.length < chunkBytes ? Buffer.alloc(0) : await readFully(plain, plainBytes + current.length, chunkBytes);
    const last = next.length === 0;
    const chunk = cipher.seal(current, index, last);
    await sealed.writeFile(chunk);
    plainBytes += current.length;
    sealedBytes += chunk.length;
    if (last) return { plainBytes, sealedBytes };
    current = next;
  }
}

/**
 * Opens a sealed file and proves its end, so that one cut off is refused here and not in the middle of listening.
 * Throws SealedFileError; errors of the file system pass through.
 */
export async function openSealed(sealedPath: string, key: RecordingKey): Promise<SealedFile> {
  const file = await open(sealedPath, 'r');
  try {
    const sealedBytes = (await file.stat()).size;
    const header = await readFully(file, 0, headerBytes);
    checkHeader(header, key);
    const cipher = chunkCipher(header, key);
    const bodyBytes = sealedBytes - headerBytes;
    const chunkCount = Math.ceil(bodyBytes / (chunkBytes + tagBytes));
    const size = bodyBytes - chunkCount * tagBytes;
    if (chunkCount < 1 || size < 0) throw new SealedFileError('damaged', 'The sealed file has no chunk.');
    const readChunk = async (index: number): Promise<Buffer> => {
      const sealed = await readFully(file, headerBytes + index * (chunkBytes + tagBytes), chunkBytes + tagBytes);
      return cipher.open(sealed, index, index === chunkCount - 1);
    };
    await readChunk(chunkCount - 1);
    return sealedFile(file, size, readChunk);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function sealedFile(file: FileHandle, size: number, readChunk: (index: number) => Promise<Buffer>): SealedFile {
  let closing: Promise<void> | null = null;
  async function* read(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at <= end; ) {
      const index = Math.floor(at / chunkBytes);
      const chunkStart = index * chunkBytes;
      const chunk = await readChunk(index);
      yield chunk.subarray(at - chunkStart, Math.min(chunk.length, end + 1 - chunkStart));
      at = chunkStart + chunkBytes;
    }
  }
  return {
    size,
    stream(range = { start: 0, end: size - 1 }): Readable {
      const whole = Number.isSafeInteger(range.start) && Number.isSafeInteger(range.end);
      if (!whole || range.start < 0 || range.end >= size || range.start > range.end + 1) {
        throw new RangeError(`A range within 0 to ${size - 1} was expected, not ${range.start} to ${range.end}.`);
      }
      return Readable.from(read(range.start, range.end), { objectMode: false, highWaterMark: chunkBytes });
    },
    close(): Promise<void> {
      closing ??= file.close();
      return closing;
    },
  };
}

function checkHeader(header: Buffer, key: RecordingKey): void {
  if (header.length < headerBytes || !header.subarray(0, 8).equals(magic)) {
    throw new SealedFileError('notSealed', 'The file is not a sealed recording.');
  }
  if (header.readUInt16BE(8) !== version || header.readUInt32BE(12) !== chunkBytes) {
    throw new SealedFileError('notSealed', 'The file was sealed by another version of this program.');
  }
  if (!timingSafeEqual(header.subarray(16, 24), keyCheck(key))) {
    throw new SealedFileError('otherKey', 'The recording was sealed with another key than the one in the key file.');
  }
}

function keyCheck(key: RecordingKey): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'uenarocanje recording key check', 8));
}

function chunkCipher(
  header: Buffer,
  key: RecordingKey,
): {
  seal(plain: Buffer, index: number, last: boolean): Buffer;
  open(sealed: Buffer, index: number, last: boolean): Buffer;
} {
  const derived = Buffer.from(hkdfSync('sha256', key, header.subarray(24, 40), 'uenarocanje recording file', 39));
  const fileKey = derived.subarray(0, 32);
  const prefix = derived.subarray(32, 39);
  const place = (index: number, last: boolean): Buffer => {
    const bytes = Buffer.alloc(5);
    bytes.writeUInt32BE(index, 0);
    bytes.writeUInt8(last ? 1 : 0, 4);
    return bytes;
  };
  return {
    seal(plain, index, last) {
      const at = place(index, last);
      const cipher = createCipheriv('aes-256-gcm', fileKey, Buffer.concat([prefix, at]));
      cipher.setAAD(Buffer.concat([header, at]));
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, index, last) {
      if (sealed.length < tagBytes) throw new SealedFileError('damaged', `Chunk ${index} is cut off.`);
      const at = place(index, last);
      const decipher = createDecipheriv('aes-256-gcm', fileKey, Buffer.concat([prefix, at]), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.concat([header, at]));
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
      } catch (cause) {
        throw new SealedFileError('damaged', `Chunk ${index} was changed, moved or cut off.`, { cause });
      }
    },
  };
}

/** Reads until the bytes are there or the file ends; one read may return fewer than asked for. */
async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
