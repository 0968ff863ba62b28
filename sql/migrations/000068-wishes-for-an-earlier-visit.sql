-- Who waits for an earlier visit says what suits them (R3.6): nothing for tomorrow when they need some days to come, and
-- other places up to so many kilometres from their own.

set local search_path to uenarocanje, public;

alter table waitlist_entry
  add column notice_days integer not null default 0, -- whole days between the offer and the visit, at least
  add column within_km integer,                      -- as it was asked; location_ids has the places that this means
  add constraint waitlist_entry_notice_days check (notice_days between 0 and 30),
  add constraint waitlist_entry_within_km check (within_km between 1 and 500);
