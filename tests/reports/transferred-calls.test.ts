import test from 'ava';
import type { AgentId, CallId } from '../../engine/core/ids.ts';
import { step } from '../../engine/core/step.ts';
import { emptyWorld } from '../../engine/core/world.ts';
import { listCalls } from '../../sql/calls/list-calls.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { countOutcomes } from '../../sql/reports/count-outcomes.ts';
import { measureOccupancy } from '../../sql/reports/measure-occupancy.ts';
import { measureTimes } from '../../sql/reports/measure-times.ts';
import { eraseCallers } from '../../sql/retention/erase-callers.ts';
import { withDatabase } from '../database.ts';
import { Simulation } from '../engine/core/simulation.ts';

const agent1 = 'agent1' as AgentId;
const agent2 = 'agent2' as AgentId;
const callId = 'a' as CallId;

/** One call: agent 1 talks for a while and gives it to agent 2, who talks for 20 s; both write it up. */
function transferred(): Simulation {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 2_000 });
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(30_000);
  line.atWork('agent2', { kind: 'answers', afterMs: 4_000, talksMs: 20_000 });
  const describe = { type: 'DescribeCall', callId, disposition: null, nextStep: '' } as const;
  line.command({ ...describe, agentId: agent1, notes: 'prvi zapis' });
  line.command({ type: 'TransferCall', agentId: agent1, callId, to: { kind: 'agent', agentId: agent2 } });
  line.pass(10_000);
  line.command({ ...describe, agentId: agent2, notes: 'drugi zapis' });
  line.pass(120_000);
  return line;
}

test('[R2.6] [R5.3] a transferred call is one answered call, and each of its agents talked', async (t) => {
  const line = transferred();
  const world = emptyWorld();
  const records = line.events.map((event, index) => ({
    sequence: index + 1,
    event,
    facts: step(world, event).facts,
  }));
  const { talks = [], humanAnsweredAt, queueEntries } = line.cdr('a');
  await withDatabase(async (db) => {
    await storeJournalBatch(db, records);
    const days = { from: '2026-11-23', to: '2026-11-24' };
    t.like(await countOutcomes(db, days), { all: 1, answered: 1 });
    const times = await measureTimes(db, days);
    t.is(times.response.sumMs, (humanAnsweredAt ?? 0) - (queueEntries[0]?.ticketAt ?? 0), 'to the first human');
    const talked = talks.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? 0) - startedAt, 0);
    t.is(times.talk.sumMs, talked, 'both talks, without the second ring');
    t.is(times.wrapUp.sumMs, 60_000, 'both agents’ work after it');
    const asOf = new Date(line.at);
    const occupancy = await measureOccupancy(db, days, asOf);
    t.deepEqual(
      occupancy.map(({ agentId, answered, talkingMs, wrapUpMs }) => ({ agentId, answered, talkingMs, wrapUpMs })),
      talks.map(({ agentId, startedAt, endedAt }) => ({
        agentId,
        answered: 1,
        talkingMs: (endedAt ?? 0) - startedAt,
        wrapUpMs: 30_000,
      })),
    );
    for (const agentId of [agent1, agent2])
      t.deepEqual(
        (await listCalls(db, { agentId })).map(({ id }) => id),
        [callId],
        'it stands among the calls of both',
      );
    await eraseCallers(db, line.at, line.at);
    const { cdr } = await db('call').first('cdr');
    t.notRegex(JSON.stringify(cdr), /zapis|41123456/, 'nothing that was noted stays after the retention time');
    const left = await db.raw<{ rows: { facts: unknown }[] }>('select facts, event from journal_event');
    t.notRegex(JSON.stringify(left.rows), /zapis|41123456/);
  });
});
