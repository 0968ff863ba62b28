import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBreaches } from './floors.ts';
import { exitCodes } from './trouble.ts';

/**
 * `npm run check`: types, lint and format, and the floors. All three are run, so that one look shows everything;
 * the exit code tells whether all are clean.
 */
const checkout = dirname(dirname(fileURLToPath(import.meta.url)));

const runs = await Promise.all([
  run('types', 'tsc', ['--noEmit', '-p', '.']),
  run('lint and format', 'biome', ['check', '--error-on-warnings', '--max-diagnostics=50']),
  checkFloors(),
]);
for (const { what, output, clean } of runs) {
  if (!clean) process.stdout.write(`${output.trimEnd()}\n`);
  process.stdout.write(`${clean ? 'clean' : 'NOT CLEAN'}: ${what}\n`);
}
process.exitCode = runs.every(({ clean }) => clean) ? exitCodes.ok : exitCodes.failed;

type Run = { readonly what: string; readonly output: string; readonly clean: boolean };

async function run(what: string, program: string, args: readonly string[]): Promise<Run> {
  const child = spawn(program, args, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  const [code] = await once(child, 'close');
  return { what, output: Buffer.concat(parts).toString('utf8'), clean: code === 0 };
}

async function checkFloors(): Promise<Run> {
  const breaches = await findBreaches(checkout, await filesOfCheckout());
  return { what: 'floors', output: breaches.join('\n'), clean: breaches.length === 0 };
}

/** What git knows, and what is new and not ignored. */
async function filesOfCheckout(): Promise<string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const [all, gone] = await Promise.all([
    promisify(execFile)('git', args, { cwd: checkout, maxBuffer: 50_000_000 }),
    promisify(execFile)('git', ['ls-files', '-z', '--deleted'], { cwd: checkout, maxBuffer: 50_000_000 }),
  ]);
  const deleted = new Set(gone.stdout.split('\0'));
  return all.stdout.split('\0').filter((file) => file !== '' && !deleted.has(file));
}
