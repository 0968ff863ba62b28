-- A unit that burnt down has thousands of visits to move, and finding a time for each takes longer than somebody waits
-- for a page. So an evacuation first writes down all its visits at once; then they are worked through one after the
-- other, by whichever process is there, and a process that is killed leaves nothing but what is still waiting.
--
-- waiting ──► proposed ──► accepted
--    └────────────┴──────► toCall ──► settled

set local search_path to uenarocanje, public;

alter table evacuation_visit
  drop constraint evacuation_visit_state,
  add constraint evacuation_visit_state check (state in ('waiting', 'proposed', 'accepted', 'toCall', 'settled')),
  add constraint evacuation_visit_waiting check (state <> 'waiting' or booking_id is null);

-- The earliest visit first, whichever evacuation it belongs to.
create index evacuation_visit_waiting_first on evacuation_visit (from_starts_at, appointment_id) where state = 'waiting';
