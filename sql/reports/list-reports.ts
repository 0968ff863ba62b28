import type { Knex } from 'knex';
import { rowsOf } from './calls-of-period.ts';
import type { ReportKey } from './make-report-once.ts';

export type FiledReport = ReportKey & {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
  /** Null: the nightly job. */
  readonly madeBy: string | null;
  readonly mailedAt: number | null;
  readonly bytes: number;
};

/** Filed reports, the newest period first, without their PDF. */
export async function listReports(db: Knex, limit = 200): Promise<FiledReport[]> {
  return await rowsOf<FiledReport>(
    db,
    `select cast(id as text) as id, kind,
            to_char(period_start, 'YYYY-MM-DD') as "periodStart", to_char(period_end, 'YYYY-MM-DD') as "periodEnd",
            made_at as "madeAt", made_by as "madeBy", mailed_at as "mailedAt", octet_length(pdf) as bytes
       from uenarocanje.report
      order by period_end desc, made_at desc
      limit :limit`,
    { limit },
  );
}
