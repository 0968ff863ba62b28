import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { provideAsterisk } from '../asterisk-conf/provide.ts';
import { TapCounter } from './tap-counter.ts';
import { exitCodes, explain } from './trouble.ts';

/**
 * `npm test`: the check, then every test, on one PostgreSQL for the whole run and a real Asterisk. Live tests come
 * last: they wait for calls far more than they compute, so two files at a time are no slower than each alone.
 * `npm test -- tests/main/ports.test.ts` runs single files, without the check.
 */
const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const help = `npm test: the check (types, lint, format, floors) and every test.

Usage:
  npm test
  npm test -- tests/main/ports.test.ts     single files, without the check
  npm test -- --match '*closed*'           ava's own options

Exit codes: ${exitCodes.ok} all passed, ${exitCodes.failed} not all passed.
`;

/** Longer than the longest test. */
const silenceMs = 600_000;

const children = new Set<ChildProcess>();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const args = process.argv.slice(2);
if (args.some((arg) => arg === '--help' || arg === '-h')) process.stdout.write(help);
else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      for (const child of children) child.kill(signal);
    });
  }
  try {
    process.exitCode = await runAll(args);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = exitCodes.failed;
  }
}

async function runAll(given: readonly string[]): Promise<number> {
  const counters: TapCounter[] = [];
  if (given.length === 0) counters.push(await runCheck());
  await provideAsterisk({ report: say });
  const database = await startDatabase();
  try {
    if (given.length > 0) counters.push(await runAva(database.url, ['--concurrency=1', ...given]));
    else {
      counters.push(await runAva(database.url, ['--concurrency=2', 'tests/**', '!tests/live/**']));
      counters.push(await runAva(database.url, ['--concurrency=2', 'tests/live/**']));
    }
  } finally {
    await database.close();
  }
  const { line, good } = TapCounter.summary(counters);
  say(`\n${line}`);
  return good ? exitCodes.ok : exitCodes.failed;
}

/** The check counts as one test. */
async function runCheck(): Promise<TapCounter> {
  const child = run(process.execPath, ['--import', 'tsx', join(checkout, 'main/check.ts')], 'inherit');
  const [code] = await once(child, 'exit');
  const counter = new TapCounter();
  say(counter.read(`${code === 0 ? '' : 'not '}ok 1 - npm run check: types, lint, format and floors`) ?? '');
  counter.finished = true;
  return counter;
}

async function runAva(databaseUrl: string, options: readonly string[]): Promise<TapCounter> {
  const child = run('ava', ['--tap', ...options], 'pipe', { TEST_DATABASE_URL: databaseUrl });
  const exited = once(child, 'exit');
  const counter = new TapCounter();
  // A test that left something open keeps its process; ava waits for it, we do not.
  const hung = setTimeout(() => {
    say(`✘ nothing was heard of the tests for ${silenceMs / 60_000} minutes: a test leaves something open, or hangs`);
    child.kill('SIGTERM');
  }, silenceMs);
  if (child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) {
      hung.refresh();
      const shown = counter.read(line);
      if (shown !== null) say(shown);
    }
  }
  const [code] = await exited;
  clearTimeout(hung);
  // What ava itself found wrong without a test to blame: an unhandled rejection, a file without tests.
  if (code !== 0 && counter.failed === 0) counter.failed = 1;
  return counter;
}

/** tests/database-server.ts as a program: it prints its URL, and ends when its standard input does. */
async function startDatabase(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(checkout, 'tests/database-server.ts')], {
    cwd: checkout,
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C is for us: the tests end before their database.
    detached: true,
  });
  const exited = once(child, 'exit');
  const ready = once(createInterface({ input: child.stdout }), 'line');
  const [url] = await Promise.race([
    ready,
    exited.then((): never => {
      throw new Error('The test database ended before it was ready.');
    }),
  ]);
  return {
    url: String(url),
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}

function run(
  program: string,
  args: readonly string[],
  output: 'inherit' | 'pipe',
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  const child = spawn(program, args, {
    cwd: checkout,
    stdio: ['ignore', output, 'inherit'],
    env: { ...process.env, ...env },
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}
