import test from 'ava';
import fc from 'fast-check';
import type { Command } from '../../../engine/core/commands.ts';
import type { AgentId } from '../../../engine/core/ids.ts';
import { everybodyIsWhereTheyShould } from './consult-places.ts';
import { callId, contact, lineOf, office } from './outside-line.ts';
import type { PhoneBehaviour, Simulation } from './simulation.ts';
import { endsInOrder, outcomesOf } from './story-laws.ts';

const agent1 = 'agent1' as AgentId;
const agent2 = 'agent2' as AgentId;
const phones = ['101', '102'] as never;

const there: fc.Arbitrary<PhoneBehaviour> = fc.oneof(
  ...Array.from({ length: 3 }, () =>
    fc.record({
      kind: fc.constant('answers' as const),
      afterMs: fc.integer({ min: 60, max: 4_000 }),
      talksMs: fc.integer({ min: 500, max: 60_000 }),
    }),
  ),
  fc.constant({ kind: 'never' as const }),
  fc.record({ kind: fc.constant('busy' as const), afterMs: fc.integer({ min: 60, max: 2_000 }) }),
  fc.record({ kind: fc.constant('rejects' as const), afterMs: fc.integer({ min: 60, max: 4_000 }) }),
);

const act = fc.record({
  waitMs: fc.oneof(...Array.from({ length: 5 }, () => fc.integer({ min: 0, max: 5_000 })), fc.constant(31_000)),
  act: fc.constantFrom(
    'ConsultOutside',
    'ConsultOutside',
    'ConsultOutside',
    'ConsultAgent',
    'SwapParties',
    'SwapParties',
    'JoinParties',
    'CompleteTransfer',
    'ReturnToCaller',
    'HoldCaller',
    'ResumeCaller',
    'TransferCall',
    'PauseRecording',
    'ResumeRecording',
    'caller hangs up',
    'talker hangs up',
    'who is asked hangs up',
    'restart',
    'lost',
    'back',
  ),
});

const trouble = fc.record({
  effect: fc.constantFrom('none', 'none', 'DialNumber', 'CreateBridge', 'PutLegInBridge'),
  every: fc.integer({ min: 2, max: 12 }),
  inARow: fc.integer({ min: 1, max: 2 }),
});

test('[R2.6] [R2.8] [R9.2] random questions outside: who hears whom, what is kept, and all ends well in one record', (t) => {
  const ended = new Map<string, number>();
  fc.assert(
    fc.property(
      there,
      fc.array(act, { minLength: 2, maxLength: 14 }),
      trouble,
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 300 }),
      (behaviour, acts, { effect: failing, every, inARow }, killAfter, delayMs) => {
        const line = lineOf();
        line.outside.set(office, behaviour);
        line.atWork('agent1', { kind: 'answers', afterMs: 1_000 });
        line.call({ id: 'a', atMs: 0, from: '041123456' });
        line.pass(30_000);
        line.atWork('agent2', { kind: 'answers', afterMs: 2_000 });
        line.delayMs = delayMs;
        let count = 0;
        line.fails = (effect) => (effect.type === failing && ++count % every < inARow ? 500 : null);
        for (const [index, { waitMs, act: deed }] of acts.entries()) {
          if (index === killAfter) line.killAtNextEvent(index % 4);
          perform(line, deed);
          if (index === killAfter) line.restart(phones);
          line.pass(waitMs);
          nobodyOutsideIsKept(line);
        }
        line.fails = () => null;
        line.connect(phones);
        line.pass(5_000);
        everybodyIsWhereTheyShould(line, callId);
        for (let round = 0; round < 30 && line.world.calls.size > 0; round += 1) {
          for (const name of ['agent1', 'agent2']) line.atWork(name, { kind: 'answers', afterMs: 100, talksMs: 500 });
          line.hangUp('leg-a' as never);
          line.pass(60_000);
        }
        endsInOrder(line);
        outcomesOf(line.facts);
        if (line.inAsterisk.length > 0) throw new Error(`Asterisk still has ${line.inAsterisk}`);
        for (const { contactId, result } of line.cdr('a').consults ?? [])
          if (contactId !== undefined) ended.set(result ?? '', (ended.get(result ?? '') ?? 0) + 1);
        for (const one of line.cdr('a').outside ?? [])
          if (one.endedAt === null) throw new Error('It never ended there.');
      },
    ),
    { numRuns: 300, includeErrorInReport: true },
  );
  t.log([...ended].map(([result, times]) => `${result} ${times}`).join(', '));
  for (const result of ['completed', 'released', 'left', 'callEnded', 'noAnswer', 'busy', 'rejected'])
    t.true((ended.get(result) ?? 0) > 0, result);
});

function perform(line: Simulation, deed: string): void {
  const call = line.world.calls.get(callId);
  const talker = call?.state === 'talking' ? call : null;
  const agentId = talker?.agentId ?? agent1;
  switch (deed) {
    case 'caller hangs up':
      return line.hangUp('leg-a' as never);
    case 'talker hangs up':
      return line.hangUp(talker?.agentLegId ?? ('a-o1-leg' as never));
    case 'who is asked hangs up':
      return line.hangUp(line.world.consults.get(callId)?.legId ?? ('a-o2-leg' as never));
    case 'restart':
      return line.restart(phones);
    case 'lost':
      return line.loseConnection();
    case 'back':
      return line.connect(phones);
    default: {
      const asked = agentId === agent1 ? agent2 : agent1;
      const contactId = contact.id;
      const to = { kind: 'outside', contactId };
      line.ask({ type: deed, agentId, callId, asked, contactId, to } as unknown as Command);
    }
  }
}

/** Whoever is outside talks to the caller without a running recording, whatever was asked for. */
function nobodyOutsideIsKept(line: Simulation): void {
  const call = line.world.calls.get(callId);
  const consult = line.world.consults.get(callId);
  const isThere =
    consult !== undefined && 'contactId' in consult && consult.state !== 'ringing' && consult.state !== 'parked';
  if (call?.recording?.state === 'running' && (call.state === 'outside' || isThere))
    throw new Error(`Kept while ${consult?.state ?? call.state}.`);
}
