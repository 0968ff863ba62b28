-- The last round of daily lists is at a quarter to four (reports/nightly.ts, dailyLists). A unit's first visit of a day
-- that was booked after it, but before four, stood in no list and was told by nothing: from that round on it is told at
-- once (R4.5).

set local search_path to uenarocanje, public;

-- As in 000090, but for the hour.
create or replace function daily_list_is_out(unit_id text, day date, at timestamptz) returns boolean language plpgsql as $$
declare
  wall timestamp := at at time zone 'Europe/Ljubljana';
begin
  if day > cast(wall as date) then return false; end if;
  if wall >= day + time '15:45' then return true; end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('unitDailyList:' || unit_id || ':' || day, 0));
  return exists (select from message where dedupe_key = 'unitDailyList:' || unit_id || ':' || day);
end $$;
