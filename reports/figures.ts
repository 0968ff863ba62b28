import type { Knex } from 'knex';
import { instant } from '../engine/core/ids.ts';
import { type CallbackCounts, countCallbacks } from '../sql/reports/count-callbacks.ts';
import { type CategoryCount, countCallsByCategory } from '../sql/reports/count-calls-by-category.ts';
import { countCallsByDay, type DayCount } from '../sql/reports/count-calls-by-day.ts';
import { countCallsByHour, type HourCount } from '../sql/reports/count-calls-by-hour.ts';
import { countCallsByMonth, type MonthCount } from '../sql/reports/count-calls-by-month.ts';
import { countDurations } from '../sql/reports/count-durations.ts';
import { countEstimates, type EstimateCounts } from '../sql/reports/count-estimates.ts';
import { countOutcomes, type OutcomeCounts } from '../sql/reports/count-outcomes.ts';
import { countServiceLevel, type ServiceLevelCounts } from '../sql/reports/count-service-level.ts';
import { countServices, type ServiceCounts } from '../sql/reports/count-services.ts';
import { countWaits } from '../sql/reports/count-waits.ts';
import { findFirstRecordedDay } from '../sql/reports/find-first-recorded-day.ts';
import { listServiceLevels, type ServiceLevelSetting } from '../sql/reports/list-service-levels.ts';
import { type AgentOccupancy, measureOccupancy } from '../sql/reports/measure-occupancy.ts';
import { measureTimes, type TimeFigures, type TimeName } from '../sql/reports/measure-times.ts';
import { durationBoundsMs, waitBoundsMs } from './classes.ts';
import { daysIn, localDateAt, monthPeriod, monthsBefore, type Period } from './period.ts';
import { ofUnits, readPlaceVisits, type UnitVisits } from './visit-sums.ts';

/**
 * Every call figure of R5.2 for one period, as plain data: what the PDF prints and the web page draws. Times are
 * milliseconds. What each figure means stands in `definitions.ts`, which is printed with it.
 */
export type CallFigures = {
  readonly period: Period;
  /** When the figures were read, milliseconds since the epoch; a period that still runs ends here. */
  readonly asOf: number;
  /** False while the period still runs. */
  readonly complete: boolean;
  readonly outcomes: OutcomeCounts;
  /** Calls to the service: all but the refused ones. */
  readonly serviceCalls: number;
  /** Calls to the service while the line was open. */
  readonly openCalls: number;
  /** No human answered, it was not served by keys, and neither a callback nor a message came of it. */
  readonly missed: number;
  readonly categories: readonly CategoryCount[];
  readonly months: readonly MonthFigures[];
  readonly times: Readonly<Record<TimeName, TimeFigures>>;
  /** One for each class of `waitClasses`. */
  readonly waits: readonly { readonly answered: number; readonly notAnswered: number }[];
  /** One for each class of `durationClasses`. */
  readonly durations: readonly { readonly talks: number; readonly calls: number }[];
  readonly serviceLevel: ServiceLevelCounts & { readonly settings: readonly ServiceLevelSetting[] };
  readonly estimates: EstimateCounts;
  readonly callbacks: CallbackCounts;
  readonly services: ServiceCounts;
  /** Of each unit at which something was open or booked. */
  readonly visits: readonly UnitVisits[];
  readonly days: readonly DayCount[];
  readonly hours: readonly HourCount[];
  readonly agents: readonly AgentOccupancy[];
};

/** A calendar month; the counts are null when nothing was recorded yet. */
export type MonthFigures = {
  readonly month: string;
  readonly days: number;
  readonly calls: number | null;
  readonly answered: number | null;
  readonly missed: number | null;
};

/** For a queue that is no longer configured. */
export const defaultServiceLevel = { seconds: 20, share: 0.8 } as const;

/**
 * Reads the figures in one transaction that sees one state of the database, so that they agree with each other.
 * Give a transaction of your own (repeatable read) to read more in the same state.
 */
export async function readFigures(db: Knex, period: Period, asOf: number = Date.now()): Promise<CallFigures> {
  if (db.isTransaction) return await readFiguresIn(db, period, asOf);
  return await db.transaction((transaction) => readFiguresIn(transaction, period, asOf), oneState);
}

export const oneState: Knex.TransactionConfig = { isolationLevel: 'repeatable read', readOnly: true };

async function readFiguresIn(db: Knex, period: Period, asOf: number): Promise<CallFigures> {
  const days = { from: period.from, to: period.to };
  const outcomes = await countOutcomes(db, days);
  const waitRows = await countWaits(db, days, waitBoundsMs);
  const durationRows = await countDurations(db, days, durationBoundsMs);
  const serviceLevel = await countServiceLevel(db, days, defaultServiceLevel.seconds);
  return {
    period,
    asOf,
    complete: localDateAt(asOf) >= period.to,
    outcomes,
    serviceCalls: outcomes.all - outcomes.refused,
    openCalls: outcomes.all - outcomes.refused - outcomes.closed,
    missed: outcomes.abandoned + outcomes.failed,
    categories: await countCallsByCategory(db, days),
    months: await readMonths(db, period, asOf),
    times: await measureTimes(db, days),
    waits: classes(waitBoundsMs.length + 1, waitRows, { answered: 0, notAnswered: 0 }),
    durations: classes(durationBoundsMs.length + 1, durationRows, { talks: 0, calls: 0 }),
    serviceLevel: { ...serviceLevel, settings: await listServiceLevels(db) },
    estimates: await countEstimates(db, days),
    callbacks: await countCallbacks(db, days, new Date(asOf)),
    services: await countServices(db, days),
    visits: ofUnits(await readPlaceVisits(db, { ...days, now: instant(asOf) })),
    days: await countCallsByDay(db, days),
    hours: await countCallsByHour(db, days),
    agents: await measureOccupancy(db, days, new Date(asOf)),
  };
}

/**
 * The twelve calendar months before the period, and for a month or a year its own: thirteen for a month, twenty-four
 * for a year. Months that ended before the first record, or have not begun, have no data, which is not the same as
 * no calls.
 */
async function readMonths(db: Knex, period: Period, asOf: number): Promise<MonthFigures[]> {
  const first = period.from.slice(0, 7);
  const own = period.kind === 'year' ? 12 : period.kind === 'month' ? 1 : 0;
  const names = Array.from({ length: 12 + own }, (_, index) => monthsBefore(first, 12 - index));
  const bounds = { from: `${names[0]}-01`, to: monthPeriod(names.at(-1) ?? first).to };
  const counts = new Map<string, MonthCount>((await countCallsByMonth(db, bounds)).map((row) => [row.month, row]));
  const recordedFrom = (await findFirstRecordedDay(db))?.slice(0, 7) ?? null;
  const current = localDateAt(asOf).slice(0, 7);
  return names.map((month) => {
    const row = counts.get(month);
    const recorded = recordedFrom !== null && month >= recordedFrom && month <= current;
    return {
      month,
      days: daysIn(monthPeriod(month)),
      calls: recorded ? (row?.calls ?? 0) : null,
      answered: recorded ? (row?.answered ?? 0) : null,
      missed: recorded ? (row?.missed ?? 0) : null,
    };
  });
}

function classes<Counts extends object>(
  size: number,
  rows: readonly (Counts & { readonly bin: number })[],
  empty: Counts,
): Counts[] {
  return Array.from({ length: size }, (_, bin) => {
    const row = rows.find((each) => each.bin === bin);
    if (!row) return empty;
    const { bin: __, ...counts } = row;
    return counts as unknown as Counts;
  });
}
