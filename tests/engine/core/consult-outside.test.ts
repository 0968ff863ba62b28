import test from 'ava';
import type { Command } from '../../../engine/core/commands.ts';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { AgentId, ContactId, LegId } from '../../../engine/core/ids.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { callRow } from '../../../sql/line/call-row.ts';
import { heard } from './consult-places.ts';
import { callId, contact, dialled, lineOf, office } from './outside-line.ts';
import type { PhoneBehaviour, Simulation } from './simulation.ts';
import { movedBesideTone } from './story-laws.ts';

const agent1 = 'agent1' as AgentId;
const caller = 'leg-a' as LegId;
const agent = 'a-o1-leg' as LegId;
const outside = 'a-o2-leg' as LegId;
const done = { ok: true } as const;

/** Agent 1 talks with the caller, who has agreed to be recorded. */
function talking(there: PhoneBehaviour = { kind: 'answers', afterMs: 3_000 }, change: Partial<Configuration> = {}) {
  const line = lineOf([], change);
  line.outside.set(office, there);
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(30_000);
  return line;
}

type Deed = 'ConsultOutside' | 'SwapParties' | 'JoinParties' | 'CompleteTransfer' | 'ReturnToCaller';
const commandOf = (type: Deed, contactId: ContactId = contact.id) =>
  ({ type, agentId: agent1, callId, contactId }) as Command;
const ask = (line: Simulation, type: Deed) => line.command(commandOf(type));

/** Agent 1 asks outside, where somebody has answered. */
function asking(change: Partial<Configuration> = {}): Simulation {
  const line = talking(undefined, change);
  ask(line, 'ConsultOutside');
  line.pass(4_000);
  return line;
}

const stateOf = (line: Simulation) => line.world.agents.get(agent1)?.state;
const recorded = (line: Simulation) => line.world.calls.get(callId)?.recording?.state;

/** Everything is put down, and the record is closed. */
function closed(line: Simulation) {
  line.pass(120_000);
  const { calls, legs, entries, offers, consults, timers } = line.world;
  if (calls.size + legs.size + entries.size + offers.size + consults.size + line.bridges.size > 0)
    throw new Error('Something was left behind.');
  if ([...timers.keys()].some((timer) => timer.startsWith('ask:'))) throw new Error('A timer was left behind.');
  if (line.inAsterisk.length > 0) throw new Error(`Asterisk still has ${line.inAsterisk}`);
  if (line.unexpected.length > 0) throw new Error(JSON.stringify(line.unexpected));
  return line.cdr('a');
}

test('[R2.6] [R2.10] asked outside, toggled, joined and handed over: who hears whom, what is kept, and one record', (t) => {
  const line = talking();
  t.deepEqual(ask(line, 'ConsultOutside'), done);
  line.pass(1_000);
  t.deepEqual(dialled(line), [office]);
  t.deepEqual(heard(line), [agent, caller].sort(), 'the caller hears music');
  const tone = line.effects.findLast((effect) => effect.type === 'DialNumber');
  t.is(tone?.type === 'DialNumber' ? tone.heardBy?.legId : null, agent, 'and the agent the ringing tone');
  t.is(stateOf(line), 'onHold');
  const view = () => presentAgent(line.world, agent1, line.at)?.call?.consult;
  t.deepEqual(view(), { part: 'asks', name: contact.name, outside: true, state: 'ringing' });
  line.pass(3_000);
  t.deepEqual(heard(line), [`${agent} + ${outside}`, caller].sort());
  t.is(recorded(line), 'silent', 'what is said there is not kept');

  t.deepEqual(ask(line, 'SwapParties'), done);
  line.pass(1_000);
  t.deepEqual(heard(line), [`${agent} + ${caller}`, outside].sort());
  t.is(recorded(line), 'running');
  t.deepEqual(ask(line, 'SwapParties'), done);
  line.pass(1_000);
  t.deepEqual(heard(line), [`${agent} + ${outside}`, caller].sort());
  t.deepEqual(ask(line, 'JoinParties'), done);
  line.pass(10_000);
  t.deepEqual(heard(line), [[agent, caller, outside].sort().join(' + ')]);
  t.is(stateOf(line), 'talking');
  t.is(recorded(line), 'silent', 'the caller agreed to a talk with agents');
  const mute = { type: 'PauseRecording', agentId: agent1, callId } as const;
  t.deepEqual(line.command(mute), done);
  t.deepEqual(line.command({ ...mute, type: 'ResumeRecording' }), done);
  t.is(recorded(line), 'silent', 'nor by the agent’s wish');
  t.deepEqual(ask(line, 'CompleteTransfer'), done);
  line.pass(20_000);
  t.deepEqual(heard(line), [[caller, outside].sort().join(' + ')]);
  t.is(line.world.calls.get(callId)?.state, 'outside');
  t.is(stateOf(line), 'wrapUp');
  const talkedTo = line.at;
  line.hangUp(outside);
  const cdr = closed(line);
  t.like(cdr, { outcome: 'answered', hangUpSide: 'outside', agentId: agent1, talkEndedAt: talkedTo });
  const { startedAt, answeredAt, joinedAt, endedAt, ...consult } = cdr.consults?.[0] ?? {};
  t.deepEqual(consult, { offerId: 'a-o2', by: agent1, contactId: contact.id, result: 'completed' } as never);
  t.true([startedAt, answeredAt, joinedAt, endedAt].every((one) => typeof one === 'number'));
  const to = { kind: 'outside', contactId: contact.id };
  t.deepEqual(cdr.transfers as unknown, [{ kind: 'attended', by: agent1, to, at: endedAt }]);
  t.is(cdr.outside?.length, 1);
  t.like(cdr.outside?.[0], { asked: true, by: agent1, dialledAt: startedAt, answeredAt: endedAt, result: 'reached' });
  t.is(cdr.talks?.length, 1, 'the agent’s');
  t.is(cdr.recordings?.length, 1);
  const row = callRow(cdr, true);
  t.like(row, { outside_contact_id: contact.id, talk_ms: talkedTo - (cdr.humanAnsweredAt ?? 0) });
});

