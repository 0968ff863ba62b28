import test from 'ava';
import type { Cdr } from '../../engine/core/cdr.ts';
import { abandoned, answered } from '../sql/cdr-fixture.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, textOf, withPage } from './fixture/browser.ts';
import type { Visitor } from './fixture/visitor.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

/** The calls' ids on a page, in its order. */
const idsOn = (html: string): string[] =>
  [...html.matchAll(/<a href="\/klici\/([^"]+)" aria-label/g)].map(([, id]) => String(id));
const idsAt = async (visitor: Visitor, path: string): Promise<string[]> =>
  idsOn(await (await visitor.get(path)).text());

test.serial('[R2.10] the list is filtered by day, outcome and agent, the newest first', async (t) => {
  await withWeb(async (web) => {
    const dayMs = 86_400;
    await web.storeCalls(answered('a'), abandoned('b', 100), answered('c', 200, 'agent2'), answered('d', dayMs));
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    t.deepEqual(await idsAt(visitor, '/klici'), ['d', 'c', 'b', 'a']);
    t.deepEqual(await idsAt(visitor, '/klici?dan=2026-11-23'), ['c', 'b', 'a']);
    t.deepEqual(await idsAt(visitor, '/klici?izid=abandoned'), ['b']);
    t.deepEqual(await idsAt(visitor, '/klici?telefon=102'), ['c']);
    t.deepEqual(await idsAt(visitor, '/klici?dan=2026-11-23&izid=answered&telefon=101'), ['a']);
    t.regex(await (await visitor.get('/klici?dan=2026-11-22')).text(), /Za ta izbor ni klicev/);
    // What nobody chose counts as not given.
    t.deepEqual((await idsAt(visitor, '/klici?dan=vceraj&izid=nekaj&starejsi=x')).length, 4);
  });
});

