import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Put-aside bytes may hold what callers' records hold, so they go when nobody has asked for them. */
const keptForMs = 30 * 86_400_000;

/** Null when the disk does not take it; reading goes on all the same. */
export function putAside(file: string, content: Buffer): string | null {
  let free = file;
  for (let count = 2; existsSync(free); count += 1) {
    if (file.endsWith('.damaged')) return file;
    free = `${file}.${count}`;
  }
  try {
    writeFileSync(free, content, { mode: 0o600, flag: 'wx' });
    return free;
  } catch {
    return null;
  }
}

/** What has lain there for long. */
export async function removePutAside(folder: string): Promise<void> {
  const before = Date.now() - keptForMs;
  for (const name of readdirSync(folder)) {
    if (!/\.(?:cut|damaged)(?:\.\d+)?$/.test(name)) continue;
    const file = join(folder, name);
    if (statSync(file).mtimeMs < before) await rm(file, { force: true });
  }
}
