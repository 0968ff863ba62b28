import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { oneRow, rows } from '../../../sql/rows.ts';
import { until } from '../../until.ts';
import { parentOf } from '../measure/process-usage.ts';
import { startRoleProcess } from '../role-process.ts';
import { type BookingRounds, freeSlots, measureBookingRounds, service, wishOf } from './booking-rounds.ts';
import { openCitizens } from './citizens-process.ts';
import { type Figures, figuresOf } from './figures.ts';

const timesPath = `/narocanje/${service}/unit-1`;

export type HttpFigures = BookingRounds & {
  readonly oneSlot: Figures & { readonly winners: number };
  readonly firstFree: Figures;
  readonly month: Figures;
  /** To the first byte of the first pages. */
  readonly firstByte: Figures;
};

/**
 * The web as a process of its own and citizens in another, each with a kept connection. Booking is choosing a time,
 * opening the form and confirming it, with everything that citizen and unit are told; the reference is the same
 * transactions without Node, HTTP and pages, by pgbench, on other slots of the same counters, in turn with it.
 */
export async function measureOverHttp(
  { databaseUrl, db, folder }: { databaseUrl: string; db: Knex; folder: string },
  opened: AsyncDisposableStack,
): Promise<HttpFigures> {
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const role = startRoleProcess(
    'web',
    {
      databaseUrl,
      // There is no engine: citizens' pages do without.
      door: { url: 'ws://127.0.0.1:1/door', token: 'of nobody' },
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://127.0.0.1',
      recording: { folder: join(folder, 'recordings'), keyFile: join(folder, 'recording.key') },
      promptSoundsFolder: join(folder, 'prompt-sounds'),
      sessionSecret: randomBytes(24).toString('hex'),
      mail: { smtpUrl: null, from: 'bench@example.si', reportsTo: [] },
    },
    logs,
  );
  opened.defer(() => role.close());
  const { url } = (await role.ready) as { readonly url: string };
  // What is done once a night is also done at the start, and is not what is measured here.
  await until('the web has caught up with the nights', () => jobsRest(db));
  const citizens = openCitizens(url);
  opened.defer(() => citizens.close());

  const pages = ['/narocanje', `/narocanje/${service}`, `${timesPath}?oddaja=AAAAAAAAAAAA`];
  await citizens.send({ type: 'open', paths: pages, times: 60 });
  const firstByte = figuresOf((await citizens.send({ type: 'open', paths: pages, times: 300 })).times);
  const all = Array.from({ length: 60 }, (_, n) => `/narocanje/storitev-${n + 1}`);
  const firstFree = figuresOf((await citizens.send({ type: 'open', paths: all, times: 300 })).times);
  const months = Array.from({ length: 20 }, (_, n) => `/narocanje/${service}/unit-${n + 1}?oddaja=AAAAAAAAAAAA`);
  const month = figuresOf((await citizens.send({ type: 'open', paths: months, times: 300 })).times);

  const [contested, ...slots] = await freeSlots(db);
  if (contested === undefined) throw new Error('The data set has no free slots.');
  const { pid } = await oneRow<{ pid: number }>(db, 'select pg_backend_pid() as pid');
  const pids = { web: role.pid, database: parentOf(pid), citizens: citizens.pid };
  const booked = await measureBookingRounds({ databaseUrl, db, citizens, pids }, slots);
  const fight = await citizens.send({ type: 'fight', wish: wishOf(contested), people: 200 });
  return {
    ...booked,
    oneSlot: { ...figuresOf(fight.times), winners: fight.statuses[303] ?? 0 },
    firstFree,
    month,
    firstByte,
  };
}

async function jobsRest(db: Knex): Promise<boolean> {
  const busy = await rows(
    db,
    `select from pg_stat_activity
     where application_name = 'uenarocanje-nightly' and (state <> 'idle' or state_change > now() - interval '2 seconds')`,
  );
  return busy.length === 0;
}
