import test from 'ava';
import { makeReport, makeReportInProcess, streamReport } from '../../reports/make-report.ts';
import { daysPeriod, monthPeriod, yearPeriod } from '../../reports/period.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { withDatabase } from '../database.ts';
import { morning } from '../sql/callback-morning.ts';
import { configure, storeCalls } from './journal-database.ts';
import type { CallStory } from './journal-of-calls.ts';
import { allTags, tagsOf, untaggedTexts, withDocument } from './pdf-structure.ts';
import { hasInk, picturesOf, textOf } from './read-pdf.ts';
import { simulatedMonth } from './simulated-month.ts';

const november = monthPeriod('2026-11');
/** The first of December, 2:10. */
const asOf = Date.parse('2026-12-01T01:10:00Z');

const one: CallStory = {
  id: 'one',
  startedAt: Date.parse('2026-11-10T09:05:07Z'),
  callerNumber: '38641987654',
  outcome: 'answered',
  queuedAfterMs: 9000,
  waitMs: 35_000,
  agent: 'agent1',
  talkMs: 125_000,
  wrapUpMs: 5000,
  disposition: 'cakalneDobe',
};

test("[R5.1] [R5.2] [R5.4] a month's report can be read back: text, tags, language, margins", async (t) => {
  t.timeout(120_000);
  await withDatabase(async (db) => {
    await configure(db);
    const earlier = simulatedMonth('2026-10', 150, ['agent1'], 10);
    const month = simulatedMonth('2026-11', 700, ['agent1', 'agent2'], 11);
    const calls = [...earlier.calls, ...month.calls, one];
    await storeCalls(db, calls, [...earlier.changes, ...month.changes]);
    const listed = month.calls.length + 1;
    const pdf = await makeReport(db, november, { asOf });
    const pages = await textOf(pdf);
    const whole = pages.join('\n');

    t.regex(pages[0] ?? '', /Mesečno poročilo o klicih\s+november 2026/);
    t.regex(pages[0] ?? '', /Poročilo je izdelano samodejno dne 1\. 12\. 2026 ob 2\.10/);
    for (const [index, page] of pages.entries()) {
      if (index > 0) t.regex(page, new RegExp(`stran ${index + 1} od ${pages.length}\\n`), `page ${index + 1}`);
    }
    for (const term of [
      'Sprejet klic',
      'Zgrešen klic',
      'Odzivni čas in čakanje',
      'Raven storitve',
      'Napoved čakanja',
      'Zasedenost svetovalcev',
    ]) {
      t.true(whole.includes(term), term);
    }
    t.true(whole.replace(/\s+/g, ' ').includes('Odziv avtomatskega odzivnika ni sprejem klica.'));
    t.true(whole.includes('opuščeni med čakanjem v vrsti'));
    const says = (pattern: RegExp) => t.true(pattern.test(whole), String(pattern));
    says(new RegExp(`oktober 2026\\s+${earlier.calls.length}`));
    says(/Napovedi čakanja, ki so jih slišali klicatelji/);
    says(/september 2026\s+ni podatkov/);
    says(/10\. 11\. 2026\s+10\.05\.07\s+041 987 ···\s+sprejet\s+čakalne dobe\s+0:35\s+2:05\s+2:49/);
    t.false(whole.includes('987654'), 'no whole number of a caller');
    const rows = whole.match(/^\s*\d+\s+\d+\. 11\. 2026\s+\d\d\.\d\d\.\d\d/gm) ?? [];
    t.is(rows.length, listed, 'every call is in the list');
    t.false(/NaN|undefined|null|Infinity|\[object/.test(whole));

    await withDocument(pdf, async (document) => {
      t.is(document.numPages, pages.length);
      const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
      t.is(info.Language, 'sl-SI');
      t.is(info.Title, 'Klicni center UeNaročanje – Mesečno poročilo o klicih: november 2026');
      // A Map, whatever its types say.
      t.is(((await document.getMarkInfo()) as unknown as Map<string, boolean>).get('Marked'), true);
      const outline = await document.getOutline();
      t.deepEqual(
        outline.map(({ title }) => title.replace(/^\d+ /, '')),
        [
          'Sprejeti in zgrešeni klici',
          'Odzivni čas, čakanje in raven storitve',
          'Naročanja, odpovedi, prenaročanja in informacije o čakalnih dobah',
          'Obiski na upravnih enotah',
          'Klici po kategorijah',
          'Klici po dnevih in urah',
          'Trajanje klicev',
          'Primerjava s prejšnjimi meseci',
          'Zasedenost svetovalcev',
          'Opredelitve in način izračuna',
          'Seznam klicev',
        ],
      );
      const figures: string[] = [];
      for (let page = 1; page <= document.numPages; page += 1) {
        const tags = allTags(await tagsOf(document, page));
        for (const { alt } of tags.filter(({ role }) => role === 'Figure')) figures.push(alt ?? '');
        for (const row of tags.filter(({ role }) => role === 'TR')) {
          t.true(row.children.every(({ role }) => role === 'TH' || role === 'TD'));
        }
        t.deepEqual(await untaggedTexts(document, page), [], `page ${page} has no text outside the structure`);
      }
      t.is(figures.length, 10);
      t.true(
        figures.every((alt) => alt.length > 60),
        'every chart is told in words',
      );
      const cover = allTags(await tagsOf(document, 1)).map(({ role }) => role);
      t.is(cover.filter((role) => role === 'H1').length, 1);
      t.is(cover.filter((role) => role === 'Link').length, 11);
      t.is(allTags(await tagsOf(document, 2)).filter(({ role }) => role === 'H2').length, 1);
    });

    for (const [index, picture] of (await picturesOf(pdf, 50)).entries()) {
      t.false(hasInk(picture, 0, 0.02, 0.09, 1), `left margin of page ${index + 1}`);
      t.false(hasInk(picture, 0.91, 0.02, 1, 1), `right margin of page ${index + 1}`);
      t.false(hasInk(picture, 0, 0.965, 1, 1), `bottom margin of page ${index + 1}`);
      t.false(index > 0 && hasInk(picture, 0, 0.932, 1, 0.945), `room above the foot of page ${index + 1}`);
    }
  });
});

test('[R5.1] an empty month is a whole report that says so', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const pages = await textOf(await makeReport(db, november, { asOf }));
    const whole = pages.join('\n');
    t.regex(pages[0] ?? '', /Ni klicev: novembra 2026 na številko klicnega centra ni prispel noben klic\./);
    t.regex(whole, /11 Seznam klicev\s+Ni klicev\./);
    t.true(whole.includes('V obdobju ni bil prijavljen noben svetovalec.'));
    t.false(/NaN|undefined|null|Infinity/.test(whole));
    t.regex(pages.at(-1) ?? '', new RegExp(`stran ${pages.length} od ${pages.length}`));
  });
});

