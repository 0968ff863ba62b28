import type { Knex } from 'knex';
import { callsOfPeriod, type LocalDays, rowsOf } from './calls-of-period.ts';

/** Milliseconds that one agent spent in each state within the period. */
export type AgentOccupancy = {
  readonly agentId: string;
  /** All states but signed out. */
  readonly signedInMs: number;
  readonly readyMs: number;
  readonly offeredMs: number;
  /** Talking, holds included. */
  readonly talkingMs: number;
  readonly wrapUpMs: number;
  readonly pausedMs: number;
  /** Calls of the period that this agent talked in; a transferred call counts for each of its agents. */
  readonly answered: number;
};

/**
 * Each change of state holds until the agent's next one. What began before the period or lasts beyond it is cut at
 * its bounds; a state that still lasts ends at `asOf`. Agents who were not signed in and answered nothing are not
 * among the rows.
 */
export async function measureOccupancy(db: Knex, days: LocalDays, asOf: Date): Promise<AgentOccupancy[]> {
  return await rowsOf<AgentOccupancy>(
    db,
    `with ${callsOfPeriod},
     bounds as (
       select cast(:from as timestamp) at time zone 'Europe/Ljubljana' as starts,
              least(cast(:to as timestamp) at time zone 'Europe/Ljubljana', cast(:asOf as timestamptz)) as ends
     ),
     agents as (
       select distinct agent_id from uenarocanje.agent_state_change
     ),
     changes as (
       select change.*
         from bounds, uenarocanje.agent_state_change as change
        where change.at >= bounds.starts and change.at < bounds.ends
       union all
       select before.*
         from bounds
        cross join agents
        cross join lateral (
          select * from uenarocanje.agent_state_change as change
           where change.agent_id = agents.agent_id and change.at < bounds.starts
           order by change.at desc, change.sequence desc, change.ordinal desc
           limit 1
        ) as before
     ),
     spans as (
       select agent_id, to_state,
              greatest(at, starts) as began,
              coalesce(lead(at) over (partition by agent_id order by at, sequence, ordinal), ends) as ended
         from changes, bounds
     ),
     times as (
       select agent_id, to_state, round(extract(epoch from ended - began) * 1000) as ms from spans where ended > began
     ),
     sums as (
       select agent_id,
              sum(ms) filter (where to_state <> 'signedOut') as signed_in,
              sum(ms) filter (where to_state = 'ready') as ready,
              sum(ms) filter (where to_state = 'offered') as offered,
              sum(ms) filter (where to_state in ('talking', 'onHold')) as talking,
              sum(ms) filter (where to_state = 'wrapUp') as wrap_up,
              sum(ms) filter (where to_state = 'paused') as paused
         from times
        group by agent_id
     ),
     answers as (
       select call_talk.agent_id, count(distinct call_talk.call_id) as answered
         from calls
         join uenarocanje.call_talk on call_talk.call_id = calls.id
        where calls.outcome = 'answered'
        group by call_talk.agent_id
     )
     select agent_id as "agentId",
            cast(coalesce(signed_in, 0) as double precision) as "signedInMs",
            cast(coalesce(ready, 0) as double precision) as "readyMs",
            cast(coalesce(offered, 0) as double precision) as "offeredMs",
            cast(coalesce(talking, 0) as double precision) as "talkingMs",
            cast(coalesce(wrap_up, 0) as double precision) as "wrapUpMs",
            cast(coalesce(paused, 0) as double precision) as "pausedMs",
            cast(coalesce(answered, 0) as integer) as answered
       from sums
       full join answers using (agent_id)
      where coalesce(signed_in, 0) > 0 or answered > 0
      order by signed_in desc nulls last, agent_id`,
    { ...days, asOf },
  );
}
