-- An exception is edited as what it is, in one change with one preview, instead of being taken away and added again with
-- a moment between in which citizens could book. And groups of services count their changes as places, counters and
-- services do (000050), so that who saves over somebody else is told.

set local search_path to uenarocanje, public;

alter table opening_change
  drop constraint opening_change_kind,
  add constraint opening_change_kind check (
    content ->> 'kind' in (
      'rules', 'addException', 'changeException', 'removeException', 'addHoliday', 'removeHoliday', 'closeCounter'
    )
  );

alter table service_category add column version integer not null default 1;
create trigger count_change before update on service_category for each row execute function count_change();
