-- A call may end with the promise to call back (R1.10, R1.11). What is owed to whom, how often it was tried and what
-- came of it stands here, written from the journal in the same transaction as everything else that it tells. The calls
-- that the line makes to keep its promises have records like all others; they are told apart by their direction, since
-- everything that is counted of callers counts who called us.

set local search_path to uenarocanje, public;

alter table call
  add column direction text not null default 'inbound',
  add column callback_id text,               -- agreed in this call, or the one that this call was made for
  drop constraint call_outcome,
  add constraint call_direction check (direction in ('inbound', 'outbound')),
  add constraint call_outcome check (
    case direction
      when 'inbound' then outcome in ('answered', 'abandoned', 'callback', 'voiceMessage', 'closed', 'refused', 'failed')
      else outcome in ('answered', 'notReached', 'withdrawn', 'failed')
    end
  ),
  add constraint call_outbound_for_callback check (direction = 'inbound' or callback_id is not null);
create index call_callback on call (callback_id) where callback_id is not null;

create table callback (
  id text primary key,
  caller_number text,                        -- null once it was erased (R9.3)
  queue_id text not null,
  language text not null,
  topic text,
  consent text,
  reason text not null,
  original_call_id text,
  asked_at timestamptz not null,
  ticket_at timestamptz not null,            -- the place in the line
  promised_by timestamptz not null,          -- the first try was promised until then
  state text not null,
  due_at timestamptz,
  first_dialled_at timestamptz,
  tries jsonb not null,
  try_count integer not null,
  closed_at timestamptz,
  outcome text,
  closed_by text,                            -- null: it closed by what happened
  notes text not null,
  person_erased_at timestamptz,
  constraint callback_reason check (reason in ('asked', 'closed', 'lost', 'abandoned', 'byHand')),
  constraint callback_state check (state in ('owed', 'waiting', 'reserved', 'talking', 'callingIn', 'closed')),
  constraint callback_outcome check (outcome in ('reached', 'notReached', 'cancelled', 'handledOtherwise')),
  constraint callback_owed check ((state = 'owed') = (due_at is not null)),
  constraint callback_closed check ((state = 'closed') = (closed_at is not null) and (state = 'closed') = (outcome is not null)),
  constraint callback_tries check (try_count = jsonb_array_length(tries) and (try_count > 0) = (first_dialled_at is not null)),
  constraint callback_person_erased check (person_erased_at is null or caller_number is null)
);
create index callback_open on callback (ticket_at) where state <> 'closed';
create index callback_asked on callback (asked_at desc, id);
create index callback_caller on callback (caller_number) where caller_number is not null;
create index callback_personal on callback (asked_at) where person_erased_at is null and closed_at is not null;

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
  app_user.name as agent_name,
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
left join disposition on disposition.key = call.disposition
left join recording on recording.id = call.recording_id and recording.deleted_at is null;
