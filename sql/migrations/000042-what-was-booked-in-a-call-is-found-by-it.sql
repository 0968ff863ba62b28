-- A call's page and the console tell which visits were booked in it, also those that an agent began in the call and the
-- citizen finished later; most bookings belong to no call.

set local search_path to uenarocanje, public;

create index booking_call on booking (call_id) where call_id is not null;
