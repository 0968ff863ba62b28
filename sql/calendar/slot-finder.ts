import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { listSlots } from './list-slots.ts';
import { nearestPlaces, weightOfDistance, weightOfTime } from './nearby-slots.ts';
import type { FreeSlot, ServiceId, Slot } from './words.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** Days around a visit, as nearbySlots has them. */
const earlierDays = 7;
const laterDays = 21;

/** So many weeks of a place are kept at most; of more the oldest is asked for again. */
const weeksKept = 60;

/**
 * The best free time for one visit after the other, for thousands of visits that can not stay. It finds what
 * nearbySlots finds, but asks for a week of a place once and not for each visit; what it remembers may be taken
 * meanwhile, so whoever can not hold a time says so with `drop` and asks again. Keep it for a minute, not for longer.
 */
export type SlotFinder = {
  best(visit: { readonly services: readonly ServiceId[]; readonly near: Slot }): Promise<FreeSlot | null>;
  /** Somebody has it: oneself, or another one. */
  drop(slot: Slot): void;
  hasDropped(): boolean;
};

export function openSlotFinder(db: Knex, now: Instant): SlotFinder {
  const places = new Map<string, ReturnType<typeof nearestPlaces>>();
  const weeks = new Map<string, readonly FreeSlot[]>();
  const dropped = new Set<string>();

  async function weekOf(
    services: readonly ServiceId[],
    locationId: string,
    week: number,
  ): Promise<readonly FreeSlot[]> {
    const key = JSON.stringify([services, locationId, week]);
    const known = weeks.get(key);
    if (known !== undefined) return known;
    const from = Math.max(week * weekMs, now + dayMs) as Instant;
    const until = ((week + 1) * weekMs) as Instant;
    const slots =
      from >= until ? [] : await listSlots(db, { services, locationId, from, until, channel: 'system', now });
    if (weeks.size >= weeksKept) {
      const [oldest] = weeks.keys();
      if (oldest !== undefined) weeks.delete(oldest);
    }
    weeks.set(key, slots);
    return slots;
  }

  return {
    async best({ services, near }) {
      const placesKey = JSON.stringify([services, near.counterId]);
      const known = places.get(placesKey) ?? nearestPlaces(db, services, near);
      places.set(placesKey, known);
      const from = Math.max(now + dayMs, near.startsAt - earlierDays * dayMs);
      const until = Math.max(now, near.startsAt) + laterDays * dayMs;
      let best: { readonly slot: FreeSlot; readonly weight: number } | null = null;
      for (const { locationId, km } of await known) {
        const byDistance = weightOfDistance(km);
        for (const week of weeksAround(near.startsAt, from, until)) {
          // Nothing in this week can be better than its distance and its least difference in time.
          if (best !== null && best.weight <= byDistance + weightOfTime(timeToWeek(near.startsAt, week))) continue;
          for (const slot of await weekOf(services, locationId, week)) {
            if (slot.startsAt < from || slot.startsAt >= until || dropped.has(keyOf(slot))) continue;
            const weight = byDistance + weightOfTime(Math.abs(slot.startsAt - near.startsAt));
            if (best === null || weight < best.weight) best = { slot, weight };
          }
        }
      }
      return best?.slot ?? null;
    },
    drop(slot) {
      dropped.add(keyOf(slot));
    },
    hasDropped: () => dropped.size > 0,
  };
}

const keyOf = ({ counterId, startsAt }: Slot): string => `${counterId} ${startsAt}`;

/** Weeks since 1970 between both instants, the nearest to `at` first. */
function weeksAround(at: number, from: number, until: number): readonly number[] {
  const first = Math.floor(from / weekMs);
  const last = Math.floor((until - 1) / weekMs);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).sort(
    (a, b) => timeToWeek(at, a) - timeToWeek(at, b),
  );
}

/** Milliseconds from an instant to the nearest moment of a week; none when it lies in it. */
const timeToWeek = (at: number, week: number): number => Math.max(0, week * weekMs - at, at - (week + 1) * weekMs);
