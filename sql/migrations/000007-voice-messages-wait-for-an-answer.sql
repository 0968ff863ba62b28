-- Callers whom nobody could serve leave a voice message (R1.7, R1.10). It is a recording like others, encrypted and
-- kept as long as they are; this table says who has to answer it, and who did and how. It is written from the journal,
-- in the same transaction as the events that tell of it.

set local search_path to uenarocanje, public;

create table voice_message (
  id text primary key,                       -- the recording's
  call_id text not null,
  queue_id text,                             -- whose agents answer it
  left_at timestamptz not null,
  seconds numeric not null,
  closed_at timestamptz,
  closed_by text,                            -- null: the operator at the command line
  answer text,
  notes text not null default '',
  constraint voice_message_answer check (answer in ('calledBack', 'notReached', 'notNeeded')),
  constraint voice_message_closed check ((closed_at is null) = (answer is null))
);
create index voice_message_open on voice_message (left_at) where closed_at is null;
create index voice_message_left on voice_message (left_at desc);

-- Who called is read with the call; the agent's notes tell of a person too and go with the rest (R9.3).
create view voice_message_list as
select
  voice_message.id,
  voice_message.call_id,
  voice_message.queue_id,
  queue.name as queue_name,
  voice_message.left_at,
  voice_message.seconds,
  voice_message.closed_at,
  voice_message.closed_by,
  app_user.name as closed_by_name,
  voice_message.answer,
  voice_message.notes,
  call.caller_number,
  call.language,
  recording.file
from voice_message
left join call on call.id = voice_message.call_id
left join queue on queue.id = voice_message.queue_id
left join app_user on app_user.id = voice_message.closed_by
left join recording on recording.id = voice_message.id and recording.deleted_at is null;
