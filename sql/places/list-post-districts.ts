import type { Knex } from 'knex';
import { rows } from '../rows.ts';
import type { PostDistrict } from './post-district.ts';

/** All post districts in the order of their codes. */
export async function listPostDistricts(db: Knex): Promise<readonly PostDistrict[]> {
  return rows<PostDistrict>(
    db,
    `select post_code as "postCode", name, longitude, latitude from uenarocanje.post_district order by post_code`,
  );
}
