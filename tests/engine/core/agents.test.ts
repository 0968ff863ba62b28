import test from 'ava';
import type { AgentId, CallId, LegId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const leg = (id: string) => `leg-${id}` as LegId;

test('[R2.2] pause while it rings withdraws the offer; the caller keeps the place', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'never' });
  line.call({ id: 'a', atMs: 0 });
  line.pass(15_000);
  t.deepEqual(line.command({ type: 'Pause', agentId: agent1, reason: 'malica' }), { ok: true });
  line.atWork('agent2', { kind: 'answers', afterMs: 100, talksMs: 1_000 });
  line.pass(60_000);
  t.deepEqual(
    line.cdr('a').offers.map(({ result }) => result),
    ['agentLeft', 'answered'],
  );
});

test('[R2.2] what is asked for during the talk happens after wrap-up', (t) => {
  for (const [ask, state] of [
    [{ type: 'Pause', agentId: agent1, reason: 'malica' }, 'paused'],
    [{ type: 'SignOut', agentId: agent1 }, 'signedOut'],
  ] as const) {
    const line = new Simulation();
    line.atWork('agent1', { kind: 'answers', afterMs: 100, talksMs: 10_000 });
    line.call({ id: 'a', atMs: 0 });
    line.pass(12_000);
    t.deepEqual(line.command(ask), { ok: true });
    line.pass(60_000);
    t.is(line.world.agents.get(agent1)?.state, state);
  }
});

test('[R2.1] a feature code signs the phone’s agent in; a wrong one is told so', (t) => {
  const line = new Simulation();
  const dial = (code: string, id: string) => {
    const legId = id as LegId;
    line.happen({
      type: 'FeatureCodeDialled',
      at: line.at,
      legId,
      phone: '101' as never,
      code,
      sessionId: id as never,
    });
    line.happen({ type: 'LegAnswered', at: line.at, legId });
    const said = line.effects.findLast((effect) => effect.type === 'PlayUtterances');
    line.happen({
      type: 'PlaybackEnded',
      at: line.at,
      playbackId: said?.type === 'PlayUtterances' ? said.playbackId : ('' as never),
      result: 'finished',
    });
    line.happen({ type: 'LegEnded', at: line.at, legId, cause: 16 });
    return said?.type === 'PlayUtterances' ? said.utterances[0]?.prompt : null;
  };
  t.is(dial('*12', 'f0'), 'agentRefused', 'not signed in yet');
  t.is(dial('*11', 'f1'), 'agentSignedIn');
  t.is(dial('*12', 'f2'), 'agentReady');
  t.is(dial('*131', 'f3'), 'agentPaused');
  t.is(dial('*139', 'f4'), 'agentRefused');
  t.is(dial('*14', 'f5'), 'agentSignedOut');
  t.is(line.world.featureCalls.size, 0);
  t.is(line.world.agents.get(agent1)?.state, 'signedOut');
});

test('[R2.2] who asks for a pause in wrap-up is paused after it, and may take it back', (t) => {
  for (const [takenBack, state] of [
    [false, 'paused'],
    [true, 'ready'],
  ] as const) {
    const line = new Simulation();
    line.atWork('agent1', { kind: 'answers', afterMs: 100, talksMs: 1_000 });
    line.call({ id: 'a', atMs: 0 });
    line.pass(20_000);
    line.command({ type: 'Pause', agentId: agent1, reason: 'malica' });
    t.is(line.world.agents.get(agent1)?.state, 'wrapUp');
    t.deepEqual(presentAgent(line.world, agent1, line.at)?.afterwards, { state: 'paused', reason: 'malica' });
    if (takenBack) line.command({ type: 'BecomeReady', agentId: agent1 });
    t.is(line.world.agents.get(agent1)?.state, 'wrapUp');
    line.command({ type: 'FinishWrapUp', agentId: agent1 });
    t.is(line.world.agents.get(agent1)?.state, state);
  }
});

test('[R2.6] [R2.2] on hold by command: the caller waits with music, and the talk goes on', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 100 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(15_000);
  const callId = 'a' as CallId;
  t.deepEqual(line.command({ type: 'ResumeCaller', agentId: agent1, callId }), { ok: false, refusal: 'notOnHold' });
  t.deepEqual(line.command({ type: 'HoldCaller', agentId: agent1, callId }), { ok: true });
  line.pass(10_000);
  t.is(line.world.agents.get(agent1)?.state, 'onHold');
  t.is([...line.bridges].find(([, legs]) => legs.has(leg('a')))?.[0].slice(-3), '-h1');
  t.deepEqual(line.command({ type: 'ResumeCaller', agentId: agent1, callId }), { ok: true });
  line.pass(1_000);
  t.is([...line.bridges].find(([, legs]) => legs.has(leg('a')))?.[1].size, 2, 'both are in one bridge again');
  line.command({ type: 'HoldCaller', agentId: agent1, callId });
  line.pass(5_000);
  line.hangUp(leg('a'));
  line.pass(60_000);
  const { holds, talkEndedAt } = line.cdr('a');
  t.deepEqual(
    holds.map(({ startedAt, endedAt }) => (endedAt ?? 0) - startedAt),
    [10_000, 5_000],
  );
  t.is(holds[1]?.endedAt, talkEndedAt);
  t.is(line.bridges.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R2.6] on hold by the phone’s own key', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 100 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(15_000);
  const legId = [...line.world.offers.values()][0]?.legId as LegId;
  const before = line.effects.length;
  line.happen({ type: 'LegHeld', at: line.at, legId });
  t.is(line.world.agents.get(agent1)?.state, 'onHold');
  t.is(line.effects.length, before, 'Asterisk plays the music by itself');
  t.deepEqual(line.command({ type: 'ResumeCaller', agentId: agent1, callId: 'a' as CallId }), {
    ok: false,
    refusal: 'notOnHold',
  });
  line.happen({ type: 'LegResumed', at: line.at, legId });
  t.is(line.world.agents.get(agent1)?.state, 'talking');
});
