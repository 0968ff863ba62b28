import test from 'ava';
import { definitions } from '../../reports/definitions.ts';
import { readFigures } from '../../reports/figures.ts';
import { daysPeriod, monthPeriod, yearPeriod } from '../../reports/period.ts';
import { withDatabase } from '../database.ts';
import { independentFigures } from './independent-figures.ts';
import { configure, known, storeCalls } from './journal-database.ts';
import type { AgentChange, CallStory } from './journal-of-calls.ts';
import { simulatedMonth } from './simulated-month.ts';

const utc = (text: string) => Date.parse(text);

/** October 2026 has the night in which 2:30 comes twice; its bounds are 22:00Z of 30 September and 23:00Z of 31 October. */
const october = monthPeriod('2026-10');

const edges: readonly CallStory[] = [
  // One millisecond before October begins, and its first one.
  {
    id: 'before',
    startedAt: utc('2026-09-30T21:59:59.999Z'),
    callerNumber: null,
    outcome: 'closed',
    closedReason: 'hours',
    lastedMs: 4000,
  },
  {
    id: 'first',
    startedAt: utc('2026-09-30T22:00:00.000Z'),
    callerNumber: null,
    outcome: 'closed',
    closedReason: 'hours',
    lastedMs: 4000,
  },
  // The last one; it is answered and ends in November, and belongs to October all the same.
  {
    id: 'last',
    startedAt: utc('2026-10-31T22:59:59.999Z'),
    callerNumber: '38641123456',
    outcome: 'answered',
    queuedAfterMs: 9000,
    waitMs: 4000,
    agent: 'agent1',
    talkMs: 90_000,
    wrapUpMs: 5000,
    disposition: 'portal',
  },
  {
    id: 'after',
    startedAt: utc('2026-10-31T23:00:00.000Z'),
    callerNumber: null,
    outcome: 'closed',
    closedReason: 'hours',
    lastedMs: 1000,
  },
  // Across midnight within the month.
  {
    id: 'midnight',
    startedAt: utc('2026-10-14T21:58:00Z'),
    callerNumber: '38640111222',
    outcome: 'answered',
    queuedAfterMs: 10_000,
    waitMs: 200_000,
    agent: 'agent2',
    talkMs: 300_000,
    wrapUpMs: 0,
    disposition: 'drugo',
  },
  // The hour from 2 to 3 that comes twice on 25 October.
  {
    id: 'summer',
    startedAt: utc('2026-10-25T00:30:00Z'),
    callerNumber: null,
    outcome: 'closed',
    closedReason: 'hours',
    lastedMs: 3000,
  },
  {
    id: 'winter',
    startedAt: utc('2026-10-25T01:30:00Z'),
    callerNumber: null,
    outcome: 'closed',
    closedReason: 'supervisor',
    lastedMs: 3000,
  },
  // A call through the change of the clock lasts as long as it lasts.
  {
    id: 'through',
    startedAt: utc('2026-10-25T00:59:30Z'),
    callerNumber: null,
    outcome: 'closed',
    closedReason: 'exception',
    lastedMs: 60_000,
  },
  // The service level's bound belongs to it.
  {
    id: 'in-time',
    startedAt: utc('2026-10-05T08:00:00Z'),
    callerNumber: '38640111223',
    outcome: 'answered',
    queuedAfterMs: 9000,
    waitMs: 20_000,
    agent: 'agent1',
    talkMs: 30_000,
    wrapUpMs: 1,
    disposition: null,
  },
  {
    id: 'too-late',
    startedAt: utc('2026-10-05T09:00:00Z'),
    callerNumber: '38640111224',
    outcome: 'answered',
    queuedAfterMs: 9000,
    waitMs: 20_001,
    agent: 'agent1',
    talkMs: 30_001,
    wrapUpMs: 1,
    disposition: 'retired-category',
  },
  {
    id: 'at-once',
    startedAt: utc('2026-10-05T10:00:00Z'),
    callerNumber: '38640111225',
    outcome: 'answered',
    queuedAfterMs: 0,
    waitMs: 0,
    agent: 'agent3',
    talkMs: 0,
    wrapUpMs: 0,
    disposition: 'narocanje',
  },
  {
    id: 'left-at-20',
    startedAt: utc('2026-10-05T11:00:00Z'),
    callerNumber: null,
    outcome: 'abandoned',
    queuedAfterMs: 9000,
    waitMs: 20_000,
  },
  {
    id: 'left-later',
    startedAt: utc('2026-10-05T11:30:00Z'),
    callerNumber: null,
    outcome: 'abandoned',
    queuedAfterMs: 9000,
    waitMs: 20_001,
  },
  { id: 'never-queued', startedAt: utc('2026-10-05T12:00:00Z'), callerNumber: null, outcome: 'abandoned', lastedMs: 0 },
  {
    id: 'failed-waiting',
    startedAt: utc('2026-10-05T12:10:00Z'),
    callerNumber: null,
    outcome: 'failed',
    queuedAfterMs: 8000,
    waitMs: 700_000,
  },
  {
    id: 'wrong-number',
    startedAt: utc('2026-10-05T12:20:00Z'),
    callerNumber: '38640111226',
    calledNumber: '38615550000',
    outcome: 'refused',
  },
  {
    id: 'wrong-at-night',
    startedAt: utc('2026-10-06T02:20:00Z'),
    callerNumber: null,
    calledNumber: '112',
    outcome: 'refused',
  },
];

