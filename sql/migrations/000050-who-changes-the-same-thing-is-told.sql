-- Several people keep the same places, counters and services. Each of these rows counts its changes; a page sends the
-- number that it was filled from, and what somebody else has changed in the meantime is told, never overwritten. The
-- count is kept by a trigger, so that no writer (an import, the sample) can forget it.

set local search_path to uenarocanje, public;

alter table location add column version integer not null default 1;
alter table counter add column version integer not null default 1;
alter table service add column version integer not null default 1;

create function count_change() returns trigger language plpgsql set search_path = uenarocanje, public as $$
begin
  new.version := old.version + 1;
  return new;
end $$;

create trigger count_change before update on location for each row execute function count_change();
create trigger count_change before update on counter for each row execute function count_change();
create trigger count_change before update on service for each row execute function count_change();
