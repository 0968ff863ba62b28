import type { SpokenEstimate } from '../../engine/core/facts.ts';
import { dayAfter, daysIn, monthPeriod, weekdayOf } from '../../reports/period.ts';
import type { AgentChange, CallStory } from './journal-of-calls.ts';

export type SimulatedMonth = { readonly calls: readonly CallStory[]; readonly changes: readonly AgentChange[] };

/** Seeded chance: the same seed gives the same month (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const categories = [
  'narocanje',
  'narocanje',
  'narocanje',
  'prenarocanje',
  'odpoved',
  'cakalneDobe',
  'priloge',
  'portal',
  'drugo',
  null,
];
const hours: Readonly<Record<number, readonly [number, number]>> = {
  1: [8, 18],
  2: [8, 18],
  3: [8, 19],
  4: [8, 18],
  5: [8, 14],
};
/** The morning is busy. */
const busyness = [2.2, 2.6, 2.1, 1.6, 1.1, 0.9, 0.9, 0.8, 0.6, 0.5, 0.4];

/**
 * A month as such a line has it: arrivals by hour, one queue served in order by the agents, callers who lose
 * patience, calls at night and on Sunday, wrong numbers, failures.
 */
export function simulatedMonth(
  month: string,
  callsWanted: number,
  agents: readonly string[],
  seed: number,
): SimulatedMonth {
  const random = chance(seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  const exponential = (mean: number) => -Math.log(1 - random()) * mean;
  const period = monthPeriod(month);
  const calls: CallStory[] = [];
  const changes: AgentChange[] = [];
  const workdays = Array.from({ length: daysIn(period) }, (_, day) => addDays(period.from, day)).filter(
    (date) => weekdayOf(date) <= 5,
  );
  const weight = workdays.reduce((sum, date) => {
    const [opens = 8, closes = 18] = hours[weekdayOf(date)] ?? [];
    return sum + busyness.slice(0, closes - opens).reduce((all, each) => all + each, 0);
  }, 0);
  const outside = Math.round(callsWanted * 0.06);
  const perWeight = (callsWanted - outside) / weight;
  let number = 0;
  const next = () => {
    number += 1;
    return `${month}-${String(number).padStart(6, '0')}`;
  };

  /** Something said on arrival and every 45 s: now a time, now a range, now the place alone; right or wrong by chance. */
  const told = (stayedMs: number, neededMs: number): NonNullable<CallStory['estimates']> => {
    const all: { afterMs: number; told: SpokenEstimate }[] = [];
    for (let afterMs = 0; afterMs < stayedMs; afterMs += 45_000) {
      const position = 1 + Math.floor(random() * 6);
      const minutes = Math.max(1, Math.ceil(((neededMs - afterMs) / 60_000) * between(0.6, 1.8)));
      const kind = random();
      const estimateSeconds = kind < 0.2 ? null : minutes * 60;
      const range = kind > 0.6 && minutes > 2 ? { fromSeconds: Math.ceil(minutes / 2) * 60 } : {};
      all.push({ afterMs, told: { position, estimateSeconds, ...range } });
    }
    return all;
  };

  for (const date of workdays) {
    const [opens = 8, closes = 18] = hours[weekdayOf(date)] ?? [];
    const midnight = localMidnight(date);
    const free = new Map<string, number>();
    for (const agent of agents) {
      const signedInAt = midnight + opens * 3_600_000 - Math.round(between(30_000, 600_000));
      free.set(agent, signedInAt + 60_000);
      changes.push({ at: signedInAt, agent, to: 'paused' }, { at: signedInAt + 60_000, agent, to: 'ready' });
    }
    const arrivals: number[] = [];
    for (let hour = opens; hour < closes; hour += 1) {
      const expected = perWeight * (busyness[hour - opens] ?? 0.4);
      const calls = Math.floor(expected) + (random() < expected % 1 ? 1 : 0);
      for (let call = 0; call < calls; call += 1)
        arrivals.push(Math.round(midnight + hour * 3_600_000 + between(0, 3_600_000)));
    }
    arrivals.sort((one, other) => one - other);
    for (const startedAt of arrivals) {
      const id = next();
      const callerNumber = random() < 0.04 ? null : `386${Math.round(between(30_000_000, 71_999_999))}`;
      const kind = random();
      if (kind < 0.004) {
        calls.push({ id, startedAt, callerNumber, outcome: 'failed', lastedMs: Math.round(between(500, 9000)) });
        continue;
      }
      if (kind < 0.03) {
        calls.push({ id, startedAt, callerNumber, outcome: 'abandoned', lastedMs: Math.round(between(800, 14_000)) });
        continue;
      }
      const queuedAfterMs = Math.round(between(9000, 21_000));
      const queuedAt = startedAt + queuedAfterMs;
      const [agent, freeAt] = [...free].reduce((first, each) => (each[1] < first[1] ? each : first));
      const answeredAt = Math.round(Math.max(queuedAt, freeAt) + between(1500, 9000));
      const patience = 20_000 + exponential(260_000);
      const estimates = told(Math.min(answeredAt - queuedAt, Math.round(patience)), answeredAt - queuedAt);
      if (answeredAt - queuedAt > patience) {
        const outcome = random() < 0.01 ? 'failed' : 'abandoned';
        calls.push({ id, startedAt, callerNumber, outcome, queuedAfterMs, waitMs: Math.round(patience), estimates });
        continue;
      }
      const talkMs = Math.round(20_000 + exponential(130_000));
      const wrapUpMs = Math.round(between(3000, 45_000));
      const disposition = categories[Math.floor(random() * categories.length)] ?? null;
      calls.push({
        id,
        startedAt,
        callerNumber,
        outcome: 'answered',
        queuedAfterMs,
        waitMs: answeredAt - queuedAt,
        estimates,
        agent,
        talkMs,
        wrapUpMs,
        disposition,
      });
      const readyAt = answeredAt + talkMs + wrapUpMs;
      changes.push(
        { at: Math.max(freeAt, queuedAt), agent, to: 'offered', callId: id },
        { at: answeredAt, agent, to: 'talking', callId: id },
        { at: answeredAt + talkMs, agent, to: 'wrapUp', callId: id },
        { at: readyAt, agent, to: 'ready' },
      );
      const pause = random() < 0.03 ? Math.round(between(300_000, 1_500_000)) : 0;
      if (pause > 0)
        changes.push({ at: readyAt + 1, agent, to: 'paused' }, { at: readyAt + 1 + pause, agent, to: 'ready' });
      free.set(agent, readyAt + (pause > 0 ? pause + 1 : 0));
    }
    for (const [agent, freeAt] of free) {
      changes.push({ at: Math.max(freeAt + 1, midnight + closes * 3_600_000 + 90_000), agent, to: 'signedOut' });
    }
  }
  for (let call = 0; call < outside; call += 1) {
    const date = addDays(period.from, Math.floor(random() * daysIn(period)));
    const weekend = weekdayOf(date) > 5;
    const hour = weekend ? between(7, 22) : random() < 0.4 ? between(6, 8) : between(19, 22);
    calls.push({
      id: next(),
      startedAt: Math.round(localMidnight(date) + hour * 3_600_000),
      callerNumber: `386${Math.round(between(30_000_000, 71_999_999))}`,
      // Some leave a wish for a callback or a message, and have called out of hours all the same.
      outcome: call % 7 === 3 ? 'callback' : call % 11 === 5 ? 'voiceMessage' : 'closed',
      closedReason: weekend ? 'hours' : random() < 0.1 ? 'holiday' : 'hours',
      lastedMs: Math.round(between(2000, 25_000)),
    });
  }
  return { calls, changes };
}

export function addDays(date: string, days: number): string {
  let day = date;
  for (let step = 0; step < days; step += 1) day = dayAfter(day);
  return day;
}

/** The instant of local midnight in Ljubljana: UTC+2 or UTC+1, found by asking the calendar. */
export function localMidnight(date: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  for (const offset of [2, 1]) {
    const at = utc - offset * 3_600_000;
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Ljubljana',
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(at);
    if (local === `${date} 00:00`) return at;
  }
  throw new RangeError(`No midnight was found on ${date}.`);
}
