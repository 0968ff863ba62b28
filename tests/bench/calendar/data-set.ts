import type { Knex } from 'knex';
import { rows } from '../../../sql/rows.ts';

/** Issue 4 §5: 20 units, 200 counters, 60 services, 2 years of history with 2 million visits, 90 days ahead. */
export type Size = {
  readonly units: number;
  readonly countersOfUnit: number;
  readonly services: number;
  readonly pastDays: number;
  /** The first day that is ahead. */
  readonly today: string;
};

export const issueSize: Omit<Size, 'today'> = { units: 20, countersOfUnit: 10, services: 60, pastDays: 730 };

/**
 * Fills an empty, migrated database. Everything follows from numbers and hashes of them, so that two runs on one day
 * are alike: each unit has four places, its counters offer a third of the catalogue each, the next weeks are nearly
 * full and later ones less and less. It asks for a superuser: nothing of it must outlive a power cut until it is done.
 */
export async function fillCalendar(db: Knex, size: Size): Promise<void> {
  const values = { ...size };
  const run = (sql: string) => db.raw(sql, values as Knex.RawBinding as never);
  await db.raw('set statement_timeout = 0');
  await db.raw(`set maintenance_work_mem = '1GB'`);
  await db.raw(`set work_mem = '256MB'`);
  const careless = { fsync: 'off', full_page_writes: 'off', max_wal_size: '8GB' };
  for (const [name, value] of Object.entries(careless)) await db.raw(`alter system set ${name} = '${value}'`);
  await db.raw('select pg_reload_conf()');
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
  await withoutIndexes(db, ['booking', 'appointment', 'visitor'], () => fillVisits(db, size));
  await run(`update open_time_built set last_day = cast(:today as date) + 121`);
  await db.raw('analyze');
  await run(`select renew_open_time(null, :today, cast(:today as date) + 121)`);
  await db.raw('vacuum analyze');
  for (const name of Object.keys(careless)) await db.raw(`alter system reset ${name}`);
  await db.raw('select pg_reload_conf()');
  await db.raw('checkpoint');
}

/**
 * An index that stands grows row by row; one that is made over rows that stand is sorted once. All but the primary keys
 * are taken away while the work is done and made again from their own definitions, constraints with them, which
 * thereby prove what was written.
 */
async function withoutIndexes(db: Knex, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const names = { tables: tables.map((table) => `uenarocanje.${table}`) };
  const constraints = await rows<{ table: string; name: string; definition: string }>(
    db,
    `select cast(cast(conrelid as regclass) as text) as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = any (cast(:tables as regclass[])) and contype in ('u', 'f')`,
    names,
  );
  const indexes = await rows<{ name: string; definition: string }>(
    db,
    `select cast(cast(indexrelid as regclass) as text) as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any (cast(:tables as regclass[]))
       and not exists (select from pg_constraint where conindid = indexrelid)`,
    names,
  );
  for (const { table, name } of constraints) await db.raw(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await db.raw(`drop index ${name}`);
  await withoutDoubleBookingCheck(db, work);
  for (const { definition } of indexes) await db.raw(definition);
  for (const { table, name, definition } of constraints) {
    await db.raw(`alter table ${table} add constraint ${name} ${definition}`);
  }
}

/**
 * Adding an exclusion constraint looks every row up in its index, fifteen times as long as making the index takes. So
 * it stays, its index rests, one sorted pass proves that nothing overlaps, and the index is made anew over all rows.
 */
async function withoutDoubleBookingCheck(db: Knex, work: () => Promise<void>): Promise<void> {
  const rest = (ready: boolean) =>
    db.raw(
      `update pg_index set indisready = ${ready} where indexrelid = cast('appointment_no_double_booking' as regclass)`,
    );
  await rest(false);
  await work();
  const overlapping = await rows(
    db,
    `select from (
       select lower(during) < max(upper(during)) over (
         partition by counter_id order by lower(during) rows between unbounded preceding and 1 preceding
       ) as shared
       from appointment
     ) as visit where shared limit 1`,
  );
  if (overlapping.length > 0) throw new Error('The data set has visits that overlap.');
  await rest(true);
  await db.raw('vacuum full appointment');
}

/** Visits are written without the triggers that keep free time, which is made afterwards all at once. */
async function fillVisits(db: Knex, { pastDays, today }: Size): Promise<void> {
  const values = { today, pastDays } as Knex.RawBinding as never;
  await db.raw('alter table appointment disable trigger user');
  await db.raw(
    `create temporary table wanted as
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
       end`,
    values,
  );
  await db.raw(`insert into booking (id, service_id, channel, key_hash, created_at, confirmed_at, information_confirmed_at, consent_version, consent_at)
    overriding system value
    select n, 'storitev-' || 1 + n % 60, 'web', decode(lpad(to_hex(n), 64, '0'), 'hex'), starts_at - interval '14 days',
      starts_at - interval '14 days', starts_at - interval '14 days', '1', starts_at - interval '14 days'
    from wanted`);
  await db.raw(
    `insert into appointment (booking_id, counter_id, during, state, reference, booked_at, served_at)
     select n, counter_id, tstzrange(starts_at, starts_at + interval '20 minutes'),
       case when day < cast(:today as date) then 'served' else 'booked' end, cast(1000000000 + n * 37 as text),
       starts_at - interval '14 days', case when day < cast(:today as date) then starts_at end
     from wanted`,
    values,
  );
  // Contact data stand for the months of the retention rule only. A few names are many people's.
  await db.raw(
    `insert into visitor (booking_id, name, phone)
     select n, (array['Ana', 'Maja', 'Marija', 'Irena', 'Franc', 'Janez', 'Marko', 'Ivan', 'Andrej', 'Špela', 'Žiga', 'Luka'])[1 + n * 7 % 12]
         || ' ' || case when n % 5 > 0 then 'Priimek' || n * 31 % 9973
           else (array['Novak', 'Horvat', 'Kovačič', 'Krajnc', 'Zupančič', 'Potočnik', 'Kovač', 'Mlakar', 'Vidmar', 'Kos', 'Golob', 'Turk'])[1 + n / 5 % 12] end,
       '+3864' || lpad(cast(n % 10000000 as text), 7, '0') from wanted where day > cast(:today as date) - 60`,
    values,
  );
  await db.raw('drop table wanted');
  await db.raw(`select setval(pg_get_serial_sequence('booking', 'id'), (select max(id) from booking))`);
  await db.raw('alter table appointment enable trigger user');
}
