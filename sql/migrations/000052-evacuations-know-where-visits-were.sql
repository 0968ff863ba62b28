-- An evacuation is followed by the people of the places that are cleared, also when its visits stand elsewhere already.
-- So each of its visits keeps where and when it was, what came of the call, and how often somebody tried.

set local search_path to uenarocanje, public;

alter table evacuation_visit
  add column location_id text references location on delete set null,
  add column from_counter_id integer references counter,
  add column from_starts_at timestamptz,
  add column settled_as text,
  add column tries integer not null default 0,
  add column last_tried_at timestamptz,
  -- keeps: it was agreed that the visit stays as it is.
  add constraint evacuation_visit_settled_as check (
    settled_as is null or (settled_as in ('moved', 'cancelled', 'keeps') and state = 'settled')
  ),
  add constraint evacuation_visit_tries check ((tries = 0) = (last_tried_at is null));

update evacuation_visit
set location_id = counter.location_id, from_counter_id = appointment.counter_id, from_starts_at = lower(appointment.during)
from appointment
join counter on counter.id = appointment.counter_id
where appointment.id = evacuation_visit.appointment_id and evacuation_visit.state in ('proposed', 'toCall');

create index evacuation_visit_location on evacuation_visit (location_id, evacuation_id);
