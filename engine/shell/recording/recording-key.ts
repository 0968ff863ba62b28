import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

declare const brand: unique symbol;
/** The 32 bytes from which the key of every recording comes. Without them no recording can be heard again. */
export type RecordingKey = Buffer & { readonly [brand]: 'RecordingKey' };

/** The key file is there but cannot serve; the message says what to do. */
export class RecordingKeyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecordingKeyError';
  }
}

const keyBytes = 32;

/**
 * The master key, 32 bytes as base64 text in a file that only its owner may read. It is made at the first start;
 * engine and web may both come first, so it appears under its name whole or not at all, and the first one stays.
 * Throws RecordingKeyError for a file that others may read or that holds no key.
 */
export async function readOrCreateKey(keyFile: string): Promise<RecordingKey> {
  return (await readKey(keyFile)) ?? (await createKey(keyFile));
}

async function readKey(keyFile: string): Promise<RecordingKey | null> {
  let mode: number;
  let text: string;
  try {
    mode = (await stat(keyFile)).mode;
    text = await readFile(keyFile, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  if ((mode & 0o077) !== 0) {
    throw new RecordingKeyError(`The key file ${keyFile} can be read by others: run "chmod 600 ${keyFile}".`);
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== text.trim()) {
    throw new RecordingKeyError(
      `The key file ${keyFile} must hold ${keyBytes} bytes as base64: put it back from the backup. ` +
        'A new key is made only where there is no file, because older recordings need the old one.',
    );
  }
  return key as RecordingKey;
}

async function createKey(keyFile: string): Promise<RecordingKey> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  const draft = `${keyFile}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, keyFile);
  } catch (error) {
    // Somebody was first: theirs is the key.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const key = await readKey(keyFile);
  if (key === null) throw new RecordingKeyError(`The key file ${keyFile} was removed while it was being made.`);
  return key;
}
