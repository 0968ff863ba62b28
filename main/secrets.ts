import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Everything that this stack keeps to itself; each is a file of one line in DATA_FOLDER/secrets, made once. */
const bytesOf = {
  'session-secret': 32,
  'door-token': 24,
  'ari-password': 18,
  'database-password': 18,
  'sample-password': 18,
} as const;
export type SecretName = keyof typeof bytesOf;
export type Secrets = Readonly<Record<SecretName, string>>;

/** Reads the secrets, and makes those that are not there yet. */
export async function readOrCreateSecrets(folder: string): Promise<Secrets> {
  const names = Object.keys(bytesOf) as SecretName[];
  const entries = await Promise.all(
    names.map(async (name) => [name, await readOrCreate(join(folder, name), bytesOf[name])] as const),
  );
  return Object.fromEntries(entries) as Record<SecretName, string>;
}

async function readOrCreate(file: string, bytes: number): Promise<string> {
  try {
    // `wx` lets only the first of two makers write.
    await writeFile(file, `${randomBytes(bytes).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
