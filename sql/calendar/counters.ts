import type { Knex } from 'knex';
import { oneRow, rows } from '../rows.ts';
import { hashOf, newToken } from './token.ts';
import type { CounterId, ServiceId } from './words.ts';

/** A counter (delovno mesto, DM): one clerk, one citizen at a time. */
export type Counter = {
  readonly id: CounterId;
  readonly locationId: string;
  readonly name: string;
  /** Neighbours follow each other in this order. */
  readonly position: number;
  /** "1. nadstropje, soba 12" */
  readonly floorNote: string;
  readonly closed: boolean;
  readonly hasFeed: boolean;
  readonly serviceIds: readonly ServiceId[];
  /** How often it was changed; whoever changes it may say which version was seen. */
  readonly version: number;
};

/** Counters of these locations (not of those below them; null: of all) in their order. */
export async function listCounters(
  db: Knex,
  { locationIds = null, closed = false }: { locationIds?: readonly string[] | null; closed?: boolean } = {},
): Promise<readonly Counter[]> {
  return rows<Counter>(
    db,
    `select
       id, location_id as "locationId", name, position, floor_note as "floorNote", closed_at is not null as closed,
       feed_hash is not null as "hasFeed", version,
       coalesce((
         select jsonb_agg(service_id order by service_id) from uenarocanje.counter_service where counter_id = counter.id
       ), '[]') as "serviceIds"
     from uenarocanje.counter
     where (cast(:locationIds as text[]) is null or location_id = any (:locationIds)) and (:closed or closed_at is null)
     order by location_id, position, id`,
    { locationIds, closed },
  );
}

export type CounterInput = Pick<Counter, 'locationId' | 'name' | 'position' | 'floorNote' | 'serviceIds'>;

/** Adds a counter with its services. Its hours are those of its location. */
export async function addCounter(db: Knex, counter: CounterInput): Promise<CounterId> {
  return db.transaction(async (trx) => {
    const { id } = await oneRow<{ id: CounterId }>(
      trx,
      `insert into uenarocanje.counter (location_id, name, position, floor_note)
       values (:locationId, :name, :position, :floorNote) returning id`,
      { ...counter },
    );
    await setServices(trx, id, counter.serviceIds);
    return id;
  });
}

/**
 * Changes a counter; booked visits stay, also for a service that it no longer offers. False: there is none, or not in
 * the version that was seen.
 */
export async function changeCounter(
  db: Knex,
  id: CounterId,
  { name, position, floorNote, serviceIds }: Omit<CounterInput, 'locationId'>,
  version: number | null = null,
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const changed = await trx('counter')
      .where(version === null ? { id } : { id, version })
      .update({ name, position, floor_note: floorNote });
    if (changed === 0) return false;
    await setServices(trx, id, serviceIds);
    return true;
  });
}

async function setServices(trx: Knex.Transaction, id: CounterId, serviceIds: readonly ServiceId[]): Promise<void> {
  await trx('counter_service').where({ counter_id: id }).delete();
  if (serviceIds.length > 0) {
    await trx('counter_service').insert(serviceIds.map((service_id) => ({ counter_id: id, service_id })));
  }
}

/** Out of use, or in use again. Its history and booked visits stay; move those first (evacuation). */
export async function closeCounter(db: Knex, id: CounterId, closed: boolean): Promise<void> {
  await db('counter')
    .where({ id })
    .update({ closed_at: closed ? db.fn.now() : null });
}

/** A new secret for the counter's calendar feed (R3.7); the one before opens nothing any more. Shown once. */
export async function renewFeed(db: Knex, id: CounterId): Promise<string> {
  const token = newToken();
  await db('counter')
    .where({ id })
    .update({ feed_hash: hashOf(token) });
  return token;
}

export async function endFeed(db: Knex, id: CounterId): Promise<void> {
  await db('counter').where({ id }).update({ feed_hash: null });
}

/** The counter whose feed this is; null: nobody's. */
export async function findFeed(db: Knex, token: string): Promise<Counter | null> {
  const [found] = await rows<{ id: CounterId; locationId: string }>(
    db,
    `select id, location_id as "locationId" from uenarocanje.counter where feed_hash = :hash`,
    { hash: hashOf(token) },
  );
  if (found === undefined) return null;
  const counters = await listCounters(db, { locationIds: [found.locationId], closed: true });
  return counters.find(({ id }) => id === found.id) ?? null;
}