test.serial('[R2.10] pages go on from a place: calls that come meanwhile shift nothing', async (t) => {
  await withWeb(async (web) => {
    // Two begin at the same instant, and a page ends between them.
    const calls = Array.from({ length: 120 }, (_, index) =>
      abandoned(`call-${String(index).padStart(3, '0')}`, Math.floor(index / 2)),
    );
    await web.storeCalls(...calls);
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const linkOn = (html: string, place: 'starejsi' | 'novejsi'): string =>
      new RegExp(`href="(/klici\\?[^"]*${place}=[^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const first = await (await visitor.get('/klici?izid=abandoned')).text();
    t.is(linkOn(first, 'novejsi'), '');
    await web.storeCalls(abandoned('new', 5000));
    const second = await (await visitor.get(linkOn(first, 'starejsi'))).text();
    const third = await (await visitor.get(linkOn(second, 'starejsi'))).text();
    const ids = [first, second, third].flatMap(idsOn);
    t.deepEqual(ids, calls.map((call) => call.callId as string).reverse());
    t.is(linkOn(third, 'starejsi'), '');
    const back = await (await visitor.get(linkOn(third, 'novejsi'))).text();
    t.deepEqual(idsOn(back), idsOn(second));
    const top = await (await visitor.get(linkOn(back, 'novejsi'))).text();
    t.deepEqual(idsOn(top), idsOn(first));
    t.deepEqual(await idsAt(visitor, linkOn(top, 'novejsi')), ['new']);
  });
});

test.serial('[R3.4] an agent sees only their own calls, and somebody else’s looks like none', async (t) => {
  await withWeb(async (web) => {
    await web.storeCalls(answered('mine'), answered('hers', 300, 'agent3'), abandoned('nobodys', 600));
    const visitor = visit(web);
    await visitor.signIn('agent1');
    t.deepEqual(await idsAt(visitor, '/klici'), ['mine']);
    t.deepEqual(await idsAt(visitor, '/klici?telefon=103'), ['mine']);
    t.is((await visitor.get('/klici/mine')).status, 200);
    t.is((await visitor.get('/klici/hers')).status, 404);
    t.is((await visitor.get('/klici/nobodys')).status, 404);
    t.is((await visitor.get('/klici/izvoz.csv?od=2026-11-01&do=2026-11-30')).status, 403);
  });
});

test.serial('[R2.10] a call is told as a story, and who opened it is written down', async (t) => {
  await withWeb(async (web) => {
    await web.storeCalls(answered('call-1'));
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik', '/klici/call-1');
      const story = (await textOf(page.locator('.story'))).replace(/\s+/g, ' ');
      t.regex(
        story,
        /9\.00\.00 Klic prispe na številko 01 555 12 34\. .*9\.00\.20 Stopi v čakalno vrsto »Naročanje UE Ljubljana, Litija in Logatec«\. .*9\.00\.50 Oglasi se Ana Žagar\. Čakanje: 30 s\. .*9\.02\.50 Klicatelj odloži\. 9\.03\.05 Obdelava klica je končana\./,
      );
      t.regex(await textOf(page.locator('main')), /Poslati seznam prilog/);
      t.deepEqual(await violationsOf(page), []);
    });
    const entries = await web.db('audit_entry').where({ action: 'callOpened' }).select('user_id', 'subject');
    t.deepEqual(entries, [{ user_id: 'nadzornik', subject: 'call-1' }]);
  });
});

const csvOf = async (visitor: Visitor, od: string, until: string) => {
  const answer = await visitor.get(`/klici/izvoz.csv?od=${od}&do=${until}`);
  return { answer, text: await answer.clone().text(), bytes: Buffer.from(await answer.arrayBuffer()) };
};

test.serial('[R2.10] the export opens in Slovene Excel: byte order mark, semicolons, both days inside', async (t) => {
  await withWeb(async (web) => {
    await web.storeCalls(answered('call-1'), abandoned('call-2', 86_400), abandoned('call-3', 2 * 86_400));
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const { answer, bytes } = await csvOf(visitor, '2026-11-23', '2026-11-24');
    t.is(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
    t.is(answer.headers.get('content-disposition'), 'attachment; filename="klici_2026-11-23_2026-11-24.csv"');
    t.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
    t.is(lines.length, 3);
    t.is(lines[0]?.split(';')[0], 'Oznaka klica');
    t.is(
      lines[1],
      'call-1;23. 11. 2026 9:00:00;23. 11. 2026 9:02:50;040 111 222;01 555 12 34;Sprejet;slovenščina;dano;Naročanje UE Ljubljana, Litija in Logatec;30;120;15;Ana Žagar;1;naročanje;klicatelj;16;ne',
    );
    const entries = await web.db('audit_entry').where({ action: 'callsExported' }).select('user_id', 'subject');
    t.deepEqual(entries, [{ user_id: 'nadzornik', subject: '2026-11-23/2026-11-25' }]);
  });
});

test.serial('[R9.4] no value of the export is a formula', async (t) => {
  await withWeb(async (web) => {
    const numbers = ['=1+1', '+CMD', '@SUM(A1)', '-2+3', '\t=1', '=HYPERLINK("http://x";"y")'];
    await web.storeCalls(
      ...numbers.map((callerNumber, index): Cdr => ({ ...answered(`c${index}`, index), callerNumber })),
    );
    await web.db('app_user').where({ id: 'agent1' }).update({ name: '=cmd|calc' });
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const { text } = await csvOf(visitor, '2026-11-23', '2026-11-23');
    for (const cell of text.split(/[;\r\n]+/)) t.notRegex(cell, /^"?[=+@\-\t]/, cell);
    t.regex(text, /'=cmd\|calc/);
  });
});

test.serial('[R2.10] many calls are streamed, whole and in order', async (t) => {
  await withWeb(async (web) => {
    await web.db.raw(`
      insert into uenarocanje.call (id, started_at, ended_at, called_number, trunk, outcome, offer_count, closed, cdr)
      select 'call-' || lpad(n::text, 6, '0'), timestamptz '2026-11-23 08:00+01' + n * interval '1 second',
             timestamptz '2026-11-23 08:00+01' + n * interval '1 second', '38615551234', 'trunk', 'abandoned', 0, true, '{}'
      from generate_series(1, 5000) as n
    `);
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const { text } = await csvOf(visitor, '2026-11-23', '2026-11-23');
    const ids = text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.slice(0, 11));
    t.is(ids.length, 5000);
    t.deepEqual(ids, [...ids].sort());
  });
});

test.serial('[R2.10] an impossible period is refused with a sentence, a broken one as unreadable', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const backwards = await visitor.get('/klici/izvoz.csv?od=2026-11-24&do=2026-11-23');
    t.is(backwards.status, 422);
    t.regex(await backwards.text(), /Zadnji dan ne sme biti pred prvim/);
    t.is((await visitor.get('/klici/izvoz.csv?od=2020-01-01&do=2026-11-23')).status, 422);
    t.is((await visitor.get('/klici/izvoz.csv?od=2026-02-30&do=2026-03-01')).status, 400);
    t.is((await visitor.get('/klici/izvoz.csv')).status, 400);
  });
});

for (const viewport of [phone, desk]) {
  test.serial(
    `calls, one call, reports, prompts, line, sign-in and errors at ${viewport.width}: nothing to the side, axe finds nothing`,
    async (t) => {
      await withWeb(async (web) => {
        const recorded: Cdr = { ...answered('call-1'), recordingId: 'call-1-recording' as never };
        await web.storeCalls(recorded, abandoned('call-2', 300));
        await web.storeRecording(recorded);
        await withPage(
          web,
          async (page) => {
            const check = async (path: string): Promise<void> => {
              await page.goto(path);
              t.deepEqual(await violationsOf(page), [], path);
              const over = await page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
              );
              t.is(over, 0, path);
            };
            await check('/prijava');
            await page.getByLabel('Uporabniško ime').fill('nihce');
            await page.getByLabel('Geslo').fill('nic');
            await page.getByRole('button', { name: 'Prijava' }).click();
            await page.getByRole('alert').waitFor();
            t.deepEqual(await violationsOf(page), []);
            await signIn(page, 'nadzornik');
            for (const path of [
              '/klici',
              '/klici/call-1',
              '/porocila',
              '/besedila',
              '/linija',
              '/odjava',
              '/ni-strani',
            ])
              await check(path);
          },
          { viewport },
        );
      });
    },
  );
}
