import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { exportCallsCsv } from '../../reports/calls-csv.ts';
import { monthPeriod } from '../../reports/period.ts';
import { eraseCallers } from '../../sql/retention/erase-callers.ts';
import { withDatabase } from '../database.ts';
import { configure, storeCalls } from './journal-database.ts';

/** Also the byte order mark, which a decoder would swallow. */
const text = async (stream: Readable) => (await buffer(stream)).toString('utf8');

test('[R5.4] the list of calls as CSV: for a Slovene spreadsheet, masked, and never a formula', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    await db('disposition').where({ key: 'drugo' }).update({ name: '=HYPERLINK("x")' });
    const startedAt = Date.parse('2026-10-25T00:30:00Z');
    await storeCalls(db, [
      {
        id: 'a',
        startedAt,
        callerNumber: '38641123456',
        outcome: 'answered',
        queuedAfterMs: 9000,
        waitMs: 20_001,
        agent: 'agent1',
        talkMs: 95_500,
        wrapUpMs: 0,
        disposition: 'drugo',
      },
      {
        id: 'b',
        startedAt: startedAt + 3_600_000,
        callerNumber: '436641234567',
        outcome: 'abandoned',
        queuedAfterMs: 1,
        waitMs: 2,
      },
      { id: 'c', startedAt: startedAt + 86_400_000 * 7, callerNumber: null, outcome: 'refused' },
    ]);
    const csv = await text(exportCallsCsv(db, monthPeriod('2026-10')));
    t.deepEqual(csv.split('\r\n'), [
      '\ufeffŠt.;Datum;Začetek;Začetek (UTC);Klicatelj;Izid;Jezik;Kategorija;Odzivni čas (s);Čakanje (s);Pogovor (s);Obdelava (s);Klic (s)',
      '1;2026-10-25;02:30:00;2026-10-25T00:30:00.000Z;041 123 ···;sprejet;;"\'=HYPERLINK(""x"")";20,001;20,001;95,500;0,000;124,501',
      "2;2026-10-25;02:30:00;2026-10-25T01:30:00.000Z;'+436641234···;opuščen;;;;0,002;;;0,140",
      '',
    ]);
    await eraseCallers(db, instant(startedAt + 1), instant(startedAt + 86_400_000 * 400));
    t.regex(
      await text(exportCallsCsv(db, monthPeriod('2026-10'))),
      /^.?1;.*;izbrisana;sprejet;/m,
      'after the retention time',
    );
    t.is(
      (await text(exportCallsCsv(db, monthPeriod('2026-07')))).split('\r\n').length,
      2,
      'an empty month has its head',
    );
  });
});

test('[R5.4] who stops reading the CSV leaves no transaction behind', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const calls = Array.from({ length: 300 }, (_, index) => ({
      id: `call-${index}`,
      startedAt: Date.parse('2026-11-02T08:00:00Z') + index * 1000,
      callerNumber: null,
      outcome: 'closed' as const,
    }));
    await storeCalls(db, calls);
    for await (const _ of exportCallsCsv(db, monthPeriod('2026-11'))) break;
    // Every connection of the pool can be had again.
    const all = await Promise.all(Array.from({ length: 10 }, () => db.transaction()));
    await Promise.all(all.map((transaction) => transaction.rollback()));
    t.is(all.length, 10);
  });
});