/** A night agent: signed in before the month, ringing over its end, still signed in; and one of another month only. */
const nightShift: readonly AgentChange[] = [
  { at: utc('2026-09-30T20:00:00Z'), agent: 'agent3', to: 'ready' },
  { at: utc('2026-09-30T22:30:00Z'), agent: 'agent3', to: 'paused' },
  { at: utc('2026-10-01T00:00:00Z'), agent: 'agent3', to: 'signedOut' },
  { at: utc('2026-10-31T21:00:00Z'), agent: 'agent4', to: 'ready' },
  { at: utc('2026-10-31T22:30:00Z'), agent: 'agent4', to: 'talking' },
  { at: utc('2026-10-31T23:30:00Z'), agent: 'agent4', to: 'onHold' },
  { at: utc('2026-08-03T06:00:00Z'), agent: 'agent5', to: 'ready' },
  { at: utc('2026-08-03T16:00:00Z'), agent: 'agent5', to: 'signedOut' },
];

test("[R5.2] [R5.3] a month's figures equal those computed from the journal alone, to the millisecond", async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const seed = 20_261_001;
    const agents = ['agent1', 'agent2'];
    const months = [simulatedMonth('2026-08', 160, agents, seed + 1), simulatedMonth('2026-10', 2600, agents, seed)];
    const records = await storeCalls(
      db,
      [...months.flatMap(({ calls }) => calls), ...edges],
      [...months.flatMap(({ changes }) => changes), ...nightShift],
    );
    const periods = [
      october,
      monthPeriod('2026-08'),
      monthPeriod('2026-09'),
      monthPeriod('2026-11'),
      daysPeriod('2026-10-25', '2026-10-25'),
      daysPeriod('2026-10-05', '2026-10-18'),
      yearPeriod(2026),
    ];
    const asOf = utc('2026-11-01T01:10:00Z');
    for (const period of periods) {
      const figures = await readFigures(db, period, asOf);
      t.deepEqual(
        figures,
        independentFigures(records, period, asOf, known),
        `${period.kind} from ${period.from}, seed ${seed}`,
      );
      t.is(figures.outcomes.residual, 0);
    }
    const { outcomes } = await readFigures(db, october, asOf);
    t.true(outcomes.answered > 2000, `${outcomes.answered} answered`);
    t.true(outcomes.abandoned > 50, `${outcomes.abandoned} abandoned`);
  });
});

test('[R5.3] the edges fall where the definitions put them', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    await storeCalls(db, edges, nightShift);
    const figures = await readFigures(db, october, utc('2026-12-01T00:00:00Z'));
    t.is(figures.outcomes.all, edges.length - 2, 'the calls of the neighbouring months do not count');
    t.is(figures.outcomes.refused, 2);
    t.is(figures.outcomes.closed, 4);
    t.is(figures.serviceLevel.answeredInTime, 3, 'last, in-time and at-once');
    t.is(figures.serviceLevel.leftEarly, 2, 'left-at-20 and never-queued');
    t.deepEqual(figures.waits[1], { answered: 1, notAnswered: 1 }, '20.000 s belongs to 10–20 s');
    t.deepEqual(
      figures.hours.find(({ weekday, hour }) => weekday === 7 && hour === 2),
      { weekday: 7, hour: 2, calls: 3, answered: 0, missed: 0, closed: 3, other: 0 },
      'both hours from 2 to 3',
    );
    t.is(
      figures.days.find(({ date }) => date === '2026-10-15')?.calls,
      0,
      'a call belongs to the day on which it began',
    );
    t.is(figures.days.length, 31);
    const agent = (id: string) => figures.agents.find(({ agentId }) => agentId === id);
    t.is(agent('agent3')?.signedInMs, 2 * 3_600_000, 'from midnight, not from the sign-in before it');
    t.is(agent('agent4')?.signedInMs, 2 * 3_600_000, 'to midnight, though still signed in');
    t.is(agent('agent4')?.talkingMs, 1_800_000);
    t.is(agent('agent5'), undefined);
    t.is(agent('agent1')?.signedInMs, 0, 'who answered without a recorded sign-in still has the calls');
    t.is(agent('agent1')?.answered, 3);
  });
});

