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
  facts jsonb not null default '[]'
);
create index journal_event_call on journal_event (call_id, sequence) where call_id is not null;
create index journal_event_at on journal_event (at);

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
  constraint call_outcome check (outcome in ('answered', 'abandoned', 'callback', 'voiceMessage', 'closed', 'refused', 'failed')),
  constraint call_order check (started_at <= ended_at),
  constraint call_answered check ((outcome = 'answered') = (human_answered_at is not null)),
  constraint call_answered_by check (human_answered_at is null or agent_id is not null)
);
create index call_started on call (started_at);
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
