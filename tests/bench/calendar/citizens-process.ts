import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Errand, Errands } from './citizens.ts';

/** Citizens in a process of their own, as they are not on our machine either. */
export type Citizens = {
  readonly pid: number;
  /** One errand after the other. */
  send(errand: Errand): Promise<Errands>;
  close(): Promise<void>;
};

export function openCitizens(url: string): Citizens {
  const child = fork(new URL('./citizens.ts', import.meta.url).pathname, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', import.meta.resolve('tsx')],
  });
  const exited = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    async send(errand) {
      child.send({ url, errand });
      const failed = exited.then((): never => {
        throw new Error('The citizens’ process ended.');
      });
      failed.catch(() => undefined);
      const [done] = await Promise.race([once(child, 'message'), failed]);
      return done as Errands;
    },
    async close() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
