import test from 'ava';
import type { Knex } from 'knex';
import { searchVisits } from '../../../sql/calendar/search-visits.ts';
import type { CounterId } from '../../../sql/calendar/words.ts';
import { rows } from '../../../sql/rows.ts';
import { withDatabase } from '../../database.ts';
import { local, makePlace } from './calendar-fixture.ts';

const now = local('2026-03-02 10:05');
const opening = { rules: [], days: ['2026-01-01', '2026-01-01'] as const };

/**
 * So many visits of a quarter of an hour at each counter, as many before now as after; those whose turn it is have the
 * name, all others another one.
 */
async function fillCounters(
  db: Knex,
  counters: readonly CounterId[],
  { visits, name, every }: { visits: number; name: string; every: number },
): Promise<void> {
  await db.raw('alter table appointment disable trigger user');
  const values = { counters, half: visits / 2, name, every, now: new Date(now) } as Knex.RawBinding as never;
  await db.raw(
    `with
       wanted as (
         select counter_id, turn, row_number() over () as n
         from unnest(cast(:counters as integer[])) as counter_id, generate_series(-cast(:half as integer), :half - 1) as turn
       ),
       booked as (
         insert into booking (service_id, channel, key_hash, created_at, confirmed_at, information_confirmed_at, consent_version, consent_at)
         select 'izkaznica', 'web', sha256(convert_to(counter_id || ' ' || turn, 'UTF8')), :now, :now, :now, '1', :now from wanted
         returning id, key_hash
       ),
       known as (
         insert into visitor (booking_id, name, phone)
         select booked.id, case when n % cast(:every as integer) = 0 then :name else 'Žiga Horvat' end, '+38641123456'
         from booked join wanted on key_hash = sha256(convert_to(counter_id || ' ' || turn, 'UTF8'))
       )
     insert into appointment (booking_id, counter_id, during, state, reference, booked_at)
     select booked.id, counter_id, tstzrange(at, at + interval '15 minutes'), 'booked', cast(1000000000 + n as text), :now
     from booked
     join wanted on key_hash = sha256(convert_to(counter_id || ' ' || turn, 'UTF8'))
     cross join lateral (select cast(:now as timestamptz) + (turn * 15 + counter_id) * interval '1 minute') as start (at)`,
    values,
  );
  await db.raw('alter table appointment enable trigger user');
}

/** By the definition, reading everything. */
async function expected(db: Knex, name: string, counters: readonly CounterId[], limit: number): Promise<number[]> {
  const found = await rows<{ id: number; startsAt: number; endsAt: number }>(
    db,
    `select appointment.id, lower(during) as "startsAt", upper(during) as "endsAt"
     from appointment join visitor using (booking_id) where name = :name and counter_id = any (:counters)`,
    { name, counters },
  );
  return found
    .sort(
      (a, b) =>
        Number(a.endsAt <= now) - Number(b.endsAt <= now) || Math.abs(a.endsAt - now) - Math.abs(b.endsAt - now),
    )
    .slice(0, limit)
    .sort(
      (a, b) =>
        Number(a.endsAt <= now) - Number(b.endsAt <= now) || Math.abs(a.startsAt - now) - Math.abs(b.startsAt - now),
    )
    .map(({ id }) => id);
}

for (const [names, shape] of [
  ['many', { visits: 1200, every: 1 }],
  ['few', { visits: 600, every: 7 }],
  ['hardly any', { visits: 600, every: 40 }],
] as const) {
  test(`[R3.9] a name that ${names} have finds the visits that come next, then the latest, in one's own places only`, async (t) => {
    await withDatabase(async (db) => {
      const { counters } = await makePlace(db, { ...opening, counters: 3 });
      const [elsewhere, ...here] = counters as [CounterId, ...CounterId[]];
      await db('counter').where({ id: elsewhere }).update({ location_id: 'zgornja' });
      await fillCounters(db, counters, { ...shape, name: 'Janez Novak' });
      const search = async (locationIds: readonly string[] | null, limit: number) =>
        (await searchVisits(db, { text: 'ez nov', locationIds, now, limit })).map(({ appointmentId }) => appointmentId);
      for (const limit of [50, 5000]) {
        t.deepEqual(
          await search(null, limit),
          await expected(db, 'Janez Novak', counters, limit),
          `${limit} everywhere`,
        );
        t.deepEqual(
          await search(['kraj'], limit),
          await expected(db, 'Janez Novak', here, limit),
          `${limit} in one place`,
        );
        t.deepEqual(
          await search(['zgornja'], limit),
          await expected(db, 'Janez Novak', [elsewhere], limit),
          `${limit} elsewhere`,
        );
      }
      t.deepEqual(await search([], 50), [], 'whoever has no place finds nobody');
    });
  });
}
