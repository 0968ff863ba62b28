import test from 'ava';
import { definitions } from '../../reports/definitions.ts';
import { readFigures } from '../../reports/figures.ts';
import { monthPeriod } from '../../reports/period.ts';
import { withDatabase } from '../database.ts';
import { independentFigures } from './independent-figures.ts';
import { configure, known, storeCalls } from './journal-database.ts';

const utc = (text: string) => Date.parse(text);

test('[R1.5] [R5.2] [R5.3] waiting times told by keys count, and a call that was served so is neither answered nor missed', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const call = { startedAt: utc('2026-11-10T08:00:00Z'), callerNumber: null, lastedMs: 60_000 } as const;
    const told = { kind: 'waitingTime', service: 'potni-list' } as const;
    const records = await storeCalls(db, [
      { ...call, id: 'served', outcome: 'selfServed', served: [told, told, { kind: 'cancelled', appointment: 7 }] },
      { ...call, id: 'gone', outcome: 'abandoned', served: [told] },
      { ...call, id: 'later', outcome: 'selfServed', startedAt: utc('2026-12-01T08:00:00Z'), served: [told] },
      { ...call, id: 'informed', outcome: 'selfServed', served: [{ kind: 'openingHours' }, { kind: 'documents' }] },
      { ...call, id: 'outside', outcome: 'selfServed', closedReason: 'hours', served: [told] },
    ]);
    const asOf = utc('2026-12-02T00:00:00Z');
    const figures = await readFigures(db, monthPeriod('2026-11'), asOf);
    t.deepEqual(figures, independentFigures(records, monthPeriod('2026-11'), asOf, known));
    t.like(figures.outcomes, { all: 4, selfServed: 2, closed: 1, closedToSelfServed: 1, abandoned: 1, residual: 0 });
    t.like(figures, { missed: 1, openCalls: 3 });
    t.is(figures.serviceLevel.base, 1);
    t.deepEqual(figures.services.waitingTimes, { byKey: 4, byAgent: 0 });
    t.deepEqual(figures.services.informations, { openingHours: 1, documents: 1 });
    t.true(definitions(figures).some(({ term }) => term === 'Klic, urejen s tipkami'));
    const rows = await db('call_self_service')
      .where({ call_id: 'served' })
      .orderBy('ordinal')
      .select('kind', 'service_id');
    t.deepEqual(rows, [
      { kind: 'waitingTime', service_id: 'potni-list' },
      { kind: 'waitingTime', service_id: 'potni-list' },
      { kind: 'cancelled', service_id: null },
    ]);
  });
});
