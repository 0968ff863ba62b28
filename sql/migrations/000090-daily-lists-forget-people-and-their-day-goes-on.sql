-- A unit's daily list tells of many people in one message, so erasing one of them (R9.3) empties their entry and leaves
-- the rest. Entries are found by the visit's number. What such a message said is kept as data alone, never as a text
-- with everybody's names in it. And once the list of a day is out, what changes on that day is told at once (R4.5).

set local search_path to uenarocanje, public;

create index message_daily_entries on message using gin ((payload -> 'entries') jsonb_path_ops)
  where kind = 'unitDailyList' and payload is not null;

create function forget_in_daily_lists(numbers text[]) returns bigint language sql as $$
  with forgotten as (
    update message
    set rendered = null,
      payload = jsonb_set(payload, '{entries}', (
        select jsonb_agg(
          case when entry ->> 'reference' = any (numbers)
            then jsonb_set(entry, '{citizen}', '{"name": "osebni podatki so izbrisani", "email": null, "phone": null, "note": ""}')
            else entry
          end
          order by place
        )
        from jsonb_array_elements(payload -> 'entries') with ordinality as each (entry, place)
      ))
    where kind = 'unitDailyList' and payload is not null
      and payload -> 'entries' @> any (
        array(select jsonb_build_array(jsonb_build_object('reference', number)) from unnest(numbers) as number)
      )
    returning 1
  )
  select count(*) from forgotten
$$;

-- Whoever was erased before this stands in lists still.
update message set rendered = null where kind = 'unitDailyList' and payload is not null;
select forget_in_daily_lists(array(
  select distinct appointment.reference
  from message
  cross join lateral jsonb_array_elements(payload -> 'entries') as entry
  join appointment on appointment.reference = entry ->> 'reference'
  where kind = 'unitDailyList' and payload is not null
    and not exists (select from visitor where visitor.booking_id = appointment.booking_id)
));

-- Whether the list of a unit's day is out, or comes too late for that day. Whoever writes the list takes the same lock
-- alone, so that no change falls between the list and this question.
create function daily_list_is_out(unit_id text, day date, at timestamptz) returns boolean language plpgsql as $$
declare
  wall timestamp := at at time zone 'Europe/Ljubljana';
begin
  if day > cast(wall as date) then return false; end if;
  if wall >= day + time '16:00' then return true; end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('unitDailyList:' || unit_id || ':' || day, 0));
  return exists (select from message where dedupe_key = 'unitDailyList:' || unit_id || ':' || day);
end $$;
