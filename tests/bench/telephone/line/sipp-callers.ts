import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AsteriskInstance } from '../../../../asterisk-conf/start.ts';
import { end } from './sipp-phones.ts';

export type CallersOptions = {
  readonly sip: AsteriskInstance['sip'];
  /** New calls a second, as long as no more than `atOnce` are going on. */
  readonly rate: number;
  readonly atOnce: number;
  readonly calls: number;
};

export type Callers = {
  /** Calls that went as the scenario says, and others, when all are over. */
  readonly ended: Promise<{ readonly successful: number; readonly failed: number }>;
  /** No new ones; those that are going on end as they do. */
  stop(): void;
  close(): Promise<void>;
};

/** Callers over the trunk, by SIPp. Each stays until the other side hangs up. */
export async function startCallers({ sip, rate, atOnce, calls }: CallersOptions): Promise<Callers> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-bench-callers-'));
  const statistics = join(folder, 'statistics.csv');
  const child = spawn(
    'sipp',
    [
      `${sip.host}:${sip.port}`,
      ...['-sf', new URL('./caller.xml', import.meta.url).pathname, '-s', '015551234', '-i', sip.host],
      ...['-r', String(rate), '-l', String(atOnce), '-m', String(calls), '-recv_timeout', '120000'],
      ...['-nostdin', '-trace_stat', '-stf', statistics, '-fd', '1'],
    ],
    { cwd: folder, stdio: 'ignore', env: { ...process.env, TERM: 'dumb' }, detached: true },
  );
  const exited = once(child, 'exit');
  const ended = exited.then(async () => {
    const counts = await readCounts(statistics);
    await rm(folder, { recursive: true, force: true });
    return counts;
  });
  ended.catch(() => undefined);
  await once(child, 'spawn');
  return {
    ended,
    stop: () => void child.kill('SIGUSR1'),
    async close() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The last line of SIPp's statistics; "(C)" marks what is counted from the start. */
async function readCounts(file: string): Promise<{ successful: number; failed: number }> {
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trim().split('\n');
  const values = (lines.at(-1) ?? '').split(';');
  const count = (name: string): number => Number(values[head.split(';').indexOf(name)] ?? Number.NaN);
  return { successful: count('SuccessfulCall(C)'), failed: count('FailedCall(C)') };
}
