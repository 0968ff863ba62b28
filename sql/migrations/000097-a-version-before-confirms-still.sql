-- 000088 gave the confirmation two more arguments and took the old form away. But web processes of the version before run
-- on while a new one migrates, and asked for the old form until they were started anew: nobody could confirm a booking
-- by them. The old form is here again. It does not say what its page showed, so whatever is held is confirmed.

set local search_path to uenarocanje, public;

create function confirm_booking(
  of_key bytea, of_booking bigint, reference_numbers text[], of_name text, of_email text, of_phone text, of_note text,
  read boolean, consent text, of_channel text, by_user text, in_call text, at timestamptz, of_link bytea,
  out outcome text, out booking_id bigint, out visits jsonb
) language sql set search_path = uenarocanje, public as $$
  select * from confirm_booking(of_key, of_booking, cast(null as integer[]), cast(null as timestamptz[]), reference_numbers,
    of_name, of_email, of_phone, of_note, read, consent, of_channel, by_user, in_call, at, of_link)
$$;
