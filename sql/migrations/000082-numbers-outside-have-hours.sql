-- A department or an official answers at certain hours (R1.10, R2.6). Outside them nobody is put through to a telephone
-- that rings in an empty room, by whomever and by whatever rule. The hours are the wall clock's; holidays have none.

set local search_path to uenarocanje, public;

alter table outside_contact
  -- [{"weekday": 1, "from": "08:00", "to": "15:00"}], weekday 1 is Monday; null: at any time
  add column hours jsonb,
  add constraint outside_contact_hours check (hours is null or (jsonb_typeof(hours) = 'array' and hours <> '[]'));
