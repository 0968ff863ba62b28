import test from 'ava';
import type { AgentId, CallId, LegId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const leg = (id: string) => `leg-${id}` as LegId;

test('[R1.2] [R1.8] [R2.8] [R2.10] a call is answered, recorded and wrapped up', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 3_000, talksMs: 60_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(90_000);
  line.command({
    type: 'DescribeCall',
    agentId: agent1,
    callId: 'a' as CallId,
    disposition: 'narocanje',
    notes: 'potni list',
    nextStep: '',
  });
  t.is(line.cdr('a').outcome, 'answered');
  t.is(line.cdr('a').disposition, null, 'the record of the ended call does not know the wrap-up yet');
  line.command({ type: 'FinishWrapUp', agentId: agent1 });
  const cdr = line.cdr('a');
  t.like(cdr, {
    consent: 'given',
    language: 'sl',
    languageBy: 'default',
    hangUpSide: 'agent',
    hangUpCause: 16,
    disposition: 'narocanje',
    notes: 'potni list',
  });
  t.deepEqual(
    cdr.flowPath.map(({ node }) => node),
    ['language', 'hours', 'consent', 'queue'],
  );
  t.deepEqual(
    cdr.prompts.map(({ prompt, complete }) => [prompt, complete]),
    [
      ['welcome', true],
      ['languageHint', true],
      ['consent', true],
      ['connecting', true],
    ],
  );
  const [entry] = cdr.queueEntries;
  t.is((cdr.humanAnsweredAt ?? 0) - (entry?.queuedAt ?? 0), 3_005, 'the wait runs from the queue to the human answer');
  t.is(cdr.offers.length, 1);
  t.is(cdr.offers[0]?.result, 'answered');
  t.true(Math.abs((cdr.recordingSeconds ?? 0) - 60) < 0.1);
  t.truthy(cdr.wrapUpEndedAt);
  t.is(line.world.calls.size, 0);
  t.is(line.world.legs.size, 0);
  t.is(line.world.entries.size, 0);
  t.is(line.world.offers.size, 0);
  t.deepEqual(line.unexpected, []);
  t.is(line.bridges.size, 0, 'no bridge is left');
});

test('[R1.2] key 9 refuses recording and the call goes on unrecorded', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.call({ id: 'a', atMs: 0, keys: [{ atMs: 7_500, digit: '9' }] });
  line.pass(60_000);
  t.like(line.cdr('a'), { outcome: 'answered', consent: 'refused', recordingId: null });
  t.false(line.effects.some(({ type }) => type === 'StartRecording'));
});

test('[R2.8] a recording of which the stop is answered late, or never, is kept as it ended', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 20_000 });
  line.fails = (effect) => (effect.type === 'StopRecording' ? 0 : null);
  line.call({ id: 'a', atMs: 0 });
  line.pass(120_000);
  const cdr = line.cdr('a');
  t.true(Math.abs((cdr.recordingSeconds ?? 0) - 20) < 1);
  t.true(line.effects.some(({ type }) => type === 'SealRecording'));
  t.is(line.world.recordings.size, 0);
});

test('[R1.2] who could not hear the consent prompt to its end has not consented', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  line.fails = (effect) =>
    effect.type === 'PlayUtterances' && effect.utterances.some(({ prompt }) => prompt === 'consent') ? 500 : null;
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  t.like(line.cdr('a'), { outcome: 'answered', consent: 'refused', recordingId: null });
});

test('[R1.3] key 2 chooses English, and only an agent who speaks it is rung', (t) => {
  const base = configurationOf(2);
  const agents = base.agents.map((agent) =>
    agent.id === 'agent1' ? { ...agent, skills: agent.skills.filter(({ skill }) => skill !== 'jezik:en') } : agent,
  );
  const line = new Simulation({ ...base, agents });
  line.atWork('agent1');
  line.atWork('agent2', { kind: 'answers', afterMs: 500, talksMs: 1_000 });
  line.call({ id: 'a', atMs: 1_000, keys: [{ atMs: 500, digit: '2' }] });
  line.pass(60_000);
  t.like(line.cdr('a'), { language: 'en', languageBy: 'key', agentId: 'agent2' });
});

test('[R1.1] an unknown number is refused with cause 1 and recorded', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0, to: '015550000' });
  line.pass(1_000);
  t.like(line.cdr('a'), { outcome: 'refused', hangUpCause: 1, hangUpSide: 'line', responderAnsweredAt: null });
  t.false(line.effects.some(({ type }) => type === 'AnswerLeg'));
});

