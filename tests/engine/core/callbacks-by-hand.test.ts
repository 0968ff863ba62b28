import test from 'ava';
import type { AgentId, CallbackId, CallId, LegId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { agreed, citizen, dialled, lives, minutes } from './callback-story.ts';
import { callbackRules, withCallbacks } from './simulated-line.ts';
import { Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const callbackId = 'a-cb' as CallbackId;
const again = (line: Simulation) => line.command({ type: 'RetryCallback', callbackId, notes: 'odzivnik' });

/** The agent is put through, and an answering machine says its words. */
function machineAnswers(tries = callbackRules.tries): Simulation {
  const line = new Simulation(withCallbacks(1, { tries }));
  line.outside.set(citizen, { kind: 'answers', afterMs: 2_000 });
  agreed(line);
  line.pass(minutes(3));
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.pass(10_000);
  return line;
}

test('[R1.11] an answering machine: the agent says so, the call is over, and it is tried again by the schedule', (t) => {
  const line = machineAnswers();
  t.is(presentAgent(line.world, agent1, line.at)?.call?.callback?.stage, 'talking');
  t.deepEqual(again(line), { ok: true });
  line.pass(1_000);
  t.is(line.world.agents.get(agent1)?.state, 'wrapUp');
  t.like(lives(line).at(-1), { state: 'owed', notes: 'odzivnik', dueAt: line.at - 1_000 + minutes(30) });
  t.deepEqual(
    lives(line)
      .at(-1)
      ?.tries.map(({ result }) => result),
    ['notThePerson'],
  );
  t.like(line.cdr('a-cb-a1'), { outcome: 'answered', hangUpSide: 'agent' });
  line.pass(minutes(29));
  t.is(dialled(line).length, 1);
  line.outside.set(citizen, { kind: 'answers', afterMs: 2_000, talksMs: 20_000 });
  line.pass(minutes(3));
  t.is(dialled(line).length, 2);
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
  t.is(line.world.calls.size + line.world.callbacks.size + line.world.keptCallbacks.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] said while it is written up: what counted as kept is owed again; afterwards it is too late', (t) => {
  const line = machineAnswers();
  line.hangUp('a-cb-a1-leg' as LegId);
  line.pass(1_000);
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'reached' });
  t.is(presentAgent(line.world, agent1, line.at)?.call?.callback?.stage, 'over');
  t.deepEqual(again(line), { ok: true });
  t.like(lives(line).at(-1), { state: 'owed' });
  t.deepEqual(again(line), { ok: true }, 'and once more by hand');
  t.deepEqual(
    lives(line)
      .at(-1)
      ?.tries.map(({ callId, result }) => [callId, result]),
    [
      ['a-cb-a1', 'notThePerson'],
      [null, 'noAnswer'],
    ],
  );
  const kept = machineAnswers();
  kept.hangUp('a-cb-a1-leg' as LegId);
  kept.pass(minutes(2));
  t.deepEqual(again(kept), { ok: false, refusal: 'unknownCallback' });
  for (const one of [line, kept]) t.deepEqual(one.unexpected, []);
});

test('[R1.11] somebody else is owed a call at that number by now, or it was the last try', (t) => {
  const line = machineAnswers();
  line.hangUp('a-cb-a1-leg' as LegId);
  line.pass(1_000);
  const added = {
    type: 'AddCallback',
    callerNumber: citizen,
    queueId: 'narocanje' as never,
    language: 'sl',
    notes: '',
  } as const;
  t.deepEqual(line.command(added), { ok: true });
  t.deepEqual(again(line), { ok: false, refusal: 'callbackOpen' });

  const last = machineAnswers(1);
  t.deepEqual(again(last), { ok: true });
  last.pass(minutes(2));
  t.like(lives(last).at(-1), { state: 'closed', outcome: 'notReached', closedBy: 'operator' });
  t.is(last.world.callbacks.size + last.world.callbackOfNumber.size + last.world.keptCallbacks.size, 0);
  for (const one of [line, last]) t.deepEqual(one.unexpected, []);
});

test('[R1.11] who has not dialled yet: a try by hand counts, and whoever stands in the line leaves it', (t) => {
  const line = new Simulation(withCallbacks(1, { tries: 2 }));
  agreed(line);
  line.pass(minutes(3));
  t.is(lives(line).at(-1)?.state, 'waiting');
  t.deepEqual(again(line), { ok: true });
  t.like(lives(line).at(-1), { state: 'owed', dueAt: line.at + minutes(30) });
  t.is(line.world.calls.get('a-cb-a1' as CallId), undefined, 'nobody stands in the line for it');
  t.deepEqual(again(line), { ok: true });
  t.like(lives(line).at(-1), { state: 'closed', outcome: 'notReached' });
  t.deepEqual(again(line), { ok: false, refusal: 'unknownCallback' });
  t.deepEqual(dialled(line), []);
  t.deepEqual(line.unexpected, []);
});

test('[R1.11] [R2.6] the talk of a colleague is not ended, nor that of whoever calls in', (t) => {
  const line = machineAnswers();
  const ask = (userId: string, role: string) => {
    const commandId = `by-${userId}` as never;
    const command = { type: 'RetryCallback', callbackId, notes: '' } as const;
    line.happen({
      type: 'CommandReceived',
      at: line.at,
      commandId,
      by: { kind: 'person', userId, role },
      command,
      sessionId: 's' as never,
    });
    return line.answers.get(commandId);
  };
  t.deepEqual(ask('agent2', 'agent'), { ok: false, refusal: 'callbackBusy' });
  t.deepEqual(ask('narocnik', 'client'), { ok: false, refusal: 'notAllowed' });
  t.is(line.world.agents.get(agent1)?.state, 'talking');
  t.deepEqual(ask('agent1', 'agent'), { ok: true });
  t.deepEqual(line.unexpected, []);
});
