import { join } from 'node:path';
import { openJournal } from '../../engine/shell/journal/journal.ts';
import { tone } from '../../main/demonstration/sound.ts';
import type { MortalLine } from './mortal-line.ts';
import { journalOf } from './replay.ts';

/** The two ways in which PostgreSQL can be away. */
export const waysToBeAway = [
  ['refuses', (line: MortalLine) => line.database.shut()],
  ['hangs', async (line: MortalLine) => line.database.hang()],
] as const;

export const quick = {
  prepare: async (db: MortalLine['db']) => void (await db('queue').update({ wrap_up_seconds: 0 })),
};

/** Two agents who answer at once and talk shortly. */
export async function twoAtWork(line: MortalLine): Promise<void> {
  for (const user of ['101', '102'])
    await line.atWork(await line.phone(user, { answer: { afterMs: 50 }, play: tone(1_000, 5), hangUpAfterMs: 300 }));
}

/** The engine's own journal on disk and the one in the database are the same, record by record. */
export async function sameOnDiskAndInDatabase(line: MortalLine): Promise<{ disk: unknown[]; database: unknown[] }> {
  const journal = openJournal({
    folder: join(line.folder, 'engine', 'journal'),
    onError: (error) => {
      throw error;
    },
  });
  try {
    const disk: unknown[] = [];
    for await (const { sequence, event, facts } of journal.read(1)) disk.push({ sequence, event, facts });
    return { disk, database: await journalOf(line.db) };
  } finally {
    await journal.close();
  }
}
