import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { openDescriptors, residentMegabytes } from '../measure/process-usage.ts';
import { median } from '../measure/statistics.ts';
import { openEngineLine } from './line/engine-line.ts';
import { type Callers, startCallers } from './line/sipp-callers.ts';

/**
 * 300 callers wait at once with music while nobody is ready; then 40 agents serve them, and go on serving 20 new calls a
 * second for a minute (--long: ten). No call may fail, nothing of any may be left in Asterisk or in the engine, and the
 * engine's memory stays below its bound and does not grow. The reference for what is left is the line before the load.
 */
const agents = 40;
const rate = 20;
const waiting = 300;
const phones = { ringMs: 200, talkMs: 1_000 };
const sampleEveryMs = 1_000;

await runBenchmark(async ({ long }, opened) => {
  const minutes = long ? 10 : 1;
  progress('PostgreSQL, Asterisk and the engine start.');
  const line = await openEngineLine({ agents, phones, speaks: true }, opened);
  const { asterisk, engine } = line;
  const call = async (options: {
    readonly rate: number;
    readonly atOnce: number;
    readonly calls: number;
  }): Promise<Callers> => {
    const callers = await startCallers({ sip: asterisk.sip, ...options });
    opened.defer(() => callers.close());
    return callers;
  };
  const left = async (): Promise<Record<string, number>> => ({
    channels: Number(/^(\d+) active channel/m.exec(await asterisk.command('core show channels'))?.[1] ?? Number.NaN),
    bridges: (await asterisk.command('bridge show all')).trim().split('\n').length - 1,
    'timers of the engine': await line.metric('uenarocanje_timers'),
    'calls in the engine': await line.metric('uenarocanje_calls_open'),
    'descriptors of the engine': openDescriptors(engine.pid),
    'descriptors of Asterisk': openDescriptors(asterisk.pid),
  });
  progress('Warming up.');
  await line.begin();
  const warm = await (await call({ rate, atOnce: 100, calls: 200 })).ended;
  await line.wallboard(({ agents: rows }) => rows.every(({ state }) => state === 'ready' || state === 'signedOut'));
  const before = await left();

  progress(`${waiting} callers wait at once.`);
  const door = await line.door();
  opened.defer(async () => door.close());
  for (const agentId of line.agents) await door.ask({ type: 'Pause', agentId, reason: 'malica' });
  const crowd = await call({ rate: 30, atOnce: waiting, calls: waiting });
  const view = await line.wallboard(({ queues }) => queues.reduce((sum, queue) => sum + queue.waiting, 0) >= waiting);
  const most = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  for (const agentId of line.agents) await door.ask({ type: 'BecomeReady', agentId });

  progress(`${rate} calls a second for ${minutes} min.`);
  const megabytes: number[] = [];
  const sampling = setInterval(() => megabytes.push(residentMegabytes(engine.pid)), sampleEveryMs);
  opened.defer(async () => clearInterval(sampling));
  const steady = await call({ rate, atOnce: waiting + 200, calls: rate * 60 * minutes });
  const ended = [warm, await crowd.ended, await steady.ended];
  clearInterval(sampling);
  await line.wallboard(({ agents: rows }) => rows.every(({ state }) => state === 'ready' || state === 'signedOut'));
  const after = await left();

  const calls = ended.reduce((sum, { successful, failed }) => sum + successful + failed, 0);
  const failed = ended.reduce((sum, each) => sum + each.failed, 0) + (200 + waiting + rate * 60 * minutes - calls);
  const bound = (what: string, unit: string, value: number, atMost: number): void =>
    compare({ what, unit, ours: [value], reference: null, target: { of: 'value', atMost } });
  bound(`failed of ${calls} calls, ${most} of them waiting at once`, 'calls', failed, 0);
  for (const [what, count] of Object.entries(after)) {
    const spare = what.startsWith('descriptors') ? 10 : 0;
    bound(`${what} left over`, 'more than before', Math.max(0, count - (before[what] ?? 0)), spare);
  }
  bound('memory of the engine at most', 'MB', Math.max(...megabytes), 250);
  const quarter = Math.ceil(megabytes.length / 4);
  compare({
    what: "memory of the engine in the load's last quarter",
    unit: 'MB',
    ours: [median(megabytes.slice(-quarter))],
    reference: { name: 'its second', values: [median(megabytes.slice(quarter, 2 * quarter))] },
    target: { of: 'ratio', atMost: 1.15 },
  });
});
