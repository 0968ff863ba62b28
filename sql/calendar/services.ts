import type { Knex } from 'knex';
import { hotRows, rows } from '../rows.ts';
import type { OptionalTexts, ServiceId, TextLists, Texts } from './words.ts';

export type ServiceCategory = { readonly id: string; readonly name: Texts; readonly position: number };

/** The catalogue's entry (R3.2); minutes are those of places that say nothing else. */
export type Service = {
  readonly id: ServiceId;
  readonly categoryId: string;
  readonly name: Texts;
  readonly description: OptionalTexts;
  /** What to bring (priloge). */
  readonly documents: TextLists;
  /** What must be read and confirmed before booking (R4.2). */
  readonly information: OptionalTexts;
  /** Other plain words by which people look for it. */
  readonly keywords: TextLists;
  readonly minutes: number;
  /** Visits at once, in one session. */
  readonly mostVisits: number;
  /** False: booked by clerks and agents only. */
  readonly online: boolean;
  readonly position: number;
  readonly retired: boolean;
  /** Services that may be done in the same visit. */
  readonly together: readonly ServiceId[];
};

/** As it stands, with how often it was changed; whoever changes it says which version was seen. */
export type StoredService = Service & { readonly version: number };

/** `version`: how often it was changed; whoever changes it says which one was seen. */
export async function listServiceCategories(
  db: Knex,
): Promise<readonly (ServiceCategory & { readonly version: number })[]> {
  return rows(db, `select id, name, position, version from uenarocanje.service_category order by position, id`);
}

/** False: another change came first, or there is no such group any more. */
export async function changeServiceCategory(
  db: Knex,
  { id, name, position }: ServiceCategory,
  version: number,
): Promise<boolean> {
  const changed = await db('service_category')
    .where({ id, version })
    .update({ name: JSON.stringify(name), position });
  return changed === 1;
}

export async function saveServiceCategory(db: Knex, { id, name, position }: ServiceCategory): Promise<void> {
  await db('service_category')
    .insert({ id, name: JSON.stringify(name), position })
    .onConflict('id')
    .merge();
}

/** All services in the order of the catalogue, retired ones only when asked for. */
export async function listServices(
  db: Knex,
  { retired = false, id = null }: { retired?: boolean; id?: string | null } = {},
): Promise<readonly StoredService[]> {
  const ask = id === null ? rows : hotRows;
  return ask<StoredService>(
    db,
    `select
       service.id, category_id as "categoryId", service.name, description, documents, information, keywords,
       duration_minutes as minutes, most_visits as "mostVisits", online, service.position,
       retired_at is not null as retired, service.version,
       coalesce((
         select jsonb_agg(case service.id when service_id then with_service_id else service_id end)
         from uenarocanje.service_together where service.id in (service_id, with_service_id)
       ), '[]') as together
     from uenarocanje.service
     join uenarocanje.service_category on service_category.id = service.category_id
     where (:retired or retired_at is null) and (cast(:id as text) is null or service.id = :id)
     order by service_category.position, service.position, service.id`,
    { retired, id },
  );
}

/** Null when there is none; a retired one is found, because visits still speak of it. */
export async function readService(db: Knex, id: string): Promise<StoredService | null> {
  const [service] = await listServices(db, { retired: true, id });
  return service ?? null;
}

/** Adds a service or changes it, with what it goes together with. Durations of places stay as they are. */
export async function saveService(db: Knex, service: Service): Promise<void> {
  await db.transaction(async (trx) => {
    await trx('service')
      .insert({ id: service.id, ...serviceColumns(trx, service) })
      .onConflict('id')
      .merge();
    await writeTogether(trx, service);
  });
}

/** Adds a service; false when its id is taken. */
export async function addService(db: Knex, service: Service): Promise<boolean> {
  return db.transaction(async (trx) => {
    const row = { id: service.id, ...serviceColumns(trx, service) };
    const added = await trx('service').insert(row).onConflict('id').ignore().returning('id');
    if (added.length === 1) await writeTogether(trx, service);
    return added.length === 1;
  });
}

/**
 * Changes a service as whoever saw this version of it wants it; false: another change came first, or there is none.
 * Services that begin or cease to go together with it count it as a change of theirs.
 */
export async function changeService(db: Knex, service: Service, version: number): Promise<boolean> {
  return db.transaction(async (trx) => {
    const before = await readService(trx, service.id);
    const changed = await trx('service').where({ id: service.id, version }).update(serviceColumns(trx, service));
    if (changed === 0) return false;
    const old = before?.together ?? [];
    const touched = [...old, ...service.together].filter((id) => old.includes(id) !== service.together.includes(id));
    await trx('service')
      .whereIn('id', touched)
      .update({ position: trx.raw('position') });
    await writeTogether(trx, service);
    return true;
  });
}

const serviceColumns = (trx: Knex, service: Service) => ({
  category_id: service.categoryId,
  name: JSON.stringify(service.name),
  description: JSON.stringify(service.description),
  documents: JSON.stringify(service.documents),
  information: JSON.stringify(service.information),
  keywords: JSON.stringify(service.keywords),
  duration_minutes: service.minutes,
  most_visits: service.mostVisits,
  online: service.online,
  position: service.position,
  retired_at: service.retired ? trx.fn.now() : null,
});

async function writeTogether(trx: Knex.Transaction, { id, together }: Service): Promise<void> {
  await trx('service_together').where({ service_id: id }).orWhere({ with_service_id: id }).delete();
  const pairs = together.map((other) => [id, other].sort());
  if (pairs.length > 0) {
    await trx('service_together').insert(
      pairs.map(([service_id, with_service_id]) => ({ service_id, with_service_id })),
    );
  }
}

/** How long a service takes at a location and all below it; null: as the catalogue says. */
export async function setServiceDuration(
  db: Knex,
  { serviceId, locationId, minutes }: { serviceId: ServiceId; locationId: string; minutes: number | null },
): Promise<void> {
  if (minutes === null) {
    await db('service_location').where({ service_id: serviceId, location_id: locationId }).delete();
    return;
  }
  await db('service_location')
    .insert({ service_id: serviceId, location_id: locationId, duration_minutes: minutes })
    .onConflict(['service_id', 'location_id'])
    .merge();
}

export type ServiceDuration = {
  readonly serviceId: ServiceId;
  readonly locationId: string;
  readonly minutes: number;
};

/** The durations that places say themselves. */
export async function listServiceDurations(
  db: Knex,
  locationIds: readonly string[],
): Promise<readonly ServiceDuration[]> {
  return rows(
    db,
    `select service_id as "serviceId", location_id as "locationId", duration_minutes as minutes
     from uenarocanje.service_location where location_id = any (:locationIds) order by location_id, service_id`,
    { locationIds },
  );
}
