import test from 'ava';
import { usualOutboundRule } from '../../dialplan/outbound.ts';
import type { LegId } from '../../engine/core/ids.ts';
import { step } from '../../engine/core/step.ts';
import { emptyWorld } from '../../engine/core/world.ts';
import { readFigures } from '../../reports/figures.ts';
import { daysPeriod } from '../../reports/period.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { withDatabase } from '../database.ts';
import { configurationOf, withCallbacks } from '../engine/core/simulated-line.ts';
import { Simulation } from '../engine/core/simulation.ts';
import { independentFigures } from './independent-figures.ts';
import { configure, known } from './journal-database.ts';

/** Nine callers have all legs that there are for callers; of the next three two can be called back; and a wrong number. */
function overloaded(): Simulation {
  const { callbacks } = withCallbacks(1);
  if (callbacks === undefined) throw new Error('There are rules for callbacks.');
  const line = new Simulation(configurationOf(1, { legLimit: 10, outbound: usualOutboundRule, callbacks }));
  for (let index = 0; index < 9; index += 1)
    line.call({ id: `in${index}`, atMs: index * 1_000, from: `0411234${10 + index}` });
  line.call({ id: 'out1', atMs: 10_000, from: '041123430' });
  line.call({ id: 'out2', atMs: 11_000, from: '041123431' });
  line.call({ id: 'withheld', atMs: 12_000 });
  line.call({ id: 'wrong', atMs: 13_000, from: '041123432', to: '01999' });
  line.pass(120_000);
  for (let index = 0; index < 9; index += 1) line.hangUp(`leg-in${index}` as LegId);
  line.pass(1_000);
  return line;
}

test('[R5.3] [R5.2] whom a full line turned away are in the figures: missed, or called back; the service level is no better for it', async (t) => {
  const line = overloaded();
  const world = emptyWorld();
  const records = line.events.map((event, index) => ({ sequence: index + 1, event, facts: step(world, event).facts }));
  const period = daysPeriod('2026-11-23', '2026-11-23');
  await withDatabase(async (db) => {
    await configure(db);
    await storeJournalBatch(db, records);
    const figures = await readFigures(db, period, line.at);
    t.like(figures.outcomes, { all: 13, abandoned: 9, callback: 2, failed: 1, refused: 1, residual: 0 });
    t.like(figures, { serviceCalls: 12, openCalls: 12, missed: 9 + 1 });
    t.like(figures.serviceLevel, { answeredInTime: 0, base: 12 });
    t.is(figures.times.call.count, 12);
    t.like(figures.hours[0], { weekday: 1, hour: 10, calls: 12, missed: 10, other: 2 });
    t.is(figures.callbacks.lost, 2);
    t.deepEqual(figures, independentFigures(records, period, line.at, known));
  });
});
