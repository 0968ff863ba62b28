-- Until now only agents answered. A caller who is put through to a number of the directory has been answered by a human
-- too, though by nobody of ours: the row says where, and the list of calls names it where no agent has a name.

set local search_path to uenarocanje, public;

alter table call
  add column outside_contact_id text,        -- the last number outside at which somebody talked with the caller
  drop constraint call_answered_by,
  add constraint call_answered_by check (human_answered_at is null or agent_id is not null or outside_contact_id is not null);

create or replace view call_list as
select
  call.id,
  call.started_at,
  call.ended_at,
  call.caller_number,
  call.called_number,
  call.outcome,
  call.language,
  call.consent,
  call.queue_id,
  queue.name as queue_name,
  call.queued_at,
  call.human_answered_at,
  call.talk_ended_at,
  call.wrap_up_ended_at,
  call.agent_id,
  coalesce(app_user.name, outside_contact.name) as agent_name,
  call.disposition,
  disposition.name as disposition_name,
  call.hang_up_side,
  call.hang_up_cause,
  call.wait_ms,
  call.talk_ms,
  call.wrap_up_ms,
  call.offer_count,
  call.closed,
  recording.id as recording_id,              -- null once it was deleted
  recording.seconds as recording_seconds,
  call.direction,
  call.callback_id
from call
left join queue on queue.id = call.queue_id
left join app_user on app_user.id = call.agent_id
left join outside_contact on outside_contact.id = call.outside_contact_id
left join disposition on disposition.key = call.disposition
left join recording on recording.id = call.recording_id and recording.deleted_at is null;
