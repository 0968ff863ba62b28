import type { Knex } from 'knex';
import { rowsOf } from './calls-of-period.ts';

/** What the client agreed for a queue: this share of the calls answered within these seconds. */
export type ServiceLevelSetting = { readonly queue: string; readonly seconds: number; readonly share: number };

export async function listServiceLevels(db: Knex): Promise<ServiceLevelSetting[]> {
  return await rowsOf<ServiceLevelSetting>(
    db,
    `select name as queue, service_level_seconds as seconds, cast(service_level_share as double precision) as share
       from uenarocanje.queue
      order by name collate "sl-x-icu"`,
    {},
  );
}
