import test from 'ava';
import type { Instant } from '../../engine/core/ids.ts';
import { findingsOfEngine } from '../../main/admin/engine-health.ts';
import { judge } from '../../main/admin/health.ts';

const well = { line: { asteriskConnected: true, asteriskHangs: null } };
const since = 0 as Instant;
const judged = (told: Parameters<typeof findingsOfEngine>[0]) => judge('answers', findingsOfEngine(told));

test('[R9.5] health: what serves all the same is a warning, and nobody who ends what is not well ends it', (t) => {
  t.deepEqual(judged(well), { state: 'answers', well: true });
  for (const kept of ['inReserve', 'inMemory', 'nowhere'] as const) {
    const { state, ...verdict } = judged({ ...well, journal: { kept, since } });
    t.true(verdict.well, kept);
    t.regex(state, /^WARNING: serves; .+When a disk is full/);
  }
  for (const full of [false, true]) {
    const { state, ...verdict } = judged({ ...well, legs: { used: 80, limit: 100, full } });
    t.true(verdict.well);
    t.regex(state, /^WARNING: .*80 of 100 legs are used/);
  }
  const refused = { since, problems: [{ row: 'hours 3', expected: 'a time' }] };
  t.deepEqual(judged({ ...well, configuration: { refused, warnings: [] } }), {
    state: 'WARNING: does not use the changed configuration: hours 3: expected a time',
    well: true,
  });
});

test('[R9.5] health: a line without Asterisk is not well, and what else is found is told beside it', (t) => {
  t.deepEqual(judged({ line: { ...well.line, asteriskConnected: false } }), {
    state: 'NOT WELL: has no connection to Asterisk',
    well: false,
  });
  const both = judged({
    line: { ...well.line, asteriskConnected: false },
    legs: { used: 90, limit: 100, full: false },
  });
  t.false(both.well);
  t.regex(both.state, /^NOT WELL: has no connection to Asterisk; soon refuses callers/);
});
