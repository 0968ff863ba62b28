-- How a queue shares out its callers is the operator's to say (R2.3): which of several free agents is rung, how well an
-- agent has to know what is needed, and what is asked less the longer a caller waits. What stood before said nothing
-- of it, which was the longest idle agent and no widening; that stays what a queue does unless it says otherwise.

set local search_path to uenarocanje, public;

alter table queue
  add column strategy text not null default 'longestIdle',
  add column priority integer not null default 0,
  add column minimum_level integer not null default 1,
  add column widening jsonb not null default '[]',  -- [{"afterSeconds": 60, "minimumLevel": 1, "without": ["ue:litija"]}]
  add column last_agent_hours integer not null default 0,
  add constraint queue_strategy check (strategy in ('longestIdle', 'leastCalls', 'roundRobin', 'ringAll')),
  add constraint queue_priority check (priority between -100 and 100),
  add constraint queue_minimum_level check (minimum_level between 1 and 10),
  add constraint queue_widening check (jsonb_typeof(widening) = 'array'),
  add constraint queue_last_agent_hours check (last_agent_hours between 0 and 720);