test('[R1.6] [R1.7] out of hours the next opening is spoken', (t) => {
  const sundayEvening = (mondayAtTen - 15 * 3_600_000) as typeof mondayAtTen;
  const line = new Simulation(configurationOf(1), sundayEvening);
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  const opensAt = Date.parse('2026-11-23T08:00:00+01:00');
  t.like(line.cdr('a'), { outcome: 'closed', closedReason: 'hours', consent: null });
  const closed = line.effects.find(
    (effect) => effect.type === 'PlayUtterances' && effect.utterances[0]?.prompt === 'closedUntil',
  );
  t.is(closed?.type === 'PlayUtterances' && closed.utterances[0]?.values.opensAt, opensAt);
});

test('[R1.6] a caller who is queued at closing time is still served', (t) => {
  const justBeforeClosing = Date.parse('2026-11-23T17:59:30+01:00') as typeof mondayAtTen;
  const line = new Simulation(configurationOf(1), justBeforeClosing);
  line.call({ id: 'a', atMs: 0 });
  line.pass(120_000);
  t.false(presentWallboard(line.world, line.at).line.open);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 1_000 });
  line.pass(60_000);
  t.is(line.cdr('a').outcome, 'answered');
});

test('[R2.9] a supervisor opens and closes the line until a time', (t) => {
  const sundayEvening = (mondayAtTen - 15 * 3_600_000) as typeof mondayAtTen;
  const line = new Simulation(configurationOf(1), sundayEvening);
  t.deepEqual(line.command({ type: 'OpenLine', until: line.at }), { ok: false, refusal: 'instantPassed' });
  t.deepEqual(line.command({ type: 'OpenLine', until: (line.at + 60_000) as typeof mondayAtTen }), { ok: true });
  t.true(presentWallboard(line.world, line.at).line.open);
  line.pass(60_001);
  t.false(presentWallboard(line.world, line.at).line.open);
  line.command({ type: 'CloseLine', until: (line.at + 60_000) as typeof mondayAtTen });
  t.is(presentWallboard(line.world, line.at).line.closedReason, 'supervisor');
});

test('[R2.10] abandoned while waiting', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0, hangsUpAfterMs: 40_000 });
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'abandoned', hangUpSide: 'caller', humanAnsweredAt: null });
  t.is(cdr.queueEntries[0]?.leftBecause, 'abandoned');
  t.is(line.world.timers.size, 1, 'only the timer of the opening hours is left');
  t.is(line.bridges.size, 0);
});

test('[R2.2] caller hangs up while the agent rings: the agent is ready again, as long idle as before', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'never' });
  const idleSince = line.at;
  line.call({ id: 'a', atMs: 0, hangsUpAfterMs: 20_000 });
  line.pass(25_000);
  t.is(line.cdr('a').outcome, 'abandoned');
  t.is(line.cdr('a').offers[0]?.result, 'callerLeft');
  const session = line.world.agents.get(agent1);
  t.is(session?.state, 'ready');
  t.is(session?.state === 'ready' && session.idleSince, idleSince);
});

test('[R2.2] caller hangs up in the instant in which the agent answers', (t) => {
  for (const first of ['caller', 'agent'] as const) {
    const line = new Simulation();
    line.atWork('agent1', { kind: 'never' });
    line.call({ id: 'a', atMs: 0 });
    line.pass(15_000);
    const offerLeg = [...line.world.offers.values()][0]?.legId as LegId;
    const answers = () => line.happen({ type: 'LegAnswered', at: line.at, legId: offerLeg });
    if (first === 'caller') {
      line.hangUp(leg('a'));
      answers();
    } else {
      answers();
      line.hangUp(leg('a'));
    }
    line.pass(60_000);
    t.is(line.cdr('a').outcome, first === 'caller' ? 'abandoned' : 'answered');
    t.is(line.world.agents.get(agent1)?.state, 'ready');
    t.deepEqual(line.unexpected, []);
    t.is(line.world.legs.size, 0);
    t.is(line.bridges.size, 0);
  }
});

test('[R2.2] the first agent does not answer: paused, and the second answers the caller who kept the first place', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'never' });
  line.pass(1_000);
  line.atWork('agent2', { kind: 'answers', afterMs: 2_000, talksMs: 10_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  const cdr = line.cdr('a');
  t.deepEqual(
    cdr.offers.map(({ agentId, result }) => [agentId, result]),
    [
      ['agent1', 'noAnswer'],
      ['agent2', 'answered'],
    ],
  );
  t.like(line.world.agents.get(agent1), { state: 'paused', reason: 'noAnswer' });
});

