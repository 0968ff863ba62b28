import type { Knex } from 'knex';
import { addPlace } from './change-place.ts';
import type { PlaceInput } from './place.ts';
import type { Point } from './post-district.ts';

export type UnitChanges = {
  readonly added: readonly PlaceInput[];
  /** Places that had no coordinates. */
  readonly located: readonly (Point & { readonly id: string })[];
};

/** Adds units and says where others are, all or nothing. False: a place changed in the meantime, and nothing was done. */
export async function importUnits(db: Knex, { added, located }: UnitChanges): Promise<boolean> {
  return db
    .transaction(async (trx) => {
      for (const place of added) if (!(await addPlace(trx, place))) throw new Overtaken();
      for (const { id, latitude, longitude } of located) {
        const changed = await trx('location').where({ id, latitude: null }).update({ latitude, longitude });
        if (changed !== 1) throw new Overtaken();
      }
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return false;
      throw error;
    });
}

class Overtaken extends Error {}
