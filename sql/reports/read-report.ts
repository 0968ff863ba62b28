import type { Knex } from 'knex';
import { rowsOf } from './calls-of-period.ts';
import type { ReportKey } from './make-report-once.ts';

/** One filed report with its PDF; null when there is none of this id. */
export async function readReport(db: Knex, id: string): Promise<(ReportKey & { readonly pdf: Buffer }) | null> {
  if (!/^[0-9]{1,18}$/.test(id)) return null;
  const [report] = await rowsOf<ReportKey & { pdf: Buffer }>(
    db,
    `select kind, to_char(period_start, 'YYYY-MM-DD') as "periodStart", to_char(period_end, 'YYYY-MM-DD') as "periodEnd", pdf
       from uenarocanje.report
      where id = cast(:id as bigint)`,
    { id },
  );
  return report ?? null;
}
