import test from 'ava';
import type { EngineEvent } from '../../../engine/core/events.ts';
import { type CallId, instant, type LegId, type PhoneUser } from '../../../engine/core/ids.ts';
import { Simulation } from './simulation.ts';

const unseen = (line: Simulation, changes: Partial<EngineEvent & { type: 'UnseenCallEnded' }> = {}) =>
  ({
    type: 'UnseenCallEnded',
    at: line.at,
    callId: 'unseen' as CallId,
    legId: '1795319358.0' as LegId,
    callerNumber: '041000001',
    calledNumber: '015551234',
    trunk: 'sample',
    arrivedAt: instant(line.at - 60_000),
    answeredAt: instant(line.at - 40_000),
    endedAt: instant(line.at - 10_000),
    phone: '101' as PhoneUser,
    endedBy: 'agent',
    ...changes,
  }) as const;

test('[R9.2] [R2.10] a call that no engine saw has a record with its true times, and is told once', (t) => {
  const line = new Simulation();
  line.pass(120_000);
  const { at } = line;
  line.happen(unseen(line));
  const cdr = line.cdr('unseen');
  t.like(cdr, {
    outcome: 'answered',
    callerNumber: '38641000001',
    agentId: 'agent1',
    startedAt: at - 60_000,
    responderAnsweredAt: at - 60_000,
    humanAnsweredAt: at - 40_000,
    talkEndedAt: at - 10_000,
    endedAt: at - 10_000,
    hangUpSide: 'agent',
    consent: null,
    recordingId: null,
  });
  t.like(cdr.queueEntries[0], { ticketAt: at - 60_000, leftAt: at - 40_000, leftBecause: 'answered' });
  t.like(line.world.today?.whole, { offered: 1, answered: 1, answerWaitMs: 20_000 });
  t.is(line.world.calls.size, 0);
  line.happen(unseen(line, { callId: 'again' as CallId }));
  t.is(line.world.today?.whole.offered, 1);
  t.deepEqual(line.unexpected, []);
});

test('[R9.2] one who left before is abandoned, instants of another clock are put in order, and what we know is ours', (t) => {
  const line = new Simulation();
  line.call({ id: 'known', atMs: 0 });
  line.pass(5_000);
  line.happen(unseen(line, { callId: 'known-too' as CallId, legId: 'leg-known' as LegId }));
  t.is(line.factsOf('known-too').length, 0);
  const later = instant(line.at + 5_000);
  line.happen(unseen(line, { answeredAt: null, phone: null, endedAt: later, callerNumber: null }));
  t.like(line.cdr('unseen'), { outcome: 'abandoned', hangUpSide: 'caller', endedAt: line.at, callerNumber: null });
  t.is(line.cdr('unseen').queueEntries[0]?.leftBecause, 'abandoned');
});
