import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { processorMs, treeProcessorMs } from '../measure/process-usage.ts';
import { openEngineLine } from './line/engine-line.ts';
import { openQueueLine } from './line/queue-line.ts';
import { startCallers } from './line/sipp-callers.ts';

/**
 * What a queued call costs in processor time: answer, a short prompt, the queue, a ringing agent, the talk, the end and
 * its record. Ours is Asterisk, the engine and PostgreSQL together; the reference is Asterisk's app_queue doing the same
 * call, with Asterisk's own record of it in a file. Of what ours does besides (the journal that survives a kill, the record
 * in PostgreSQL, the quality of both legs) it does nothing.
 * No audio is sent by the far sides, which would add the same to both.
 */
const agents = 40;
const rate = 20;
const warmUp = 900;
const phones = { ringMs: 200, talkMs: 1_000 };

await runBenchmark(async ({ long }, opened) => {
  const rounds = long ? 5 : 3;
  const calls = long ? 1_200 : 300;
  progress('PostgreSQL, Asterisk and the engine start, and another Asterisk with app_queue.');
  const line = await openEngineLine({ agents, phones, speaks: false }, opened);
  await line.begin();
  const queue = await openQueueLine({ agents, phones }, opened);
  const run = async (sip: typeof line.asterisk.sip, count: number): Promise<void> => {
    const callers = await startCallers({ sip, rate, atOnce: 400, calls: count });
    opened.defer(() => callers.close());
    const { successful, failed } = await callers.ended;
    if (failed > 0 || successful !== count)
      throw new Error(`${failed} calls failed, ${successful} of ${count} went well.`);
  };
  const parts = {
    asterisk: () => processorMs(line.asterisk.pid),
    engine: () => processorMs(line.engine.pid),
    database: () => treeProcessorMs(line.database.pid),
  };
  const ours: Record<keyof typeof parts, number>[] = [];
  const reference: number[] = [];
  // A line serves for months, and its code is compiled as it is used; both have had as many calls before they are measured.
  progress(`Warming up: ${warmUp} calls each.`);
  await Promise.all([run(line.asterisk.sip, warmUp), run(queue.asterisk.sip, warmUp)]);
  for (let round = 1; round <= rounds; round += 1) {
    progress(`Round ${round} of ${rounds}: ${calls} calls each.`);
    const before = { asterisk: parts.asterisk(), engine: parts.engine(), database: parts.database() };
    await run(line.asterisk.sip, calls);
    ours.push({
      asterisk: (parts.asterisk() - before.asterisk) / calls,
      engine: (parts.engine() - before.engine) / calls,
      database: (parts.database() - before.database) / calls,
    });
    const queueBefore = processorMs(queue.asterisk.pid);
    await run(queue.asterisk.sip, calls);
    reference.push((processorMs(queue.asterisk.pid) - queueBefore) / calls);
  }
  const unit = 'ms of processor a call';
  for (const part of ['asterisk', 'engine', 'database'] as const) {
    compare({ what: `cost, ${part}'s part`, unit, ours: ours.map((each) => each[part]), reference: null });
  }
  compare({
    what: `cost of a queued call at ${rate}/s`,
    unit,
    ours: ours.map((each) => each.asterisk + each.engine + each.database),
    reference: { name: 'app_queue', values: reference },
    target: { of: 'ratio', atMost: 1.5 },
  });
});
