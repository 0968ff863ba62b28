-- A citizen may say beforehand that they will come (R1.5), by telephone keys. It changes nothing about the visit; who
-- receives visitors sees it, and may sooner call those who have not said so. A visit that is moved is another promise:
-- it is asked for anew.

set local search_path to uenarocanje, public;

alter table appointment
  add column assured_at timestamptz,
  add column assured_channel text,
  add constraint appointment_assured check ((assured_at is null) = (assured_channel is null));

create function forget_assurance() returns trigger language plpgsql as $$
begin
  new.assured_at := null;
  new.assured_channel := null;
  return new;
end
$$;

create trigger forget_assurance before update of during, counter_id on appointment for each row
  when (old.assured_at is not null and old.during is distinct from new.during)
  execute function forget_assurance();

alter table appointment_event drop constraint appointment_event_what;
alter table appointment_event
  add constraint appointment_event_what check (what in ('booked', 'moved', 'assured', 'cancelled', 'arrived', 'served', 'noShow', 'undone', 'handedOver', 'contactChanged', 'contactErased'));
