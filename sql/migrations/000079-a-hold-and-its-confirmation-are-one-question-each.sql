-- Holding slots took eight statements and confirming them seven, each a way there and back between programs that mostly
-- waited for each other. They are one each, in the database, in the same order as before: what may be booked is judged
-- by why_not, limits are locked before they are counted, and the constraint against double booking has the last word.

set local search_path to uenarocanje, public;

-- What stands against one of these slots because somebody else has it: {"counterId", "startsAt", "why"}; null: nothing.
-- It writes and locks nothing.
create function taker_of(of_key bytea, counters integer[], starts timestamptz[], at timestamptz) returns jsonb language sql stable
set search_path = uenarocanje, public
begin atomic
  select jsonb_build_object(
    'counterId', counter_id, 'startsAt', round(extract(epoch from start) * 1000),
    'why', case state
      when 'held' then jsonb_build_object('reason', 'held', 'until', round(extract(epoch from expires_at) * 1000))
      when 'blocked' then jsonb_build_object('reason', 'blocked')
      else jsonb_build_object('reason', 'taken')
    end
  )
  from unnest(counters, starts) with ordinality as slot (counter, start, place)
  join appointment on counter_id = counter and during && tstzrange(start, start, '[]') and state <> 'cancelled'
  left join booking on booking.id = booking_id
  where (state <> 'held' or expires_at > at) and key_hash is distinct from of_key
  order by place
  limit 1;
end;

-- The slots of a booking's hold, or its visits, in order of time, as sql/calendar/hold.ts has them.
create function slots_of(of_booking bigint, of_holds boolean) returns jsonb language sql stable
set search_path = uenarocanje, public
begin atomic
  select jsonb_agg(jsonb_build_object(
    'appointmentId', appointment.id, 'counterId', counter_id, 'counterName', counter.name, 'locationId', counter.location_id,
    'startsAt', round(extract(epoch from lower(during)) * 1000), 'endsAt', round(extract(epoch from upper(during)) * 1000)
  ) || case when of_holds
    then jsonb_build_object('expiresAt', round(extract(epoch from expires_at) * 1000))
    else jsonb_build_object('reference', reference, 'state', state)
  end order by lower(during), counter_id)
  from appointment join counter on counter.id = counter_id
  where booking_id = of_booking and (state = 'held') = of_holds;
end;

-- Holds all slots for a key or none. Sent twice it is one hold; with other slots it becomes the hold of those: what is
-- wanted again is kept, the rest is let go. `outcome` is held, confirmed (of this key, before), tooMany (`most`),
-- unknownService, tooOld, or refused with what stands against it (`refusal`, as taker_of has it), and then nothing
-- stands of it. All deletions and insertions are in one order, so that two who want the same never lock each other out.
create function hold_slots(
  of_key bytea, services text[], counters integer[], starts timestamptz[], of_language text, of_purpose text,
  of_channel text, by_user text, in_call text, at timestamptz, expires timestamptz, oldest timestamptz,
  out outcome text, out booking_id bigint, out extended boolean, out most integer, out refusal jsonb, out slots jsonb
) language plpgsql set search_path = uenarocanje, public as $$
declare
  known record;
  own record;
  slot record;
  slot_minutes integer;
