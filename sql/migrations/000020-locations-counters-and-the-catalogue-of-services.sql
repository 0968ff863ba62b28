-- Where citizens come and what for (R3.1, R3.2): the tree of locations gets what a citizen must know of a place,
-- counters stand under any of its nodes, and the catalogue says what a service is, how long it takes and what must be
-- brought. What citizens read is kept in four languages in one value, Slovene always, so that a text is edited and
-- approved as one thing. Counters have numbers, because the constraint that refuses double booking compares them.

set local search_path to uenarocanje, public;

-- The exclusion constraint of the calendar compares a number and a range in one index. The extension is trusted:
-- whoever may create in this database may create it.
create extension if not exists btree_gist;

alter table location
  add column post_code text not null default '',
  add column city text not null default '',
  add column phone text not null default '',
  add column email text not null default '',
  add column website text not null default '',
  -- WGS 84, degrees; null while nobody entered them, and then there is no distance.
  add column latitude double precision,
  add column longitude double precision,
  -- In which languages citizens are served here.
  add column languages text[] not null default '{sl}',
  -- What to know on the way there: entrance, lift, parking. {"sl": "…", "en": "…"}
  add column directions jsonb not null default '{}',
  -- Told of each booking at once, or once a day, or not at all.
  add column notify_email text not null default '',
  add column notify_when text not null default 'atOnce',
  add column closed_at timestamptz,
  add constraint location_post_code check (post_code ~ '^([0-9]{4})?$'),
  add constraint location_latitude check (latitude between -90 and 90),
  add constraint location_longitude check (longitude between -180 and 180),
  add constraint location_coordinates check ((latitude is null) = (longitude is null)),
  add constraint location_languages check (languages <@ array['sl', 'en', 'it', 'hu', 'de', 'hr']),
  add constraint location_directions check (jsonb_typeof(directions) = 'object'),
  add constraint location_notify_when check (notify_when in ('atOnce', 'daily', 'never'));

-- Every location with each of those above it and itself (distance 0). Rights, opening hours and overrides are
-- inherited along it, so it is asked much more often than the tree is changed.
create table location_path (
  location_id text not null references location on delete cascade,
  ancestor_id text not null references location on delete cascade,
  distance integer not null,
  primary key (location_id, ancestor_id)
);
create index location_path_ancestor on location_path (ancestor_id);

create function keep_location_path() returns trigger language plpgsql set search_path = uenarocanje, public as $$
begin
  lock table location_path in share row exclusive mode;
  delete from location_path;
  insert into location_path (location_id, ancestor_id, distance)
  with recursive path (location_id, ancestor_id, distance) as (
    select id, id, 0 from location
    union all
    select path.location_id, location.parent_id, path.distance + 1
    from path
    join location on location.id = path.ancestor_id
    where location.parent_id is not null
  ) cycle ancestor_id set is_cycle using walked
  select location_id, ancestor_id, distance from path where not is_cycle;
  if exists (
    select from location
    where parent_id is not null
      and not exists (
        select from location_path
        join location as top on top.id = location_path.ancestor_id
        where location_path.location_id = location.id and top.parent_id is null
      )
  ) then
    raise exception 'a location can not lie below itself' using errcode = 'check_violation', constraint = 'location_tree';
  end if;
  return null;
end $$;

create trigger keep_path after insert or delete or update of parent_id on location
  for each statement execute function keep_location_path();
-- The rows that stood before this migration.
update location set parent_id = parent_id;

-- A counter (delovno mesto): one clerk, one citizen at a time.
create table counter (
  id integer generated always as identity primary key,
  location_id text not null references location,
  name text not null,                        -- "Okence 3"
  -- Neighbouring counters follow each other in this order; families are placed side by side.
  position integer not null default 0,
  floor_note text not null default '',       -- "1. nadstropje, soba 12"
  -- SHA-256 of the secret address of its calendar feed (R3.7); null: no feed.
  feed_hash bytea unique,
  closed_at timestamptz,                     -- out of use, history stays
  constraint counter_name check (name <> ''),
  constraint counter_name_once unique (location_id, name)
);
create index counter_location on counter (location_id, position, id);

create table service_category (
  id text primary key,                       -- "osebni-dokumenti"
  name jsonb not null,
  position integer not null default 0,
  constraint service_category_id check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint service_category_name check (coalesce(name ->> 'sl', '') <> '')
);

create table service (
  id text primary key,                       -- "osebna-izkaznica"
  category_id text not null references service_category,
  name jsonb not null,                       -- {"sl": "Osebna izkaznica", "en": "Identity card", …}
  description jsonb not null default '{}',
  documents jsonb not null default '{}',     -- what to bring: {"sl": ["stari osebni dokument", …], …}
  information jsonb not null default '{}',   -- what must be read and confirmed before booking (R4.2)
  keywords jsonb not null default '{}',      -- other plain words for it: {"sl": ["osebna", "izkaznica"], …}
  duration_minutes integer not null,
  most_visits integer not null default 4,    -- at once, in one session (R4.1)
  online boolean not null default true,      -- false: booked by clerks and agents only
  position integer not null default 0,
  retired_at timestamptz,
  constraint service_id check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint service_name check (coalesce(name ->> 'sl', '') <> ''),
  constraint service_duration check (duration_minutes between 1 and 480),
  constraint service_most_visits check (most_visits between 1 and 20)
);

-- A service that takes another time at a location and all below it; the nearest location counts.
create table service_location (
  service_id text not null references service on delete cascade,
  location_id text not null references location on delete cascade,
  duration_minutes integer not null,
  primary key (service_id, location_id),
  constraint service_location_duration check (duration_minutes between 1 and 480)
);

create table counter_service (
  counter_id integer not null references counter on delete cascade,
  service_id text not null references service on delete cascade,
  primary key (service_id, counter_id)
);
create index counter_service_counter on counter_service (counter_id);

-- Which services one visit may combine; the visit takes the time of both. Each pair once, the lesser id first.
create table service_together (
  service_id text not null references service on delete cascade,
  with_service_id text not null references service on delete cascade,
  primary key (service_id, with_service_id),
  constraint service_together_order check (service_id < with_service_id)
);

-- The counters that offer a service now, and how many minutes it takes there.
create view service_offer as
  select
    counter_service.service_id,
    counter.id as counter_id,
    counter.location_id,
    coalesce(own.duration_minutes, service.duration_minutes) as minutes
  from counter_service
  join service on service.id = counter_service.service_id
  join counter on counter.id = counter_service.counter_id
  join location on location.id = counter.location_id
  left join lateral (
    select service_location.duration_minutes
    from service_location
    join location_path on location_path.ancestor_id = service_location.location_id
    where service_location.service_id = counter_service.service_id and location_path.location_id = counter.location_id
    order by location_path.distance
    limit 1
  ) as own on true
  where counter.closed_at is null and service.retired_at is null and location.closed_at is null;

-- Post districts (post code to place), imported by the operator; distances are reckoned without any outside service.
create table post_district (
  post_code text primary key,
  name text not null,
  latitude double precision not null,
  longitude double precision not null,
  constraint post_district_post_code check (post_code ~ '^[0-9]{4}$')
);
