import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import { type EngineOptions, journalFolder } from '../../engine/shell/engine.ts';
import { readLockOwner } from '../../engine/shell/journal/folder-lock.ts';
import type { LifeLimits } from '../../main/life-watch.ts';
import { type SupervisedRole, superviseRole, usualBackOff } from '../../main/supervisor.ts';
import type { EngineProcess } from './engine-process.ts';

/** The engine as `npm start` runs it: its role, held up by the supervisor. */
export type SupervisedEngine = {
  /** Starts it; the second time it resolves when it has been started again after its next fall. */
  start(options: Omit<EngineOptions, 'log'>): Promise<EngineProcess>;
  /** What the supervisor said of each fall. */
  readonly falls: readonly string[];
  stop(): Promise<void>;
};

export function superviseEngine(life: LifeLimits): SupervisedEngine {
  const falls: string[] = [];
  let role: SupervisedRole | null = null;
  let returned = Promise.withResolvers<void>();
  let ports: { doorPort: number; metricsPort: number } | null = null;

  const begin = async (options: Omit<EngineOptions, 'log'>): Promise<void> => {
    const host = '127.0.0.1';
    ports = {
      doorPort: await claimablePort('the door', host, 0, 'tcp'),
      metricsPort: await claimablePort('the metrics', host, 0, 'tcp'),
    };
    const { doorPort, metricsPort } = ports;
    const logs = join(options.dataFolder, 'logs');
    await mkdir(logs, { recursive: true });
    role = superviseRole(
      {
        name: 'engine',
        file: new URL('../../main/roles/engine.ts', import.meta.url).pathname,
        options: () => ({
          ...options,
          door: { ...options.door, port: doorPort },
          metrics: { host, port: metricsPort },
        }),
        readyMs: 60_000,
        stopMs: 20_000,
        life,
      },
      {
        log: {
          folder: logs,
          level: process.env.LIVE_LOG ?? 'silent',
          terminalLevel: 'silent',
        },
        backOff: usualBackOff,
        heldOpen: null,
        onProgress: () => undefined,
        onFall: (_role, reason) => void falls.push(reason),
        onReturn: () => returned.resolve(),
      },
    );
    await role.start();
  };

  return {
    falls,
    async start(options) {
      if (role === null) await begin(options);
      else await returned.promise;
      returned = Promise.withResolvers<void>();
      const owner = readLockOwner(journalFolder(options));
      if (ports === null || owner === null) throw new Error('No engine holds the journal.');
      const { pid } = owner;
      return {
        pid,
        ...ports,
        spawnedAt: Date.now(),
        kill: async () => void process.kill(pid, 'SIGKILL'),
        halt: () => void process.kill(pid, 'SIGSTOP'),
        wake: () => void process.kill(pid, 'SIGCONT'),
        ended: Promise.resolve(),
        close: async () => role?.stop(),
      };
    },
    stop: async () => role?.stop(),
  };
}
