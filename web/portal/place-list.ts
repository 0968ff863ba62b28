import type { PlaceOfService } from '../../sql/calendar/list-places-of-service.ts';
import type { Point } from '../../sql/places/post-district.ts';
import { daysBetween } from '../present/citizen-time.ts';
import { distanceBetween } from './distance.ts';
import type { First } from './first-together.ts';

/** A place with the two figures that people weigh against each other: how far, and how soon. */
export type PlaceChoice = PlaceOfService & {
  /** Null: nobody said from where, or the place has no coordinates. */
  readonly km: number | null;
  /** Null: nothing is free. */
  readonly first: { readonly startsAt: number; readonly days: number } | null;
};

export type Unit = { readonly id: string; readonly name: string; readonly places: readonly PlaceChoice[] };
export type PlaceOrder = 'distance' | 'time';

export type PlaceList = {
  /** Units with their places, both in the wished order. */
  readonly units: readonly Unit[];
  /** The same places in one list. */
  readonly ordered: readonly PlaceChoice[];
  /** The honest picture: what is nearest and what is soonest; the same place may be both. */
  readonly nearest: PlaceChoice | null;
  readonly soonest: PlaceChoice | null;
};

export function listPlaces(
  places: readonly PlaceOfService[],
  firsts: readonly First[],
  { from, order, now }: { readonly from: Point | null; readonly order: PlaceOrder; readonly now: number },
): PlaceList {
  const choices = places.map((place): PlaceChoice => {
    const first = firsts.find(({ locationId }) => locationId === place.locationId);
    return {
      ...place,
      km: from === null ? null : distanceTo(from, place),
      first: first === undefined ? null : { startsAt: first.startsAt, days: daysBetween(now, first.startsAt) },
    };
  });
  const sorted = [...choices].sort(order === 'distance' ? byDistance : byTime);
  const units = [...new Set(sorted.map((place) => place.unitId))].map((id) => {
    const own = sorted.filter((place) => place.unitId === id);
    return { id, name: own[0]?.unitName ?? '', places: own };
  });
  const free = choices.filter((place) => place.first !== null);
  return {
    units,
    ordered: sorted,
    nearest: free.filter((place) => place.km !== null).sort(byDistance)[0] ?? null,
    soonest: [...free].sort(byTime)[0] ?? null,
  };
}

function distanceTo(from: Point, { longitude, latitude }: PlaceOfService): number | null {
  return longitude === null || latitude === null ? null : distanceBetween(from, { longitude, latitude });
}

const far = Number.POSITIVE_INFINITY;
const byName = (a: PlaceChoice, b: PlaceChoice): number => slovene.compare(a.name, b.name);
const slovene = new Intl.Collator('sl');

/** Places with nothing free come last, whatever the order: nobody can go there. */
const byDistance = (a: PlaceChoice, b: PlaceChoice): number =>
  Number(a.first === null) - Number(b.first === null) ||
  compare(a.km ?? far, b.km ?? far) ||
  compare(a.first?.startsAt ?? far, b.first?.startsAt ?? far) ||
  byName(a, b);

const byTime = (a: PlaceChoice, b: PlaceChoice): number =>
  compare(a.first?.startsAt ?? far, b.first?.startsAt ?? far) || compare(a.km ?? far, b.km ?? far) || byName(a, b);

/** Two infinities are equal, which their difference does not say. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
