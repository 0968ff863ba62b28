-- A promise to call back is judged by whether the person's phone rang, or their network said that it is busy or off, and
-- not by our having tried: while nothing can be dialled at all, no promise is kept (R1.11). What stands here from before
-- knows no ring, and is judged by what came of its tries.

set local search_path to uenarocanje, public;

alter table callback add column first_rung_at timestamptz;

update callback
   set first_rung_at = (
     select to_timestamp(min((try ->> 'dialledAt')::numeric) / 1000.0)
       from jsonb_array_elements(tries) as try
      where try ->> 'result' in ('reached', 'busy', 'noAnswer', 'rejected', 'leftEarly', 'notThePerson')
   )
 where try_count > 0;
