import { Temporal } from 'temporal-polyfill';
import type { Outcome } from '../../engine/core/facts.ts';
import type { CallFigures } from '../../reports/figures.ts';
import type { Period } from '../../reports/period.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';
import { independentCallbacks } from './independent-callbacks.ts';
import { servicesOf } from './independent-services.ts';

/**
 * The report's figures computed a second time, from what the journal says happened and by other means: no SQL, no
 * call records, one pass over the facts and then plain loops. R5.3 asks that both agree.
 */
export type Known = {
  readonly dispositions: readonly { readonly key: string; readonly name: string }[];
  readonly serviceLevels: readonly {
    readonly id: string;
    readonly queue: string;
    readonly seconds: number;
    readonly share: number;
  }[];
};

type Heard = {
  startedAt: number;
  endedAt: number | null;
  outcome: Outcome | null;
  closedReason: string | null;
  tickets: number[];
  queueId: string | null;
  leftAt: number | null;
  answeredAt: number | null;
  agentId: string | null;
  told: { at: number; shortest: number; longest: number | null }[];
  leftBecause: string | null;
  talkEndedAt: number | null;
  wrapUpEndedAt: number | null;
  disposition: string | null;
};

const zone = 'Europe/Ljubljana';

export function independentFigures(
  records: readonly ShippedRecord[],
  period: Period,
  asOf: number,
  known: Known,
): CallFigures {
  const heard = [...callsFrom(records).values()].filter(({ endedAt }) => endedAt !== null);
  const starts = startOfDay(period.from);
  const ends = startOfDay(period.to);
  const all = heard.filter(({ startedAt }) => startedAt >= starts && startedAt < ends);
  const withOutcome = (outcome: Outcome) => all.filter((call) => (call.outcome ?? 'failed') === outcome);
  const service = all.filter(({ outcome }) => outcome !== 'refused');
  const answered = withOutcome('answered');
  const queued = all.filter(({ tickets }) => tickets.length > 0);
  const closed = all.filter(foundClosed);
  const openWith = (outcome: Outcome) => withOutcome(outcome).filter((call) => !foundClosed(call)).length;
  const reasons = ['hours', 'holiday', 'exception', 'supervisor'];
  const because = (reason: string) => closed.filter(({ closedReason }) => closedReason === reason).length;
  const open = service.filter((call) => !foundClosed(call));
  const limitOf = ({ queueId }: Heard) => (known.serviceLevels.find(({ id }) => id === queueId)?.seconds ?? 20) * 1000;

  return {
    period,
    asOf,
    complete: asOf >= ends,
    outcomes: {
      all: all.length,
      answered: answered.length,
      abandoned: withOutcome('abandoned').length,
      callback: openWith('callback'),
      voiceMessage: openWith('voiceMessage'),
      selfServed: openWith('selfServed'),
      closed: closed.length,
      refused: withOutcome('refused').length,
      failed: withOutcome('failed').length,
      residual: 0,
      abandonedBeforeQueue: withOutcome('abandoned').filter(({ tickets }) => tickets.length === 0).length,
      queued: queued.length,
      closedToCallback: closed.filter(({ outcome }) => outcome === 'callback').length,
      closedToVoiceMessage: closed.filter(({ outcome }) => outcome === 'voiceMessage').length,
      closedToSelfServed: closed.filter(({ outcome }) => outcome === 'selfServed').length,
      closedByHours: because('hours'),
      closedByHoliday: because('holiday'),
      closedByException: because('exception'),
      closedBySupervisor: because('supervisor'),
      closedOtherwise: closed.filter(({ closedReason }) => !reasons.includes(closedReason ?? '')).length,
    },
    serviceCalls: service.length,
    openCalls: open.length,
    missed: withOutcome('abandoned').length + withOutcome('failed').length,
    categories: categoriesOf(answered, known),
    months: monthsOf(heard, records, period, asOf),
    times: {
      response: timesOf(answered.map(waitOf)),
      wait: timesOf(queued.map(waitOf)),
      untilHuman: timesOf(answered.map((call) => must(call.answeredAt) - call.startedAt)),
      talk: timesOf(answered.map((call) => must(call.talkEndedAt) - must(call.answeredAt))),
      call: timesOf(service.map((call) => must(call.endedAt) - call.startedAt)),
      wrapUp: timesOf(answered.map((call) => must(call.wrapUpEndedAt) - must(call.talkEndedAt))),
    },
    waits: [10, 20, 30, 60, 120, 300, 600, Number.POSITIVE_INFINITY].map((bound, index, bounds) => {
      const within = queued.filter((call) => liesIn(waitOf(call), bounds[index - 1], bound));
      const humans = within.filter(({ outcome }) => outcome === 'answered').length;
      return { answered: humans, notAnswered: within.length - humans };
    }),
    durations: [30, 60, 120, 180, 300, 600, 1200, Number.POSITIVE_INFINITY].map((bound, index, bounds) => ({
      talks: answered.filter((call) => liesIn(must(call.talkEndedAt) - must(call.answeredAt), bounds[index - 1], bound))
        .length,
      calls: service.filter((call) => liesIn(must(call.endedAt) - call.startedAt, bounds[index - 1], bound)).length,
    })),
    serviceLevel: {
      answeredInTime: answered.filter((call) => waitOf(call) <= limitOf(call)).length,
      base: open.filter(({ outcome }) => outcome !== 'selfServed').length,
      leftEarly: withOutcome('abandoned').filter((call) => call.tickets.length === 0 || waitOf(call) <= limitOf(call))
        .length,
      settings: known.serviceLevels.map(({ queue, seconds, share }) => ({ queue, seconds, share })),
    },
    estimates: estimatesOf(all),
    callbacks: independentCallbacks(records, starts, ends, asOf),
    services: servicesOf(records, answered, starts, ends),
    // These journals tell of calls; visits are recounted from their own events in visits.test.ts.
    visits: [],
    days: daysOf(service, period),
    hours: hoursOf(service),
    agents: agentsOf(records, answered, starts, Math.min(ends, asOf)),
  };
}

