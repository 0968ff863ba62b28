-- The engine's journal arrives here in order, exactly once: `sequence` is its own number, and what was shipped
-- is what stands here. Calls, agent states and recordings are written in the same transaction as the events
-- that they come from, so that none can be there without the other (DESIGN: one journal, many readings).

set local search_path to uenarocanje, public;

create table journal_event (
  sequence bigint primary key,
  at timestamptz not null,
  type text not null,
  call_id text,
  event jsonb not null,
  facts jsonb not null default '[]',
  personal boolean not null default false    -- tells of a person; retention takes that out and says so here (R9.3)
);
create index journal_event_call on journal_event (call_id, sequence) where call_id is not null;
create index journal_event_at on journal_event (at);
create index journal_event_personal on journal_event (at) where personal;

-- One row a call (R2.10): what reports ask for as columns, the whole record beside it.
create table call (
  id text primary key,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  caller_number text,
  called_number text not null,
  trunk text not null,
  outcome text not null,
  language text,
  consent text,
  queue_id text,
  queued_at timestamptz,                     -- first arrival in a queue: from here runs the wait
  human_answered_at timestamptz,
  talk_ended_at timestamptz,
  wrap_up_ended_at timestamptz,
  agent_id text,
  disposition text,
  hang_up_side text,
  hang_up_cause integer,
  wait_ms bigint,                            -- queue arrival to human answer, or to the end if there was none
  talk_ms bigint,
  wrap_up_ms bigint,
  offer_count integer not null,
  recording_id text,
  closed boolean not null,                   -- wrap-up is over too
  cdr jsonb not null,
  person_erased_at timestamptz,              -- since then nothing here tells who called (R9.3)
  constraint call_outcome check (outcome in ('answered', 'abandoned', 'callback', 'voiceMessage', 'closed', 'refused', 'failed')),
  constraint call_order check (started_at <= ended_at),
  constraint call_answered check ((outcome = 'answered') = (human_answered_at is not null)),
  constraint call_answered_by check (human_answered_at is null or agent_id is not null),
  constraint call_person_erased check (person_erased_at is null or caller_number is null)
);
create index call_started on call (started_at, id);
create index call_personal on call (started_at) where person_erased_at is null;
create index call_caller on call (caller_number, started_at desc) where caller_number is not null;
create index call_agent on call (agent_id, started_at desc) where agent_id is not null;

create table agent_state_change (
  sequence bigint not null,
  ordinal integer not null,                  -- the fact's place within its event
  at timestamptz not null,
  agent_id text not null,
  session_id text not null,
  from_state text not null,
  to_state text not null,
  reason text,
  call_id text,
  primary key (sequence, ordinal)
);
create index agent_state_change_agent on agent_state_change (agent_id, at);

create table recording (
  id text primary key,
  call_id text not null,
  started_at timestamptz not null,
  seconds numeric not null,
  file text,                                 -- name in the recordings folder; null once deleted
  deleted_at timestamptz,
  constraint recording_deleted check ((file is null) = (deleted_at is not null))
);
create index recording_started on recording (started_at) where deleted_at is null;
create index recording_call on recording (call_id);

-- Takes out of an event, a fact or a CDR what tells who called and what was noted about them; all else stays, so that
-- what was counted from it before is counted the same after (R9.3).
create function without_person(document jsonb) returns jsonb language sql immutable strict parallel safe as $$
  select case jsonb_typeof(document)
    when 'array' then coalesce((select jsonb_agg(without_person(element) order by place) from jsonb_array_elements(document) with ordinality as it (element, place)), '[]')
    when 'object' then coalesce(
      (
        select jsonb_object_agg(
          key,
          case
            when key = 'callerNumber' then 'null'
            when key in ('notes', 'nextStep') then '""'
            when key in ('cdr', 'command') then without_person(value)
            else value
          end
        )
        from jsonb_each(document)
      ),
      '{}'
    )
    else document
  end
$$;

-- The list of calls as people and exports read it: tables may change, this view keeps its columns.
create view call_list as
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
  recording.seconds as recording_seconds
from call
left join queue on queue.id = call.queue_id
left join app_user on app_user.id = call.agent_id
left join disposition on disposition.key = call.disposition
left join recording on recording.id = call.recording_id and recording.deleted_at is null;

create table report (
  id bigint generated always as identity primary key,
  kind text not null,
  period_start date not null,
  period_end date not null,                  -- exclusive
  made_at timestamptz not null default now(),
  made_by text,                              -- null: the nightly job
  pdf bytea not null,
  mailed_at timestamptz,
  constraint report_kind check (kind in ('month', 'period', 'year')),
  constraint report_period check (period_start < period_end)
);
create index report_period on report (period_start, made_at desc);
