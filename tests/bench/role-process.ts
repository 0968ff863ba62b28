import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environmentOf, nodeArgumentsOf } from '../../main/roles/node-arguments.ts';
import type { EngineRoleOptions, WebRoleOptions } from '../../main/roles/options.ts';
import { type FromRole, fromRoleSchema, type ToRole } from '../../main/roles/role.ts';

export type RoleProcess = {
  readonly pid: number;
  /** Resolves with what the role tells of itself when it says that it is ready. */
  readonly ready: Promise<unknown>;
  /** As a crash or the operator's `kill -9` does it. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** In order. Twice is safe. */
  close(): Promise<void>;
};

type OptionsOf = { readonly engine: EngineRoleOptions; readonly web: WebRoleOptions };

/**
 * Starts a role as the supervisor does: its own process, its log in a file. BENCH_PROFILE names a folder for a
 * processor profile (`node --cpu-prof`) of it.
 */
export function startRoleProcess<Role extends keyof OptionsOf>(
  role: Role,
  options: OptionsOf[Role],
  logFolder: string,
): RoleProcess {
  const profile = process.env.BENCH_PROFILE;
  const child: ChildProcess = fork(new URL(`../../main/roles/${role}.ts`, import.meta.url).pathname, [], {
    execArgv: [...(profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : []), ...nodeArgumentsOf(role)],
    env: environmentOf(role, join(logFolder, 'compiled')),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C is for us, who close it in its order.
    detached: true,
  });
  const exited = once(child, 'exit');
  const ready = new Promise<unknown>((resolve, reject) => {
    child.on('message', (received) => {
      const message: FromRole = fromRoleSchema.parse(received);
      if (message.type === 'ready') resolve(message.details);
      if (message.type === 'failed') reject(new Error(message.sentence));
    });
    child.once('exit', () => reject(new Error(`The role ${role} ended before it was ready.`)));
  });
  ready.catch(() => undefined);
  const start: ToRole = {
    type: 'start',
    log: { role, folder: logFolder, level: 'info', terminalLevel: 'error' },
    options,
  };
  child.send(start);
  return {
    pid: child.pid ?? 0,
    ready,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async close() {
      if (child.connected) child.send({ type: 'stop' } satisfies ToRole);
      await exited;
    },
  };
}
