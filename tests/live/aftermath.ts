import type { MortalLine } from './mortal-line.ts';

/** The part of ava's assertions that is needed here. */
export type Assertions = {
  is(actual: unknown, expected: unknown, message?: string): unknown;
  deepEqual(actual: unknown, expected: unknown, message?: string): unknown;
  regex(text: string, pattern: RegExp): unknown;
};

/**
 * After all calls have ended: nothing of them is in Asterisk, the journal replays to an empty line, and the database has
 * the journal without a gap and exactly one closed record a call.
 */
export async function nothingIsLeft(line: MortalLine, t: Assertions): Promise<void> {
  t.regex(await line.asterisk.command('core show channels'), /0 active channels/);
  t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
  const world = await line.end();
  for (const name of ['calls', 'legs', 'entries', 'offers', 'recordings', 'featureCalls'] as const)
    t.is(world[name].size, 0, `no ${name} are left`);
  t.is(world.unexpectedCount, 0, 'nothing unexpected happened');
  const { rows } = await line.db.raw<{ rows: [Ledger] }>(ledger);
  const [{ arrived, calls, closed, made, madeClosed, sequences, last }] = rows;
  t.deepEqual({ calls, closed }, { calls: arrived, closed: arrived }, 'one closed record a call');
  t.is(madeClosed, made, 'one closed record a call that the line made');
  t.is(sequences, last, 'the journal in the database has no gap');
}

type Ledger = Readonly<Record<'arrived' | 'calls' | 'closed' | 'made' | 'madeClosed' | 'sequences' | 'last', number>>;

const ledger = `
  select
    (select count(distinct event ->> 'legId') from journal_event where type in ('CallArrived', 'UnseenCallEnded'))::int as arrived,
    (select count(*) from call where direction = 'inbound')::int as calls,
    (select count(*) from call where direction = 'inbound' and closed)::int as closed,
    (
      select count(distinct fact ->> 'callId')
      from journal_event, jsonb_array_elements(facts) as fact
      where fact ->> 'type' = 'CallStarted' and fact -> 'outbound' is not null
    )::int as made,
    (select count(*) from call where direction = 'outbound' and closed)::int as "madeClosed",
    (select count(*) from journal_event)::int as sequences,
    (select max(sequence) from journal_event)::int as last
`;

/** It has not happened yet. */
export const isYetToCome = (ended: Promise<unknown>): Promise<boolean> =>
  Promise.race([ended.then(() => false), Promise.resolve(true)]);
