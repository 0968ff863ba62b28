-- A queue that alone does not serve its callers in time says what is done then (R1.10): agents of another queue help
-- out, or a callback or a voice message is offered. Rules are data, because only experience tells the right ones; a
-- queue without any does what it did before.

set local search_path to uenarocanje, public;

alter table queue
  -- [{"name": "dolgo čakanje", "when": {"kind": "waited", "seconds": 300}, "action": {"kind": "otherGroup", "queue": "splosno"}}]
  add column overflow jsonb not null default '[]',
  add constraint queue_overflow check (jsonb_typeof(overflow) = 'array');
