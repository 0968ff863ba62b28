import type { Knex } from 'knex';
import { hotRows, rows } from '../rows.ts';
import type { OptionalTexts } from './words.ts';

/** A location that offers a service, with the unit at the top of its branch. */
export type PlaceOfService = {
  readonly locationId: string;
  readonly name: string;
  readonly address: string;
  readonly postCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly languages: readonly string[];
  readonly directions: OptionalTexts;
  readonly unitId: string;
  readonly unitName: string;
};

/**
 * Where services are done in one visit, so that a counter has all of them (R4.3), unit by unit in Slovene order;
 * `locationId` null: all places.
 */
export async function listPlacesOfService(
  db: Knex,
  { services, locationId = null }: { readonly services: readonly string[]; readonly locationId?: string | null },
): Promise<readonly PlaceOfService[]> {
  const [serviceId = '', ...besides] = services;
  const ask = locationId === null ? rows : hotRows;
  return ask<PlaceOfService>(
    db,
    `
    select
      location.id as "locationId", location.name, location.address, location.post_code as "postCode", location.city,
      location.phone, location.email, location.website, location.longitude, location.latitude, location.languages,
      location.directions, unit.id as "unitId", unit.name as "unitName"
    from uenarocanje.location
    join lateral (
      select above.id, above.name
      from uenarocanje.location_path
      join uenarocanje.location as above on above.id = location_path.ancestor_id
      where location_path.location_id = location.id
      order by location_path.distance desc
      limit 1
    ) as unit on true
    where ${locationId === null ? 'true' : 'location.id = :locationId'}
      and exists (
        select from uenarocanje.service_offer
        where service_offer.service_id = :serviceId and service_offer.location_id = location.id and not exists (
          select from unnest(cast(:besides as text[])) as besides (service_id)
          where not exists (
            select from uenarocanje.service_offer as other
            where other.counter_id = service_offer.counter_id and other.service_id = besides.service_id
          )
        )
      )
    order by unit.name collate "sl-x-icu", unit.id, location.id <> unit.id, location.name collate "sl-x-icu", location.id
    `,
    { serviceId, besides, locationId },
  );
}
