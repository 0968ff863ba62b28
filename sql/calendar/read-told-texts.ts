import type { Knex } from 'knex';
import { oneHotRow } from '../rows.ts';
import type { ToldPlace, ToldService } from './told-visits.ts';

/** What messages say of a place and of services, by one question: a transaction is asked one thing after the other. */
export type ToldTexts = {
  /** Null: there is no such place. */
  readonly place: ToldPlace | null;
  /** In the order that was asked for; those that are unknown are left out. */
  readonly services: readonly ToldService[];
};

export async function readToldTexts(
  db: Knex,
  { locationId, services }: { readonly locationId: string; readonly services: readonly string[] },
): Promise<ToldTexts> {
  return oneHotRow<ToldTexts>(
    db,
    `select
       (
         select jsonb_build_object(
           'id', location.id, 'unitId', unit.id, 'unitName', unit.name, 'postCode', location.post_code, 'city', location.city,
           'phone', location.phone, 'email', location.email, 'website', location.website, 'directions', location.directions
         )
         from uenarocanje.location
         join uenarocanje.location_path on location_path.location_id = location.id
         join uenarocanje.location as unit on unit.id = location_path.ancestor_id and unit.parent_id is null
         where location.id = :locationId
       ) as place,
       (
         select coalesce(jsonb_agg(jsonb_build_object('documents', documents, 'information', information) order by place), '[]')
         from unnest(cast(:services as text[])) with ordinality as asked (id, place)
         join uenarocanje.service using (id)
       ) as services`,
    { locationId, services },
  );
}
