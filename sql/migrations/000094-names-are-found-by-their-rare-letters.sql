-- Staff search visits by a part of a name. With 200 units a whole name took half a second when two thousand bore it and
-- its letters are everybody's: the letters' index read all who bear any three letters in a row of it, millions, and then
-- the visits were walked through by time, a hundred thousand of them until fifty bore the name. Now the newest visitors
-- say in a few milliseconds how many bear it and which of its letters are rare. Only the rare ones are looked up, and the
-- way by time is taken where it is the shorter one.

set local search_path to uenarocanje, public;

create or replace function visits_of_name(pattern text, of_counters integer[], at timestamptz, most integer) returns setof bigint language plpgsql stable
set search_path = uenarocanje, public set plan_cache_mode = force_custom_plan set max_parallel_workers_per_gather = 0 set jit = off as $$
declare
  newest text[] := array(select name_key from visitor order by booking_id desc limit 4000);
  of_newest integer := (select count(*) from unnest(newest) as name where name like pattern);
  -- Of all; nobody has counted them yet in a new database.
  visitors real := greatest((select reltuples from pg_class where oid = cast('visitor' as regclass)), cardinality(newest), 1);
  -- So many bearers looked at one by one take as long as the walk until `most` are met.
  even real := sqrt(visitors * most);
  letters text := replace(pattern, '%', '');
  rare text[];
  bearers bigint[];
begin
  if of_newest * visitors < even * cardinality(newest) then
    -- Of each word the two rarest threes of letters that fewer than one of seven bear, four at most.
    rare := array(
      select '%' || part || '%'
      from (
        select part, counted.times, row_number() over (partition by word order by counted.times, part) as place
        from (
          select distinct word, substr(word, n, 3) as part
          from regexp_split_to_table(letters, '[^[:alnum:]]+') as word, generate_series(1, length(word) - 2) as n
        ) as parts
        cross join lateral (select count(*) as times from unnest(newest[1:1000]) as name where strpos(name, part) > 0) as counted
        where counted.times < 143
      ) as ranked
      where place <= 2
      order by place, times, part
      limit 4
    );
    if cardinality(rare) = 0 then
      bearers := array(select booking_id from visitor where name_key like pattern limit cast(even * 3 as integer) + 1000);
    else
      bearers := array(
        select booking_id from visitor
        where name_key like rare[1] and name_key like coalesce(rare[2], rare[1]) and name_key like coalesce(rare[3], rare[1])
          and name_key like coalesce(rare[4], rare[1]) and name_key || '' like pattern
        limit cast(even * 3 as integer) + 1000
      );
    end if;
    -- Who is frequent among all and rare among the newest is found by time too.
    if cardinality(bearers) < cast(even * 3 as integer) + 1000 then
      return query
        select id from appointment
        where booking_id = any (bearers) and state <> 'held' and (of_counters is null or counter_id = any (of_counters))
        order by upper(during) <= at, abs(extract(epoch from upper(during) - at)), id
        limit most;
      return;
    end if;
  end if;
  return query select walk_visits(pattern, of_counters, at, most);
end $$;
