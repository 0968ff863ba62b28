import test from 'ava';
import { statusOf } from '../../web/error-status.ts';

const coded = (code: string): Error => Object.assign(new Error('of somebody else'), { code });

for (const [what, error, status] of [
  ['a server that refuses', coded('ECONNREFUSED'), 503],
  ['a server that stops', coded('57P01'), 503],
  ['a server that recovers', coded('57P03'), 503],
  ['a connection that broke under a question', new Error('Connection terminated unexpectedly'), 503],
  [
    'a connection that broke between two statements',
    new Error('ROLLBACK - Client has encountered a connection error and is not queryable'),
    503,
  ],
  ['a connection that was closed', new Error('Client was closed and is not queryable'), 503],
  ['a constraint that nobody thought of', coded('23514'), 500],
  ['words of ours that speak of a connection', new Error('The Connection terminated what it began'), 500],
] as const) {
  test(`[R9.2] ${what} is answered ${status}`, (t) => {
    t.is(statusOf(error), status);
  });
}
