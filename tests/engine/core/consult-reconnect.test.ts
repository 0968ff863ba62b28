import test from 'ava';
import type { Command } from '../../../engine/core/commands.ts';
import type { AgentId, CallId, LegId, PhoneUser } from '../../../engine/core/ids.ts';
import { Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const callId = 'a' as CallId;
const caller = 'leg-a' as LegId;

/** Agent 1 talks with the caller; agent 2 is ready. */
function talking(): Simulation {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(20_000);
  line.atWork('agent2', { kind: 'answers', afterMs: 3_000 });
  return line;
}

const ask = (line: Simulation, type: 'ConsultAgent' | 'ReturnToCaller') =>
  line.command({ type, agentId: agent1, callId, asked: 'agent2' } as Command);

/** Who hears whom, a bridge a row. */
const heard = (line: Simulation) =>
  [...line.bridges.values()]
    .filter((legs) => legs.size > 0)
    .map((legs) => [...legs].sort().join(' + '))
    .sort();

test('[R2.6] [R9.2] a new connection while the colleague’s phone rings: the agent hears it ring on, and the question goes on', (t) => {
  for (const back of ['connected anew', 'handed back by the plan'] as const) {
    const line = talking();
    ask(line, 'ConsultAgent');
    line.pass(1_000);
    const ring = line.effects.findLast((effect) => effect.type === 'RingPhone');
    const tone = ring?.type === 'RingPhone' ? ring.heardBy?.playbackId : undefined;
    const before = line.effects.length;
    if (back === 'connected anew') line.restart(['101', '102'] as PhoneUser[]);
    else line.leaveToPlan(caller);
    line.pass(back === 'connected anew' ? 500 : 2_000 - 50);
    const cut = () =>
      line.effects.slice(before).some((effect) => effect.type === 'StopPlayback' && effect.playbackId === tone);
    t.false(cut(), back);
    line.pass(3_000);
    t.true(cut(), 'and no more when they talk');
    t.deepEqual(heard(line), ['a-o1-leg + a-o2-leg', caller], back);
    ask(line, 'ReturnToCaller');
    line.hangUp(caller);
    line.pass(90_000);
    t.like(line.cdr('a'), { outcome: 'answered', agentId: agent1 });
    t.is(line.world.consults.size + line.bridges.size, 0);
    t.deepEqual(line.unexpected, []);
  }
});
