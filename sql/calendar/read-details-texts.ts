import type { Knex } from 'knex';
import { hotRows } from '../rows.ts';
import type { OptionalTexts, TextLists, Texts } from './words.ts';

/** What the page of details says of a service and of the place where it is done. */
export type DetailsTexts = {
  readonly name: Texts;
  readonly documents: TextLists;
  readonly information: OptionalTexts;
  readonly placeName: string;
  readonly placeAddress: string;
};

export async function readDetailsTexts(
  db: Knex,
  wanted: { readonly serviceId: string; readonly locationId: string },
): Promise<DetailsTexts | null> {
  const [texts] = await hotRows<DetailsTexts>(
    db,
    `select service.name, documents, information, location.name as "placeName", location.address as "placeAddress"
     from uenarocanje.service, uenarocanje.location
     where service.id = :serviceId and location.id = :locationId`,
    wanted,
  );
  return texts ?? null;
}
