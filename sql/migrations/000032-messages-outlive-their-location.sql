-- A location that was a mistake can be deleted whatever was told in its name; its messages are then for those to see
-- who may see everything.

set local search_path to uenarocanje, public;

alter table message
  drop constraint message_location_id_fkey,
  add constraint message_location_id_fkey foreign key (location_id) references location on delete set null;
