import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { firstFreeSlots } from './first-free-slots.ts';
import { listSlots } from './list-slots.ts';
import type { Channel, ServiceId } from './words.ts';

export type FirstSlot = { readonly startsAt: Instant; readonly locationId: string; readonly locationName: string };

const dayMs = 86_400_000;
/** So long after the first one the others are looked for. */
const soonMs = 14 * dayMs;

/**
 * The first free slots of a service, the soonest first, at most `count`: for whoever hears them one by one. Anywhere it
 * is the first one of each of the soonest places; within a place, those below it included, one slot after the other.
 * `waitingDays` is that of the first, 0 when there is none. The same query as everywhere says which place is the soonest.
 */
export async function firstSlotsIn(
  db: Knex,
  question: {
    readonly service: ServiceId;
    readonly locationId: string | null;
    readonly count: number;
    readonly channel: Channel;
    readonly now: Instant;
  },
): Promise<{ readonly slots: readonly FirstSlot[]; readonly waitingDays: number }> {
  const { service, locationId, count, channel, now } = question;
  const services = [service];
  const within = await placesBelow(db, locationId);
  const places = (await firstFreeSlots(db, { services, channel, now }))
    .filter((place) => within === null || within.has(place.locationId))
    .slice(0, count);
  const [soonest] = places;
  if (soonest === undefined) return { slots: [], waitingDays: 0 };
  let found: readonly { readonly startsAt: Instant; readonly locationId: string }[] = places;
  if (within !== null) {
    const until = (soonest.startsAt + soonMs) as Instant;
    const lists = await Promise.all(
      places.map((place) =>
        listSlots(db, {
          ...{ services, channel, now, until },
          locationId: place.locationId,
          from: place.startsAt,
          limit: 60,
        }),
      ),
    );
    // Several counters may have the same time; it is said once.
    const each = new Map([...places, ...lists.flat()].map((slot) => [`${slot.startsAt} ${slot.locationId}`, slot]));
    found = [...each.values()].sort((one, other) => one.startsAt - other.startsAt).slice(0, count);
  }
  const names = await namesOf(db, found);
  return {
    slots: found.map(({ startsAt, locationId: at }) => ({
      startsAt,
      locationId: at,
      locationName: names.get(at) ?? '',
    })),
    waitingDays: soonest.waitingDays,
  };
}

/** The place and all below it; null: everywhere. */
async function placesBelow(db: Knex, locationId: string | null): Promise<ReadonlySet<string> | null> {
  if (locationId === null) return null;
  const below = await rows<{ id: string }>(
    db,
    'select location_id as id from uenarocanje.location_path where ancestor_id = :locationId union select :locationId',
    { locationId },
  );
  return new Set(below.map(({ id }) => id));
}

async function namesOf(
  db: Knex,
  slots: readonly { readonly locationId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const names = await rows<{ id: string; name: string }>(
    db,
    'select id, name from uenarocanje.location where id = any (:ids)',
    { ids: [...new Set(slots.map(({ locationId }) => locationId))] },
  );
  return new Map(names.map(({ id, name }) => [id, name]));
}
