-- A caller may be put through to a department or an official outside the line (R2.6), and a queue that overflows may
-- send callers there by rule (R1.10). Which numbers these are is written here by those who may, and nothing else is
-- dialled for a caller (R9.4). A contact that is taken out of use stays as a row, since records of calls name it.

set local search_path to uenarocanje, public;

create table outside_contact (
  id text primary key,
  kind text not null,
  name text not null,
  number text not null,                      -- E.164 without "+"
  code text not null,                        -- what agents key in after *8 on a desk phone
  lines integer not null default 1,          -- so many callers at once
  disabled_at timestamptz,
  constraint outside_contact_kind check (kind in ('department', 'official')),
  constraint outside_contact_name check (name <> ''),
  constraint outside_contact_number check (number ~ '^[1-9][0-9]{6,14}$'),
  constraint outside_contact_code check (code ~ '^[0-9]{2,4}$'),
  constraint outside_contact_lines check (lines between 1 and 100)
);
-- A code leads to one contact at a time.
create unique index outside_contact_code_in_use on outside_contact (code) where disabled_at is null;

create trigger announce after insert or update or delete or truncate on outside_contact for each statement execute function announce_configuration();
