-- The planner knows nothing of how many days a few rules become, and joined them row by row: three seconds for fifteen
-- counters and four months. All joins of `open_time` are equalities of scope, counter and day, so it hashes them; and
-- the wall clock is read by a function that the server keeps compiled.

set local search_path to uenarocanje, public;

alter function open_time(integer[], date, date) set enable_nestloop = off;
alter function open_time(integer[], date, date) set enable_mergejoin = off;

create or replace function local_moment(day date, wall time, edge text) returns timestamptz language plpgsql immutable parallel safe as $$
declare
  later timestamptz := (day + wall) at time zone 'Europe/Ljubljana';
begin
  if (later at time zone 'Europe/Ljubljana') <> day + wall then
    return date_trunc('hour', later at time zone 'UTC') at time zone 'UTC';
  end if;
  if edge = 'from' and ((later - interval '1 hour') at time zone 'Europe/Ljubljana') = day + wall then
    return later - interval '1 hour';
  end if;
  return later;
end $$;

create or replace function local_period(day date, opens time, closes time) returns tstzrange language plpgsql immutable parallel safe as $$
declare
  first timestamptz := local_moment(day, opens, 'from');
begin
  return tstzrange(first, greatest(first, local_moment(day, closes, 'to')));
end $$;
