import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '../../../engine/core/facts.ts';
import { step } from '../../../engine/core/step.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { openJournal } from '../../../engine/shell/journal/journal.ts';
import { replay } from '../../../engine/shell/turn.ts';
import { compare, progress, runBenchmark } from '../measure/benchmark.ts';
import { simulatedEvents } from './line/simulated-events.ts';

/**
 * What writing an event down before anything is done about it costs, and how fast a journal is replayed at a start. The
 * references: the same text written to a plain file piece by piece, and the same text parsed as JSON.
 */
await runBenchmark(async ({ long }, opened) => {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-bench-journal-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const events = simulatedEvents(long ? 16_000 : 2_000);
  const world = emptyWorld();
  const entries = events.map((event) => ({ event, facts: step(world, event).facts as readonly Fact[] }));
  const texts = entries.map((entry) => JSON.stringify(entry));
  progress(`${entries.length} events, ${(texts.join('').length / 1e6).toFixed(1)} MB.`);
  const appended: number[] = [];
  const plain: number[] = [];
  const replayed: number[] = [];
  const parsed: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const journalFolder = join(folder, `journal-${round}`);
    const fail = (error: Error): never => {
      throw error;
    };
    const journal = openJournal({ folder: journalFolder, onError: fail });
    const began = performance.now();
    for (const entry of entries) journal.append([entry]);
    appended.push(((performance.now() - began) * 1000) / entries.length);
    await journal.close();

    const file = join(folder, 'plain');
    const descriptor = openSync(file, 'w');
    const plainBegan = performance.now();
    for (const text of texts) writeSync(descriptor, `${text}\n`);
    plain.push(((performance.now() - plainBegan) * 1000) / entries.length);
    fdatasyncSync(descriptor);
    closeSync(descriptor);
    rmSync(file);

    const again = openJournal({ folder: journalFolder, onError: fail });
    const replayBegan = performance.now();
    const count = await replay(emptyWorld(), again.read(1));
    replayed.push((performance.now() - replayBegan) / (count / 1000));
    await again.close();
    if (count !== entries.length) throw new Error(`${count} of ${entries.length} events were replayed.`);
    await rm(journalFolder, { recursive: true });

    const parseBegan = performance.now();
    for (const text of texts) JSON.parse(text);
    parsed.push((performance.now() - parseBegan) / (texts.length / 1000));
  }
  compare({
    what: 'append of one event to the journal',
    unit: 'µs',
    ours: appended,
    reference: { name: 'the same text to a plain file', values: plain },
  });
  compare({
    what: 'replay of 1,000 events, read from disk and stepped',
    unit: 'ms',
    ours: replayed,
    reference: { name: 'the same text parsed as JSON', values: parsed },
  });
});
