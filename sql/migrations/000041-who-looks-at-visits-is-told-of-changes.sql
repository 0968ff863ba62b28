-- Whoever has a counter's day or a booking that was handed over open sees changes at once, without asking again and
-- again: each row of a visit's history notifies those who listen. The payload holds ids only. A hold writes no history
-- and notifies nobody, because holds come and go by the hundred when many want the same slots.

set local search_path to uenarocanje, public;

create function tell_of_visit() returns trigger language plpgsql set search_path = uenarocanje, public as $$
begin
  perform pg_notify('uenarocanje_visits', jsonb_build_object(
    'bookingId', appointment.booking_id,
    'counterIds', case when new.details -> 'fromCounterId' is not null
      then jsonb_build_array(appointment.counter_id, new.details -> 'fromCounterId')
      else jsonb_build_array(appointment.counter_id) end
  )::text)
  from appointment where appointment.id = new.appointment_id;
  return null;
end $$;

create trigger tell_of_visit after insert on appointment_event for each row execute function tell_of_visit();
