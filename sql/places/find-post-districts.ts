import type { Knex } from 'knex';
import { foldedText } from './folded-text.ts';
import type { PostDistrict } from './post-district.ts';

/**
 * The post districts somebody can mean by what they typed: a post code or its beginning ("12"), a name or the
 * beginning of one of its words ("loka"), or both ("1270 Litija"). The best first, six at most; empty for nothing.
 */
export async function findPostDistricts(db: Knex, typed: string): Promise<readonly PostDistrict[]> {
  const text = foldedText(typed.slice(0, 100));
  const code = /^(?:si )?(\d{1,4})\b/.exec(text)?.[1] ?? null;
  const name = text.replace(/^(?:si )?\d+ ?/, '');
  if (code === null && name.length < 2) return [];
  const { rows } = await db.raw<{ rows: PostDistrict[] }>(
    `
    select post_code as "postCode", name, longitude, latitude
    from post_district
    where case
      when :code::text is not null and length(:code) = 4 then post_code = :code
      when :code::text is not null then starts_with(post_code, :code)
      else starts_with(folded_name, :name) or position(' ' || :name in folded_name) > 0
    end
    order by folded_name = :name desc, starts_with(folded_name, :name) desc, post_code
    limit 6
    `,
    { code, name },
  );
  return rows;
}