for (const [how, behaviour, result] of [
  ['nobody answers', { kind: 'never' }, 'noAnswer'],
  ['it is busy', { kind: 'busy', afterMs: 1_000 }, 'busy'],
  ['the call is rejected', { kind: 'rejects', afterMs: 1_000 }, 'rejected'],
] as const) {
  test(`[R2.6] ${how} where the agent asks: the caller hears music until the agent takes the talk up again`, (t) => {
    const line = talking(behaviour);
    ask(line, 'ConsultOutside');
    line.pass(35_000);
    t.is(line.world.consults.size, 0);
    t.deepEqual(heard(line), [agent, caller].sort());
    t.deepEqual(ask(line, 'ReturnToCaller'), { ok: false, refusal: 'notConsulting' });
    t.deepEqual(line.command({ type: 'ResumeCaller', agentId: agent1, callId }), done);
    line.pass(1_000);
    t.deepEqual(heard(line), [`${agent} + ${caller}`]);
    t.is(recorded(line), 'running');
    line.hangUp(caller);
    t.like(closed(line).consults?.[0], { contactId: contact.id, answeredAt: null, result });
    t.deepEqual(movedBesideTone(line), []);
  });
}

test('[R2.6] taken back while it rings, while they talk and out of a conference; and the far side hangs up', (t) => {
  const taken = talking();
  ask(taken, 'ConsultOutside');
  taken.pass(1_000);
  t.deepEqual(ask(taken, 'SwapParties'), { ok: false, refusal: 'notAnsweredYet' });
  t.deepEqual(ask(taken, 'ConsultOutside'), { ok: false, refusal: 'consulting' });
  const asked = asking();
  const parked = asking();
  ask(parked, 'SwapParties');
  const joined = asking();
  ask(joined, 'JoinParties');
  for (const line of [taken, asked, parked, joined]) {
    line.pass(500);
    t.deepEqual(ask(line, 'ReturnToCaller'), done);
    line.pass(1_000);
    t.deepEqual(heard(line), [`${agent} + ${caller}`]);
    t.is(recorded(line), 'running');
    line.hangUp(caller);
    const cdr = closed(line);
    t.like(cdr.consults?.[0], { result: 'released' });
    t.is(cdr.outside, undefined);
  }
  for (const before of ['asking', 'parked', 'joined'] as const) {
    const line = asking();
    if (before !== 'asking') ask(line, before === 'parked' ? 'SwapParties' : 'JoinParties');
    line.pass(500);
    line.hangUp(outside);
    line.pass(1_000);
    t.deepEqual(heard(line), before === 'asking' ? [agent, caller].sort() : [`${agent} + ${caller}`], before);
    t.is(recorded(line), before === 'asking' ? 'silent' : 'running');
    line.hangUp(caller);
    t.like(closed(line).consults?.[0], { result: 'left' });
  }
});

