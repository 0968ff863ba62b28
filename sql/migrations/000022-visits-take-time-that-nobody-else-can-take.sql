-- The database refuses double booking (R3.8): held, booked and blocked time of a counter stand in one table under one
-- exclusion constraint. What a citizen tells us stands apart from the visit, so that it can be erased while the
-- statistics stay right (R9.3). A visit that is moved stays the same row with the same reference and the same links,
-- and its history says from where to where, by whom, through which channel and from which call (R3.9).

set local search_path to uenarocanje, public;

create extension if not exists pg_trgm;

-- One session of somebody who books: one or several visits for the same service, one deadline, one confirmation.
create table booking (
  id bigint generated always as identity primary key,
  service_id text not null references service,
  extra_service_ids text[] not null default '{}', -- done in the same visit (service_together)
  purpose text not null default 'visit',     -- what the hold is for
  channel text not null,
  made_by text,                              -- the user; null: the citizen
  call_id text,                              -- the call in which it was made
  language text not null default 'sl',
  -- SHA-256 of the submission's secret key: who has the key owns the hold, and sent twice it is one booking.
  key_hash bytea not null,
  created_at timestamptz not null,
  hold_slots integer not null default 1,     -- how many visits are held; confirmed all together or not at all
  extended_at timestamptz,                   -- once only
  handed_over_at timestamptz,                -- an agent sent the citizen a link to finish it
  confirmed_at timestamptz,
  information_confirmed_at timestamptz,      -- information and documents were read (R4.2)
  consent_version text,
  consent_at timestamptz,
  constraint booking_once unique (key_hash),
  constraint booking_purpose check (purpose in ('visit', 'waitlistOffer', 'evacuation')),
  constraint booking_channel check (channel in ('web', 'agent', 'clerk', 'telephone', 'system')),
  constraint booking_language check (language in ('sl', 'en', 'it', 'hu')),
  constraint booking_consent check ((consent_version is null) = (consent_at is null)),
  -- A citizen who books alone has read and consented; for whom staff books, it is asked at the counter.
  constraint booking_web_consent check (channel <> 'web' or confirmed_at is null or (consent_at is not null and information_confirmed_at is not null))
);

-- Who comes, and where to reach them; gone after erasure and by the retention rule.
create table visitor (
  booking_id bigint primary key references booking on delete cascade,
  name text not null,
  -- For the search: small letters without carons, "Žagar" is found as "zagar".
  name_key text not null generated always as (translate(lower(name), 'čćđšžäöüáéíóőúűàèìòù', 'ccdszaouaeioouuaeiou')) stored,
  email text,
  phone text,                                -- E.164, "+38641123456"
  note text not null default '',
  constraint visitor_name check (name <> '' and length(name) <= 200),
  constraint visitor_phone check (phone ~ '^\+[0-9]{6,15}$'),
  constraint visitor_email check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  constraint visitor_note check (length(note) <= 2000)
);
create index visitor_name on visitor using gin (name_key gin_trgm_ops);
create index visitor_phone on visitor (phone) where phone is not null;
create index visitor_email on visitor (lower(email)) where email is not null;

-- held ──► booked ──► arrived ──► served        A hold that ends or is released is deleted: nothing happened.
--             │  └───► noShow                    arrived, served and noShow are taken back step by step.
--             └──────► cancelled                 blocked: time without a citizen, taken by staff.
create table appointment (
  id bigint generated always as identity primary key,
  booking_id bigint references booking,
  counter_id integer not null references counter,
  during tstzrange not null,
  state text not null,
  reference text unique,                     -- ten digits, the last one checks the others
  sequence integer not null default 0,       -- iCalendar SEQUENCE: grows with each change that the citizen is told
  expires_at timestamptz,
  booked_at timestamptz,
  cancelled_at timestamptz,
  arrived_at timestamptz,
  served_at timestamptz,
  no_show_at timestamptz,
  block_note text,
  constraint appointment_state check (state in ('held', 'booked', 'cancelled', 'arrived', 'served', 'noShow', 'blocked')),
  constraint appointment_during check (
    not isempty(during) and lower_inc(during) and not upper_inc(during) and not lower_inf(during) and not upper_inf(during)
  ),
  constraint appointment_reference check (reference ~ '^[1-9][0-9]{9}$'),
  constraint appointment_blocked check ((state = 'blocked') = (booking_id is null) and (state = 'blocked') = (block_note is not null)),
  constraint appointment_held check ((state = 'held') = (expires_at is not null)),
  constraint appointment_booked check ((state in ('held', 'blocked')) = (booked_at is null) and (booked_at is null) = (reference is null)),
  constraint appointment_cancelled check ((state = 'cancelled') = (cancelled_at is not null)),
  constraint appointment_arrived check (state <> 'arrived' or arrived_at is not null),
  constraint appointment_arrived_only check (arrived_at is null or state in ('arrived', 'served')),
  constraint appointment_served check ((state = 'served') = (served_at is not null)),
  constraint appointment_no_show check ((state = 'noShow') = (no_show_at is not null)),
  constraint appointment_no_double_booking exclude using gist (counter_id with =, during with &&) where (state <> 'cancelled')
);
create index appointment_booking on appointment (booking_id);
create index appointment_holds on appointment (counter_id) where state = 'held';
create index appointment_cancelled_at on appointment (cancelled_at) where state = 'cancelled';

