-- Two engines stand beside each other and one leads (R9.2). The one that was taken over from may wake up later with a
-- part of the journal in its hands. Each engine that begins to lead has a later epoch than the one before, and what comes
-- with an earlier epoch than the last that was seen here is not stored any more.

set local search_path to uenarocanje, public;

create table engine_lead (
  only_one boolean primary key default true constraint engine_lead_is_one_row check (only_one),
  epoch bigint not null,
  since timestamptz not null default now()
);

comment on table engine_lead is 'The latest engine that stored its journal; one row.';