test('[R2.6] the agent hangs up: they talk on, or it rings on for the caller, who waits on if nobody answers', (t) => {
  for (const before of ['asking', 'parked', 'joined'] as const) {
    const line = asking();
    if (before !== 'asking') ask(line, before === 'parked' ? 'SwapParties' : 'JoinParties');
    line.pass(500);
    line.hangUp(agent);
    line.pass(5_000);
    t.deepEqual(heard(line), [[caller, outside].sort().join(' + ')], before);
    t.not(recorded(line), 'running');
    line.hangUp(caller);
    const cdr = closed(line);
    t.like(cdr, { outcome: 'answered', hangUpSide: 'caller' });
    t.like(cdr.outside?.[0], { asked: true, result: 'reached' });
  }
  for (const deed of ['hangsUp', 'completes'] as const) {
    const rings = talking({ kind: 'answers', afterMs: 10_000 });
    ask(rings, 'ConsultOutside');
    rings.pass(2_000);
    if (deed === 'hangsUp') rings.hangUp(agent);
    else t.deepEqual(ask(rings, 'CompleteTransfer'), done);
    rings.pass(15_000);
    t.deepEqual(dialled(rings), [office], 'it is not dialled anew');
    t.deepEqual(heard(rings), [[caller, outside].sort().join(' + ')]);
    rings.hangUp(outside);
    const cdr = closed(rings);
    t.like(cdr, { outcome: 'answered', hangUpSide: 'outside' });
    t.like(cdr.consults?.[0], { answeredAt: null, result: 'completed' });
    t.like(cdr.outside?.[0], { by: agent1, rule: null, result: 'reached' });
    t.is(new Set(cdr.queueEntries.map(({ ticketAt }) => ticketAt)).size, 1, 'the place stays');
  }
  const nobody = talking({ kind: 'never' });
  ask(nobody, 'ConsultOutside');
  nobody.pass(2_000);
  nobody.hangUp(agent);
  nobody.pass(1_000);
  nobody.command({ type: 'FinishWrapUp', agentId: agent1 });
  nobody.command({ type: 'Pause', agentId: agent1, reason: 'malica' });
  nobody.pass(40_000);
  t.is(nobody.world.calls.get(callId)?.state, 'queued');
  nobody.atWork('agent2', { kind: 'answers', afterMs: 1_000, talksMs: 5_000 });
  t.is(closed(nobody).talks?.at(-1)?.agentId, 'agent2' as AgentId);
});

test('[R2.6] the caller hangs up while somebody is asked, or while it rings: all is put down', (t) => {
  const rings = talking({ kind: 'never' });
  ask(rings, 'ConsultOutside');
  for (const line of [rings, asking()]) {
    line.pass(2_000);
    line.hangUp(caller);
    line.pass(1_000);
    t.deepEqual(heard(line), []);
    const cdr = closed(line);
    t.like(cdr, { outcome: 'answered', hangUpSide: 'caller' });
    t.like(cdr.consults?.[0], { result: 'callEnded' });
    t.is(cdr.outside, undefined, 'nobody there talked with the caller');
  }
});

test('[R2.6] [R9.4] only a number of the directory, by the rule, at its hours and as often as it has lines', (t) => {
  const refusal = (line: Simulation, contactId = contact.id) => {
    const answer = line.command(commandOf('ConsultOutside', contactId));
    return answer?.ok === false ? answer.refusal : null;
  };
  t.is(refusal(talking(), 'ni je' as ContactId), 'unknownTarget');
  t.is(refusal(talking(undefined, { contacts: [{ ...contact, number: '43199999999' }] })), 'contactRefused');
  t.is(refusal(talking(undefined, { contacts: [{ ...contact, hours: [] }] })), 'contactClosed');
  const line = asking();
  line.atWork('agent2', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'b', atMs: 0 });
  line.pass(30_000);
  const other = { type: 'ConsultOutside', agentId: 'agent2', callId: 'b', contactId: contact.id } as never;
  t.deepEqual(line.command(other), { ok: false, refusal: 'contactBusy' }, 'its one line is taken by who asks');
  ask(line, 'CompleteTransfer');
  line.pass(1_000);
  t.deepEqual(line.command(other), { ok: false, refusal: 'contactBusy' }, 'and by the caller');
  line.hangUp(outside);
  line.pass(1_000);
  t.deepEqual(line.command(other), done);
  line.hangUp('leg-b' as LegId);
  closed(line);
  t.is(dialled(line).length, 2);
});

