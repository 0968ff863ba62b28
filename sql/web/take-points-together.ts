import type { Knex } from 'knex';
import { type Counted, type PointsAsked, takePoints } from './take-points.ts';

type Asker = {
  readonly asked: PointsAsked;
  readonly now: number;
  answer(counted: Counted): void;
  fail(error: unknown): void;
};

/** Who waits to be counted; there as long as somebody is just being counted. */
const waiting = new WeakMap<Knex, Asker[]>();

/**
 * Counts as `takePoints` does, for many who come in the same moment: whoever comes while others are being counted is
 * counted by the next statement, together with all who came meanwhile. Each is answered with the points as they were
 * after their own, in the order in which they came.
 */
export function takePointsTogether(db: Knex, asked: PointsAsked, now: number): Promise<Counted> {
  return new Promise<Counted>((answer, fail) => {
    const asker: Asker = { asked, now, answer, fail };
    const others = waiting.get(db);
    if (others !== undefined) others.push(asker);
    else void countAll(db, [asker]);
  });
}

async function countAll(db: Knex, first: readonly Asker[]): Promise<void> {
  let group = first;
  while (group.length > 0) {
    const next: Asker[] = [];
    waiting.set(db, next);
    await count(db, group);
    group = next;
  }
  waiting.delete(db);
}

async function count(db: Knex, group: readonly Asker[]): Promise<void> {
  const keys = Map.groupBy(group, ({ asked }) => asked.key);
  const all = [...keys.values()].flatMap((askers): PointsAsked[] => {
    const [first] = askers;
    return first === undefined ? [] : [{ ...first.asked, points: pointsOf(askers) }];
  });
  try {
    const counted = new Map(
      (await takePoints(db, all, Math.max(...group.map(({ now }) => now)))).map((row) => [row.key, row]),
    );
    for (const [key, askers] of keys) {
      const row = counted.get(key);
      if (row === undefined) throw new Error('PostgreSQL counted less than it was asked.');
      for (const [place, asker] of askers.entries()) {
        asker.answer({ ...row, points: row.points - pointsOf(askers.slice(place + 1)) });
      }
    }
  } catch (error) {
    for (const asker of group) asker.fail(error);
  }
}

const pointsOf = (askers: readonly Asker[]): number =>
  askers.reduce((sum, { asked: { points = 1 } }) => sum + points, 0);
