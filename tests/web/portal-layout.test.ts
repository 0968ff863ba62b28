import test from 'ava';
import type { Page } from 'playwright-core';
import { until } from '../until.ts';
import { closeBrowser, desk, phone, withPage } from './fixture/browser.ts';
import { fillDetails, takeTime } from './fixture/citizen.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

/** Adds up what moves of a page while it is put together (CLS); what a click moves is no shift. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = globalThis as unknown as { shifts: string[] };
    own.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(({ node }) =>
          node instanceof Element ? node.outerHTML.slice(0, 80) : node?.nodeName,
        );
        own.shifts.push(`${entry.value}: ${moved.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** What moved, when everything of the page is there and has been painted. */
async function shiftsOf(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('load');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  for (let frames = 0; frames < 3; frames += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
  }
  return page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
}

for (const viewport of [phone, desk]) {
  test.serial(`[R4.6] nothing moves on any of the citizens' pages while it loads (${viewport.width} px)`, async (t) => {
    await withWeb(async (web) => {
      await withPage(
        web,
        async (page) => {
          await watchShifts(page);
          const still = async (what: string): Promise<void> => {
            t.deepEqual(await shiftsOf(page), [], what);
          };
          for (const path of [
            '/narocanje',
            '/narocanje?isci=potni',
            '/narocanje?isci=xyz',
            '/narocanje/potni-list',
            '/narocanje/potni-list?kraj=1270',
            '/narocanje/potni-list/litija?pogled=dan',
            '/narocanje/potni-list/litija?pogled=seznam',
            '/narocanje/potni-list/litija?obiskov=3',
            '/obisk',
            '/pomoc',
            '/dostopnost',
            '/zasebnost',
            '/narocanje/ni-take-storitve',
          ]) {
            await page.goto(path);
            await still(path);
          }
          await page.goto('/narocanje/potni-list/litija');
          await still('month');
          await page.locator('.time-buttons button').first().click();
          await page.waitForURL(/podatki/);
          await still('details');
          await takeTime(page);
          await page.getByRole('button', { name: 'Potrdi termin' }).click();
          await page.locator('#ime-napaka').waitFor();
          await still('details with errors');
          await fillDetails(page, { name: 'Ana Novak', email: 'ana@example.si' });
          await page.getByRole('button', { name: 'Potrdi termin' }).click();
          await page.waitForURL(/\/obisk\//);
          await still('confirmed');
          for (const [link, there] of [
            ['Prestavi', /prestavitev/],
            ['Odpovej', /odpoved/],
          ] as const) {
            const visit = page.url();
            await page.getByRole('link', { name: link }).click();
            await page.waitForURL(there);
            await still(link);
            await page.goto(visit);
          }
          if (viewport !== phone) return;
          // Where everything stands in one column what comes late moves the rest, and is seen.
          await page.evaluate(() => document.querySelector('main')?.before(document.createElement('textarea')));
          await until('the browser tells of it', async () => (await shiftsOf(page)).length > 0);
          t.pass();
        },
        { viewport },
      );
    });
  });
}

test.serial('[R4.6] nothing moves when the script comes after the page was seen (360 px)', async (t) => {
  await withWeb(async (web) => {
    await withPage(
      web,
      async (page) => {
        await watchShifts(page);
        const seen = Promise.withResolvers<void>();
        await page.route(/\.js$/, async (route) => {
          await seen.promise;
          await route.continue();
        });
        await page.goto('/narocanje/potni-list', { waitUntil: 'commit' });
        await page.locator('footer').waitFor();
        await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
        const locate = page.getByRole('button', { name: 'Uporabi mojo lokacijo' });
        t.is(await locate.count(), 0);
        seen.resolve();
        await locate.waitFor();
        t.deepEqual(await shiftsOf(page), []);
      },
      // What is out of sight moves unseen.
      { viewport: { ...phone, height: 2_000 } },
    );
  });
});
