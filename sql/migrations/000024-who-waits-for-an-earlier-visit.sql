-- A citizen with a far visit may ask for an earlier one; freed time goes to the waitlist first, the oldest first, with
-- a short offer, which is a hold (000022). When rules change under booked visits, a manager has them moved: each
-- citizen gets a held proposal to confirm with one click, or is put on a list of people to call.

set local search_path to uenarocanje, public;

-- waiting ──► offered ──► accepted         An offer that lapses or is declined leads back to waiting.
--    └─────────────┴────► left             Also when the visit is cancelled or its day has come.
create table waitlist_entry (
  id bigint generated always as identity primary key,
  appointment_id bigint not null references appointment on delete cascade,
  location_ids text[] not null,              -- the wished places
  first_day date,                            -- not before
  last_day date,                             -- not after; in any case before the visit that stands
  weekdays integer[],                        -- null: any
  opens time,                                -- beginning not before, by the wall clock
  closes time,                               -- beginning before
  state text not null default 'waiting',
  joined_at timestamptz not null,
  ended_at timestamptz,
  constraint waitlist_entry_locations check (cardinality(location_ids) between 1 and 100),
  constraint waitlist_entry_days check (first_day <= last_day),
  constraint waitlist_entry_weekdays check (cardinality(weekdays) > 0 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  constraint waitlist_entry_times check (opens < closes),
  constraint waitlist_entry_state check (state in ('waiting', 'offered', 'accepted', 'left')),
  constraint waitlist_entry_ended check ((state in ('accepted', 'left')) = (ended_at is not null))
);
create unique index waitlist_entry_one_open on waitlist_entry (appointment_id) where ended_at is null;
create index waitlist_entry_waiting on waitlist_entry (joined_at, id) where state = 'waiting';

create table waitlist_offer (
  id bigint generated always as identity primary key,
  entry_id bigint not null references waitlist_entry on delete cascade,
  booking_id bigint not null references booking, -- the hold
  counter_id integer not null references counter,
  during tstzrange not null,
  state text not null default 'open',
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  constraint waitlist_offer_state check (state in ('open', 'accepted', 'declined', 'lapsed')),
  constraint waitlist_offer_decided check ((state = 'open') = (decided_at is null))
);
create index waitlist_offer_entry on waitlist_offer (entry_id);
create unique index waitlist_offer_one_open on waitlist_offer (entry_id) where state = 'open';
create index waitlist_offer_open on waitlist_offer (expires_at) where state = 'open';

create table evacuation (
  id bigint generated always as identity primary key,
  made_at timestamptz not null,
  made_by text not null,
  note text not null default ''
);

-- proposed ──► accepted                       Without an answer in time, or declined: somebody calls.
--     └──────► toCall ──► settled
create table evacuation_visit (
  evacuation_id bigint not null references evacuation on delete cascade,
  appointment_id bigint not null references appointment on delete cascade,
  booking_id bigint references booking,      -- the hold of the proposal; null: none was found
  counter_id integer references counter,
  during tstzrange,
  state text not null,
  expires_at timestamptz,
  decided_at timestamptz,
  settled_by text,
  primary key (evacuation_id, appointment_id),
  constraint evacuation_visit_state check (state in ('proposed', 'accepted', 'toCall', 'settled')),
  constraint evacuation_visit_proposal check ((booking_id is null) = (during is null) and (during is null) = (counter_id is null)),
  constraint evacuation_visit_proposed check (state <> 'proposed' or (booking_id is not null and expires_at is not null)),
  constraint evacuation_visit_decided check ((state in ('accepted', 'settled')) = (decided_at is not null))
);
create index evacuation_visit_appointment on evacuation_visit (appointment_id);
create index evacuation_visit_open on evacuation_visit (state, expires_at) where state in ('proposed', 'toCall');
