import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';

/** Classes of personal data that a rule deletes; the table's CHECK lists the same. */
export const retentionRules = ['visitors', 'messages', 'recordings', 'callers', 'audit', 'sessions'] as const;
export type RetentionRule = (typeof retentionRules)[number];

/** Runs older than this tell nobody anything. */
const keptDays = 400;

/** Writes down that a rule ran and how much it took; forgets runs of long ago. */
export async function recordRetentionRun(
  db: Knex,
  { rule, ranAt, took }: { readonly rule: RetentionRule; readonly ranAt: Instant; readonly took: number },
): Promise<void> {
  await db('retention_run').insert({ rule, ran_at: new Date(ranAt), took });
  await db('retention_run')
    .where({ rule })
    .where('ran_at', '<', new Date(ranAt - keptDays * 86_400_000))
    .delete();
}

export type RetentionSum = {
  readonly rule: RetentionRule;
  readonly lastRanAt: Instant;
  readonly lastTook: number;
  /** In the thirty days before now. */
  readonly tookLately: number;
};

/** How each rule ran, those that never did left out. */
export async function listRetentionRuns(db: Knex, now: Instant): Promise<readonly RetentionSum[]> {
  return rows<RetentionSum>(
    db,
    `select distinct on (rule) rule, ran_at as "lastRanAt", took as "lastTook", coalesce((
         select cast(sum(took) as integer) from uenarocanje.retention_run as lately
         where lately.rule = retention_run.rule and lately.ran_at > cast(:now as timestamptz) - interval '30 days'
       ), 0) as "tookLately"
     from uenarocanje.retention_run
     order by rule, ran_at desc, id desc`,
    { now: new Date(now) },
  );
}
