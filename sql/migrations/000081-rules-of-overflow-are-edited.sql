-- Rules of overflow (R1.10) get a page of their own. Several people may keep a queue's rules: the row counts its changes,
-- as places and services do, so that nobody writes over what somebody else has changed meanwhile.

set local search_path to uenarocanje, public;

alter table queue add column version integer not null default 1;

create trigger count_change before update on queue for each row execute function count_change();