begin
  refusal := taker_of(of_key, counters, starts, at);
  if refusal is not null then
    outcome := 'refused';
    return;
  end if;
  select count(*) as found, min(most_visits) filter (where id = services[1]) as most_visits, (
      select count(*) from service_together
      where (service_id = services[1] and with_service_id = any (services)) or (with_service_id = services[1] and service_id = any (services))
    ) as together
    into known from service where id = any (services) and retired_at is null;
  if known.found <> cardinality(services) or known.together <> cardinality(services) - 1 then
    outcome := 'unknownService';
    return;
  end if;
  if cardinality(counters) > known.most_visits then
    outcome := 'tooMany';
    most := known.most_visits;
    return;
  end if;
  -- Made or found, and locked: two tabs with one key come one after the other.
  insert into booking
    (key_hash, service_id, extra_service_ids, language, purpose, channel, made_by, call_id, created_at, hold_slots)
  values
    (of_key, services[1], services[2:], of_language, of_purpose, of_channel, by_user, in_call, at, cardinality(counters))
  on conflict (key_hash) do update set
    service_id = case when booking.confirmed_at is null then excluded.service_id else booking.service_id end,
    extra_service_ids = case when booking.confirmed_at is null then excluded.extra_service_ids else booking.extra_service_ids end,
    hold_slots = case when booking.confirmed_at is null then excluded.hold_slots else booking.hold_slots end
  returning id, xmax = 0 as fresh, created_at, confirmed_at, extended_at into own;
  booking_id := own.id;
  extended := own.extended_at is not null;
  if own.confirmed_at is not null then
    outcome := 'confirmed';
    slots := slots_of(own.id, false);
    return;
  end if;
  if own.created_at < oldest then
    outcome := 'tooOld';
    return;
  end if;
  for slot in
    with
      held as (
        select id, counter_id, lower(during) as starts_at, expires_at > at as standing
        from appointment where not own.fresh and appointment.booking_id = own.id and state = 'held'
      ),
      wanted as (select counter_id, starts_at from unnest(counters, starts) as chosen (counter_id, starts_at))
    select held.id as dropped, counter_id, starts_at
    from held full join wanted using (counter_id, starts_at)
    where held.id is null or wanted.counter_id is null or not held.standing
    union all
    -- What ended and is wanted again is let go and taken anew.
    select null, counter_id, starts_at from held join wanted using (counter_id, starts_at) where not held.standing
    order by 2, 3, 1 nulls last
  loop
    if slot.dropped is not null then
      delete from appointment where id = slot.dropped and state = 'held';
      continue;
    end if;
    -- The counter's row comes first, as it does for whoever makes the open time again when hours are saved; the other
    -- way round would be a deadlock. A period that limits how many may book is counted by one after the other.
    perform from counter where id = slot.counter_id for key share;
    perform from open_period
      where counter_id = slot.counter_id and starts_at <= slot.starts_at and ends_at > slot.starts_at
        and (capacity is not null or staff_share + call_centre_share > 0)
      for no key update;
    select minutes into slot_minutes from offers_of(services) as offer where offer.counter_id = slot.counter_id;
    delete from appointment
      where counter_id = slot.counter_id and state = 'held' and expires_at <= at
        and during && tstzrange(slot.starts_at, slot.starts_at + coalesce(slot_minutes, 0) * interval '1 minute');
    refusal := why_not(services, slot.counter_id, slot.starts_at, of_channel, at);
    if refusal is not null then
      raise exception using errcode = 'UE001', message = 'refused', detail = jsonb_build_object(
        'counterId', slot.counter_id, 'startsAt', round(extract(epoch from slot.starts_at) * 1000), 'why', refusal);
    end if;
    insert into appointment (booking_id, counter_id, during, state, expires_at)
    values (own.id, slot.counter_id, tstzrange(slot.starts_at, slot.starts_at + slot_minutes * interval '1 minute'), 'held', expires);
  end loop;
  outcome := 'held';
  slots := slots_of(own.id, true);
exception when sqlstate 'UE001' then
  get stacked diagnostics refusal = pg_exception_detail;
  outcome := 'refused';
  booking_id := null;
end $$;

-- A hold becomes booked visits, all at once, with the reference numbers given, in order of counter and time. `outcome`
-- is booked, repeated (confirmed before: nothing is done again), consentMissing (a citizen books alone), or ended.
-- `of_link`: hash of a link to the first visit, for whoever confirmed.
create function confirm_booking(
  of_key bytea, of_booking bigint, reference_numbers text[], of_name text, of_email text, of_phone text, of_note text,
  read boolean, consent text, of_channel text, by_user text, in_call text, at timestamptz, of_link bytea,
  out outcome text, out booking_id bigint, out visits jsonb
) language plpgsql set search_path = uenarocanje, public as $$
declare
  own record;
  held bigint[];
begin
  select id, channel, hold_slots, confirmed_at into own
    from booking where (key_hash = of_key or id = of_booking) and purpose = 'visit' for update;
  if not found then
    outcome := 'ended';
    return;
  end if;
  booking_id := own.id;
  if own.confirmed_at is null then
    if 'web' in (of_channel, own.channel) and (consent is null or not read) then
      outcome := 'consentMissing';
      return;
    end if;
    held := array(
      select id from appointment where appointment.booking_id = own.id and state = 'held' order by counter_id, lower(during) for update
    );
    if cardinality(held) < own.hold_slots or cardinality(reference_numbers) < cardinality(held) then
      outcome := 'ended';
      return;
    end if;
    for place in 1 .. cardinality(held) loop
      update appointment set state = 'booked', booked_at = at, expires_at = null, reference = reference_numbers[place]
        where id = held[place];
    end loop;
    insert into appointment_event (appointment_id, at, what, channel, user_id, call_id)
      select visit, at, 'booked', of_channel, by_user, in_call from unnest(held) as visit;
    update booking set
      confirmed_at = at, information_confirmed_at = case when read then at end,
      consent_version = consent, consent_at = case when consent is not null then at end
      where id = own.id;
    insert into visitor (booking_id, name, email, phone, note) values (own.id, of_name, of_email, of_phone, of_note)
      on conflict on constraint visitor_pkey do update
      set name = excluded.name, email = excluded.email, phone = excluded.phone, note = excluded.note;
  end if;
  outcome := case when own.confirmed_at is null then 'booked' else 'repeated' end;
  if of_link is not null then
    insert into appointment_link (hash, purpose, appointment_id, created_at, expires_at)
      select of_link, 'view', id, at, greatest(at, upper(during)) + interval '1 day'
      from appointment where appointment.booking_id = own.id and state <> 'held'
      order by lower(during), counter_id limit 1;
  end if;
  visits := slots_of(own.id, false);
end $$;
