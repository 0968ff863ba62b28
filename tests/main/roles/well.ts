import { z } from 'zod';
import { runRole } from '../../../main/roles/role.ts';

/** A role for tests: says its process; falls when it is told to, refuses to start when it is told so. */
runRole(
  z.object({ problem: z.string().nullable(), stubborn: z.boolean() }),
  async ({ problem, stubborn }, { progress }) => {
    progress('A role for tests is starting.');
    if (problem !== null) throw new Error(problem);
    const fallen = new Promise<string>((resolve) => process.once('SIGUSR2', () => resolve('It fell by itself.')));
    return {
      details: { pid: process.pid },
      fallen,
      close: () => (stubborn ? new Promise(() => setInterval(() => undefined, 1_000)) : Promise.resolve()),
    };
  },
);