-- What happened to a visit. No personal data.
create table appointment_event (
  id bigint generated always as identity primary key,
  appointment_id bigint not null references appointment on delete cascade,
  at timestamptz not null,
  what text not null,
  channel text not null,
  user_id text,
  call_id text,
  details jsonb not null default '{}',       -- moved: {"fromCounterId": 3, "fromStartsAt": "…", "toCounterId": …}
  constraint appointment_event_what check (what in ('booked', 'moved', 'cancelled', 'arrived', 'served', 'noShow', 'undone', 'handedOver', 'contactChanged', 'contactErased')),
  constraint appointment_event_channel check (channel in ('web', 'agent', 'clerk', 'telephone', 'system'))
);
create index appointment_event_appointment on appointment_event (appointment_id, id);
create index appointment_event_at on appointment_event (at, what);
create index appointment_event_call on appointment_event (call_id) where call_id is not null;

-- Links in messages: each is good for one purpose, and only its hash is stored.
create table appointment_link (
  hash bytea primary key,                    -- SHA-256 of the token
  purpose text not null,
  appointment_id bigint references appointment on delete cascade,
  booking_id bigint references booking on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint appointment_link_purpose check (purpose in ('view', 'cancel', 'move', 'complete', 'waitlistOffer', 'evacuation')),
  constraint appointment_link_subject check ((purpose = 'complete') = (appointment_id is null) and (appointment_id is null) <> (booking_id is null))
);
create index appointment_link_appointment on appointment_link (appointment_id);
create index appointment_link_booking on appointment_link (booking_id);

-- Writes again what is free of a counter's open time around a period. The rows are locked first, so that the next
-- statement sees every visit that was committed before, whoever booked it.
create function renew_free_time(of_counter integer, around tstzrange) returns void language plpgsql set search_path = uenarocanje, public as $$
begin
  perform from open_period
    where counter_id = of_counter and starts_at < upper(around) and ends_at > lower(around) and day >= local_day(lower(around)) - 1
    order by starts_at
    for no key update;
  update open_period
  set free = now_free.free, longest_free_minutes = longest_minutes(now_free.free), visits = now_free.visits, visit_minutes = now_free.visit_minutes
  from open_period as old
  cross join lateral (
    select
      tstzmultirange(tstzrange(old.starts_at, old.ends_at)) - coalesce(range_agg(during), '{}') as free,
      cast(count(*) filter (where state <> 'blocked' and lower(during) >= old.starts_at) as integer) as visits,
      coalesce(cast(sum(extract(epoch from upper(during) - lower(during)) / 60) filter (where state <> 'blocked') as integer), 0) as visit_minutes
    from appointment
    where counter_id = of_counter and during && tstzrange(old.starts_at, old.ends_at) and state <> 'cancelled' and state <> 'held'
  ) as now_free
  where old.counter_id = of_counter and old.starts_at < upper(around) and old.ends_at > lower(around)
    and open_period.counter_id = old.counter_id and open_period.starts_at = old.starts_at;
end $$;

create function keep_free_time() returns trigger language plpgsql set search_path = uenarocanje, public as $$
declare
  was boolean := tg_op <> 'INSERT' and old.state not in ('held', 'cancelled');
  is_now boolean := tg_op <> 'DELETE' and new.state not in ('held', 'cancelled');
begin
  if was and is_now and old.counter_id = new.counter_id and old.during = new.during then return null; end if;
  -- Whoever makes the open time of a counter again holds its row; so either we wait, or they see what we did.
  if was and is_now then
    perform from counter where id in (old.counter_id, new.counter_id) order by id for key share;
    if (new.counter_id, new.during) < (old.counter_id, old.during) then
      perform renew_free_time(new.counter_id, new.during);
      perform renew_free_time(old.counter_id, old.during);
    else
      perform renew_free_time(old.counter_id, old.during);
      perform renew_free_time(new.counter_id, new.during);
    end if;
  elsif was then
    perform from counter where id = old.counter_id for key share;
    perform renew_free_time(old.counter_id, old.during);
  elsif is_now then
    perform from counter where id = new.counter_id for key share;
    perform renew_free_time(new.counter_id, new.during);
  end if;
  return null;
