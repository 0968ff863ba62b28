import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import type { EngineEvent } from '../../engine/core/events.ts';
import type { Fact } from '../../engine/core/facts.ts';
import { step } from '../../engine/core/step.ts';
import { emptyWorld, type World } from '../../engine/core/world.ts';

export type StoredRecord = { readonly sequence: number; readonly event: EngineEvent; readonly facts: readonly Fact[] };

/** The journal as it stands in the database. */
export function journalOf(db: Knex): Promise<StoredRecord[]> {
  return db('journal_event').orderBy('sequence').select<StoredRecord[]>('sequence', 'event', 'facts');
}

/** The recorded journal, worked through again from nothing, tells the same facts. Gives the world it leads to. */
export async function replaysToTheSameFacts(db: Knex): Promise<World> {
  const world = emptyWorld();
  for (const { sequence, event, facts } of await journalOf(db)) {
    const again: unknown = JSON.parse(JSON.stringify(step(world, event).facts));
    if (!isDeepStrictEqual(again, facts))
      throw new Error(`A replay of record ${sequence}, ${event.type}, told other facts.`);
  }
  return world;
}
