import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { announceBy } from '../../../messages/announce.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { citizen, type FreeSlot, type ServiceId } from '../../../sql/calendar/words.ts';
import { rows } from '../../../sql/rows.ts';
import { writeSlots } from '../../../web/portal/slot-choices.ts';
import { processorMs, treeProcessorMs } from '../measure/process-usage.ts';
import { median } from '../measure/statistics.ts';
import type { Wish } from './citizens.ts';
import type { Citizens } from './citizens-process.ts';
import { type Figures, figuresOf } from './figures.ts';
import { runPgbench } from './pgbench.ts';
import { scriptOfBooking, slotTable } from './recorded-booking.ts';

export const service = 'storitev-7' as ServiceId;

/**
 * Under way at once, for pgbench and over HTTP alike. With more the reference becomes weaker and not ours: PostgreSQL
 * lets only one transaction commit at a time that tells listeners of something, and with 20 and 40 clients in its queue
 * pgbench books a quarter and a third less than with 10, while bookings over HTTP stay as they are.
 */
const atOnce = 10;
/** Of each of them a round; what a new connection has to learn first is little beside so many. */
const turns = 60;
const share = atOnce * turns;
const rounds = 3;
/**
 * Booked before anything is measured: what runs for days has been compiled, as pgbench is. After 300 V8 compiles still,
 * and the first round took the web 3.9 ms a booking where the next took 2.8; after 900 they take 3.1 and 2.9.
 */
const warming = 900;

export type BookingRounds = {
  /** Bookings a second, a value a round. */
  readonly bare: readonly number[];
  readonly overHttp: readonly number[];
  /** Each of the three requests of a booking. */
  readonly requests: Figures;
  readonly cost: ProcessorCost;
};

/** Milliseconds of processor that one booking takes of each; medians of the rounds. */
export type ProcessorCost = {
  readonly overHttp: { readonly web: number; readonly database: number; readonly citizens: number };
  readonly bare: { readonly database: number; readonly pgbench: number };
};

/** Whose processor time is counted: the web, the database's first process, the citizens. */
export type Pids = { readonly web: number; readonly database: number; readonly citizens: number };

/**
 * Booking is choosing a time, opening the form and confirming it, with everything that citizen and unit are told; the
 * reference is the same transactions without Node, HTTP and pages, by pgbench, on other slots of the same counters, in
 * turn with it. On a machine of few cores all of them share those, so what each takes is told beside.
 */
export async function measureBookingRounds(
  { databaseUrl, db, citizens, pids }: { databaseUrl: string; db: Knex; citizens: Citizens; pids: Pids },
  free: readonly FreeSlot[],
): Promise<BookingRounds> {
  const [recorded, ...slots] = free;
  if (recorded === undefined || slots.length < warming + rounds * 2 * share) {
    throw new Error(`The data set has only ${free.length} free slots.`);
  }
  const script = await scriptOfBooking(
    db,
    {
      now: Date.now() as Instant,
      actor: citizen,
      announce: announceBy({ publicUrl: 'http://127.0.0.1', now: Date.now }),
    },
    { services: [service], slot: recorded, turns },
  );
  const usedNow = () => ({
    web: processorMs(pids.web),
    database: treeProcessorMs(pids.database),
    citizens: processorMs(pids.citizens),
  });
  const book = async (ours: readonly FreeSlot[]) => {
    await citizens.send({ type: 'come', people: ours.length });
    const before = await countBooked(db);
    const began = usedNow();
    const booked = await citizens.send({ type: 'book', wishes: ours.map(wishOf), atOnce });
    const ended = usedNow();
    const made = (await countBooked(db)) - before;
    if (made < ours.length * 0.95) {
      throw new Error(`Of ${ours.length} bookings ${made} were made: ${JSON.stringify(booked.statuses)}`);
    }
    return { ...booked, made, began, ended };
  };
  await book(slots.splice(0, warming));
  const bare: number[] = [];
  const overHttp: number[] = [];
  const requests: number[] = [];
  const costs: ProcessorCost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [ours, theirs] = [slots.splice(0, share), slots.splice(0, share)];
    const { made, began, ended, ...booked } = await book(ours);
    overHttp.push((made / booked.totalMs) * 1000);
    requests.push(...booked.times);
    await layOut(db, theirs);
    const before = await countBooked(db);
    const again = usedNow();
    const done = await runPgbench(databaseUrl, script, { clients: atOnce, turns, round });
    const over = usedNow();
    const theirsMade = (await countBooked(db)) - before;
    if (theirsMade !== share) throw new Error(`Of ${share} bookings pgbench made ${theirsMade}.`);
    bare.push(done.perSecond);
    costs.push({
      overHttp: {
        web: (ended.web - began.web) / made,
        database: (ended.database - began.database) / made,
        citizens: (ended.citizens - began.citizens) / made,
      },
      bare: { database: (over.database - again.database) / share, pgbench: done.processorMs / share },
    });
  }
  const of = (part: (cost: ProcessorCost) => number) => median(costs.map(part));
  return {
    bare,
    overHttp,
    requests: figuresOf(requests),
    cost: {
      overHttp: {
        web: of(({ overHttp: { web } }) => web),
        database: of(({ overHttp: { database } }) => database),
        citizens: of(({ overHttp: { citizens: own } }) => own),
      },
      bare: { database: of(({ bare: { database } }) => database), pgbench: of(({ bare: { pgbench } }) => pgbench) },
    },
  };
}

export const wishOf = (slot: FreeSlot): Wish => ({
  path: `/narocanje/${service}/${slot.locationId}`,
  slot: writeSlots([slot]),
});

/** Spread over counters and days; of each opening no more than citizens may have. */
export async function freeSlots(db: Knex): Promise<FreeSlot[]> {
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
