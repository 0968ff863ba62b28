-- Each time of a counter that can not be booked says why (R3.5, DESIGN "why not"). The hold asks the same function as
-- the page does, so what is shown and what is refused can not differ. The answer is data, {"reason": …}; null: it can
-- be booked. `besides`: a visit that would leave its own time for this one, which therefore does not stand in the way.

set local search_path to uenarocanje, public;

create function why_not(services text[], of_counter integer, slot timestamptz, channel text, at timestamptz, besides bigint default null)
returns jsonb language plpgsql stable set search_path = uenarocanje, public as $$
declare
  slot_minutes integer;
  slot_ends timestamptz;
  slot_day date := local_day(slot);
  period open_period;
  step integer;
  taker record;
  found_text jsonb;
  built date;
begin
  if slot < at then return jsonb_build_object('reason', 'past'); end if;
  select minutes into slot_minutes from offers_of(services) where counter_id = of_counter;
  if slot_minutes is null then return jsonb_build_object('reason', 'noCounter'); end if;
  if channel = 'web' and exists (select from service where id = any (services) and not online) then
    return jsonb_build_object('reason', 'notOnline');
  end if;
  slot_ends := slot + slot_minutes * interval '1 minute';

  select * into period from open_period where counter_id = of_counter and starts_at <= slot and ends_at > slot;
  if not found then
    select last_day into built from open_time_built;
    if built is null or slot_day > built then return jsonb_build_object('reason', 'horizon', 'day', null); end if;
    select notice into found_text
      from counter_level
      join office_exception using (scope)
      where counter_level.counter_id = of_counter and kind = 'closed' and slot_day between first_day and last_day
        and (opens is null or slot <@ local_period(slot_day, opens, closes))
      order by level limit 1;
    if found then return jsonb_build_object('reason', 'closure', 'notice', found_text); end if;
    select name into found_text from holiday where day = slot_day;
    if found then return jsonb_build_object('reason', 'holiday', 'name', found_text); end if;
    if exists (
      select from counter_level
      join office_rule using (scope)
      where counter_level.counter_id = of_counter and kind = 'break' and office_rule_applies(office_rule, slot_day)
        and slot <@ local_period(slot_day, opens, closes)
    ) and exists (select from open_period where counter_id = of_counter and day = slot_day and starts_at > slot)
      and exists (select from open_period where counter_id = of_counter and day = slot_day and ends_at <= slot)
    then return jsonb_build_object('reason', 'break'); end if;
    return jsonb_build_object('reason', 'closed', 'opensAt', (
      select round(extract(epoch from min(starts_at)) * 1000) from open_period where counter_id = of_counter and starts_at > slot
    ));
  end if;
  if slot_ends > period.ends_at then
    return jsonb_build_object('reason', 'tooLong', 'minutes', slot_minutes, 'endsAt', round(extract(epoch from period.ends_at) * 1000));
  end if;

  select state, expires_at into taker
    from appointment
    where counter_id = of_counter and during && tstzrange(slot, slot_ends) and state <> 'cancelled'
      and (state <> 'held' or expires_at > at) and id is distinct from besides
    order by state = 'held', lower(during) limit 1;
  if found then
    return case taker.state
      when 'held' then jsonb_build_object('reason', 'held', 'until', round(extract(epoch from taker.expires_at) * 1000))
      when 'blocked' then jsonb_build_object('reason', 'blocked')
      else jsonb_build_object('reason', 'taken')
    end;
  end if;
  step := coalesce(period.slot_step_minutes, slot_minutes);
  if mod(cast(extract(epoch from slot - period.starts_at) as numeric), step * 60) <> 0 then
    return jsonb_build_object('reason', 'notABeginning', 'stepMinutes', step);
  end if;
  if slot < earliest_in(period, channel, at) then
    return jsonb_build_object('reason', 'leadTime', 'leadMinutes', period.lead_minutes);
  end if;
  if channel not in ('clerk', 'system') and slot_day > local_day(at) + period.horizon_days then
    return jsonb_build_object('reason', 'horizon', 'day', slot_day - period.horizon_days);
  end if;
  if is_limited(period, channel) and room_in(period, channel, slot_minutes, at) < 1 then
    return jsonb_build_object('reason', case
      when room_in(period, 'clerk', slot_minutes, at) < 1 then 'full'
      when channel = 'web' and room_in(period, 'agent', slot_minutes, at) > 0 then 'reservedForCallCentre'
      else 'reservedForStaff'
    end);
  end if;
  return null;
end $$;
