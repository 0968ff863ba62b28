-- When a counter is open (R3.3). People write rules by the wall clock: weekdays, every second week, the last Friday of
-- the month, breaks, days that differ. `open_time` expands them into instants of Europe/Ljubljana, and `open_period`
-- keeps the result for the days ahead together with what is still free of it, so that the question "where is the first
-- free slot of all places" reads a few rows a counter and never the visits themselves. The visits refuse double
-- booking by their own constraint (000022); `open_period` can always be made again from rules and visits.
--
-- The law of precedence, from which every answer follows:
--   the counter, its location, the location above it, … , and everywhere are levels, nearest first;
--   the nearest level with an opening rule in force on that day decides, with all its rules, and with the breaks of its
--   own and of nearer levels; on a public holiday no rule opens anything;
--   the nearest level with an exception "hours" for that day replaces rules, breaks and holiday;
--   exceptions "closed" of that level and of nearer ones (without "hours": of all levels) are taken away.

set local search_path to uenarocanje, public;

create table office_rule (
  id bigint generated always as identity primary key,
  -- One of both, or neither: everywhere.
  location_id text references location on delete cascade,
  counter_id integer references counter on delete cascade,
  scope text not null generated always as (coalesce('counter ' || cast(counter_id as text), 'location ' || location_id, 'everywhere')) stored,
  kind text not null,                        -- opening hours or a break in them
  weekdays integer[] not null,               -- ISO, 1 is Monday
  opens time not null,                       -- by the wall clock
  closes time not null,                      -- exclusive, may be 24:00
  every_weeks integer not null default 1,    -- every n-th week, counted from the week of the anchor
  anchor date,
  month_weeks integer[],                     -- n-th such weekday of the month; -1: the last; null: each
  valid_from date not null default '2000-01-01',
  valid_until date not null default '9999-12-31', -- inclusive
  -- What citizens may book of it. Clerks may always book, up to the beginning.
  lead_minutes integer not null default 0,
  horizon_days integer not null default 90,
  slot_step_minutes integer,                 -- slots begin every so many minutes; null: one after the other
  capacity integer,                          -- visits at most in one opening without a break, at one counter
  staff_share numeric not null default 0,    -- part of the time that only clerks book
  call_centre_share numeric not null default 0, -- part of the time that only clerks and agents book
  note text not null default '',
  constraint office_rule_scope check (location_id is null or counter_id is null),
  constraint office_rule_kind check (kind in ('open', 'break')),
  constraint office_rule_weekdays check (cardinality(weekdays) > 0 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  constraint office_rule_times check (opens < closes),
  constraint office_rule_every_weeks check (every_weeks between 1 and 52 and (every_weeks = 1 or anchor is not null)),
  constraint office_rule_month_weeks check (cardinality(month_weeks) > 0 and month_weeks <@ array[1, 2, 3, 4, 5, -1]),
  constraint office_rule_validity check (valid_from <= valid_until),
  constraint office_rule_lead check (lead_minutes between 0 and 100000),
  constraint office_rule_horizon check (horizon_days between 0 and 400),
  constraint office_rule_step check (slot_step_minutes between 1 and 480),
  constraint office_rule_capacity check (capacity >= 0),
  constraint office_rule_shares check (staff_share >= 0 and call_centre_share >= 0 and staff_share + call_centre_share <= 1)
);
create index office_rule_by_scope on office_rule (scope);

-- Days that differ, from and until inclusive. "hours" replaces the rules; "closed" takes away, all day or a part.
create table office_exception (
  id bigint generated always as identity primary key,
  location_id text references location on delete cascade,
  counter_id integer references counter on delete cascade,
  scope text not null generated always as (coalesce('counter ' || cast(counter_id as text), 'location ' || location_id, 'everywhere')) stored,
  kind text not null,
  first_day date not null,
  last_day date not null,
  opens time,
  closes time,
  -- What citizens read: why, and where to turn. {"sl": "…", "en": "…"}
  notice jsonb not null default '{}',
  -- From when on citizens are told of it; null: not announced.
  announced_from date,
  note text not null default '',
  constraint office_exception_scope check (location_id is null or counter_id is null),
  constraint office_exception_kind check (kind in ('closed', 'hours')),
  constraint office_exception_days check (first_day <= last_day),
  constraint office_exception_times check ((opens is null) = (closes is null) and opens < closes),
  constraint office_exception_hours check (kind = 'closed' or opens is not null)
);
create index office_exception_by_scope on office_exception (scope);

-- Work-free days. Those by law are entered by the program; one-off days (14 August 2023) by people.
create table holiday (
  day date primary key,
  name jsonb not null,
  source text not null,
  constraint holiday_name check (coalesce(name ->> 'sl', '') <> ''),
  constraint holiday_source check (source in ('law', 'manual'))
);

-- When the wall clock shows a time of a day. In the autumn night a time that comes twice counts from its first coming
-- when something begins at it and to its second when something ends at it; in the spring night a skipped time is the
-- instant of the skip, which is a full hour. PostgreSQL itself answers the second coming, and one hour too late.
create function local_moment(day date, wall time, edge text) returns timestamptz language sql immutable parallel safe
begin atomic
  select case
    when (later at time zone 'Europe/Ljubljana') <> day + wall then date_trunc('hour', later at time zone 'UTC') at time zone 'UTC'
    when edge = 'from' and ((later - interval '1 hour') at time zone 'Europe/Ljubljana') = day + wall then later - interval '1 hour'
    else later
  end
  from (select (day + wall) at time zone 'Europe/Ljubljana' as later) as second_coming;
end;

create function local_day(at timestamptz) returns date language sql immutable parallel safe
begin atomic
  select cast(at at time zone 'Europe/Ljubljana' as date);
end;

-- Empty when the clock skips all of it.
create function local_period(day date, opens time, closes time) returns tstzrange language sql immutable parallel safe
begin atomic
  select tstzrange(first, greatest(first, local_moment(day, closes, 'to')))
  from (select local_moment(day, opens, 'from') as first) as edge;
end;

create function office_rule_applies(rule office_rule, day date) returns boolean language sql immutable parallel safe
begin atomic
  select day between (rule).valid_from and (rule).valid_until
    and cast(extract(isodow from day) as integer) = any ((rule).weekdays)
    -- Weeks begin on Monday; the distance of two Mondays is a whole number of weeks, before the anchor too.
    and ((rule).every_weeks = 1 or (
      (day - cast(extract(isodow from day) as integer))
      - ((rule).anchor - cast(extract(isodow from (rule).anchor) as integer))
    ) / 7 % (rule).every_weeks = 0)
    and ((rule).month_weeks is null
      or cast(ceil(extract(day from day) / 7) as integer) = any ((rule).month_weeks)
      or (-1 = any ((rule).month_weeks) and extract(month from day + 7) <> extract(month from day)));
end;

-- A counter's levels, nearest first: itself, its location, …, everywhere.
create view counter_level as
  select id as counter_id, 0 as level, 'counter ' || cast(id as text) as scope from counter
  union all
  select counter.id, 1 + location_path.distance, 'location ' || location_path.ancestor_id
  from counter
  join location_path on location_path.location_id = counter.location_id
  union all
  select id, 1000, 'everywhere' from counter;

-- Open time of counters (null: of all) from a day to a day, inclusive, by the law above: stretches without a break,
-- each with what the rule says that opened it. Where rules of one level overlap, the one that opens first counts.
create function open_time(counters integer[], first_day date, last_day date)
returns table (
  counter_id integer, day date, starts_at timestamptz, ends_at timestamptz, rule_id bigint, lead_minutes integer,
  horizon_days integer, slot_step_minutes integer, capacity integer, staff_share numeric, call_centre_share numeric
)
language sql stable
begin atomic
  with
    days as materialized (
      select first_day + step as day, exists (select from holiday where holiday.day = first_day + step) as is_holiday
      from generate_series(0, last_day - first_day) as step
    ),
    levels as materialized (
      select counter_level.counter_id, level, scope
      from counter_level
      join counter on counter.id = counter_level.counter_id
      where counter.closed_at is null and (counters is null or counter_level.counter_id = any (counters))
    ),
    -- Rules and exceptions a scope and day, before they are joined to counters: a unit's rules are expanded once.
    scopes as materialized (select distinct scope from levels),
    in_force as materialized (
      select office_rule.scope, days.day, office_rule.id, office_rule.kind,
        office_rule_applies(office_rule, days.day) and not days.is_holiday as applies,
        local_period(days.day, opens, closes) as during
      from scopes
      join office_rule using (scope)
      join days on days.day between office_rule.valid_from and office_rule.valid_until
    ),
    deciding as materialized (
      select levels.counter_id, in_force.day, min(levels.level) as level
      from levels
      join in_force using (scope)
      where in_force.kind = 'open'
      group by 1, 2
    ),
    differs as materialized (
      select office_exception.scope, days.day, office_exception.id, office_exception.kind,
        case when opens is null
          then tstzrange(local_moment(days.day, '00:00', 'from'), local_moment(days.day, '24:00', 'to'))
          else local_period(days.day, opens, closes)
        end as during
      from scopes
      join office_exception using (scope)
      join days on days.day between office_exception.first_day and office_exception.last_day
    ),
    special as materialized (
      select levels.counter_id, differs.day, min(levels.level) as level
      from levels
      join differs using (scope)
      where differs.kind = 'hours'
      group by 1, 2
    ),
    base as (
      select deciding.counter_id, deciding.day, in_force.during, in_force.id as rule_id, in_force.id as place
      from deciding
      join levels on levels.counter_id = deciding.counter_id and levels.level = deciding.level
      join in_force on in_force.scope = levels.scope and in_force.day = deciding.day
      left join special on special.counter_id = deciding.counter_id and special.day = deciding.day
      where in_force.kind = 'open' and in_force.applies and special.level is null
      union all
      -- Special hours borrow the conditions of booking from the first rule in force of the deciding level.
      select special.counter_id, special.day, differs.during, (
          select min(in_force.id)
          from deciding
          join levels as ruling on ruling.counter_id = deciding.counter_id and ruling.level = deciding.level
          join in_force on in_force.scope = ruling.scope and in_force.day = deciding.day and in_force.kind = 'open'
          where deciding.counter_id = special.counter_id and deciding.day = special.day
        ), differs.id
      from special
      join levels on levels.counter_id = special.counter_id and levels.level = special.level
      join differs on differs.scope = levels.scope and differs.day = special.day and differs.kind = 'hours'
    ),
    cut as (
      select counter_id, day, range_agg(during) as during
      from (
        select deciding.counter_id, deciding.day, in_force.during
        from deciding
        join levels on levels.counter_id = deciding.counter_id and levels.level <= deciding.level
        join in_force on in_force.scope = levels.scope and in_force.day = deciding.day
        left join special on special.counter_id = deciding.counter_id and special.day = deciding.day
        where in_force.kind = 'break' and in_force.applies and special.level is null
        union all
        select levels.counter_id, differs.day, differs.during
        from levels
        join differs using (scope)
        left join special on special.counter_id = levels.counter_id and special.day = differs.day
        where differs.kind = 'closed' and (special.level is null or levels.level <= special.level)
      ) as taken_away
      group by 1, 2
    ),
    earlier as (
      select base.*, range_agg(during) over (
        partition by counter_id, day order by lower(during), place rows between unbounded preceding and 1 preceding
      ) as before
      from base
      where not isempty(during)
    )
  select earlier.counter_id, earlier.day, lower(piece), upper(piece), office_rule.id,
    coalesce(office_rule.lead_minutes, 0), coalesce(office_rule.horizon_days, 90), office_rule.slot_step_minutes,
    office_rule.capacity, coalesce(office_rule.staff_share, 0), coalesce(office_rule.call_centre_share, 0)
  from earlier
  left join cut using (counter_id, day)
  left join office_rule on office_rule.id = earlier.rule_id
  cross join lateral unnest(
    tstzmultirange(earlier.during)
    - coalesce(earlier.before, '{}'::tstzmultirange)
    - coalesce(cut.during, '{}'::tstzmultirange)
  ) as piece;
end;

-- Open time as it stands, and what is free of it. `free` leaves out what is booked or blocked; holds end by
-- themselves, so they are reckoned when asked. Kept by the triggers of 000022 and 000023.
create table open_period (
  counter_id integer not null references counter on delete cascade,
  day date not null,                         -- local
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  free tstzmultirange not null,
  longest_free_minutes integer not null,     -- of the stretches in `free`
  visits integer not null default 0,         -- booked, not held, that begin in it
  visit_minutes integer not null default 0,  -- booked time in it; blocked time is not a visit
  rule_id bigint,                            -- without a reference: rules go, past days stay
  lead_minutes integer not null,
  horizon_days integer not null,
  slot_step_minutes integer,
  capacity integer,
  staff_share numeric not null,
  call_centre_share numeric not null,
  primary key (counter_id, starts_at),
  constraint open_period_times check (starts_at < ends_at),
  constraint open_period_free check (free <@ tstzmultirange(tstzrange(starts_at, ends_at)))
);
create index open_period_with_room on open_period (counter_id, starts_at, longest_free_minutes) where longest_free_minutes > 0;
create index open_period_day on open_period (day);

create function longest_minutes(stretches tstzmultirange) returns integer language sql immutable parallel safe
begin atomic
  select coalesce(cast(floor(max(extract(epoch from upper(stretch) - lower(stretch))) / 60) as integer), 0)
  from unnest(stretches) as stretch;
end;