end $$;

create trigger keep_free_time after insert or delete or update of counter_id, during, state on appointment
  for each row execute function keep_free_time();

-- Makes the open time of counters (null: of all) again from the rules, from a day to a day, inclusive.
create function renew_open_time(counters integer[], first_day date, last_day date) returns void language plpgsql set search_path = uenarocanje, public as $$
begin
  if first_day > last_day then return; end if;
  perform from counter where counters is null or id = any (counters) order by id for update;
  delete from open_period
    where (counters is null or counter_id = any (counters)) and day between first_day and last_day;
  insert into open_period (
    counter_id, day, starts_at, ends_at, free, longest_free_minutes, visits, visit_minutes, rule_id, lead_minutes,
    horizon_days, slot_step_minutes, capacity, staff_share, call_centre_share
  )
  select
    opened.counter_id, opened.day, opened.starts_at, opened.ends_at, taken.free, longest_minutes(taken.free), taken.visits,
    taken.visit_minutes, opened.rule_id, opened.lead_minutes, opened.horizon_days, opened.slot_step_minutes,
    opened.capacity, opened.staff_share, opened.call_centre_share
  from open_time(counters, first_day, last_day) as opened
  cross join lateral (
    select
      tstzmultirange(tstzrange(opened.starts_at, opened.ends_at)) - coalesce(range_agg(during), '{}') as free,
      cast(count(*) filter (where state <> 'blocked' and lower(during) >= opened.starts_at) as integer) as visits,
      coalesce(cast(sum(extract(epoch from upper(during) - lower(during)) / 60) filter (where state <> 'blocked') as integer), 0) as visit_minutes
    from appointment
    where counter_id = opened.counter_id and during && tstzrange(opened.starts_at, opened.ends_at) and state <> 'cancelled' and state <> 'held'
  ) as taken;
end $$;

-- Until which day open time stands: a little further than the furthest horizon, so that a missed night does no harm.
create table open_time_built (
  one boolean primary key default true,
  last_day date,                             -- null: never built
  constraint open_time_built_one check (one)
);
insert into open_time_built default values;

create function renew_open_time_ahead(counters integer[]) returns void language plpgsql set search_path = uenarocanje, public as $$
declare
  built date := (select last_day from open_time_built);
  today date := local_day(now());
begin
  -- What is only looked at before it is saved is expanded by `open_time`, and nobody who books waits for it.
  if current_setting('uenarocanje.preview', true) = 'on' or built is null then return; end if;
  perform renew_open_time(counters, today, built);
end $$;

create function counters_of_scopes(scopes text[]) returns integer[] language sql stable
begin atomic
  select coalesce(array_agg(distinct counter_id order by counter_id), '{}') from counter_level where scope = any (scopes);
end;

-- Whoever changes rules, days that differ or counters changes the open time in the same transaction.
create function rules_changed() returns trigger language plpgsql set search_path = uenarocanje, public as $$
begin
  if tg_op = 'INSERT' then
    perform renew_open_time_ahead(counters_of_scopes((select array_agg(distinct scope) from changed_to)));
  elsif tg_op = 'DELETE' then
    perform renew_open_time_ahead(counters_of_scopes((select array_agg(distinct scope) from changed_from)));
  else
    perform renew_open_time_ahead(counters_of_scopes((
      select array_agg(distinct scope) from (select scope from changed_from union all select scope from changed_to) as both_sides
    )));
  end if;
  return null;
end $$;

create trigger renew_on_insert after insert on office_rule referencing new table as changed_to for each statement execute function rules_changed();
create trigger renew_on_delete after delete on office_rule referencing old table as changed_from for each statement execute function rules_changed();
create trigger renew_on_update after update on office_rule referencing old table as changed_from new table as changed_to for each statement execute function rules_changed();
create trigger renew_on_insert after insert on office_exception referencing new table as changed_to for each statement execute function rules_changed();
create trigger renew_on_delete after delete on office_exception referencing old table as changed_from for each statement execute function rules_changed();
create trigger renew_on_update after update on office_exception referencing old table as changed_from new table as changed_to for each statement execute function rules_changed();

create function holidays_changed() returns trigger language plpgsql set search_path = uenarocanje, public as $$
declare
  built date := (select last_day from open_time_built);
  changed date[];
  one date;
begin
  if built is null or current_setting('uenarocanje.preview', true) = 'on' then return null; end if;
  if tg_op = 'INSERT' then changed := (select array_agg(distinct day) from changed_to);
  else changed := (select array_agg(distinct day) from changed_from);
  end if;
  foreach one in array coalesce(changed, '{}') loop
    if one between local_day(now()) and built then perform renew_open_time(null, one, one); end if;
  end loop;
  return null;
