-- Whoever changes hours sees first what follows from it: slots more and fewer, and the booked visits that would stand
-- in closed time (R3.3). So a change is a row of its own before it is saved: it can be looked at, left and taken up
-- again, and afterwards it says who changed what, when, and what followed. `stood` is what the change began from; if
-- somebody else has saved in the meantime, it is not saved over it.

set local search_path to uenarocanje, public;

create table opening_change (
  id bigint generated always as identity primary key,
  -- As in office_rule: one of both, or neither: everywhere.
  location_id text references location on delete cascade,
  counter_id integer references counter on delete cascade,
  scope text not null generated always as (coalesce('counter ' || cast(counter_id as text), 'location ' || location_id, 'everywhere')) stored,
  content jsonb not null,                    -- {"kind": "rules", "rules": […]}, see sql/calendar/opening-change.ts
  stood jsonb,                               -- the rules that it began from; null where nothing is replaced
  version integer not null default 1,        -- of the draft: two windows, two people
  state text not null default 'draft',
  made_at timestamptz not null,
  made_by text not null,
  saved_at timestamptz,
  saved_by text,
  slots_more integer,
  slots_fewer integer,
  visits_hit integer,
  constraint opening_change_scope check (location_id is null or counter_id is null),
  constraint opening_change_kind check (
    content ->> 'kind' in ('rules', 'addException', 'removeException', 'addHoliday', 'removeHoliday', 'closeCounter')
  ),
  constraint opening_change_state check (state in ('draft', 'saved')),
  constraint opening_change_saved check (
    (state = 'saved') = (saved_at is not null) and (saved_at is null) = (saved_by is null)
    and (saved_at is null) = (slots_more is null) and (saved_at is null) = (slots_fewer is null)
    and (saved_at is null) = (visits_hit is null)
  )
);
create index opening_change_by_scope on opening_change (scope, state, saved_at);
-- One draft of the rules of a scope a person: whoever begins again goes on with theirs.
create unique index opening_change_draft on opening_change (scope, made_by)
  where state = 'draft' and content ->> 'kind' = 'rules';
