import type { Knex } from 'knex';

export type Choice = { readonly key: string; readonly name: string };
export type ConsoleChoices = { readonly pauseReasons: readonly Choice[]; readonly dispositions: readonly Choice[] };

/** What an agent chooses from: reasons for a pause by their digit, categories of a call (R2.7) in their order. */
export async function readConsoleChoices(db: Knex): Promise<ConsoleChoices> {
  const [pauseReasons, dispositions] = await Promise.all([
    db('pause_reason').orderBy('digit').select<Choice[]>('key', 'name'),
    db('disposition').orderBy('position').select<Choice[]>('key', 'name'),
  ]);
  return { pauseReasons, dispositions };
}
