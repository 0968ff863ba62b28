import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { claimablePort } from '../../asterisk-conf/free-port.ts';

/** `npm start` as a newcomer runs it, in a data folder and on ports of its own. */
export type RunningStack = {
  readonly env: NodeJS.ProcessEnv;
  readonly dataFolder: string;
  /** Everything that it printed so far. */
  output(): string;
  /**
   * Resolves with the line as soon as one is printed that fits; also with one that came before, from `from` on. Rejects
   * with all that was printed when none comes.
   */
  printed(pattern: RegExp, from?: number): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Tells npm alone to end, as whoever started it may do. */
  terminate(): void;
  readonly exited: Promise<number | null>;
};

export type Ended = { readonly code: number | null; readonly output: string };

/** The longest step, a first start that speaks all its prompts, takes a sixth of it. */
const patienceMs = 120_000;

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Starts a stack for `work` and stops it afterwards, whatever happened. */
export async function withStack(more: NodeJS.ProcessEnv, work: (stack: RunningStack) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-stack-'));
  const env = { ...process.env, ...(await ownPorts()), DATA_FOLDER: join(folder, 'data'), ...more };
  try {
    await withStackAgain(env, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same with the settings, and so with the data, of an earlier one. */
export async function withStackAgain(
  env: NodeJS.ProcessEnv,
  work: (stack: RunningStack) => Promise<void>,
): Promise<void> {
  const child = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const stack = follow(child, env, env.DATA_FOLDER ?? '');
  try {
    await work(stack);
  } finally {
    stack.signal('SIGINT');
    await stack.exited;
  }
}

/** A command line of npm in the checkout, to its end. */
export async function runCommand(command: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn('sh', ['-c', command], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(String(part)));
  const [code] = await once(child, 'close');
  return { code: code as number | null, output: parts.join('') };
}

function follow(child: ChildProcess, env: NodeJS.ProcessEnv, dataFolder: string): RunningStack {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let over = false;
  const look = (): void => {
    for (const each of [...waiting]) each();
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      look();
    });
  }
  const exited = once(child, 'close').then(([code]) => {
    over = true;
    look();
    return code as number | null;
  });
  return {
    env,
    dataFolder,
    exited,
    output: () => lines.join('\n'),
    printed(pattern, from = 0) {
      return new Promise((resolve, reject) => {
        const settle = (line: string | undefined, why: string): void => {
          waiting.delete(check);
          clearTimeout(late);
          if (line === undefined) reject(new Error(`The stack ${why} ${pattern}:\n${lines.join('\n')}`));
          else resolve(line);
        };
        const check = (): void => {
          const line = lines.slice(from).find((each) => pattern.test(each));
          if (line !== undefined || over) settle(line, 'ended without printing');
        };
        const late = setTimeout(() => settle(undefined, `did not print in ${patienceMs / 1000} s`), patienceMs);
        waiting.add(check);
        check();
      });
    },
    signal(signal) {
      // The whole group, as a terminal does it.
      if (!over && child.pid !== undefined) process.kill(-child.pid, signal);
    },
    terminate: () => void child.kill('SIGTERM'),
  };
}

/** Ports that were free a moment ago. */
async function ownPorts(): Promise<NodeJS.ProcessEnv> {
  const names = ['DATABASE_PORT', 'SIP_PORT', 'ASTERISK_HTTP_PORT', 'ENGINE_PORT', 'METRICS_PORT', 'PORT'];
  const ports = new Set<number>();
  while (ports.size < names.length) ports.add(await claimablePort('the stack of a test', '127.0.0.1', 0, 'tcp+udp'));
  const entries = [...ports].map((port, place) => [names[place], String(port)] as const);
  return { ...Object.fromEntries(entries), RTP_PORTS: '19000-19399' };
}
