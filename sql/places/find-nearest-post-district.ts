import type { Knex } from 'knex';
import type { Point, PostDistrict } from './post-district.ts';

/**
 * The post district whose centre is nearest to a point; null when the point is farther than 100 km from all of them.
 * Degrees are compared on a plane, which is right enough within one country.
 */
export async function findNearestPostDistrict(db: Knex, { longitude, latitude }: Point): Promise<PostDistrict | null> {
  const { rows } = await db.raw<{ rows: PostDistrict[] }>(
    `
    select post_code as "postCode", name, longitude, latitude
    from (
      select *, 111.2 * sqrt((latitude - :latitude) ^ 2 + ((longitude - :longitude) * cosd(:latitude)) ^ 2) as km
      from post_district
    ) as district
    where km <= 100
    order by km, post_code
    limit 1
    `,
    { longitude, latitude },
  );
  return rows[0] ?? null;
}
