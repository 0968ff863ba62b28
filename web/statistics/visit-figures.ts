import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { type PlaceVisits, readPlaceVisits, sumOf, type VisitSum } from '../../reports/visit-sums.ts';
import { listServices } from '../../sql/calendar/services.ts';
import {
  countDeeds,
  countVisits,
  type DeedCount,
  type StatisticsPeriod,
  type VisitCount,
} from '../../sql/calendar/visit-statistics.ts';
import { textIn } from '../../sql/calendar/words.ts';
import { listPlaces } from '../../sql/places/place.ts';

/** What the page and its files say of some places. */
export type VisitFigures = {
  readonly places: readonly PlaceVisits[];
  /** Of all these places together, in Slovene order. */
  readonly services: readonly (VisitSum & { readonly serviceName: string })[];
  readonly counts: readonly (VisitCount & Named)[];
  readonly deeds: readonly (DeedCount & Named)[];
};

type Named = { readonly unitName: string; readonly locationName: string; readonly serviceName: string };

const inSlovene = new Intl.Collator('sl').compare;

/** All of it from the same queries as the monthly report. */
export async function readVisitFigures(
  db: Knex,
  asked: StatisticsPeriod & { readonly now: Instant },
): Promise<VisitFigures> {
  const [places, counted, deeds, all, services] = await Promise.all([
    readPlaceVisits(db, asked),
    countVisits(db, asked),
    countDeeds(db, asked),
    listPlaces(db),
    listServices(db, { retired: true }),
  ]);
  const placeOf = new Map(all.map((place) => [place.id as string, place]));
  const nameOf = new Map(services.map(({ id, name }) => [id, textIn(name, 'sl')]));
  const named = <Row extends { readonly locationId: string; readonly serviceId: VisitCount['serviceId'] }>(
    row: Row,
  ) => ({
    ...row,
    unitName: placeOf.get(row.locationId)?.unitName ?? '',
    locationName: placeOf.get(row.locationId)?.name ?? row.locationId,
    serviceName: nameOf.get(row.serviceId) ?? row.serviceId,
  });
  const byName = (one: Named, other: Named): number =>
    inSlovene(one.unitName, other.unitName) ||
    inSlovene(one.locationName, other.locationName) ||
    inSlovene(one.serviceName, other.serviceName);
  return {
    places,
    services: [...Map.groupBy(counted, ({ serviceId }) => serviceId).values()]
      .map((parts) => ({ serviceName: parts[0] === undefined ? '' : named(parts[0]).serviceName, ...sumOf(parts) }))
      .toSorted((one, other) => inSlovene(one.serviceName, other.serviceName)),
    counts: counted.map(named).toSorted(byName),
    deeds: deeds.map(named).toSorted(byName),
  };
}
