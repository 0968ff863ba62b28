import type { ExecutionContext } from 'ava';
import type { Flow } from '../../dialplan/flow.ts';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { WallboardView } from '../../engine/core/views.ts';
import type { RegisteredPhone } from '../../main/demonstration/test-phone.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { until } from '../until.ts';
import type { LiveLine } from './live-line.ts';

/** Waits until every call is closed, and proves that nothing of any of them is left and that each has one outcome. */
export async function nothingIsLeft(t: ExecutionContext, line: LiveLine, count: number): Promise<Cdr[]> {
  const records = await line.closedCalls(count);
  t.is(records.length, count, 'a record for each call');
  await until('no channel is left', async () =>
    /^0 active channels/m.test(await line.asterisk.command('core show channels')),
  );
  const bridges = await line.asterisk.command('bridge show all');
  t.is(bridges.trim().split('\n').length, 1, `no bridge is left: ${bridges}`);
  const { agents } = await line.wallboard((view) => waitingIn(view) === 0);
  t.true(
    agents.every(({ state }) => ['signedOut', 'ready', 'paused'].includes(state)),
    'no agent is left in a call',
  );
  for (const { outcome, endedAt, humanAnsweredAt } of records) {
    t.truthy(outcome);
    t.truthy(endedAt);
    t.is(outcome === 'answered', humanAnsweredAt !== null);
  }
  return records;
}

/** Callers who wait, in all queues. */
export const waitingIn = ({ queues }: WallboardView): number => queues.reduce((sum, { waiting }) => sum + waiting, 0);

/** The agent of a phone is ready again, however the last offer ended. */
export async function readyAgain(line: LiveLine, phone: RegisteredPhone): Promise<void> {
  await phone.dial('*12');
  await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'ready'));
}

/** The sample without wrap-up, so that an agent is free as soon as a call is over. */
export const noWrapUp = async (db: LiveLine['db']): Promise<void> =>
  void (await db('queue').update({ wrap_up_seconds: 0 }));

/** The same, and every caller is in the queue at once: for tests of what comes after the prompts. */
export const straightToTheQueue = async (db: LiveLine['db']): Promise<void> => {
  const flow: Flow = { first: 'queue', nodes: { queue: { kind: 'queue', queue: 'narocanje' } } };
  await writeSetting(db, 'flow', flow);
  await noWrapUp(db);
};
