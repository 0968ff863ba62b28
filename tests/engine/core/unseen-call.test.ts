import test from 'ava';
import type { EngineEvent } from '../../../engine/core/events.ts';
import { type CallId, instant, type LegId, type PhoneUser } from '../../../engine/core/ids.ts';
import { agreed, lives, minutes } from './callback-story.ts';
import { mondayAtTen, withCallbacks } from './simulated-line.ts';
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

test('[R9.2] [R1.11] who is owed a callback and was served while no engine was there is not called any more', (t) => {
  for (const answered of [true, false]) {
    const line = new Simulation(withCallbacks(1));
    agreed(line);
    line.pass(minutes(30));
    t.is(line.world.callbacks.size, 1);
    line.happen(unseen(line, { callerNumber: '041123456', ...(answered ? {} : { answeredAt: null, phone: null }) }));
    t.is(line.world.callbacks.size, answered ? 0 : 1);
    if (answered) t.like(lives(line).at(-1), { state: 'closed', outcome: 'handledOtherwise' });
    t.deepEqual(line.unexpected, []);
  }
});

test('[R9.2] [R1.11] what was promised after the talk that no engine saw stays owed', (t) => {
  const line = new Simulation(withCallbacks(1));
  agreed(line);
  line.pass(minutes(5));
  const times = {
    arrivedAt: mondayAtTen,
    answeredAt: instant(mondayAtTen + 1_000),
    endedAt: instant(mondayAtTen + 9_000),
  };
  line.happen(unseen(line, { callerNumber: '041123456', ...times }));
  t.is(line.world.callbacks.size, 1);
});

test('[R9.2] [R1.6] [R5.3] a call at night that no engine saw found the line closed, and stood in no queue', (t) => {
  const night = instant(Date.parse('2026-11-23T22:00:00+01:00'));
  const line = new Simulation(undefined, instant(night + 120_000));
  const times = { arrivedAt: night, endedAt: instant(night + 20_000) };
  line.happen(unseen(line, { ...times, answeredAt: null, phone: null }));
  const opening = Date.parse('2026-11-24T08:00:00+01:00');
  t.like(line.cdr('unseen'), { outcome: 'closed', closedReason: 'hours', queueEntries: [] });
  t.like(
    line.factsOf('unseen').find(({ type }) => type === 'LineFoundClosed'),
    { at: night, nextOpeningAt: opening },
  );
  t.like(line.world.today?.whole, { offered: 1, closed: 1, abandoned: 0 });
  // One whom an agent's phone took at night all the same was answered.
  line.happen(unseen(line, { ...times, callId: 'late' as CallId, legId: '1795319358.9' as LegId, answeredAt: night }));
  t.like(line.cdr('late'), { outcome: 'answered', closedReason: null });
  t.deepEqual(line.unexpected, []);
});
