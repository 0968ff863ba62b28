-- Whoever looks for the nearest administrative unit names a post code or a place (R4.3). The answer comes from here,
-- so that no outside service learns where anybody lives. The points are WGS84 degrees, good to a few hundred metres;
-- what people type is compared without case and without the carons of č, š and ž.

set local search_path to uenarocanje, public;

create table if not exists post_district (
  post_code text primary key,                -- "1270"
  name text not null,                        -- "Litija"
  latitude double precision not null,
  longitude double precision not null,
  constraint post_district_post_code check (post_code ~ '^[0-9]{4}$')
);
alter table post_district
  add column folded_name text not null default '', -- "litija": see sql/places/folded-text.ts
  add constraint post_district_name check (name <> ''),
  add constraint post_district_latitude check (latitude between -90 and 90),
  add constraint post_district_longitude check (longitude between -180 and 180);

-- How often somebody may ask, book and try references (R4.7). The same shape and the same secrecy as sign-in
-- attempts: keys are HMACs, and losing the counts in a crash of the server would do no harm.
create unlogged table visitor_attempt (
  key text primary key,
  points integer not null default 0,
  expire bigint                              -- milliseconds since 1970; the row means nothing after it
);
create index visitor_attempt_expiry on visitor_attempt (expire);
