import { join } from 'node:path';
import { journalFolder } from '../../engine/shell/engine.ts';
import { readLockOwner } from '../../engine/shell/journal/folder-lock.ts';
import { usualLifeLimits } from '../../main/life-watch.ts';
import type { EngineRoleOptions } from '../../main/roles/options.ts';
import { usualSpareAfterMs } from '../../main/spare-process.ts';
import { superviseRole, usualBackOff } from '../../main/supervisor.ts';
import type { RoleProcess } from './role-process.ts';

/** The engine as `npm start` runs it: held up by the supervisor, with a spare beside it. */
export function superviseEngine(options: EngineRoleOptions, logFolder: string): { start(): RoleProcess } {
  let returned = Promise.withResolvers<void>();
  let isStarted = false;
  const role = superviseRole(
    {
      name: 'engine',
      file: new URL('../../main/roles/engine.ts', import.meta.url).pathname,
      options: () => options,
      readyMs: 300_000,
      stopMs: 20_000,
      life: usualLifeLimits,
      spareAfterMs: usualSpareAfterMs,
    },
    {
      log: { folder: logFolder, level: 'info', terminalLevel: 'error' },
      // Rounds are shorter than a minute, after which a real one would count as well and be started again at once.
      backOff: { ...usualBackOff, wellAfterMs: 0 },
      compiledFolder: join(logFolder, 'compiled'),
      heldOpen: null,
      onProgress: () => undefined,
      onFall: () => undefined,
      onReturn: () => returned.resolve(),
    },
  );
  const kill = async (): Promise<void> => {
    const owner = readLockOwner(journalFolder(options));
    if (owner === null) throw new Error('No engine holds the journal.');
    returned = Promise.withResolvers();
    process.kill(owner.pid, 'SIGKILL');
  };
  return {
    start() {
      const ready: Promise<unknown> = isStarted ? returned.promise : role.start();
      isStarted = true;
      ready.catch(() => undefined);
      return {
        get pid() {
          return readLockOwner(journalFolder(options))?.pid ?? 0;
        },
        ready,
        kill,
        close: () => role.stop(),
      };
    },
  };
}
