-- A call that is transferred is talked by several agents, one after the other or together, and each talk is recorded on
-- its own (R2.6, R2.10). The row of the call sums them up; here each talk stands for itself, so that agents are counted
-- and shown with every call that they took. It is written in the same transaction as the call's row.

set local search_path to uenarocanje, public;

create table call_talk (
  call_id text not null references call (id) on delete cascade,
  ordinal integer not null,
  agent_id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  wrap_up_ended_at timestamptz,
  primary key (call_id, ordinal),
  constraint call_talk_order check (ended_at is null or started_at <= ended_at)
);
create index call_talk_agent on call_talk (agent_id, started_at desc);

-- Until now a call had one talk at most.
insert into call_talk (call_id, ordinal, agent_id, started_at, ended_at, wrap_up_ended_at)
select id, 0, agent_id, human_answered_at, greatest(human_answered_at, talk_ended_at), wrap_up_ended_at
from call
where human_answered_at is not null and agent_id is not null;

-- As before, and also what each of several agents noted.
create or replace function without_person(document jsonb) returns jsonb language sql immutable strict parallel safe as $$
  select case jsonb_typeof(document)
    when 'array' then coalesce((select jsonb_agg(without_person(element) order by place) from jsonb_array_elements(document) with ordinality as it (element, place)), '[]')
    when 'object' then coalesce(
      (
        select jsonb_object_agg(
          key,
          case
            when key = 'callerNumber' then 'null'
            when key in ('notes', 'nextStep') then '""'
            when key in ('cdr', 'command', 'descriptions') then without_person(value)
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
