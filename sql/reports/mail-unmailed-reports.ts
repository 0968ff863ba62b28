import type { Knex } from 'knex';
import { rowsOf } from './calls-of-period.ts';
import type { ReportKey } from './make-report-once.ts';

export type UnmailedReport = ReportKey & { readonly id: string; readonly pdf: Buffer };

/**
 * Hands each nightly report of the last days that was not mailed yet to `send`, the oldest first, one a transaction. The row stays
 * locked meanwhile, so that no second process sends it too, and is marked only after `send` succeeded. What `send`
 * throws ends the round and leaves the report for the next one. Returns how many were sent.
 */
export async function mailUnmailedReports(
  db: Knex,
  withinDays: number,
  send: (report: UnmailedReport) => Promise<void>,
): Promise<number> {
  for (let sent = 0; ; sent += 1) {
    const found = await db.transaction(async (transaction) => {
      const [report] = await rowsOf<UnmailedReport>(
        transaction,
        `select cast(id as text) as id, kind, to_char(period_start, 'YYYY-MM-DD') as "periodStart",
                to_char(period_end, 'YYYY-MM-DD') as "periodEnd", pdf
           from uenarocanje.report
          where made_by is null and mailed_at is null
            and made_at > now() - make_interval(days => :withinDays)
          order by period_end, id
          limit 1
            for update skip locked`,
        { withinDays },
      );
      if (!report) return false;
      await send(report);
      await rowsOf(transaction, `update uenarocanje.report set mailed_at = now() where id = cast(:id as bigint)`, {
        id: report.id,
      });
      return true;
    });
    if (!found) return sent;
  }
}
