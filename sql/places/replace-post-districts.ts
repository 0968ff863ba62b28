import type { Knex } from 'knex';
import { foldedText } from './folded-text.ts';
import type { PostDistrict } from './post-district.ts';

/** Makes these the post districts there are, in one transaction: whoever asks meanwhile sees the old ones or the new. */
export async function replacePostDistricts(db: Knex, districts: readonly PostDistrict[]): Promise<void> {
  await db.transaction(async (trx) => {
    await trx('post_district').delete();
    const rows = districts.map(({ postCode, name, longitude, latitude }) => ({
      post_code: postCode,
      name,
      folded_name: foldedText(name),
      longitude,
      latitude,
    }));
    await trx.batchInsert('post_district', rows, 500);
  });
}
