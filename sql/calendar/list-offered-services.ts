import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import type { ServiceId } from './words.ts';

/** The services that some counter in use offers: what else the catalogue holds nobody can come for. */
export async function listOfferedServices(db: Knex): Promise<ReadonlySet<ServiceId>> {
  const offered = await rows<{ id: ServiceId }>(db, `select distinct service_id as id from uenarocanje.service_offer`);
  return new Set(offered.map(({ id }) => id));
}
