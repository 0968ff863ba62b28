import type { Knex } from 'knex';
import type { Slot } from './words.ts';

/**
 * Who wants a slot that somebody else of this process is just taking waits for what comes of it, and then looks first:
 * of two hundred one goes to the database, and the others find the slot taken by one look together. It spares work
 * only; what may not be taken twice is refused by the database, whoever asks.
 *
 * `look` answers what stands in the way, or null; `take` is done when nothing does.
 */
export async function inTurn<Lost, Taken>(
  db: Knex,
  slots: readonly Slot[],
  look: () => Promise<Lost | null>,
  take: () => Promise<Taken>,
): Promise<Lost | Taken> {
  const taking = underWay.get(db) ?? new Map<string, Promise<unknown>>();
  underWay.set(db, taking);
  const names = slots.map(({ counterId, startsAt }) => `${counterId}@${startsAt}`);
  for (;;) {
    const others = names.flatMap((name) => taking.get(name) ?? []);
    if (others.length > 0) await Promise.allSettled(others);
    const lost = await look();
    if (lost !== null) return lost;
    // Somebody may have begun while we looked.
    if (names.some((name) => taking.has(name))) continue;
    const taken = take();
    for (const name of names) taking.set(name, taken);
    try {
      return await taken;
    } finally {
      for (const name of names) taking.delete(name);
    }
  }
}

const underWay = new WeakMap<Knex, Map<string, Promise<unknown>>>();
