import { fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeArgumentsOf } from './roles/node-arguments.ts';
import { exitCodes } from './trouble.ts';

/**
 * `npm run bench`: each benchmark is a program of its own in tests/bench, run one after the other, since two at once
 * would measure each other. What they print stands alone; this only starts them and tells at the end what was missed.
 */
const benchmarks = {
  core: 'a month of 16,000 calls through the core, and whether an event costs the same after many',
  journal: 'writing an event down, and replaying a journal',
  pdf: 'the PDF of a month of 16,000 calls: time and memory',
  cost: "processor time of a queued call, beside Asterisk's own app_queue",
  dispatch: "from an agent's becoming free to the ring of the next call, beside app_queue",
  load: '20 calls a second for a minute and 300 waiting at once with music: nothing fails, leaks or grows',
  recovery: 'from kill -9 with 200 calls to serving again',
  wallboard: 'from an event to the view on 200 open wallboards',
  calendar:
    'free time, bookings and staff’s questions with 2 million visits of 2 years, over HTTP and beside pgbench, at 20 units and at 200',
} as const;

type Name = keyof typeof benchmarks;
const names = Object.keys(benchmarks) as Name[];

/** They are the program that they measure, which runs with the engine's own arguments. */
const partsOfTheEngine: readonly Name[] = ['core', 'journal'];

const help = `npm run bench: how fast, how much and how reliable, on this machine, each beside a reference in the same run.

Figures are medians of at least three rounds (those of each stand in brackets); a ratio is ours by the reference.
Absolute times depend on the machine and on what else it does; ratios do much less.

Usage:
  npm run bench                            all of them, about a quarter of an hour
  npm run bench -- cost dispatch           some
  npm run bench -- --long load             longer and more rounds (load: ten minutes)

Benchmarks:
${names.map((name) => `  ${name.padEnd(10)} ${benchmarks[name]}`).join('\n')}

Exit codes: ${exitCodes.ok} every bound was kept, ${exitCodes.failed} one was missed or a benchmark failed, ${exitCodes.usage} wrong arguments.
`;

type Told = { readonly line: string; readonly missed: boolean };

const args = process.argv.slice(2);
const long = args.includes('--long');
const chosen = args.filter((arg) => arg !== '--long');
if (args.some((arg) => arg === '--help' || arg === '-h')) process.stdout.write(help);
else if (!chosen.every((arg) => (names as string[]).includes(arg))) {
  process.stderr.write(help);
  process.exitCode = exitCodes.usage;
} else process.exitCode = await runAll(chosen.length === 0 ? names : (chosen as Name[]));

async function runAll(wanted: readonly Name[]): Promise<number> {
  const missed: string[] = [];
  const broken: Name[] = [];
  for (const name of wanted) {
    process.stderr.write(`\n${name}: ${benchmarks[name]}\n`);
    if (!(await runOne(name, (told) => void (told.missed && missed.push(told.line))))) broken.push(name);
  }
  process.stderr.write('\n');
  for (const line of missed) process.stderr.write(`missed: ${line}\n`);
  for (const name of broken) process.stderr.write(`failed: ${name}\n`);
  return missed.length + broken.length === 0 ? exitCodes.ok : exitCodes.failed;
}

function roomOf(name: Name): string {
  return name === 'calendar' ? 'calendar' : 'telephone';
}

/** False when it failed, which it said itself. */
async function runOne(name: Name, heard: (told: Told) => void): Promise<boolean> {
  const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
  const child = fork(join(checkout, 'tests/bench', roomOf(name), `${name}.ts`), long ? ['--long'] : [], {
    execArgv: partsOfTheEngine.includes(name)
      ? [...nodeArgumentsOf('engine')]
      : ['--disable-warning=ExperimentalWarning', '--import', import.meta.resolve('tsx')],
  });
  child.on('message', (told) => heard(told as Told));
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGINT', pass).off('SIGTERM', pass);
  return code === 0;
}