function callsFrom(records: readonly ShippedRecord[]): Map<string, Heard> {
  const calls = new Map<string, Heard>();
  for (const fact of records.flatMap(({ facts }) => facts)) {
    if (fact.type === 'CallStarted') {
      calls.set(fact.callId, {
        startedAt: fact.at,
        endedAt: null,
        outcome: null,
        closedReason: null,
        tickets: [],
        queueId: null,
        leftAt: null,
        answeredAt: null,
        agentId: null,
        told: [],
        leftBecause: null,
        talkEndedAt: null,
        wrapUpEndedAt: null,
        disposition: null,
      });
    }
    const call = 'callId' in fact && fact.callId !== null ? calls.get(fact.callId) : undefined;
    if (!call) continue;
    switch (fact.type) {
      case 'LineFoundClosed':
        call.closedReason = fact.reason;
        break;
      case 'EntryQueued':
        call.tickets.push(fact.ticketAt);
        call.queueId = fact.queueId;
        break;
      case 'EntryLeft':
        call.leftAt = fact.at;
        call.leftBecause = fact.reason;
        break;
      case 'EstimateSpoken': {
        const { at, estimateSeconds: longest, fromSeconds: shortest = longest ?? 0 } = fact;
        call.told.push({ at, shortest, longest });
        break;
      }
      case 'HumanAnswered':
        call.answeredAt ??= fact.at;
        call.agentId = fact.agentId;
        break;
      case 'TalkEnded':
        call.talkEndedAt = fact.at;
        break;
      case 'WrapUpEnded':
        call.wrapUpEndedAt = fact.at;
        break;
      case 'CallDescribed':
        call.disposition = fact.disposition;
        break;
      case 'CallHungUp':
        call.outcome = fact.outcome;
        break;
      case 'CallEnded':
        call.endedAt = fact.at;
        break;
      case 'CallClosed':
        // Where nothing was open at the end, it is the end.
        call.endedAt ??= fact.at;
        break;
    }
  }
  return calls;
}

function waitOf({ tickets, answeredAt, leftAt, endedAt }: Heard): number {
  return must(answeredAt ?? leftAt ?? endedAt) - Math.min(...tickets);
}

