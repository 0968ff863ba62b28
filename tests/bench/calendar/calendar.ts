import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { countFreeDays } from '../../../sql/calendar/count-free-days.ts';
import { firstFreeOfAll } from '../../../sql/calendar/first-free-of-all.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import type { ServiceId } from '../../../sql/calendar/words.ts';
import { openDatabase } from '../../../sql/database.ts';
import { migrate } from '../../../sql/migrate.ts';
import { startDatabaseServer } from '../../database-server.ts';
import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { measureBooking } from './booking.ts';
import { fillCalendar, issueSize, type Size } from './data-set.ts';
import { type Figures, measure } from './figures.ts';

const firstFreeQuestion = 'first free slot of a service at all places';

/** Issue 4 §5: milliseconds that 99 of 100 may take. */
const bounds: Readonly<Record<string, number>> = { [firstFreeQuestion]: 30, 'a month of one place': 60 };

export type CalendarFigures = {
  readonly size: Size & { readonly visits: number };
  readonly fillSeconds: number;
  readonly figures: Readonly<Record<string, Figures>> & { readonly [firstFreeQuestion]: Figures };
};

/** Monday morning; the wall clock of the machine plays no part. */
const now = Date.UTC(2026, 10, 23, 7, 30) as Instant;

/** What issue 4 §5 asks of the database, on a data set of the given size. One connection, as a page would ask. */
export async function measureCalendar(db: Knex, size: Size, runs = 300): Promise<CalendarFigures> {
  const began = performance.now();
  await fillCalendar(db, size);
  const fillSeconds = Math.round((performance.now() - began) / 1000);
  const [{ visits }] = (await db('appointment').count({ visits: '*' })) as unknown as [{ visits: number }];
  const service = (n: number) => [`storitev-${1 + (n % size.services)}` as ServiceId];
  const ask = { channel: 'web' as const, now };
  const month = { firstDay: '2026-12-01', lastDay: '2026-12-31' };
  const day = { from: Date.UTC(2026, 11, 20, 23) as Instant, until: Date.UTC(2026, 11, 21, 23) as Instant };
  const place = (n: number) => `unit-${1 + (n % size.units)}`;
  const figures = {
    [firstFreeQuestion]: await measure(runs, (n) => firstFreeSlots(db, { ...ask, services: service(n) })),
    'first free slots of all services at all places': await measure(Math.ceil(runs / 10), () =>
      firstFreeOfAll(db, ask),
    ),
    'a month of one place': await measure(runs, (n) =>
      countFreeDays(db, { ...ask, ...month, services: service(n), locationId: place(n) }),
    ),
    'a day of one place': await measure(runs, (n) =>
      listSlots(db, { ...ask, ...day, services: service(n), locationId: place(n) }),
    ),
  };
  return { size: { ...size, visits }, fillSeconds, figures };
}

/** A question that asks nothing, on the same connection: what the way there and back costs alone. */
const bareQuestion = (db: Knex, runs = 300): Promise<Figures> => measure(runs, () => db.raw('select 1'));

/** A database of its own for so many units; closed and dropped with the server. */
async function databaseOf(serverUrl: string, units: number): Promise<string> {
  const admin = openDatabase(serverUrl, { poolMax: 1 });
  await admin.raw(`create database units_${units}`);
  await admin.destroy();
  const url = new URL(serverUrl);
  url.pathname = `/units_${units}`;
  return url.href;
}

/**
 * What the calendar answers and takes with 2 years of history and 2 million visits, at 20 units and at 200. The history
 * is the same for both: more units do not mean more of it, only more places to look at.
 */
if (import.meta.main)
  await runBenchmark(async (_, opened) => {
    const server = await startDatabaseServer();
    opened.defer(() => server.close());
    const firstFree: number[] = [];
    for (const units of [issueSize.units, 200]) {
      const url = await databaseOf(server.url, units);
      const pastDays = Math.round((issueSize.pastDays * issueSize.units) / units);
      const db = openDatabase(url, { poolMax: 1, statementTimeoutMs: 0 });
      await migrate(db);
      const { figures, size, fillSeconds } = await measureCalendar(db, { ...issueSize, units, pastDays });
      progress(`${units} units with ${size.visits} visits were made in ${fillSeconds} s.`);
      const bare = await bareQuestion(db);
      await db.destroy();
      const reference = { name: 'select 1', values: [bare.p99] };
      for (const [what, { p99 }] of Object.entries(figures)) {
        const atMost = units === issueSize.units ? bounds[what] : undefined;
        const target = atMost === undefined ? {} : { target: { of: 'value' as const, atMost } };
        compare({ what: `${what}, ${units} units, p99`, unit: 'ms', ours: [p99], reference, ...target });
      }
      firstFree.push(figures[firstFreeQuestion].p50);
      if (units !== issueSize.units) continue;
      const pool = openDatabase(url, { poolMax: 10 });
      const { bookings, oneSlot } = await measureBooking(pool, {
        services: ['storitev-7' as ServiceId],
        now,
        atOnce: 10,
      });
      await pool.destroy();
      compare({
        what: 'hold and confirm of a visit, 10 at once, p99',
        unit: 'ms',
        ours: [bookings.p99],
        reference: null,
      });
      compare({ what: 'visits booked', unit: 'a second', ours: [bookings.perSecond], reference: null });
      const target = { of: 'value' as const, atMost: 150 };
      compare({ what: '200 at once on one slot, p99', unit: 'ms', ours: [oneSlot.p99], reference: null, target });
      if (oneSlot.winners !== 1) throw new Error(`${oneSlot.winners} of 200 got the same slot.`);
    }
    const [few = 0, many = 0] = firstFree;
    compare({
      what: `${firstFreeQuestion}, 200 units, p50`,
      unit: 'ms',
      ours: [many],
      reference: { name: '20 units', values: [few] },
    });
  });
