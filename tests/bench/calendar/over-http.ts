import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { announceBy } from '../../../messages/announce.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { citizen, type FreeSlot, type ServiceId } from '../../../sql/calendar/words.ts';
import { rows } from '../../../sql/rows.ts';
import { writeSlots } from '../../../web/portal/slot-choices.ts';
import { until } from '../../until.ts';
import { startRoleProcess } from '../role-process.ts';
import type { Wish } from './citizens.ts';
import { openCitizens } from './citizens-process.ts';
import { type Figures, figuresOf } from './figures.ts';
import { runPgbench } from './pgbench.ts';
import { scriptOfBooking, slotTable } from './recorded-booking.ts';

const service = 'storitev-7' as ServiceId;
const location = 'unit-1';
const timesPath = `/narocanje/${service}/${location}`;

/** Under way at once, for pgbench and over HTTP alike. */
const atOnce = 10;

export type HttpFigures = {
  /** Bookings a second, a value a round. */
  readonly bare: readonly number[];
  readonly overHttp: readonly number[];
  /** Each of the three requests of a booking. */
  readonly requests: Figures;
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

  const [contested, recorded, ...slots] = await freeSlots(db);
  if (contested === undefined || recorded === undefined) throw new Error('The data set has no free slots.');
  const rounds = 3;
  const turns = 30;
  const share = atOnce * turns;
  if (slots.length < rounds * 2 * share) throw new Error(`The data set has only ${slots.length} free slots.`);
  const script = await scriptOfBooking(
    db,
    {
      now: Date.now() as Instant,
      actor: citizen,
      announce: announceBy({ publicUrl: 'http://127.0.0.1', now: Date.now }),
    },
    { services: [service], slot: recorded, turns },
  );
  const bare: number[] = [];
  const overHttp: number[] = [];
  const requests: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [ours, theirs] = [slots.splice(0, share), slots.splice(0, share)];
    const before = await countBooked(db);
    const booked = await citizens.send({ type: 'book', wishes: ours.map(wishOf), atOnce });
    const made = (await countBooked(db)) - before;
    if (made < share * 0.95)
      throw new Error(`Of ${share} bookings ${made} were made: ${JSON.stringify(booked.statuses)}`);
    overHttp.push((made / booked.totalMs) * 1000);
    requests.push(...booked.times);
    await layOut(db, theirs);
    bare.push((await runPgbench(databaseUrl, script, { clients: atOnce, turns, round })).perSecond);
  }
  const fight = await citizens.send({ type: 'fight', wish: wishOf(contested), people: 200 });
  return {
    bare,
    overHttp,
    requests: figuresOf(requests),
    oneSlot: { ...figuresOf(fight.times), winners: fight.statuses[303] ?? 0 },
    firstFree,
    month,
    firstByte,
  };
}

const wishOf = (slot: FreeSlot): Wish => ({
  path: `/narocanje/${service}/${slot.locationId}`,
  slot: writeSlots([slot]),
});

/** Spread over counters and days; of each opening no more than citizens may have. */
async function freeSlots(db: Knex): Promise<FreeSlot[]> {
  const now = Date.now() as Instant;
  const from = (now + 2 * 86_400_000) as Instant;
  const untilThen = (now + 88 * 86_400_000) as Instant;
  const question = { services: [service], from, until: untilThen, channel: 'web', now, limit: 40_000 } as const;
  const openings = Map.groupBy(await listSlots(db, question), ({ counterId, opensAt }) => `${counterId} ${opensAt}`);
  const taken = [...openings.values()].map((slots) => slots.slice(0, Math.min(3, slots[0]?.room ?? 0)));
  return [0, 1, 2].flatMap((place) => taken.flatMap((slots) => slots.slice(place, place + 1)));
}

/** The slots that pgbench books, each at its place. */
async function layOut(db: Knex, slots: readonly FreeSlot[]): Promise<void> {
  await db.raw(`drop table if exists public.${slotTable}`);
  await db.raw(
    `create table public.${slotTable} as
     select place, counter_id, starts_at
     from unnest(cast(:counters as integer[]), cast(:starts as timestamptz[])) with ordinality as slot (counter_id, starts_at, place)`,
    {
      counters: slots.map(({ counterId }) => counterId),
      starts: slots.map(({ startsAt }) => new Date(startsAt)),
    } as Knex.RawBinding as never,
  );
  await db.raw(`create unique index on public.${slotTable} (place)`);
  await db.raw(`analyze public.${slotTable}`);
}

async function countBooked(db: Knex): Promise<number> {
  const [count] = await rows<{ visits: number }>(
    db,
    `select count(*) as visits from uenarocanje.appointment where state = 'booked' and booked_at > now() - interval '20 minutes'`,
  );
  return count?.visits ?? 0;
}

async function jobsRest(db: Knex): Promise<boolean> {
  const busy = await rows(
    db,
    `select from pg_stat_activity
     where application_name = 'uenarocanje-nightly' and (state <> 'idle' or state_change > now() - interval '2 seconds')`,
  );
  return busy.length === 0;
}
