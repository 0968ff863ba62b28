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
import { measureBooking } from './booking.ts';
import { fillCalendar, issueSize, type Size } from './data-set.ts';
import { type Figures, measure } from './figures.ts';

export type CalendarFigures = {
  readonly size: Size & { readonly visits: number };
  readonly fillSeconds: number;
  readonly figures: Readonly<Record<string, Figures>>;
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
    'first free slot of a service at all places': await measure(runs, (n) =>
      firstFreeSlots(db, { ...ask, services: service(n) }),
    ),
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

/** `node --import tsx tests/bench/calendar/calendar.ts [units …]`: a database of its own for each number of units. */
if (import.meta.main) {
  const units = process.argv.slice(2).map(Number);
  const server = await startDatabaseServer();
  try {
    for (const count of units.length > 0 ? units : [issueSize.units]) {
      const url = new URL(server.url);
      const admin = openDatabase(server.url, { poolMax: 1 });
      await admin.raw(`create database units_${count}`);
      await admin.destroy();
      url.pathname = `/units_${count}`;
      const db = openDatabase(url.href, { poolMax: 1, statementTimeoutMs: 0 });
      await migrate(db);
      // The history is the same for all sizes: more units do not mean more of it, only more places to look at.
      const pastDays = Math.round((issueSize.pastDays * issueSize.units) / count);
      const questions = await measureCalendar(db, { ...issueSize, units: count, pastDays });
      await db.destroy();
      const pool = openDatabase(url.href, { poolMax: 10 });
      const booking = await measureBooking(pool, { services: ['storitev-7' as ServiceId], now, atOnce: 10 });
      await pool.destroy();
      process.stdout.write(`${JSON.stringify({ ...questions, booking }, null, 2)}\n`);
    }
  } finally {
    await server.close();
  }
}
