import type { Knex } from 'knex';
import { findFirstRecordedDay } from '../sql/reports/find-first-recorded-day.ts';
import { listNightlyReports } from '../sql/reports/list-nightly-reports.ts';
import { makeReportOnce, type ReportKey } from '../sql/reports/make-report-once.ts';
import type { ReportHeading } from './heading.ts';
import { makeReport } from './make-report.ts';
import { localDateAt, localTimeAt, monthPeriod, monthsBefore, type Period, yearPeriod } from './period.ts';

/** A report is due on the first at this local time: calls of the last night have ended and have been stored. */
const dueTime = '02:10';

/** How far back a missing report is made up for: a machine that was off for longer had no calls either. */
const monthsBack = 12;

/**
 * The months, and in January the year, whose report is due at an instant and not among those that exist. Months that
 * ended before the first record have none. Pure.
 */
export function dueReports(
  now: number,
  firstRecordedDay: string | null,
  existing: readonly Pick<ReportKey, 'kind' | 'periodStart'>[],
): Period[] {
  if (firstRecordedDay === null) return [];
  const today = localDateAt(now);
  // Before the hour has come on the first, the month before does not count as over.
  const early = today.endsWith('-01') && localTimeAt(now) < dueTime;
  const current = early ? monthsBefore(today.slice(0, 7), 1) : today.slice(0, 7);
  const periods: Period[] = [];
  for (let back = monthsBack; back >= 1; back -= 1) {
    const period = monthPeriod(monthsBefore(current, back));
    periods.push(period);
    if (period.from.slice(5, 7) === '12') periods.push(yearPeriod(Number(period.from.slice(0, 4))));
  }
  return periods.filter(
    (period) =>
      period.to > firstRecordedDay &&
      !existing.some(({ kind, periodStart }) => kind === period.kind && periodStart === period.from),
  );
}

export type DueReportsOptions = { readonly heading?: ReportHeading; readonly signal?: AbortSignal };

/** Makes and files every report that is due; exactly once, however many processes try. Returns those made here. */
export async function makeDueReports(db: Knex, now: number, options: DueReportsOptions = {}): Promise<Period[]> {
  const made: Period[] = [];
  for (const period of dueReports(now, await findFirstRecordedDay(db), await listNightlyReports(db))) {
    options.signal?.throwIfAborted();
    const key = { kind: period.kind, periodStart: period.from, periodEnd: period.to };
    const id = await makeReportOnce(db, key, () => makeReport(db, period, { ...options, asOf: now }));
    if (id !== null) made.push(period);
  }
  return made;
}
