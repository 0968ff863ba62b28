import type { Knex } from 'knex';

/**
 * Many who ask the same in the same moment are answered by one question: the first asks, whoever comes before the
 * answer is there gets it too. Nothing is kept, so that an answer is never older than the question took; inside a
 * transaction, which sees what others do not, everybody asks for themselves.
 */
export function askedAtOnce<Wanted, Answer>(
  ask: (db: Knex, wanted: Wanted) => Promise<Answer>,
  keyOf: (wanted: Wanted) => string = JSON.stringify,
): (db: Knex, wanted: Wanted) => Promise<Answer> {
  const askedNow = new WeakMap<Knex, Map<string, Promise<Answer>>>();
  return (db, wanted) => {
    if (db.isTransaction) return ask(db, wanted);
    const asked = askedNow.get(db) ?? new Map<string, Promise<Answer>>();
    askedNow.set(db, asked);
    const key = keyOf(wanted);
    const underWay = asked.get(key);
    if (underWay !== undefined) return underWay;
    const answer = ask(db, wanted).finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  };
}
