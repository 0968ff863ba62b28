import test from 'ava';
import { periodOf } from '../../web/routes/reports.tsx';
import { answered } from '../sql/cdr-fixture.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, signIn, textOf, withPage } from './fixture/browser.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

test.serial('[R5.1] the client makes a report on demand, finds it in the list and downloads it', async (t) => {
  await withWeb(async (web) => {
    await web.storeCalls(answered('call-1'));
    await withPage(web, async (page) => {
      page.setDefaultTimeout(60_000);
      await signIn(page, 'narocnik');
      await page.waitForURL('**/porocila');
      await page.getByText('Poročil še ni.').waitFor();
      await page.locator('#od').fill('2026-11-02');
      await page.locator('#do').fill('2026-11-08');
      await page.locator('form', { hasText: 'Za poljubno obdobje' }).getByRole('button', { name: 'Izdelaj' }).click();
      await page.getByText('Poročilo je izdelano.').waitFor();
      t.regex(await textOf(page.locator('tbody')), /od 2\. do 8\. novembra 2026[\s\S]*Boštjan Rožič/);
      t.deepEqual(await violationsOf(page), []);
    });
    const visitor = visit(web);
    await visitor.signIn('narocnik');
    const { id } = await web.db('report').first('id');
    const answer = await visitor.get(`/porocila/${id}.pdf`);
    t.is(answer.headers.get('content-type'), 'application/pdf');
    t.is(
      answer.headers.get('content-disposition'),
      'attachment; filename="uenarocanje-porocilo-2026-11-02_2026-11-08.pdf"',
    );
    const pdf = Buffer.from(await answer.arrayBuffer());
    t.is(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
    const actions = await web.db('audit_entry').orderBy('id').pluck('action');
    t.deepEqual(
      actions.filter((action: string) => action.startsWith('report')),
      ['reportMade', 'reportDownloaded'],
    );
  });
});

test.serial('[R5.1] a period that is none, or has not begun, is refused and made again possible', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('narocnik');
    const fields = { vrsta: 'period', od: '2026-11-08', do: '2026-11-02' };
    const answer = await visitor.post('/porocila/izdelaj', fields);
    t.is(answer.status, 422);
    const html = await answer.text();
    t.regex(html, /Izberite obdobje, ki se je že začelo/);
    t.regex(html, /value="2026-11-08"/);
    t.is((await visitor.get('/porocila/ni-stevilka.pdf')).status, 404);
    t.is((await visitor.get('/porocila/99.pdf')).status, 404);
  });
});

test('[R5.1] what the forms ask for', (t) => {
  const none = { mesec: '', leto: '', od: '', do: '' };
  const today = '2026-11-22';
  t.deepEqual(periodOf({ ...none, vrsta: 'month', mesec: '2026-10' }, today), {
    kind: 'month',
    from: '2026-10-01',
    to: '2026-11-01',
  });
  t.deepEqual(periodOf({ ...none, vrsta: 'month', mesec: '2026-11' }, today)?.to, '2026-12-01');
  t.deepEqual(periodOf({ ...none, vrsta: 'year', leto: '2026' }, today), {
    kind: 'year',
    from: '2026-01-01',
    to: '2027-01-01',
  });
  t.deepEqual(periodOf({ ...none, vrsta: 'period', od: '2026-11-22', do: '2026-11-22' }, today), {
    kind: 'period',
    from: '2026-11-22',
    to: '2026-11-23',
  });
  for (const wrong of [
    { ...none, vrsta: 'month', mesec: '2026-12' },
    { ...none, vrsta: 'month', mesec: 'oktober' },
    { ...none, vrsta: 'year', leto: '2027' },
    { ...none, vrsta: 'year', leto: 'lani' },
    { ...none, vrsta: 'period', od: '2026-02-30', do: '2026-03-01' },
    { ...none, vrsta: 'period', od: '2026-11-23', do: '2026-11-30' },
  ] as const) {
    t.is(periodOf(wrong, today), null);
  }
});
