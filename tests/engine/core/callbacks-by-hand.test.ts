import test from 'ava';
import type { AgentId, CallbackId, CallId, LegId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
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

test('[R1.11] one that is kept until another to its number is closed: closed by hand, once, and counted meanwhile', (t) => {
  /** While the first caller of the number is talked with, a second one was promised a call too. */
  const keptForLater = () => {
    const line = machineAnswers();
    agreed(line, 'b');
    line.pass(minutes(3));
    t.like(lives(line).at(-1), { callbackId: 'b-cb', state: 'owed' });
    t.is(line.world.laterCallbacks.size, 1);
    return line;
  };
  const later = 'b-cb' as CallbackId;
  const close = { type: 'CloseCallback', callbackId: later, outcome: 'cancelled', notes: 'ni več potrebno' } as const;

  const closed = keptForLater();
  const board = (line: Simulation) => presentWallboard(line.world, line.at);
  t.is(board(closed).callbacks.open, 2);
  t.deepEqual(closed.command(close), { ok: true });
  const end = { callbackId: later, state: 'closed', outcome: 'cancelled', closedBy: 'operator' } as const;
  t.like(lives(closed).at(-1), { ...end, notes: 'ni več potrebno' });
  t.is(board(closed).callbacks.open, 1);
  t.deepEqual(closed.command(close), { ok: false, refusal: 'unknownCallback' });
  t.like(lives(closed).at(-1), end, 'recorded once');
  closed.hangUp('a-cb-a1-leg' as LegId);
  closed.pass(minutes(10));
  t.is(dialled(closed).length, 1, 'and nobody is dialled for it');
  t.is(closed.world.callbacks.size + closed.world.laterCallbacks.size, 0);

  const byHand = keptForLater();
  t.deepEqual(byHand.command({ type: 'RetryCallback', callbackId: later, notes: '' }), { ok: true });
  const tries = lives(byHand).at(-1)?.tries ?? [];
  t.deepEqual([tries.length, tries[0]?.callId, tries[0]?.result], [1, null, 'noAnswer']);
  t.like(board(byHand).today, { promises: 2, promisesKept: 2 });
  byHand.hangUp('a-cb-a1-leg' as LegId);
  byHand.pass(minutes(5));
  t.is(dialled(byHand).length, 1, 'not before the hour that the schedule says');
  byHand.pass(minutes(30));
  t.is(dialled(byHand).length, 2);

  const noWayOut = keptForLater();
  const { outbound: _, ...without } = withCallbacks(1);
  noWayOut.happen({ type: 'ConfigurationLoaded', at: noWayOut.at, configuration: without });
  t.is(board(noWayOut).callbacks.failing, 2, 'nobody can be dialled at all');
  for (const line of [closed, byHand, noWayOut]) t.deepEqual(line.unexpected, []);
});
