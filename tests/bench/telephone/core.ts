import { step } from '../../../engine/core/step.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { percentile } from '../measure/statistics.ts';
import { simulatedEvents } from './line/simulated-events.ts';

/** Milliseconds of this thread alone: what else the machine does is not in it. */
const processorNow = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/**
 * A month of 16,000 calls through the core's `step`, with all their events and timers, and whether an event costs the
 * same however many came before it. The reference is writing and reading the same events as JSON, which nothing that
 * keeps them can do without.
 */
const calls = 16_000;

await runBenchmark(async ({ long }) => {
  progress(`A month of ${calls} calls is simulated.`);
  const events = simulatedEvents(calls);
  progress(`${events.length} events.`);
  const rounds = long ? 9 : 3;
  const whole: number[] = [];
  const json: number[] = [];
  const growth: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const world = emptyWorld();
    const tenth = Math.floor(events.length / 10);
    const medians: number[] = [];
    let spent = 0;
    for (let part = 0; part < 10; part += 1) {
      // The median of many small stretches: a stretch in which the machine did something else is left out by it.
      const stretches: number[] = [];
      for (let at = part * tenth; at < (part + 1) * tenth; at += 500) {
        const began = processorNow();
        for (const event of events.slice(at, Math.min(at + 500, (part + 1) * tenth))) step(world, event);
        stretches.push(processorNow() - began);
      }
      spent += stretches.reduce((sum, each) => sum + each, 0);
      medians.push(percentile(stretches, 0.5));
    }
    const began = processorNow();
    for (const event of events) JSON.parse(JSON.stringify(event));
    const spentOnJson = processorNow() - began;
    // The first round warms the machine's compiler up.
    if (round < 0) continue;
    whole.push(spent);
    json.push(spentOnJson);
    growth.push((medians[9] ?? Number.NaN) / (medians[1] ?? Number.NaN));
  }
  compare({
    what: `a month of ${calls} calls through step`,
    unit: 'ms of processor',
    ours: whole,
    reference: { name: 'the same events as JSON and back', values: json },
    target: { of: 'value', atMost: 2_000 },
  });
  compare({
    what: "an event's cost in the month's last tenth, by that in its second",
    unit: 'times',
    ours: growth,
    reference: null,
    target: { of: 'value', atMost: 1.5 },
  });
});