/** Each announcement against the human answer, or against the moment at which the caller gave up. */
function estimatesOf(calls: readonly Heard[]): CallFigures['estimates'] {
  let announced = 0;
  let spoken = 0;
  let kept = 0;
  let broken = 0;
  const errors: number[] = [];
  for (const { told, answeredAt, leftAt, leftBecause } of calls) {
    for (const { at, shortest, longest } of told) {
      announced += 1;
      if (longest === null) continue;
      spoken += 1;
      if (answeredAt !== null) {
        const waited = answeredAt - at;
        if (waited > longest * 1000) broken += 1;
        else kept += 1;
        const late = waited - longest * 1000;
        const early = shortest * 1000 - waited;
        errors.push(Math.max(late, early, 0));
      } else if (leftBecause === 'abandoned' && must(leftAt) - at > longest * 1000) broken += 1;
    }
  }
  const { medianMs, ninetiethMs } = timesOf(errors);
  return { announced, spoken, judged: kept + broken, kept, medianErrorMs: medianMs, ninetiethErrorMs: ninetiethMs };
}

function timesOf(spans: readonly number[]): CallFigures['times']['wait'] {
  const sorted = [...spans].sort((one, other) => one - other);
  const rank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
  return {
    count: sorted.length,
    sumMs: sorted.reduce((sum, span) => sum + span, 0),
    longestMs: sorted.at(-1) ?? null,
    medianMs: rank(0.5),
    ninetiethMs: rank(0.9),
  };
}

/** Bounds in seconds; the upper one belongs to the class. */
function liesIn(ms: number, lower: number | undefined, upper: number): boolean {
  return (lower === undefined || ms > lower * 1000) && ms <= upper * 1000;
}

function categoriesOf(answered: readonly Heard[], { dispositions }: Known): CallFigures['categories'] {
  const counts = new Map<string | null, number>();
  for (const { disposition } of answered) counts.set(disposition, (counts.get(disposition) ?? 0) + 1);
  const configured = dispositions.map(({ key, name }) => ({ key, name, calls: counts.get(key) ?? 0 }));
  const others = [...counts]
    .filter(([key]) => !dispositions.some((each) => each.key === key))
    .map(([key, calls]) => ({ key, name: null, calls }))
    .sort((one, other) => Number(one.key === null) - Number(other.key === null) || (one.key! < other.key! ? -1 : 1));
  return [...configured, ...others];
}

function monthsOf(
  heard: readonly Heard[],
  records: readonly ShippedRecord[],
  period: Period,
  asOf: number,
): CallFigures['months'] {
  const first = Temporal.PlainYearMonth.from(period.from.slice(0, 7));
  const own = period.kind === 'year' ? 12 : period.kind === 'month' ? 1 : 0;
  const earliest = Math.min(...records.map(({ event }) => event.at), ...heard.map(({ startedAt }) => startedAt));
  const since = records.length === 0 ? null : local(earliest).toPlainDate().toPlainYearMonth();
  const byMonth = Map.groupBy(
    heard.filter(({ outcome }) => outcome !== 'refused'),
    ({ startedAt }) => local(startedAt).toPlainDate().toPlainYearMonth().toString(),
  );
  return Array.from({ length: 12 + own }, (_, index) => {
    const month = first.subtract({ months: 12 - index });
    const known =
      since !== null &&
      Temporal.PlainYearMonth.compare(month, since) >= 0 &&
      month.toPlainDate({ day: 1 }).toZonedDateTime(zone).epochMilliseconds <= asOf;
    const inMonth = byMonth.get(month.toString()) ?? [];
    const count = (outcomes: readonly Outcome[]) =>
      inMonth.filter(({ outcome }) => outcomes.includes(outcome ?? 'failed')).length;
    return {
      month: month.toString(),
      days: month.daysInMonth,
      calls: known ? inMonth.length : null,
      answered: known ? count(['answered']) : null,
      missed: known ? count(['abandoned', 'failed']) : null,
    };
  });
}

