-- What is kept how long is a rule, and that a rule runs must be seen (R9.3): each run of each rule says when it was and
-- how much it took. Numbers only, nothing of what was deleted.

set local search_path to uenarocanje, public;

create table retention_run (
  id bigint generated always as identity primary key,
  rule text not null,
  ran_at timestamptz not null,
  took integer not null,
  constraint retention_run_rule check (rule in ('visitors', 'messages', 'recordings', 'callers', 'audit', 'sessions')),
  constraint retention_run_took check (took >= 0)
);
create index retention_run_newest on retention_run (rule, ran_at desc);
