-- Two mends of the confirmation. A form that was sent from a second tab confirmed whatever its key held by then, another
-- place and time than the one the page showed: it now says its slots, and anything else that is held is not confirmed.
-- And a hold whose time was over counted in no limit any more, yet could still be confirmed: where others took its room
-- meanwhile, a period had more visits than its capacity or its share allows. Such a slot is now judged anew, as if it
-- were held in this moment, by one after the other.

set local search_path to uenarocanje, public;

drop function confirm_booking(bytea, bigint, text[], text, text, text, text, boolean, text, text, text, text, timestamptz, bytea);

-- As in 000079. `counters` and `starts`: what the page showed; null: whatever is held.
create function confirm_booking(
  of_key bytea, of_booking bigint, counters integer[], starts timestamptz[], reference_numbers text[],
  of_name text, of_email text, of_phone text, of_note text,
  read boolean, consent text, of_channel text, by_user text, in_call text, at timestamptz, of_link bytea,
  out outcome text, out booking_id bigint, out visits jsonb
) language plpgsql set search_path = uenarocanje, public as $$
declare
  own record;
  slot record;
  held bigint[];
  lapsed boolean := false;
begin
  select id, service_id || extra_service_ids as services, channel, hold_slots, confirmed_at into own
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
    -- What ended is counted by nobody: its periods are locked first, in the order in which holds lock them, and before
    -- any visit, because who holds a slot there locks the period and then removes what ended.
    for slot in
      select counter_id, lower(during) as starts_at
        from appointment where appointment.booking_id = own.id and state = 'held' and expires_at <= at
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
        where appointment.booking_id = own.id and state = 'held'
          and (counters is null or (counter_id, lower(during)) in (select shown, start from unnest(counters, starts) as slots (shown, start)))
        order by counter_id, lower(during) for update
    );
    if cardinality(held) < own.hold_slots or cardinality(held) <> coalesce(cardinality(counters), cardinality(held))
      or cardinality(reference_numbers) < cardinality(held) then
      outcome := 'ended';
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
