import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import {
  countVisits,
  measureUtilisation,
  type StatisticsPeriod,
  type VisitCount,
} from '../sql/calendar/visit-statistics.ts';
import { listPlaces } from '../sql/places/place.ts';

/** How visits ended and how much of the open time they took; all of it adds up over places and services. */
export type VisitSum = Omit<VisitCount, 'locationId' | 'serviceId'> & {
  readonly openMinutes: number;
  readonly visitMinutes: number;
};

export function sumOf(parts: readonly Partial<VisitSum>[]): VisitSum {
  const of = (name: keyof VisitSum): number => parts.reduce((sum, part) => sum + (part[name] ?? 0), 0);
  return {
    coming: of('coming'),
    unmarked: of('unmarked'),
    arrived: of('arrived'),
    served: of('served'),
    noShow: of('noShow'),
    cancelled: of('cancelled'),
    waitingDays: of('waitingDays'),
    openMinutes: of('openMinutes'),
    visitMinutes: of('visitMinutes'),
  };
}

/** All that were not cancelled. */
export const visitsOf = (sum: VisitSum): number => sum.coming + sum.unmarked + sum.arrived + sum.served + sum.noShow;

/** Of those of which somebody said how they ended; null: of none. */
export const noShowShare = ({ arrived, served, noShow }: VisitSum): number | null =>
  arrived + served + noShow === 0 ? null : noShow / (arrived + served + noShow);

/** Days from booking to visit; null: there was none. */
export const meanWaitingDays = (sum: VisitSum): number | null =>
  visitsOf(sum) === 0 ? null : sum.waitingDays / visitsOf(sum);

/** Null: nothing was open. */
export const usedShare = ({ openMinutes, visitMinutes }: VisitSum): number | null =>
  openMinutes === 0 ? null : visitMinutes / openMinutes;

export type PlaceVisits = VisitSum & {
  readonly locationId: string;
  readonly locationName: string;
  readonly unitId: string;
  readonly unitName: string;
};

/** Of each place at which something was open or booked, in the order of the tree. */
export async function readPlaceVisits(
  db: Knex,
  period: StatisticsPeriod & { readonly now: Instant },
): Promise<readonly PlaceVisits[]> {
  const counted = await countVisits(db, period);
  const used = await measureUtilisation(db, period);
  const parted = Map.groupBy([...counted, ...used], ({ locationId }) => locationId);
  return (await listPlaces(db)).flatMap((place): PlaceVisits[] => {
    const parts = parted.get(place.id);
    if (parts === undefined) return [];
    const { id: locationId, name: locationName, unitId, unitName } = place;
    return [{ locationId, locationName, unitId, unitName, ...sumOf(parts) }];
  });
}

export type UnitVisits = VisitSum & { readonly unitName: string };

/** The same of whole units. */
export function ofUnits(places: readonly PlaceVisits[]): readonly UnitVisits[] {
  return [...Map.groupBy(places, ({ unitId }) => unitId).values()].map((parts) => ({
    unitName: parts[0]?.unitName ?? '',
    ...sumOf(parts),
  }));
}
