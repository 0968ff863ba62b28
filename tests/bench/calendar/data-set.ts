import type { Knex } from 'knex';

/** Issue 4 §5: 20 units, 200 counters, 60 services, 2 years of history with 2 million visits, 90 days ahead. */
export type Size = {
  readonly units: number;
  readonly countersOfUnit: number;
  readonly services: number;
  readonly pastDays: number;
  /** The first day that is ahead. */
  readonly today: string;
};

export const issueSize: Size = { units: 20, countersOfUnit: 10, services: 60, pastDays: 730, today: '2026-11-23' };

/**
 * Fills an empty, migrated database. Everything follows from numbers and hashes of them, so that two runs are alike:
 * each unit has four places, its counters offer a third of the catalogue each, the next weeks are nearly full and
 * later ones less and less. Time that was filled is filled as history would have: visit after visit.
 */
export async function fillCalendar(db: Knex, size: Size): Promise<void> {
  const values = { ...size };
  const run = (sql: string) => db.raw(sql, values as Knex.RawBinding as never);
  await db.raw('set statement_timeout = 0');
  await run(`insert into location (id, kind, name, latitude, longitude)
    select 'unit-' || n, 'ue', 'Upravna enota ' || n, 45.5 + n % 20 * 0.05, 13.6 + n % 17 * 0.15 from generate_series(1, :units) as n`);
  await run(`insert into location (id, parent_id, kind, name)
    select 'office-' || n || '-' || k, 'unit-' || n, 'krajevniUrad', 'Krajevni urad ' || n || '-' || k
    from generate_series(1, :units) as n, generate_series(1, 3) as k`);
  await run(`insert into service_category (id, name) values ('vse', '{"sl": "Vse storitve"}')`);
  await run(`insert into service (id, category_id, name, duration_minutes)
    select 'storitev-' || n, 'vse', jsonb_build_object('sl', 'Storitev ' || n), (array[10, 15, 15, 20, 30, 8])[1 + n % 6]
    from generate_series(1, :services) as n`);
  await run(`insert into counter (location_id, name, position)
    select case when k > :countersOfUnit - 3 then 'office-' || n || '-' || :countersOfUnit - k + 1 else 'unit-' || n end, 'Okence ' || k, k
    from generate_series(1, :units) as n, generate_series(1, :countersOfUnit) as k`);
  await run(`insert into counter_service (counter_id, service_id)
    select counter.id, service.id from counter, service
    where abs(hashint4(counter.id * 1000 + cast(substr(service.id, 10) as integer))) % 3 = 0`);
  await run(`insert into office_rule (location_id, kind, weekdays, opens, closes, lead_minutes, staff_share, call_centre_share)
    select 'unit-' || n, 'open', days, opens, closes, 60, 0.1, 0.1
    from generate_series(1, :units) as n,
      (values (array[1, 2, 4], time '08:00', time '15:00'), (array[3], '08:00', '18:00'), (array[5], '08:00', '13:00')) as hours (days, opens, closes)`);
  await run(`insert into office_rule (counter_id, kind, weekdays, opens, closes)
    select id, 'break', array[1, 2, 3, 4, 5], time '11:30' + id % 2 * interval '30 minutes', time '12:00' + id % 2 * interval '30 minutes' from counter`);
  await fillVisits(db, size);
  await run(`update open_time_built set last_day = cast(:today as date) + 121`);
  await run(`select renew_open_time(null, :today, cast(:today as date) + 121)`);
  await db.raw('vacuum analyze');
}

/** Visits are written without the triggers that keep free time, which is made afterwards all at once. */
async function fillVisits(db: Knex, { pastDays, today }: Size): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw('set local statement_timeout = 0');
    await trx.raw(`set local synchronous_commit = off`);
    await trx.raw('alter table appointment disable trigger user');
    await trx.raw('alter table appointment drop constraint appointment_no_double_booking');
    const wanted = `
      select
        row_number() over () as n, counter.id as counter_id, day,
        (day + time '08:00' + slot * interval '20 minutes') at time zone 'Europe/Ljubljana' as starts_at
      from counter
      cross join (select cast(:today as date) + step as day, step from generate_series(-cast(:pastDays as integer), 90) as step) as days
      cross join generate_series(0, 29) as slot
      where extract(isodow from day) < 6
        and day + time '08:00' + slot * interval '20 minutes' + interval '20 minutes' <= day + (array[time '15:00', '15:00', '18:00', '15:00', '13:00'])[cast(extract(isodow from day) as integer)]
        and slot not in (10, 11, 12)
        and abs(hashint4(counter.id * 7919 + step * 31 + slot)) % 100 < case
          when step <= 20 + counter.id % 15 then 99 when step < 45 then 60 else 20
        end`;
    const values = { today, pastDays } as Knex.RawBinding as never;
    await trx.raw(`create temporary table wanted on commit drop as ${wanted}`, values);
    await trx.raw(`insert into booking (id, service_id, channel, key_hash, created_at, confirmed_at, information_confirmed_at, consent_version, consent_at)
      overriding system value
      select n, 'storitev-' || 1 + n % 60, 'web', decode(lpad(to_hex(n), 64, '0'), 'hex'), starts_at - interval '14 days',
        starts_at - interval '14 days', starts_at - interval '14 days', '1', starts_at - interval '14 days'
      from wanted`);
    await trx.raw(
      `insert into appointment (booking_id, counter_id, during, state, reference, booked_at, served_at)
      select n, counter_id, tstzrange(starts_at, starts_at + interval '20 minutes'),
        case when day < cast(:today as date) then 'served' else 'booked' end, cast(1000000000 + n * 37 as text),
        starts_at - interval '14 days', case when day < cast(:today as date) then starts_at end
      from wanted`,
      values,
    );
    // Contact data stand for the months of the retention rule only.
    await trx.raw(
      `insert into visitor (booking_id, name, phone)
      select n, 'Oseba ' || md5(cast(n as text)), '+3864' || lpad(cast(n % 10000000 as text), 7, '0') from wanted where day > cast(:today as date) - 60`,
      values,
    );
    await trx.raw(`select setval(pg_get_serial_sequence('booking', 'id'), (select max(id) from booking))`);
    await trx.raw(`alter table appointment add constraint appointment_no_double_booking
      exclude using gist (counter_id with =, during with &&) where (state <> 'cancelled')`);
    await trx.raw('alter table appointment enable trigger user');
  });
}
