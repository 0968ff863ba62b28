import type { Knex } from 'knex';
import { rowsOf } from './calls-of-period.ts';

/** A report as it is filed; the days are local, "YYYY-MM-DD", `periodEnd` is exclusive. */
export type ReportKey = {
  readonly kind: 'month' | 'period' | 'year';
  readonly periodStart: string;
  readonly periodEnd: string;
};

/**
 * Files the nightly report of a period exactly once, however many processes try: they queue behind one advisory lock
 * of the transaction, and who comes second finds the report there. Returns its id when this call made it, else null.
 * What `make` throws leaves nothing behind.
 */
export async function makeReportOnce(
  db: Knex,
  key: ReportKey,
  make: () => Promise<Uint8Array>,
): Promise<string | null> {
  return await db.transaction(async (transaction) => {
    await rowsOf(transaction, `select pg_advisory_xact_lock(hashtextextended(:name, 0))`, {
      name: `uenarocanje report ${key.kind} ${key.periodStart} ${key.periodEnd}`,
    });
    const [existing] = await rowsOf<{ id: string }>(
      transaction,
      `select cast(id as text) as id from uenarocanje.report
        where made_by is null and kind = :kind
          and period_start = cast(:periodStart as date) and period_end = cast(:periodEnd as date)
        limit 1`,
      key,
    );
    if (existing) return null;
    return await insertReport(transaction, key, await make(), null);
  });
}

/** Files a report that a person asked for. Returns its id. */
export async function insertReport(db: Knex, key: ReportKey, pdf: Uint8Array, madeBy: string | null): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    db,
    `insert into uenarocanje.report (kind, period_start, period_end, made_by, pdf)
     values (:kind, cast(:periodStart as date), cast(:periodEnd as date), :madeBy, :pdf)
     returning cast(id as text) as id`,
    { ...key, madeBy, pdf: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength) },
  );
  if (!row) throw new Error('PostgreSQL filed no report.');
  return row.id;
}
