import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { askedAtOnce } from '../asked-at-once.ts';
import { hotRows } from '../rows.ts';
import { firstFreeSlots } from './first-free-slots.ts';
import { listSlots } from './list-slots.ts';
import { type Channel, type CounterId, type FreeSlot, minutesAfter, type ServiceId, type Slot } from './words.ts';

type Question = {
  readonly services: readonly ServiceId[];
  readonly near: Slot;
  readonly channel: Channel;
  readonly now: Instant;
};

const wanted = 3;
const dayMs = 86_400_000;
/** How far around the slot to look at its own place, in days: most have something on the same day or the next. */
const circles = [1, 7, 21] as const;

/**
 * What to offer somebody who did not get a slot: the three nearest in time at the same place; when it has less than
 * three within three weeks, the soonest at others besides. Many who lose the same slot at once ask one question.
 */
export const listAlternatives: (db: Knex, question: Question) => Promise<readonly FreeSlot[]> = askedAtOnce(
  find,
  ({ services, near, channel }) => JSON.stringify([services, near.counterId, near.startsAt, channel]),
);

async function find(db: Knex, { services, near, channel, now }: Question): Promise<readonly FreeSlot[]> {
  const [place] = await hotRows<{ locationId: string }>(
    db,
    `select location_id as "locationId" from uenarocanje.counter where id = :counterId`,
    { counterId: near.counterId },
  );
  if (place === undefined) return [];
  const { locationId } = place;
  let found: readonly FreeSlot[] = [];
  for (const days of circles) {
    const from = Math.max(now, near.startsAt - days * dayMs) as Instant;
    const until = (Math.max(now, near.startsAt) + days * dayMs) as Instant;
    found = await listSlots(db, { services, locationId, from, until, channel, now });
    if (found.length >= wanted) break;
  }
  const distance = (slot: FreeSlot) => Math.abs(slot.startsAt - near.startsAt);
  const own = [...found]
    .sort((a, b) => distance(a) - distance(b) || a.startsAt - b.startsAt || a.counterId - b.counterId)
    .slice(0, wanted);
  return own.length === wanted
    ? own
    : [...own, ...(await elsewhere(db, { services, near, channel, now }, locationId))].slice(0, wanted);
}

async function elsewhere(
  db: Knex,
  { services, channel, now }: Question,
  locationId: string,
): Promise<readonly FreeSlot[]> {
  const firsts = (await firstFreeSlots(db, { services, channel, now }))
    .filter((first) => first.locationId !== locationId)
    .slice(0, wanted);
  const names = await hotRows<{ id: CounterId; name: string }>(
    db,
    `select id, name from uenarocanje.counter where id = any (:counterIds)`,
    { counterIds: firsts.map(({ counterId }) => counterId) },
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return firsts.map(({ counterId, locationId: there, startsAt, minutes }) => ({
    counterId,
    locationId: there,
    counterName: nameOf.get(counterId) ?? '',
    startsAt,
    endsAt: minutesAfter(startsAt, minutes),
  }));
}