test('[R1.8] [R5.3] an estimate is kept to its bound, broken after it, and unproved when the caller left before', async (t) => {
  const call = (id: string, change: Partial<CallStory>): CallStory => ({
    id,
    startedAt: utc('2026-10-07T08:00:00Z'),
    callerNumber: null,
    outcome: 'abandoned',
    queuedAfterMs: 1000,
    ...change,
  });
  const answered = { outcome: 'answered', agent: 'agent1', talkMs: 1000, wrapUpMs: 0 } as const;
  const said = (afterMs: number, estimateSeconds: number | null, fromSeconds?: number) => ({
    afterMs,
    told: { position: 1, estimateSeconds, ...(fromSeconds === undefined ? {} : { fromSeconds }) },
  });
  const calls = [
    call('at-the-bound', { ...answered, waitMs: 60_000, estimates: [said(0, 60)] }),
    call('just-after', { ...answered, waitMs: 60_001, estimates: [said(0, 60), said(45_000, null)] }),
    call('in-the-range', { ...answered, waitMs: 200_000, estimates: [said(0, 300, 120)] }),
    call('before-the-range', { ...answered, waitMs: 100_000, estimates: [said(0, 300, 120)] }),
    call('left-before', { waitMs: 60_000, estimates: [said(0, 60)] }),
    call('left-after', { waitMs: 60_001, estimates: [said(0, 60)] }),
    call('failed', { outcome: 'failed', waitMs: 90_000, estimates: [said(0, 60)] }),
  ];
  await withDatabase(async (db) => {
    await configure(db);
    await storeCalls(db, calls);
    const { estimates } = await readFigures(db, october, utc('2026-12-01T00:00:00Z'));
    t.deepEqual(estimates, {
      announced: 8,
      spoken: 7,
      judged: 5,
      kept: 3,
      medianErrorMs: 0,
      ninetiethErrorMs: 20_000,
    });
  });
});

test('[R5.2] [R5.3] the ledger balances for every outcome, callbacks and messages included', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const outcomes = [
      'answered',
      'abandoned',
      'callback',
      'voiceMessage',
      'selfServed',
      'closed',
      'refused',
      'failed',
    ] as const;
    const records = await storeCalls(
      db,
      outcomes.map((outcome, hour) => ({
        id: outcome,
        startedAt: utc('2026-11-10T07:00:00Z') + hour * 3_600_000,
        callerNumber: null,
        outcome,
        ...(outcome === 'answered' ? { queuedAfterMs: 1, waitMs: 1, agent: 'agent1', talkMs: 1, wrapUpMs: 1 } : {}),
      })),
    );
    const asOf = utc('2026-12-02T00:00:00Z');
    const figures = await readFigures(db, monthPeriod('2026-11'), asOf);
    t.deepEqual(figures, independentFigures(records, monthPeriod('2026-11'), asOf, known));
    const { residual, all, ...rest } = figures.outcomes;
    t.is(residual, 0);
    t.is(all, 8);
    for (const outcome of outcomes) t.is(rest[outcome], 1, outcome);
    t.is(figures.outcomes.closedOtherwise, 1);
  });
});

test('[R1.7] [R5.2] a wish for a callback or a message out of hours stays a call out of hours', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const call = (id: string, outcome: CallStory['outcome'], closedReason?: CallStory['closedReason']): CallStory => ({
      id,
      startedAt: utc('2026-11-10T19:00:00Z'),
      callerNumber: null,
      outcome,
      lastedMs: 30_000,
      ...(closedReason === undefined ? {} : { closedReason }),
    });
    const records = await storeCalls(db, [
      call('closed', 'closed', 'hours'),
      call('callback', 'callback', 'holiday'),
      call('message', 'voiceMessage', 'supervisor'),
      call('message-in-hours', 'voiceMessage'),
    ]);
    const asOf = utc('2026-12-02T00:00:00Z');
    const figures = await readFigures(db, monthPeriod('2026-11'), asOf);
    t.deepEqual(figures, independentFigures(records, monthPeriod('2026-11'), asOf, known));
    t.like(figures.outcomes, { all: 4, closed: 3, closedToCallback: 1, closedToVoiceMessage: 1, residual: 0 });
    t.like(figures.outcomes, { callback: 0, voiceMessage: 1, closedByHoliday: 1, closedBySupervisor: 1 });
    t.is(figures.openCalls, 1);
    t.is(figures.serviceLevel.base, 1);
    t.like(figures.days[9], { calls: 4, closed: 3, other: 1 });
    const terms = definitions(figures).find(({ term }) => term === 'Klic zunaj delovnega časa');
    t.regex(terms?.text ?? '', /naročil povratni klic/);
  });
});

test('[R5.2] an empty database gives zeros, and no data for the months before', async (t) => {
  await withDatabase(async (db) => {
    const figures = await readFigures(db, monthPeriod('2026-11'), utc('2026-12-02T00:00:00Z'));
    t.is(figures.outcomes.all, 0);
    t.true(figures.months.every(({ calls }) => calls === null));
    t.is(figures.months.length, 13);
    t.is(figures.times.response.medianMs, null);
    t.is(figures.days.length, 30);
    t.deepEqual(figures.agents, []);
  });
});

test('[R5.2] a month without calls after the first record has none, not no data', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    await storeCalls(db, edges);
    const { months } = await readFigures(db, monthPeriod('2026-12'), utc('2027-01-02T00:00:00Z'));
    const calls = new Map(months.map(({ month, calls }) => [month, calls]));
    t.is(calls.get('2026-08'), null);
    t.is(calls.get('2026-09'), 1);
    t.is(calls.get('2026-11'), 1);
    t.is(calls.get('2026-12'), 0);
  });
});
