-- Staff search visits by a part of a name. A rare name is found by its letters; of a name that many have all visits
-- were read and sorted for the fifty that are shown: a second with 200 units. Such a name is frequent in any stretch of
-- time, so its visits are found by walking through the visits themselves, from now on forwards, then backwards, until
-- fifty bear it. Both ways are short where the other is long.

set local search_path to uenarocanje, public;

-- A visit is still to come until it ends.
create index appointment_ends on appointment (upper(during));
create index appointment_of_counter_ends on appointment (counter_id, upper(during));

-- Visits of many whose names match, at these counters (null: at all): coming ones, the next first, then past ones, the
-- latest first. Without counters the index of ends is in the order that is wanted; of some counters stretches are read
-- that grow, so that the few of a small place and the many of a large one are found alike.
create function walk_visits(pattern text, of_counters integer[], at timestamptz, most integer) returns setof bigint language plpgsql stable
set search_path = uenarocanje, public set plan_cache_mode = force_custom_plan set max_parallel_workers_per_gather = 0
set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off set jit = off as $$
declare
  -- Contact data of older bookings are gone (R9.3); numbers of bookings grow.
  oldest bigint := (select min(booking_id) from visitor);
  found bigint[] := '{}';
  more bigint[];
  days integer;
  past integer := 0;
begin
  if of_counters is null then
    found := array(
      select appointment.id from appointment join visitor using (booking_id)
      where upper(during) > at and state <> 'held' and name_key like pattern
      order by upper(during), appointment.id limit most
    );
    return query select unnest(found) union all (
      select appointment.id from appointment join visitor using (booking_id)
      where upper(during) <= at and booking_id >= oldest and state <> 'held' and name_key like pattern
      order by upper(during) desc, appointment.id limit most - cardinality(found)
    );
    return;
  end if;
  foreach days in array array[3, 14, 60, 100000] loop
    more := array(
      select appointment.id from appointment join visitor using (booking_id)
      where counter_id = any (of_counters) and upper(during) > at + past * interval '1 day' and upper(during) <= at + days * interval '1 day'
        and state <> 'held' and name_key like pattern
      order by upper(during), appointment.id limit most - cardinality(found)
    );
    found := found || more;
    exit when cardinality(found) >= most;
    past := days;
  end loop;
  past := 0;
  foreach days in array array[3, 14, 60, 100000] loop
    exit when cardinality(found) >= most;
    more := array(
      select appointment.id from appointment join visitor using (booking_id)
      where counter_id = any (of_counters) and upper(during) <= at - past * interval '1 day' and upper(during) > at - days * interval '1 day'
        and booking_id >= oldest and state <> 'held' and name_key like pattern
      order by upper(during) desc, appointment.id limit most - cardinality(found)
    );
    found := found || more;
    past := days;
  end loop;
  return query select unnest(found);
end $$;

-- The same for any name: how many bear it decides by which way. The letters' index counts them up to the limit.
create function visits_of_name(pattern text, of_counters integer[], at timestamptz, most integer) returns setof bigint language plpgsql stable
set search_path = uenarocanje, public set plan_cache_mode = force_custom_plan set max_parallel_workers_per_gather = 0 set jit = off as $$
declare
  bearers bigint[] := array(select booking_id from visitor where name_key like pattern limit 2000);
begin
  if cardinality(bearers) = 2000 then
    return query select walk_visits(pattern, of_counters, at, most);
  else
    return query
      select id from appointment
      where booking_id = any (bearers) and state <> 'held' and (of_counters is null or counter_id = any (of_counters))
      order by upper(during) <= at, abs(extract(epoch from upper(during) - at)), id
      limit most;
  end if;
end $$;
