import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import type { ServiceId, Texts } from './words.ts';

/** How long a service takes at a place, and who says so. */
export type PlaceDuration = {
  readonly serviceId: ServiceId;
  readonly name: Texts;
  /** Said by the place itself; null: by nobody here. */
  readonly own: number | null;
  /** What would hold without it: the nearest place above, or else the catalogue. */
  readonly inherited: number;
  /** The place above that says so; null: the catalogue. */
  readonly inheritedFrom: string | null;
};

/** Of all services that counters in use offer at a place or below it, in the order of the catalogue. */
export async function listPlaceDurations(db: Knex, locationId: string): Promise<readonly PlaceDuration[]> {
  return rows(
    db,
    `select service.id as "serviceId", service.name, own.duration_minutes as own,
       coalesce(above.duration_minutes, service.duration_minutes) as inherited, above.name as "inheritedFrom"
     from uenarocanje.service
     join uenarocanje.service_category on service_category.id = service.category_id
     left join uenarocanje.service_location as own on own.service_id = service.id and own.location_id = :locationId
     left join lateral (
       select service_location.duration_minutes, location.name
       from uenarocanje.location_path
       join uenarocanje.service_location on service_location.location_id = location_path.ancestor_id
       join uenarocanje.location on location.id = location_path.ancestor_id
       where location_path.location_id = :locationId and distance > 0 and service_location.service_id = service.id
       order by distance limit 1
     ) as above on true
     where retired_at is null and (own.service_id is not null or exists (
       select from uenarocanje.service_offer
       join uenarocanje.location_path on location_path.location_id = service_offer.location_id
       where service_offer.service_id = service.id and location_path.ancestor_id = :locationId
     ))
     order by service_category.position, service.position, service.id`,
    { locationId },
  );
}
