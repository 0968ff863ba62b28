-- The job queue is nearly empty most of the time, and whoever plans a question to it then plans to read all of it. A
-- connection keeps that plan while the queue grows: with two thousand reminders waiting, looking for the job of one
-- message took more than writing everything that a booking tells. So jobs are added and removed through functions of
-- ours, in which plans are made for the index of keys, and all jobs of a statement are added at once.

set local search_path to uenarocanje, public;

-- The jobs that bring messages out, each at its time, or moved there when they stand already. Answers how many; null
-- and an empty list: none.
create function add_message_jobs(messages text[], at timestamptz[], task text, most_tries integer) returns integer language plpgsql
set enable_seqscan = off as $$
begin
  if coalesce(cardinality(messages), 0) = 0 then return 0; end if;
  perform graphile_worker.add_jobs(array(
    select cast(row(
      task, json_build_object('id', message), null, run_at, most_tries, 'message:' || message, null, null
    ) as graphile_worker.job_spec)
    from unnest(messages, at) as asked (message, run_at)
  ));
  return cardinality(messages);
end $$;

-- Takes the job of a message away. One that is being done stays, and is not tried again.
create function remove_message_job(message text) returns void language plpgsql
set enable_seqscan = off as $$
begin
  perform graphile_worker.remove_job('message:' || message);
end $$;
