import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { provideAsterisk } from '../asterisk-conf/provide.ts';
import { TapCounter } from './tap-counter.ts';
import { exitCodes, explain } from './trouble.ts';

/**
 * `npm test`: the check, then every test file, on one PostgreSQL for the whole run and a real Asterisk. Each file is
 * run by an ava of its own, some at a time, so that one that hangs is known by its name and ends alone. Live tests come
 * last, and more of them at once: they wait for calls far more than they compute.
 *
 * A file that failed is run once more alone, to tell whoever looks for the cause whether it depends on what runs
 * beside it, or on chance. It has failed all the same.
 */
const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const help = `npm test: the check (types, lint, format, floors) and every test.

Usage:
  npm test
  npm test -- tests/main/ports.test.ts     single files, without the check
  npm test -- --match '*closed*'           ava's own options

Exit codes: ${exitCodes.ok} all passed, ${exitCodes.failed} not all passed.
`;

/** Longer than ava's own time-out and than the longest test. */
const silenceMs = 360_000;

/** So many files may be unsteady; where more fail, something is broken. */
const secondTriesAtMost = 6;

const children = new Set<ChildProcess>();
let stopped = false;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const args = process.argv.slice(2);
if (args.some((arg) => arg === '--help' || arg === '-h')) process.stdout.write(help);
else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopped = true;
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
  const soundsFolder = await mkdtemp(join(tmpdir(), 'uenarocanje-spoken-'));
  process.env.TEST_SOUNDS_FOLDER = soundsFolder;
  try {
    if (given.length > 0) counters.push(await runAva(database.url, ['--concurrency=1', ...given], say));
    else counters.push(...(await runFiles(database.url)));
  } finally {
    await database.close();
    await rm(soundsFolder, { recursive: true, force: true });
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

/** In the order of names; `live`: those that place calls. */
async function testFiles(): Promise<{ readonly quiet: readonly string[]; readonly live: readonly string[] }> {
  const found = await readdir(join(checkout, 'tests'), { recursive: true });
  const files = found.filter((file) => /\.test\.tsx?$/.test(file)).sort();
  const isLive = (file: string): boolean => dirname(file) === 'live';
  return { quiet: files.filter((file) => !isLive(file)), live: files.filter(isLive) };
}

async function runFiles(databaseUrl: string): Promise<TapCounter[]> {
  const good: TapCounter[] = [];
  const bad = new Map<string, TapCounter>();
  const workOff = async (files: readonly string[], atOnce: number): Promise<void> => {
    const waiting = [...files];
    const one = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined && !stopped; file = waiting.shift()) {
        const counter = await runFile(databaseUrl, file);
        if (counter.good) good.push(counter);
        else bad.set(file, counter);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  };
  const { quiet, live } = await testFiles();
  await workOff(quiet, 2);
  await workOff(live, 4);
  if (stopped || bad.size > secondTriesAtMost) return [...good, ...bad.values()];
  for (const file of bad.keys()) {
    say(`Once more, alone: ${file}`);
    const { good: alone } = await runFile(databaseUrl, file);
    if (alone) say(`Unsteady: ${file} failed beside another file and passed alone; it counts as failed.`);
  }
  return [...good, ...bad.values()];
}

/** What it prints comes in one piece, since another file prints beside it. */
async function runFile(databaseUrl: string, file: string): Promise<TapCounter> {
  const lines: string[] = [];
  const startedAt = performance.now();
  const counter = await runAva(databaseUrl, [join('tests', file)], (line) => lines.push(line));
  if (!counter.finished) lines.push(`✘ tests/${file} was cut off: a test in it hangs, or it could not be loaded`);
  lines.push(`  ${counter.passed} passed in tests/${file}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
  const name = file.replace(/\.test\.tsx?$/, '');
  say(lines.map((line) => line.replace(/^([✔✘-]) /, `$1 ${name} › `)).join('\n'));
  return counter;
}

async function runAva(
  databaseUrl: string,
  options: readonly string[],
  show: (line: string) => void,
): Promise<TapCounter> {
  const child = run('ava', ['--tap', ...options], 'pipe', { TEST_DATABASE_URL: databaseUrl });
  const exited = once(child, 'exit');
  const counter = new TapCounter();
  // A test that left something open keeps its process; ava waits for it, we do not.
  const silent = setTimeout(() => child.kill('SIGTERM'), silenceMs);
  if (child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) {
      silent.refresh();
      const shown = counter.read(line);
      if (shown !== null) show(shown);
    }
  }
  const [code] = await exited;
  clearTimeout(silent);
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
