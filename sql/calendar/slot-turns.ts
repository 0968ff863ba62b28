import type { Knex } from 'knex';
import { Refusal } from './booking-transaction.ts';
import { inLockOrder } from './hold.ts';
import type { Channel, ServiceId, Slot } from './words.ts';

/** What is wanted; who wants just the same is refused for the same reason. */
export type Wanted = {
  readonly slots: readonly Slot[];
  readonly services: readonly ServiceId[];
  readonly channel: Channel;
};

/**
 * Who wants a slot that somebody else of this process is just taking waits for what comes of it, and then looks first:
 * of two hundred one goes to the database, and the others find the slot taken by one look together, or are refused with
 * the one who wanted the same. It spares work only; what may not be taken twice is refused by the database, whoever asks.
 *
 * `look` answers what stands in the way, or null; `take` is done when nothing does. Whom nobody is in the way of takes at
 * once, and the database looks first.
 */
export async function inTurn<Taken>(
  db: Knex,
  { slots, services, channel }: Wanted,
  look: () => Promise<Refusal | null>,
  take: () => Promise<Taken | Refusal>,
): Promise<Taken | Refusal> {
  const taking = underWay.get(db) ?? new Map<string, Taking>();
  underWay.set(db, taking);
  const names = inLockOrder(slots).map(({ counterId, startsAt }) => `${counterId}@${startsAt}`);
  const question = JSON.stringify([names, services, channel]);
  for (;;) {
    const others = new Set(names.flatMap((name) => taking.get(name) ?? []));
    for (const other of others) {
      const outcome = await other.outcome.catch(() => null);
      // Without a slot it was a collision of two transactions, which says nothing about the others.
      if (other.question === question && outcome instanceof Refusal && outcome.slot !== null) return outcome;
    }
    if (others.size > 0) {
      const lost = await look();
      if (lost !== null) return lost;
      // Somebody may have begun while we looked.
      if (names.some((name) => taking.has(name))) continue;
    }
    const outcome = take();
    for (const name of names) taking.set(name, { question, outcome });
    try {
      return await outcome;
    } finally {
      for (const name of names) taking.delete(name);
    }
  }
}

type Taking = { readonly question: string; readonly outcome: Promise<unknown> };

const underWay = new WeakMap<Knex, Map<string, Taking>>();
