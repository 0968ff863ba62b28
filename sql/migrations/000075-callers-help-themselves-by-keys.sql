-- A caller may be served by keys alone (R1.5): hear the first free slots of a service, cancel a visit or confirm that
-- they will come. Such a call is neither answered by a human nor lost, so it has an outcome of its own; and each thing
-- that a caller was served with stands for itself, because reports count waiting times told and visits cancelled, not
-- calls in which it happened. The lists that callers choose from carry the names of services: when those change, the
-- line must hear of it as of any other part of its configuration.

set local search_path to uenarocanje, public;

alter table call
  drop constraint call_outcome,
  add constraint call_outcome check (
    case direction
      when 'inbound' then outcome in ('answered', 'abandoned', 'callback', 'voiceMessage', 'selfServed', 'closed', 'refused', 'failed')
      else outcome in ('answered', 'notReached', 'withdrawn', 'failed')
    end
  );

create table call_self_service (
  call_id text not null references call (id) on delete cascade,
  ordinal integer not null,
  at timestamptz not null,
  kind text not null,
  service_id text,                           -- of which waiting times were told
  location_id text,                          -- null: of all places
  appointment_id bigint,                     -- what was cancelled or confirmed; the visit may be erased since
  primary key (call_id, ordinal),
  constraint call_self_service_kind check (kind in ('waitingTime', 'cancelled', 'confirmed')),
  constraint call_self_service_of check ((kind = 'waitingTime') = (appointment_id is null) and (kind <> 'waitingTime' or service_id is not null))
);
create index call_self_service_at on call_self_service (at);

create trigger announce after insert or update of name, retired_at or delete or truncate on service for each statement execute function announce_configuration();
