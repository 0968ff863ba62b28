-- A confirmation was a transaction of six statements, in which the database mostly waited for the program that writes the
-- messages. What they tell of a held visit is known before it is confirmed, so it is read first, and booking, links and
-- messages are then one statement. It says which version of that it tells of; where places, services or lists of units
-- have changed in between, nothing is booked by it, and the program goes the long way.
-- `confirm_booking` stays for web processes of the version before, which run on while a new one migrates.

set local search_path to uenarocanje, public;

-- What messages say of the visits of a booking, or of those that it still holds: as sql/calendar/told-visits.ts has
-- them, in order of time; null: there is none. It is told to the unit only where the unit wants to be told at once; the
-- lock of its daily list is kept until the end of the transaction.
create function told_visits(of_booking bigint, of_holds boolean, at timestamptz) returns jsonb language plpgsql
set search_path = uenarocanje, public as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'appointmentId', appointment.id, 'counterId', appointment.counter_id, 'sequence', appointment.sequence,
      'startsAt', round(extract(epoch from lower(during)) * 1000), 'endsAt', round(extract(epoch from upper(during)) * 1000),
      'counterName', counter.name, 'counterFloorNote', counter.floor_note,
      'locationId', location.id, 'locationName', location.name, 'address', location.address,
      'services', services.ids, 'serviceNames', services.names, 'toldServices', services.texts,
      'place', jsonb_build_object(
        'id', location.id, 'unitId', unit.id, 'unitName', unit.name, 'postCode', location.post_code, 'city', location.city,
        'phone', location.phone, 'email', location.email, 'website', location.website, 'directions', location.directions
      ),
      'unit', case when told.notify_when = 'atOnce'
        or told.notify_when = 'daily' and daily_list_is_out(told.id, local_day(lower(during)), at)
        then jsonb_build_object('locationId', told.id, 'email', told.notify_email) end
    ) order by lower(during), appointment.counter_id)
    from appointment
    join counter on counter.id = appointment.counter_id
    join location on location.id = counter.location_id
    cross join lateral (
      select jsonb_agg(service.id order by place) as ids, jsonb_agg(service.name order by place) as names,
        jsonb_agg(jsonb_build_object('documents', service.documents, 'information', service.information) order by place) as texts
      from booking
      cross join lateral unnest(booking.service_id || booking.extra_service_ids) with ordinality as asked (id, place)
      join service on service.id = asked.id
      where booking.id = of_booking
    ) as services
    join lateral (
      select above.id, above.name
      from location_path
      join location as above on above.id = location_path.ancestor_id and above.parent_id is null
      where location_path.location_id = location.id
    ) as unit on true
    left join lateral (
      select above.id, above.notify_email, above.notify_when
      from location_path
      join location as above on above.id = location_path.ancestor_id
      where location_path.location_id = location.id and above.notify_email <> ''
      order by location_path.distance
      limit 1
    ) as told on true
    -- What is held is what has an end (appointment_held). Saying it so keeps the planner from the index of everything
    -- that is held at a counter, which it takes for empty.
    where appointment.booking_id = of_booking and (expires_at is not null) = of_holds and cancelled_at is null
  );
end $$;

-- A hold becomes booked visits, all at once, with the reference numbers given, in order of counter and time. `outcome`
-- is booked, repeated (confirmed before: nothing is done again), consentMissing (a citizen books alone), ended, or
-- changed: what would be told is not what `of_told`, an MD5, says, and nothing was done; null: it is told afterwards.
-- `counters` and `starts`: what the page showed; null: whatever is held. `of_link`: hash of a link to the first visit,
-- for whoever confirmed. `of_language`: in which they want to be told; null: as before.
create function book_held(
  of_key bytea, of_booking bigint, counters integer[], starts timestamptz[], reference_numbers text[],
  of_name text, of_email text, of_phone text, of_note text, of_language text,
  read boolean, consent text, of_channel text, by_user text, in_call text, at timestamptz, of_link bytea, of_told text,
  out outcome text, out booking_id bigint, out visits jsonb
) language plpgsql set search_path = uenarocanje, public as $$
declare
  own record;
  slot record;
  held bigint[];
  lapsed boolean := false;
begin
  if of_booking is null then
    select id into of_booking from booking where key_hash = of_key;
  end if;
  select id, service_id || extra_service_ids as services, channel, hold_slots, confirmed_at into own
    from booking where id = of_booking and purpose = 'visit' for update;
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
    -- What ended is counted by nobody: its periods are locked first, in the order in which holds lock them, and before
    -- any visit, because who holds a slot there locks the period and then removes what ended. What is held is what has
    -- an end, as in told_visits.
    for slot in
      select counter_id, lower(during) as starts_at
        from appointment where appointment.booking_id = own.id and expires_at <= at
        order by counter_id, lower(during)
    loop
      perform from counter where id = slot.counter_id for key share;
      perform from open_period
        where counter_id = slot.counter_id and starts_at <= slot.starts_at and ends_at > slot.starts_at
          and (capacity is not null or staff_share + call_centre_share > 0)
        for no key update;
      lapsed := true;
    end loop;
    held := array(
      select id from appointment
        where appointment.booking_id = own.id and expires_at is not null
          and (counters is null or (counter_id, lower(during)) in (select shown, start from unnest(counters, starts) as slots (shown, start)))
        order by counter_id, lower(during) for update
    );
    if cardinality(held) < own.hold_slots or cardinality(held) <> coalesce(cardinality(counters), cardinality(held))
      or cardinality(reference_numbers) < cardinality(held) then
      outcome := 'ended';
      return;
    end if;
    if of_told is not null and of_told is distinct from md5(cast(told_visits(own.id, true, at) as text)) then
      outcome := 'changed';
      return;
    end if;
    if lapsed then
      begin
        for slot in
          select id, counter_id, lower(during) as starts_at
            from appointment where id = any (held) and expires_at <= at order by counter_id, lower(during)
        loop
          if why_not(own.services, slot.counter_id, slot.starts_at, own.channel, at, slot.id) is not null then
            raise exception using errcode = 'UE001', message = 'refused';
          end if;
          -- It stands again and counts, so that the next of the same period is judged with it.
          update appointment set expires_at = at + interval '1 minute' where id = slot.id;
        end loop;
      exception when sqlstate 'UE001' then
        outcome := 'ended';
        return;
      end;
    end if;
    for place in 1 .. cardinality(held) loop
      update appointment set state = 'booked', booked_at = at, expires_at = null, reference = reference_numbers[place]
        where id = held[place];
    end loop;
    insert into appointment_event (appointment_id, at, what, channel, user_id, call_id)
      select visit, at, 'booked', of_channel, by_user, in_call from unnest(held) as visit;
    update booking set
      confirmed_at = at, information_confirmed_at = case when read then at end,
      consent_version = consent, consent_at = case when consent is not null then at end, language = coalesce(of_language, language)
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
