import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { firstFreeOfAll } from '../../sql/calendar/first-free-of-all.ts';
import { extendOpenTime } from '../../sql/calendar/renew-open-time.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, withPage } from './fixture/browser.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const seen = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ');

test('[R3.6] the board of waiting times shows the first free time of every service, of all units or of one', async (t) => {
  await withWeb(async (web) => {
    await extendOpenTime(web.db, instant(Date.now()));
    const answer = await fetch(new URL('/cakalne-dobe', web.url));
    t.is(answer.status, 200);
    t.is(answer.headers.get('cache-control'), 'public, max-age=30');
    t.is(answer.headers.get('set-cookie'), null);
    const page = await answer.text();
    const waits = await firstFreeOfAll(web.db, { channel: 'web', now: instant(Date.now()) });
    for (const id of new Set(waits.map(({ serviceId }) => serviceId)))
      t.true(page.includes(`<a href="/narocanje/${id}">`), id);
    t.regex(seen(page), /Osebna izkaznica (danes|jutri|čez \d+ (dni|dneva)) \([^)]+\) Upravna enota /);
    const one = seen(await (await fetch(new URL('/cakalne-dobe?enota=litija', web.url))).text());
    t.regex(one, /Osebna izkaznica [^(]+\([^)]+\) Upravna enota Litija/);
    t.regex(seen(await (await fetch(new URL('/en/cakalne-dobe', web.url))).text()), /Waiting times .* As of /);
    for (const path of ['/narocanje', '/hu/pomoc']) {
      t.regex(await (await fetch(new URL(path, web.url))).text(), /href="(\/hu)?\/cakalne-dobe"/, path);
    }
  });
});

const viewport = { width: 320, height: 640 };

test('[R3.6] [R4.6] the board works without script on the narrowest telephone', async (t) => {
  await withWeb(async (web) => {
    await extendOpenTime(web.db, instant(Date.now()));
    await withPage(
      web,
      async (page) => {
        await page.goto('/cakalne-dobe');
        t.deepEqual(await violationsOf(page), []);
        t.false(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth));
      },
      { viewport },
    );
    await withPage(
      web,
      async (page) => {
        await page.goto('/cakalne-dobe');
        await page.getByLabel('Upravna enota').selectOption({ label: 'Upravna enota Litija' });
        await page.getByRole('button', { name: 'Pokaži' }).click();
        await page.getByRole('link', { name: 'Osebna izkaznica' }).click();
        t.is(new URL(page.url()).pathname, '/narocanje/osebna-izkaznica');
      },
      { viewport, script: false },
    );
  });
});