test('[R2.6] by the keys of the phone: *9, the code of the directory and #; the tone ends though a refusal was said', (t) => {
  const line = talking({ kind: 'answers', afterMs: 8_000 });
  const key = (digits: string): void => {
    for (const digit of digits) {
      line.happen({ type: 'DigitPressed', at: line.at, legId: agent, digit });
      line.pass(100);
    }
  };
  key('*999#');
  key('*9041999888#');
  t.deepEqual(dialled(line), [], 'only by a code of the directory');
  key('*912#');
  t.deepEqual(dialled(line), [office]);
  key('*4');
  line.pass(10_000);
  t.deepEqual(heard(line), [`${agent} + ${outside}`, caller].sort());
  const tone = line.effects.findLast((effect) => effect.type === 'DialNumber');
  const ended = line.effects.filter((effect) => effect.type === 'StopPlayback').map(({ playbackId }) => playbackId);
  t.true(tone?.type === 'DialNumber' && ended.includes(tone.heardBy?.playbackId as never));
  key('*7');
  line.pass(1_000);
  t.deepEqual(heard(line), [[caller, outside].sort().join(' + ')]);
  line.hangUp(caller);
  t.like(closed(line).transfers[0], { kind: 'attended' });
});

test('[R2.6] [R9.2] the engine is killed at any moment of a question outside: who talked talks on, and nothing is left', (t) => {
  for (const moment of ['ConsultOutside', 'answer', 'SwapParties', 'JoinParties', 'CompleteTransfer'] as const) {
    for (let effects = 0; effects < 8; effects += 1) {
      const line = moment === 'ConsultOutside' || moment === 'answer' ? talking() : asking();
      if (moment === 'answer') {
        ask(line, 'ConsultOutside');
        line.pass(2_500);
      }
      line.killAtNextEvent(effects);
      if (moment !== 'answer') line.ask(commandOf(moment));
      line.pass(1_500);
      line.restart(['101', '102'] as never);
      line.pass(5_000);
      const title = `${moment} after ${effects} effects`;
      t.deepEqual(movedBesideTone(line), [], title);
      const consult = line.world.consults.get(callId);
      if (consult?.state === 'asking') t.deepEqual(heard(line), [`${agent} + ${outside}`, caller].sort(), title);
      if (consult?.state === 'joined') t.deepEqual(heard(line), [[agent, caller, outside].sort().join(' + ')], title);
      line.hangUp(agent);
      line.pass(5_000);
      line.hangUp(caller);
      t.is(closed(line).outcome, 'answered', title);
    }
  }
});

test('[R2.6] [R9.2] the engine is killed as nobody answers the question: the agent hears no tone for ever', (t) => {
  for (const asked of ['outside', 'colleague'] as const) {
    for (let effects = 0; effects < 4; effects += 1) {
      const line = talking({ kind: 'never' });
      line.atWork('agent2', { kind: 'never' });
      const question = { type: 'ConsultAgent', agentId: agent1, callId, asked: 'agent2' as AgentId } as const;
      line.command(asked === 'outside' ? commandOf('ConsultOutside') : question);
      line.pass(asked === 'outside' ? 29_900 : (line.world.configuration?.queues[0]?.ringSeconds ?? 0) * 1000 - 100);
      t.is(line.world.consults.size, 1);
      line.killAtNextEvent(effects);
      line.pass(1_500);
      line.restart(['101', '102'] as never);
      line.pass(5_000);
      t.is(line.world.consults.size, 0);
      const rung = line.effects.findLast(({ type }) => type === 'DialNumber' || type === 'RingPhone');
      const tone = rung !== undefined && 'heardBy' in rung ? rung.heardBy?.playbackId : undefined;
      const ended = line.effects.some((effect) => effect.type === 'StopPlayback' && effect.playbackId === tone);
      t.true(tone !== undefined && ended, `${asked} after ${effects} effects`);
      t.deepEqual(heard(line), [agent, caller].sort());
      line.hangUp(caller);
      closed(line);
    }
  }
});

test('[R9.2] a snapshot holds a question outside; one of a version before, a colleague’s, is read too', (t) => {
  const line = asking();
  const copy = decodePlain(encodePlain(line.world)) as typeof line.world;
  t.deepEqual(copy.consults, line.world.consults);
  const old = lineOf();
  old.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  old.call({ id: 'a', atMs: 0 });
  old.pass(30_000);
  old.atWork('agent2', { kind: 'answers', afterMs: 3_000 });
  old.command({ type: 'ConsultAgent', agentId: agent1, callId, asked: 'agent2' as AgentId });
  old.pass(1_000);
  const consult = old.world.consults.get(callId);
  if (consult === undefined) throw new Error('Nobody is asked.');
  const { tone: _, ...before } = consult;
  old.world.consults.set(callId, before as typeof consult);
  old.pass(5_000);
  t.deepEqual(heard(old), [`${agent} + ${outside}`, caller].sort());
  t.deepEqual(movedBesideTone(old), []);
});