/** Nobody answered, nothing failed, and the caller was told that the line is closed. */
function foundClosed({ outcome, closedReason }: Heard): boolean {
  if (outcome === 'closed') return true;
  return closedReason !== null && ['callback', 'voiceMessage', 'selfServed'].includes(outcome ?? '');
}

function tally(calls: readonly Heard[]) {
  const count = (...outcomes: Outcome[]) =>
    calls.filter(({ outcome }) => outcomes.includes(outcome ?? 'failed')).length;
  return {
    calls: calls.length,
    answered: count('answered'),
    missed: count('abandoned', 'failed'),
    closed: calls.filter(foundClosed).length,
    other: calls.filter(
      (call) => !foundClosed(call) && ['callback', 'voiceMessage', 'selfServed'].includes(call.outcome ?? ''),
    ).length,
  };
}

function daysOf(service: readonly Heard[], period: Period): CallFigures['days'] {
  const byDay = Map.groupBy(service, ({ startedAt }) => local(startedAt).toPlainDate().toString());
  const days: CallFigures['days'][number][] = [];
  for (
    let day = Temporal.PlainDate.from(period.from);
    Temporal.PlainDate.compare(day, period.to) < 0;
    day = day.add({ days: 1 })
  ) {
    days.push({ date: day.toString(), ...tally(byDay.get(day.toString()) ?? []) });
  }
  return days;
}

function hoursOf(service: readonly Heard[]): CallFigures['hours'] {
  const byHour = Map.groupBy(service, ({ startedAt }) => {
    const { dayOfWeek, hour } = local(startedAt);
    return dayOfWeek * 24 + hour;
  });
  return [...byHour]
    .sort(([one], [other]) => one - other)
    .map(([place, calls]) => ({ weekday: Math.floor(place / 24), hour: place % 24, ...tally(calls) }));
}

/** Walks each agent's day from change to change, and adds what of each span lies within the period. */
function agentsOf(
  records: readonly ShippedRecord[],
  answered: readonly Heard[],
  starts: number,
  ends: number,
): CallFigures['agents'] {
  const sums = new Map<string, Record<string, number>>();
  const last = new Map<string, { at: number; state: string }>();
  const add = (agentId: string, state: string, from: number, to: number) => {
    const within = Math.min(to, ends) - Math.max(from, starts);
    if (within <= 0) return;
    const sum = sums.get(agentId) ?? {};
    sum[state] = (sum[state] ?? 0) + within;
    sums.set(agentId, sum);
  };
  for (const fact of records.flatMap(({ facts }) => facts)) {
    if (fact.type !== 'AgentStateChanged') continue;
    const before = last.get(fact.agentId);
    if (before) add(fact.agentId, before.state, before.at, fact.at);
    last.set(fact.agentId, { at: fact.at, state: fact.to });
  }
  for (const [agentId, { at, state }] of last) add(agentId, state, at, Number.POSITIVE_INFINITY);
  const ids = new Set([...sums.keys(), ...answered.map(({ agentId }) => must(agentId))]);
  return [...ids]
    .map((agentId) => {
      const sum = sums.get(agentId) ?? {};
      const of = (...states: string[]) => states.reduce((all, state) => all + (sum[state] ?? 0), 0);
      return {
        agentId,
        signedInMs: of('ready', 'offered', 'talking', 'onHold', 'wrapUp', 'paused'),
        readyMs: of('ready'),
        offeredMs: of('offered'),
        talkingMs: of('talking', 'onHold'),
        wrapUpMs: of('wrapUp'),
        pausedMs: of('paused'),
        answered: answered.filter((call) => call.agentId === agentId).length,
      };
    })
    .filter(({ signedInMs, answered: calls }) => signedInMs > 0 || calls > 0)
    .sort((one, other) => other.signedInMs - one.signedInMs || (one.agentId < other.agentId ? -1 : 1));
}

const localTimes = new Map<number, Temporal.ZonedDateTime>();

function local(at: number): Temporal.ZonedDateTime {
  const known = localTimes.get(at);
  if (known) return known;
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  localTimes.set(at, time);
  return time;
}

function startOfDay(date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

function must<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The journal says that this happened, but not when.');
  return value;
}
