-- Opening hours and needed documents are informations that callers choose by keys and hear (R1.4, R1.5): who has heard
-- one and goes was served. They stand beside what callers were served with before, and are about no visit.

set local search_path to uenarocanje, public;

alter table call_self_service
  drop constraint call_self_service_kind,
  drop constraint call_self_service_of,
  add constraint call_self_service_kind check (kind in ('waitingTime', 'cancelled', 'confirmed', 'openingHours', 'documents')),
  add constraint call_self_service_of check (
    (kind in ('cancelled', 'confirmed')) = (appointment_id is not null)
    and (kind <> 'waitingTime' or service_id is not null)
  );
