import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Places } from './data-folder.ts';
import { isDataFolderLocked } from './data-folder-lock.ts';
import { Trouble } from './trouble.ts';

/** What `npm start` says at its end, for programs: stack.json, mode 0600, there only while everything answers. */
const stackSchema = z.object({
  sip: z.object({ host: z.string(), port: z.number() }),
  number: z.string(),
  phones: z.array(z.object({ user: z.string(), password: z.string() })),
  web: z.object({ url: z.string() }),
  databaseUrl: z.string(),
  ari: z.object({ url: z.string(), user: z.string(), password: z.string() }),
  signIns: z.array(z.object({ role: z.string(), user: z.string(), password: z.string() })),
});
export type Stack = z.infer<typeof stackSchema>;

/** Appears whole or not at all. */
export async function writeStack(places: Places, stack: Stack): Promise<void> {
  const draft = `${places.stackFile}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, places.stackFile);
}

export async function removeStack(places: Places): Promise<void> {
  await rm(places.stackFile, { force: true });
}

/** No stack runs in the data folder: commands that need one end with exit code 3. */
export class StackNotRunning extends Trouble {}

/** @throws StackNotRunning */
export async function readStack(places: Places): Promise<Stack> {
  const notRunning = new StackNotRunning(
    'No stack runs in this data folder, or it is still starting.',
    'Start it with "npm start" in another terminal, or choose the right DATA_FOLDER.',
  );
  if (!(await isDataFolderLocked(places))) throw notRunning;
  try {
    return stackSchema.parse(JSON.parse(await readFile(places.stackFile, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notRunning;
    throw error;
  }
}
