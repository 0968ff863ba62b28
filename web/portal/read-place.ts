import type { Knex } from 'knex';
import { findPostDistricts } from '../../sql/places/find-post-districts.ts';
import type { PostDistrict } from '../../sql/places/post-district.ts';
import type { CitizenMessages } from '../messages/citizen.ts';

export type ReadPlace = {
  readonly typed: string;
  readonly from: PostDistrict | null;
  readonly others: readonly PostDistrict[];
  readonly problem: string | null;
};

/** From where somebody looks, as they typed it. The best is taken; what else can be meant is offered beside it. */
export async function readPlace(db: Knex, m: CitizenMessages, typed: string): Promise<ReadPlace> {
  const text = typed.trim().slice(0, 100);
  if (text === '') return { typed: '', from: null, others: [], problem: null };
  const [from = null, ...others] = await findPostDistricts(db, text);
  if (from !== null) return { typed: text, from, others: others.slice(0, 4), problem: null };
  return { typed: text, from, others, problem: m.booking.place.unknown(text) };
}
