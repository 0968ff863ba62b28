import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EngineOptions } from '../../engine/shell/engine.ts';

/** A running engine in a process of its own. */
export type EngineProcess = {
  readonly pid: number;
  readonly doorPort: number;
  readonly metricsPort: number;
  /** When the process was started, by the machine's clock. */
  readonly spawnedAt: number;
  /** SIGKILL: nothing of it runs on. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: it hangs, with all its sockets open. */
  halt(): void;
  /** SIGCONT. */
  wake(): void;
  /** It has ended, whoever saw to it. */
  readonly ended: Promise<void>;
  /** Ends it in order. Twice is safe, also after a kill. */
  close(): Promise<void>;
};

const program = fileURLToPath(new URL('./engine-program.ts', import.meta.url));

/** An engine that stands by; `leads` resolves when it has taken over and its door is open. */
export type StandByProcess = { readonly pid: number; readonly leads: Promise<EngineProcess>; close(): Promise<void> };

/** Starts the engine and resolves when its door is open. @throws Error when it ends before */
export function startEngineProcess(options: Omit<EngineOptions, 'log'>): Promise<EngineProcess> {
  return startStandByProcess(options).leads;
}

/** Starts an engine beside the one that leads. */
export function startStandByProcess(options: Omit<EngineOptions, 'log'>): StandByProcess {
  const spawnedAt = Date.now();
  const child = spawn(process.execPath, ['--import=tsx', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  // A killed engine does not read what was written for it.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(options)}\n`);
  const said = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  const early = exited.then(([code]) =>
    Promise.reject(new Error(`The engine ended with ${code} before it was ready.`)),
  );
  early.catch(() => undefined);
  const close = async (): Promise<void> => {
    child.kill('SIGCONT');
    child.stdin.end();
    await exited;
  };
  const leads = Promise.race([said, early]).then(
    (line): EngineProcess => ({
      pid: child.pid ?? 0,
      ...(JSON.parse(line) as { doorPort: number; metricsPort: number }),
      spawnedAt,
      async kill() {
        child.kill('SIGKILL');
        await exited;
      },
      halt: () => void child.kill('SIGSTOP'),
      wake: () => void child.kill('SIGCONT'),
      ended: exited.then(() => undefined),
      close,
    }),
  );
  leads.catch(() => undefined);
  return { pid: child.pid ?? 0, leads, close };
}
