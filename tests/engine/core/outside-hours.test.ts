import test from 'ava';
import type { WeeklyPeriod } from '../../../dialplan/opening-hours.ts';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import type { OutsideContact } from '../../../engine/core/configuration.ts';
import type { AgentId, CallId, ContactId, Instant } from '../../../engine/core/ids.ts';
import type { OverflowRule } from '../../../engine/core/overflow.ts';
import { presentAgent } from '../../../engine/core/present-agent.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

const agent1 = 'agent1' as AgentId;
const office = '+38614781234';

/** A department that is rung at these hours; the simulation begins on a Monday at ten. */
function lineOf(hours: readonly WeeklyPeriod[], overflow: readonly OverflowRule[] = [], at: Instant = mondayAtTen) {
  const contact: OutsideContact = {
    ...{ id: 'tujci' as ContactId, name: 'Oddelek za tujce', kind: 'department' },
    ...{ number: '38614781234', code: '12', lines: 1, hours },
  };
  const base = configurationOf(1, { outbound: usualOutboundRule, contacts: [contact] });
  const line = new Simulation({ ...base, queues: base.queues.map((queue) => ({ ...queue, overflow })) }, at);
  line.outside.set(office, { kind: 'answers', afterMs: 2_000, talksMs: 20_000 });
  return line;
}

const monday = (from: string, to: string): WeeklyPeriod => ({ weekday: 1, from, to });
const dialled = (line: Simulation): number => line.effects.filter(({ type }) => type === 'DialNumber').length;

/** Agent 1 talks with a caller and gives them to the department. */
function transferred(line: Simulation) {
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(30_000);
  const shown = presentAgent(line.world, agent1, line.at)?.call?.transfer?.outside[0];
  const to = { kind: 'outside', contactId: 'tujci' as ContactId } as const;
  const answer = line.command({ type: 'TransferCall', agentId: agent1, callId: 'a' as CallId, to });
  return { shown, answer };
}

test('[R2.6] at its hours a number outside is rung; at others the agent is told and keeps the caller', (t) => {
  const open = lineOf([monday('08:00', '09:00'), monday('09:30', '15:00')]);
  const given = transferred(open);
  t.like(given.shown, { open: true, free: true });
  t.deepEqual(given.answer, { ok: true });
  t.is(dialled(open), 1);

  for (const hours of [
    [monday('08:00', '10:00')],
    [monday('10:30', '15:00')],
    [{ weekday: 2, from: '08:00', to: '15:00' }],
  ]) {
    const closed = lineOf(hours);
    const kept = transferred(closed);
    t.like(kept.shown, { open: false, free: false });
    t.deepEqual(kept.answer, { ok: false, refusal: 'contactClosed' });
    t.is(dialled(closed), 0);
    t.is(closed.world.agents.get(agent1)?.state, 'talking');
  }
});

test('[R2.6] the moment of the transfer counts, not that of the call', (t) => {
  const line = lineOf([monday('08:00', '10:00')], [], (mondayAtTen - 20_000) as Instant);
  t.deepEqual(transferred(line).answer, { ok: false, refusal: 'contactClosed' }, 'ten o’clock came during the talk');
});

test('[R1.10] a rule of overflow waits for the hours, and is carried out when they begin', (t) => {
  const rule: OverflowRule = {
    ...{ name: 'nikogar', when: { kind: 'noAgent' } },
    action: { kind: 'outside', contact: 'tujci' as ContactId },
  };
  const line = lineOf([monday('10:05', '15:00')], [rule]);
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  line.pass(280_000);
  t.is(dialled(line), 0);
  t.is(line.world.calls.get('a' as CallId)?.state, 'queued');
  line.pass(120_000);
  t.is(dialled(line), 1);
  line.pass(60_000);
  t.like(line.cdr('a'), { outcome: 'answered', hangUpSide: 'outside' });
  t.true((line.cdr('a').humanAnsweredAt ?? 0) >= mondayAtTen + 300_000);
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] on a holiday no number with hours is rung', (t) => {
  // Christmas Day 2028 is a Monday, too.
  const christmas = Date.parse('2028-12-25T10:00:00+01:00') as Instant;
  const line = lineOf([monday('08:00', '15:00')], [], christmas);
  line.command({ type: 'OpenLine', until: (christmas + 3_600_000) as Instant });
  t.deepEqual(transferred(line).answer, { ok: false, refusal: 'contactClosed' });
});