test('[R5.1] one call is counted in the singular, and drawn in this process the file is the same', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    await storeCalls(db, [one]);
    const pdf = await makeReport(db, november, { asOf });
    const [cover = ''] = await textOf(pdf);
    t.regex(cover, /Novembra 2026 je prispel na številko klicnega centra 1 klic\./);
    t.regex(cover, /v povprečju\s+odgovoril v 35 s/);
    t.regex(cover, /2 min 05 s/);
    t.deepEqual(await textOf(await makeReportInProcess(db, november, { asOf })), await textOf(pdf));
  });
});

test('[R5.1] a year, a long and an unfinished period', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    await storeCalls(db, [one, { ...one, id: 'two', startedAt: one.startedAt + 60_000, callerNumber: null }]);
    const year = (
      await textOf(await makeReport(db, yearPeriod(2026), { asOf: Date.parse('2027-01-01T01:10:00Z') }))
    ).join('\n');
    t.regex(year, /Letno poročilo o klicih\s+leto 2026/);
    t.regex(year, /V letu 2026 sta prispela na številko klicnega centra 2 klica\./);
    t.true(year.includes('Seznami klicev so v mesečnih poročilih'));
    const long = await textOf(await makeReport(db, daysPeriod('2026-08-15', '2026-11-30'), { asOf }));
    t.regex(long[0] ?? '', /od 15\. avgusta do 30\. novembra 2026/);
    t.true(long.join('\n').includes('prikrita'));
    const running = await textOf(await makeReport(db, november, { asOf: Date.parse('2026-11-20T11:30:00Z') }));
    t.regex(running[0] ?? '', /Obdobje še ni končano: zajeti so klici, zabeleženi do 20\. 11\. 2026 ob 12\.30\./);
  });
});

test('[R5.1] a report streams, and who makes it can still do other things', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const { calls } = simulatedMonth('2026-11', 400, ['agent1'], 3);
    await storeCalls(db, calls);
    let turns = 0;
    const other = setInterval(() => {
      turns += 1;
    }, 2);
    const pieces: Buffer[] = [];
    for await (const piece of streamReport(db, november, { asOf })) pieces.push(piece as Buffer);
    clearInterval(other);
    t.true(pieces.length > 5, 'it comes in pieces');
    t.is(Buffer.concat(pieces).subarray(0, 8).toString('latin1'), '%PDF-1.7');
    t.true(turns > 20, `the event loop turned ${turns} times meanwhile`);
  });
});

test('[R5.1] a reader who goes away ends the drawing', async (t) => {
  await withDatabase(async (db) => {
    await configure(db);
    const stream = streamReport(db, november, { asOf });
    const error = await t.throwsAsync(async () => {
      for await (const _ of stream) stream.destroy(new Error('gone'));
    });
    t.is(error?.message, 'gone');
    const stopped = new AbortController();
    stopped.abort(new Error('no longer wanted'));
    await t.throwsAsync(makeReport(db, november, { asOf, signal: stopped.signal }), { message: 'no longer wanted' });
  });
});

test('[R5.2] [R5.3] callbacks, their success and the promises that were kept are printed with their definition', async (t) => {
  t.timeout(120_000);
  await withDatabase(async (db) => {
    await configure(db);
    await storeJournalBatch(db, morning());
    const pdf = await makeReport(db, november, { asOf });
    const whole = (await textOf(pdf)).join('\n').replace(/\s+/g, ' ');
    for (const text of [
      'Povratni klici in njihova uspešnost',
      'Dogovorjeni povratni klici 4 100,0 %',
      'Doseženi 1 25,0 %',
      'Klicni poskusi 2',
      'Držane obljube o času klica',
      'Obljuba je držana, če je uporabniku prvič zvonilo v obljubljenem času',
    ])
      t.true(whole.includes(text), text);
    await withDocument(pdf, async (document) => {
      for (let page = 1; page <= document.numPages; page += 1) t.deepEqual(await untaggedTexts(document, page), []);
    });
  });
});
