-- A place that moves in the tree brings the counters at and below it under other rules, and only those: until now the
-- open time of all counters of all units was built anew, and whoever booked anywhere waited for that.

set local search_path to uenarocanje, public;

create or replace function tree_changed() returns trigger language plpgsql set search_path = uenarocanje, public as $$
declare
  moved text[] := (
    select array_agg('location ' || id) from is_now join was using (id) where is_now.parent_id is distinct from was.parent_id
  );
begin
  if moved is not null then perform renew_open_time_ahead(counters_of_scopes(moved)); end if;
  return null;
end $$;

-- After keep_path: triggers of one event fire in the order of their names.
drop trigger renew_on_move on location;
create trigger renew_on_move after update on location referencing old table as was new table as is_now
  for each statement execute function tree_changed();