test('[R2.2] a busy, rejecting or unreachable phone pauses its agent with that reason', (t) => {
  for (const [behaviour, reason] of [
    [{ kind: 'busy', afterMs: 100 }, 'busy'],
    [{ kind: 'rejects', afterMs: 100 }, 'rejected'],
    [{ kind: 'refused' }, 'unreachable'],
  ] as const) {
    const line = new Simulation();
    line.fails = (effect) => (effect.type === 'RingPhone' && behaviour.kind === 'refused' ? 500 : null);
    line.atWork('agent1', behaviour);
    line.call({ id: 'a', atMs: 0 });
    line.pass(30_000);
    t.like(line.world.agents.get(agent1), { state: 'paused', reason });
    t.is([...line.world.entries.values()][0]?.state, 'waiting');
    t.deepEqual(line.unexpected, []);
  }
});

test('[R1.8] [R2.4] ten callers and two agents: served in the order of arrival', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 20_000 });
  line.atWork('agent2', { kind: 'answers', afterMs: 1_500, talksMs: 25_000 });
  const ids = Array.from({ length: 10 }, (_, index) => `c${index}`);
  for (const [index, id] of ids.entries()) line.call({ id, atMs: index * 300 });
  line.pass(15 * 60_000);
  const answered = ids.map((id) => line.cdr(id)).sort((a, b) => (a.humanAnsweredAt ?? 0) - (b.humanAnsweredAt ?? 0));
  t.deepEqual(
    answered.map(({ callId }) => callId as string),
    ids,
  );
  t.is(answered[4]?.queueEntries[0]?.estimates[0]?.position, 4, 'one phone rings and two wait before the fifth');
  const { today } = presentWallboard(line.world, line.at);
  t.like(today, { offered: 10, answered: 10, abandoned: 0 });
  t.deepEqual(line.unexpected, []);
});

test('[R2.8] recording is paused and goes on', (t) => {
  const line = new Simulation();
  line.atWork('agent1', { kind: 'answers', afterMs: 100 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(15_000);
  const pause = { agentId: agent1, callId: 'a' as CallId };
  t.deepEqual(line.command({ type: 'PauseRecording', ...pause }), { ok: true });
  t.true(presentAgent(line.world, agent1, line.at)?.call?.recording?.muted);
  t.deepEqual(line.command({ type: 'ResumeRecording', ...pause }), { ok: true });
  line.pass(1_000);
  line.hangUp(leg('a'));
  line.pass(60_000);
  t.is(line.cdr('a').hangUpSide, 'caller');
  t.deepEqual(line.command({ type: 'PauseRecording', ...pause }), { ok: false, refusal: 'unknownCall' });
});

test('[R9.2] a caller left while nobody watched: the record says so', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0 });
  line.call({ id: 'b', atMs: 100 });
  line.pass(20_000);
  line.happen({ type: 'AsteriskLost', at: line.at });
  line.loseLeg(leg('a'));
  line.pass(5_000);
  line.connect(['101' as never]);
  line.pass(1_000);
  // It is the same Asterisk, so nobody but the caller put the phone down.
  t.like(line.cdr('a'), { outcome: 'abandoned', hangUpSide: 'caller' });
  t.is([...line.world.entries.values()][0]?.callId, 'b' as CallId);
});

test('[R2.10] Asterisk can not bridge: the call is put down whole and counted as failed', (t) => {
  const line = new Simulation();
  line.fails = (effect) => (effect.type === 'CreateBridge' && effect.kind === 'holding' ? 500 : null);
  line.call({ id: 'a', atMs: 0 });
  line.pass(60_000);
  t.is(line.cdr('a').outcome, 'failed');
  t.is(line.world.calls.size, 0);
});

test('[R9.2] who was held by Asterisk while there was no engine stands before who came since', (t) => {
  const line = new Simulation();
  line.call({ id: 'a', atMs: 0 });
  line.pass(30_000);
  line.call({ id: 'b', atMs: 0, heldMs: 60_000 });
  line.pass(30_000);
  t.deepEqual(
    line.world.line.map((entryId) => line.world.entries.get(entryId)?.callId as string),
    ['b', 'a'],
  );
  const held = line.world.calls.get('b' as CallId)?.cdr;
  t.is(held?.queueEntries[0]?.ticketAt, held?.startedAt);
});
