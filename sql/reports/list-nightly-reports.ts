import type { Knex } from 'knex';
import { rowsOf } from './calls-of-period.ts';
import type { ReportKey } from './make-report-once.ts';

/** The nightly job's reports, without their PDF. */
export async function listNightlyReports(db: Knex): Promise<ReportKey[]> {
  return await rowsOf<ReportKey>(
    db,
    `select kind, to_char(period_start, 'YYYY-MM-DD') as "periodStart", to_char(period_end, 'YYYY-MM-DD') as "periodEnd"
       from uenarocanje.report
      where made_by is null
      order by period_start, period_end`,
    {},
  );
}
