import type { Cdr } from '../../engine/core/cdr.ts';

/**
 * How long the caller talked with a human, an agent or somebody outside, milliseconds: the talks' times, those in which several agents talked counted
 * once. Null when nobody talked, or the end is not known.
 */
export function talkTimeOf({ talks, outside = [], humanAnsweredAt, talkEndedAt }: Cdr): number | null {
  if (humanAnsweredAt === null || talkEndedAt === null) return null;
  if (talks === undefined || talks.length === 0) return Math.max(0, talkEndedAt - humanAnsweredAt);
  const there = outside.flatMap(({ answeredAt, endedAt, notBuilt }) =>
    answeredAt === null || notBuilt === true ? [] : [{ startedAt: answeredAt, endedAt }],
  );
  let sum = 0;
  let countedTo = 0;
  for (const { startedAt, endedAt } of [...talks.filter((talk) => talk.notBuilt !== true), ...there].toSorted(
    (a, b) => a.startedAt - b.startedAt,
  )) {
    const end = endedAt ?? talkEndedAt;
    sum += Math.max(0, end - Math.max(startedAt, countedTo));
    countedTo = Math.max(countedTo, end);
  }
  return sum;
}

/** The work after the call's talks, all agents' together, milliseconds; null while it is not known. */
export function wrapUpTimeOf({ talks, talkEndedAt, wrapUpEndedAt }: Cdr): number | null {
  if (talkEndedAt === null || wrapUpEndedAt === null) return null;
  if (talks === undefined || talks.length === 0) return Math.max(0, wrapUpEndedAt - talkEndedAt);
  return talks.reduce(
    (sum, { endedAt, wrapUpEndedAt: until }) =>
      sum + (endedAt === null || until === null ? 0 : Math.max(0, until - endedAt)),
    0,
  );
}
