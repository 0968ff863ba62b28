import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { percentile } from '../measure/statistics.ts';
import { openEngineLine } from './line/engine-line.ts';
import { dispatchTimesOf } from './line/phone-messages.ts';
import { openQueueLine } from './line/queue-line.ts';
import { startCallers } from './line/sipp-callers.ts';

/**
 * How long an agent stands free while callers wait: from the phone's BYE, by which its agent becomes free, to the next
 * INVITE at the same phone, both as the phones saw them. The reference is app_queue with the same phones and callers.
 */
const agents = 11;
const rate = 10;
const phones = { ringMs: 100, talkMs: 900 };

await runBenchmark(async ({ long }, opened) => {
  const rounds = long ? 5 : 3;
  const calls = long ? 1_200 : 200;
  progress('PostgreSQL, Asterisk and the engine start, and another Asterisk with app_queue.');
  const line = await openEngineLine({ agents, phones, speaks: false }, opened);
  await line.begin();
  const queue = await openQueueLine({ agents, phones }, opened);
  /** Milliseconds, of every time at which an agent became free and somebody waited. */
  const measure = async (sip: typeof line.asterisk.sip, messages: string): Promise<number[]> => {
    const startedAt = Date.now();
    // More than the agents can serve, so that somebody always waits.
    const callers = await startCallers({ sip, rate: rate * 1.5, atOnce: 60, calls });
    opened.defer(() => callers.close());
    const { successful, failed } = await callers.ended;
    if (failed > 0 || successful !== calls)
      throw new Error(`${failed} calls failed, ${successful} of ${calls} went well.`);
    return dispatchTimesOf(messages, startedAt);
  };
  progress('Warming up.');
  await measure(line.asterisk.sip, line.phoneMessages);
  await measure(queue.asterisk.sip, queue.phoneMessages);
  const ours: number[][] = [];
  const theirs: number[][] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`Round ${round} of ${rounds}: ${calls} calls each, ${rate} a second, callers waiting.`);
    ours.push(await measure(line.asterisk.sip, line.phoneMessages));
    theirs.push(await measure(queue.asterisk.sip, queue.phoneMessages));
  }
  for (const share of [0.5, 0.99]) {
    compare({
      what: `agent free to the next ring at ${rate} calls/s, p${share * 100}`,
      unit: 'ms',
      ours: ours.map((times) => percentile(times, share)),
      reference: { name: 'app_queue', values: theirs.map((times) => percentile(times, share)) },
      ...(share === 0.99 ? { target: { of: 'value', atMost: 50 } as const } : {}),
    });
  }
});
