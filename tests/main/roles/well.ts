import { setInterval } from 'node:timers/promises';
import { z } from 'zod';
import { runRole } from '../../../main/roles/role.ts';

/**
 * A role for tests: says its process; falls when it is told to, refuses to start when it is told so. Its start goes on
 * for so many steps of half a second, or hangs.
 */
runRole(
  z.object({
    problem: z.string().nullable(),
    stubborn: z.boolean(),
    steps: z.union([z.number(), z.literal('hangs')]).default(0),
  }),
  async ({ problem, stubborn, steps }, { progress, step }) => {
    progress('A role for tests is starting.');
    if (problem !== null) throw new Error(problem);
    if (steps === 'hangs') await new Promise(() => undefined);
    let left = Number(steps);
    if (left > 0)
      for await (const _ of setInterval(500)) {
        step();
        left -= 1;
        if (left === 0) break;
      }
    const fallen = new Promise<string>((resolve) => process.once('SIGUSR2', () => resolve('It fell by itself.')));
    return {
      details: { pid: process.pid },
      fallen,
      close: () => (stubborn ? new Promise(() => globalThis.setInterval(() => undefined, 1_000)) : Promise.resolve()),
    };
  },
);