end $$;

create trigger renew_on_insert after insert on holiday referencing new table as changed_to for each statement execute function holidays_changed();
create trigger renew_on_delete after delete on holiday referencing old table as changed_from for each statement execute function holidays_changed();

create function counters_changed() returns trigger language plpgsql set search_path = uenarocanje, public as $$
begin
  perform renew_open_time_ahead((select array_agg(id) from changed_to));
  return null;
end $$;

create trigger renew_on_insert after insert on counter referencing new table as changed_to for each statement execute function counters_changed();
create trigger renew_on_update after update on counter referencing new table as changed_to for each statement execute function counters_changed();

-- The counters where all of these services are done in one visit, and how many minutes that takes.
create function offers_of(services text[]) returns table (counter_id integer, location_id text, minutes integer) language sql stable
begin atomic
  select counter_id, location_id, cast(sum(minutes) as integer)
  from service_offer
  where service_id = any (services)
  group by counter_id, location_id
  having count(*) = cardinality(services);
end;

-- What is held now, a row a counter.
create function held_time(at timestamptz) returns table (counter_id integer, during tstzmultirange) language sql stable
begin atomic
  select counter_id, range_agg(during) from appointment where state = 'held' and expires_at > at group by counter_id;
end;

-- Open time cut into slots. A slot begins `step` minutes (null: its own duration) times n after the period opened; a
-- run is what one stretch of free time has of them from `earliest` on: the first, how many beginnings there are, and
-- how many visits find room beside each other.
create function slot_runs(period_starts_at timestamptz, free tstzmultirange, step integer, minutes integer, earliest timestamptz)
returns table (first timestamptz, beginnings integer, visits integer) language sql immutable parallel safe
begin atomic
  select
    first,
    cast(floor((extract(epoch from until - first) / 60 - minutes) / coalesce(step, minutes)) as integer) + 1,
    cast(floor((extract(epoch from until - first) / 60 - minutes) / (ceil(minutes::numeric / coalesce(step, minutes)) * coalesce(step, minutes))) as integer) + 1
  from (
    select
      period_starts_at
        + cast(ceil(extract(epoch from greatest(lower(stretch), earliest) - period_starts_at) / 60 / coalesce(step, minutes)) as integer)
        * coalesce(step, minutes) * interval '1 minute' as first,
      upper(stretch) as until
    from unnest(free) as stretch
  ) as run
  where first + minutes * interval '1 minute' <= until;
end;

-- How many visits of so many minutes a channel may still put into a period that limits them; holds count.
create function room_in(period open_period, channel text, minutes integer, at timestamptz) returns integer language plpgsql stable set search_path = uenarocanje, public as $$
declare
  held integer;
  held_minutes integer;
  share numeric := case channel
    when 'web' then period.staff_share + period.call_centre_share
    when 'agent' then period.staff_share
    when 'telephone' then period.staff_share
    else 0
  end;
begin
  select count(*), coalesce(sum(extract(epoch from upper(during) - lower(during)) / 60), 0) into held, held_minutes
  from appointment
  where counter_id = period.counter_id and state = 'held' and expires_at > at and during && tstzrange(period.starts_at, period.ends_at);
  return greatest(0, least(
    case when share = 0 then 100000 else
      floor((floor(extract(epoch from period.ends_at - period.starts_at) / 60 * (1 - share)) - period.visit_minutes - held_minutes) / minutes)
    end,
    coalesce(period.capacity - period.visits - held, 100000)
  ));
end $$;

-- Whether a period says how much of it may be booked through a channel; most do not, and are not asked further.
create function is_limited(period open_period, channel text) returns boolean language sql immutable parallel safe
begin atomic
  select (period).capacity is not null
    or case channel
      when 'web' then (period).staff_share + (period).call_centre_share
      when 'agent' then (period).staff_share
      when 'telephone' then (period).staff_share
      else 0
    end > 0;
end;

-- From when on a channel may book in a period: clerks up to the beginning, all others with the rule's lead time.
create function earliest_in(period open_period, channel text, at timestamptz) returns timestamptz language sql immutable parallel safe
begin atomic
  select case when channel in ('clerk', 'system') then at else at + (period).lead_minutes * interval '1 minute' end;
end;

-- A location that moves in the tree brings its counters under other rules.
create function tree_changed() returns trigger language plpgsql set search_path = uenarocanje, public as $$
begin
  perform renew_open_time_ahead(null);
  return null;
end $$;

-- After keep_path: triggers of one event fire in the order of their names.
create trigger renew_on_move after update of parent_id on location for each statement execute function tree_changed();
