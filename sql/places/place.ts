import type { Knex } from 'knex';
import type { LocationId } from '../../engine/core/ids.ts';
import { hotRows, rows } from '../rows.ts';

/** A location with all that a citizen must know of it (R3.1). */
export type Place = {
  readonly id: LocationId;
  readonly parentId: LocationId | null;
  readonly kind: 'ue' | 'krajevniUrad';
  readonly name: string;
  /** The top of its tree, by which places are grouped (R4.3). */
  readonly unitId: LocationId;
  readonly unitName: string;
  readonly address: string;
  readonly postCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  /** WGS 84 degrees; null: no distance can be told. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** In which citizens are served here. */
  readonly languages: readonly string[];
  readonly directions: { readonly [language: string]: string };
  readonly notifyEmail: string;
  readonly notifyWhen: 'atOnce' | 'daily' | 'never';
  readonly closed: boolean;
  /** How many counters in use stand here itself. */
  readonly counters: number;
  /** How often it was changed; whoever changes it says which version was seen. */
  readonly version: number;
};

/** Places in the order of the tree: units in Slovene order, what is below each of them after it. */
export async function listPlaces(db: Knex, { id = null }: { id?: string | null } = {}): Promise<readonly Place[]> {
  const ask = id === null ? rows : hotRows;
  return ask<Place>(
    db,
    `select
       location.id, location.parent_id as "parentId", location.kind, location.name, unit.id as "unitId", unit.name as "unitName",
       location.address, location.post_code as "postCode", location.city, location.phone, location.email, location.website,
       location.latitude, location.longitude, location.languages, location.directions,
       location.notify_email as "notifyEmail", location.notify_when as "notifyWhen",
       location.closed_at is not null as closed, location.version,
       (select count(*) from uenarocanje.counter where location_id = location.id and closed_at is null) as counters
     from uenarocanje.location
     join uenarocanje.location_path on location_path.location_id = location.id
     join uenarocanje.location as unit on unit.id = location_path.ancestor_id and unit.parent_id is null
     where ${id === null ? 'true' : 'location.id = :id'}
     order by unit.name collate "sl-x-icu", unit.id, location_path.distance, location.name collate "sl-x-icu", location.id`,
    { id },
  );
}

export async function readPlace(db: Knex, id: string): Promise<Place | null> {
  const [place] = await listPlaces(db, { id });
  return place ?? null;
}

export type PlaceInput = Omit<Place, 'unitId' | 'unitName' | 'counters' | 'version'>;

/**
 * Adds a place or changes it.
 * @throws what PostgreSQL says of location_tree when it would lie below itself, or of an unknown parent
 */
export async function savePlace(db: Knex, place: PlaceInput): Promise<void> {
  await db('location').insert(placeColumns(db, place)).onConflict('id').merge();
}

export const placeColumns = (db: Knex, place: PlaceInput) => ({
  id: place.id,
  parent_id: place.parentId,
  kind: place.kind,
  name: place.name,
  address: place.address,
  post_code: place.postCode,
  city: place.city,
  phone: place.phone,
  email: place.email,
  website: place.website,
  latitude: place.latitude,
  longitude: place.longitude,
  languages: [...place.languages],
  directions: JSON.stringify(place.directions),
  notify_email: place.notifyEmail,
  notify_when: place.notifyWhen,
  closed_at: place.closed ? db.fn.now() : null,
});
