import { setInterval } from 'node:timers/promises';
import { z } from 'zod';
import { runRole } from '../../../main/roles/role.ts';

/**
 * A role for tests: says its process; falls when it is told to, refuses to start when it is told so. Its start goes on
 * for so many steps of half a second, or hangs; and so does what it begins `later`, when it is ready.
 */
const untilDone = async (steps: number | 'hangs', step: () => void): Promise<void> => {
  if (steps === 'hangs') return new Promise(() => undefined);
  let left = steps;
  if (left > 0)
    for await (const _ of setInterval(500)) {
      step();
      left -= 1;
      if (left === 0) break;
    }
};
const stepsSchema = z.union([z.number(), z.literal('hangs')]);

runRole(
  z.object({
    problem: z.string().nullable(),
    stubborn: z.boolean(),
    steps: stepsSchema.default(0),
    later: stepsSchema.nullable().default(null),
  }),
  async ({ problem, stubborn, steps, later }, { progress, step, begins, begun }) => {
    progress('A role for tests is starting.');
    if (problem !== null) throw new Error(problem);
    await untilDone(steps, step);
    if (later !== null) {
      globalThis.setImmediate(async () => {
        begins();
        await untilDone(later, step);
        begun();
        progress('It has begun.');
      });
    }
    const fallen = new Promise<string>((resolve) => process.once('SIGUSR2', () => resolve('It fell by itself.')));
    return {
      details: { pid: process.pid },
      fallen,
      close: () => (stubborn ? new Promise(() => globalThis.setInterval(() => undefined, 1_000)) : Promise.resolve()),
    };
  },
  undefined,
  2_000,
);
