import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { openEngineLine } from './line/engine-line.ts';
import { startCallers } from './line/sipp-callers.ts';

/**
 * The engine is killed with 200 calls: 40 talk, the others wait or come. From the kill to the start's being over, and to
 * the next caller's being answered; the supervisor holds the engine up, as in `npm start`. The reference is an
 * engine that starts on the same machine with no call at all.
 */
const agents = 40;
const phones = { ringMs: 100, talkMs: 8_000 };
const atOnce = 200;

await runBenchmark(async ({ long }, opened) => {
  const rounds = long ? 7 : 3;
  progress('PostgreSQL, Asterisk and the engine start.');
  const line = await openEngineLine({ agents, phones, speaks: true, supervised: true }, opened);
  await line.begin();
  /** Where the last start's time went, as its log tells it: milliseconds from when its programs were there. */
  const partsOfStart = async (): Promise<string> => {
    const lines = (await readFile(join(line.folder, 'logs', 'engine.1.log'), 'utf8')).trim().split('\n');
    type Told = { readonly msg?: string; readonly events?: number; readonly milliseconds?: unknown };
    const told = lines.map((text) => JSON.parse(text) as Told);
    const replayed = told.findLast(({ msg }) => msg === 'the journal was replayed');
    const parts = told.findLast(({ msg }) => msg === 'calls are served')?.milliseconds ?? {};
    const times = Object.entries(parts).map(([part, at]) => `${part} ${at}`);
    return `${times.join(', ')} (${replayed?.events} events replayed)`;
  };
  const restart = async (): Promise<{ ready: number; served: number | null }> => {
    const answeredBefore = (await line.wallboard(() => true)).today.answered;
    const killedAt = performance.now();
    await line.engine.kill();
    await line.startEngine().ready;
    const ready = performance.now() - killedAt;
    if (answeredBefore === 0) return { ready, served: null };
    await line.wallboard(
      ({ line: { asteriskConnected }, today }) => asteriskConnected && today.answered > answeredBefore,
    );
    return { ready, served: performance.now() - killedAt };
  };
  const empty: number[] = [];
  for (let round = 0; round < rounds; round += 1) empty.push((await restart()).ready);
  const ready: number[] = [];
  const served: number[] = [];
  const lost: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`Round ${round} of ${rounds}: ${atOnce} calls, and the engine is killed.`);
    const callers = await startCallers({ sip: line.asterisk.sip, rate: 25, atOnce, calls: atOnce });
    opened.defer(() => callers.close());
    const { offered } = (await line.wallboard(() => true)).today;
    await line.wallboard(({ today }) => today.offered >= offered + atOnce);
    const taken = await restart();
    ready.push(taken.ready);
    served.push(taken.served ?? Number.NaN);
    const { successful, failed } = await callers.ended;
    progress(`Start, in ms: ${await partsOfStart()}; the end of the start ${Math.round(taken.ready)} after the kill.`);
    lost.push(Math.max(failed, atOnce - successful));
  }
  compare({
    what: `kill -9 with ${atOnce} calls to the end of the start`,
    unit: 'ms',
    ours: ready,
    reference: { name: 'with no call', values: empty },
  });
  compare({
    what: `kill -9 with ${atOnce} calls to the next answered caller`,
    unit: 'ms',
    ours: served,
    reference: { name: 'start with no call', values: empty },
    target: { of: 'worst', atMost: 3_000 },
  });
  compare({
    what: `callers among ${atOnce} whom SIPp saw fail`,
    unit: 'calls',
    ours: lost,
    reference: null,
    target: { of: 'value', atMost: 0 },
  });
});
