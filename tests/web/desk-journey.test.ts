import test from 'ava';
import { dateOf } from '../../web/present/time.ts';
import { until } from '../until.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, withPage } from './fixture/browser.ts';
import { bookAt, signedIn } from './fixture/desk.ts';
import { agentView, talking } from './fixture/views.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

test.serial(
  '[R3.9] from the call to a booked visit by keyboard, and handed over it is seen to be confirmed',
  async (t) => {
    await withWeb(async (web) => {
      web.engine.showAgent(agentView(talking()));
      await withPage(web, async (console_, troubles) => {
        await signIn(console_, 'agent1');
        await console_.getByRole('button', { name: 'Naroči obisk' }).waitFor();
        // Only the island offers it, and by then it hears keys.
        await console_.getByLabel('Zvok ob novem klicu').waitFor();
        const opening = console_.waitForEvent('popup');
        await console_.keyboard.press('F3');
        const page = await opening;
        await page.getByText('Naročanje med klicem s številke').waitFor();
        t.deepEqual(await violationsOf(page), []);
        await page.locator('#storitev').fill('potni list');
        await page.locator('#kraj').fill('1270');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Prosti termini: Upravna enota Litija' }).waitFor();
        t.deepEqual(await violationsOf(page), []);
        await page.locator('.desk-time').first().click();
        await page.getByText('Termin držimo do').waitFor();
        t.regex(await page.locator('#telefon').inputValue(), /^0\d/);
        await page.locator('#ime').fill('Žiga Čuček');
        await page.keyboard.press('Enter');
        await page.getByText('Potrdite, da je uporabniku povedano').first().waitFor();
        t.is(await page.evaluate(() => document.activeElement?.id), 'prebrano');
        t.is(await page.locator('#ime').inputValue(), 'Žiga Čuček');
        t.deepEqual(await violationsOf(page), []);
        await page.getByRole('button', { name: 'Pošlji uporabniku v dokončanje' }).click();
        await page.getByText('Čakamo, da uporabnik potrdi').waitFor();
        t.deepEqual(await violationsOf(page), []);

        const [{ payload }] = await web.db('message').where({ kind: 'handOver' });
        await withPage(
          web,
          async (citizen) => {
            await citizen.goto(new URL(payload.links.finish).pathname);
            await citizen.getByLabel('Informacije sem').check();
            await citizen.getByLabel('Soglašam').check();
            await citizen.getByRole('button', { name: 'Potrdi termin' }).last().click();
            await citizen.getByText('Termin je potrjen').first().waitFor();
          },
          { viewport: phone },
        );
        // Nobody touched the agent's page.
        await page.getByText('Uporabnik je termin potrdil').waitFor();
        t.regex((await page.locator('.reference').textContent()) ?? '', /^\d{3} \d{3} \d{4}$/);
        t.deepEqual(await violationsOf(page), []);
        t.deepEqual(troubles, []);
      });
    });
  },
);

test.serial('[R3.10] the day of a counter is worked by one key each, and shows what comes in', async (t) => {
  await withWeb(async (web) => {
    const clerk = await signedIn(web, 'referent');
    // Their time has come, whatever the hour.
    const ago = Date.now() - 120_000;
    const today = dateOf(ago);
    for (const [place, ime] of ['Ana Novak', 'Žiga Čuček'].entries()) {
      const id = await bookAt(web, clerk, 'storitev=potni-list&lokacija=ljubljana', { ime });
      const during = [new Date(ago + place * 1000), new Date(ago + place * 1000 + 500)];
      await web.db.raw('update uenarocanje.appointment set during = tstzrange(?, ?) where id = ?', [...during, id]);
    }
    for (const viewport of [desk, phone]) {
      await withPage(
        web,
        async (page, troubles) => {
          await signIn(page, 'referent');
          await page.goto(`/danes?lokacija=ljubljana&dan=${today}`);
          t.deepEqual(await violationsOf(page), []);
          const row = page.locator('.day-row', { hasText: 'Žiga Čuček' });
          await row.locator('a').focus();
          for (const [key, state] of [
            ['p', 'prihod zabeležen'],
            ['o', 'opravljen'],
            ['r', 'prihod zabeležen'],
            ['r', 'naročen'],
            ['n', 'brez prihoda'],
            ['r', 'naročen'],
          ] as const) {
            await page.keyboard.press(key);
            await row.locator('.visit-state', { hasText: state }).waitFor();
            await until('the focus is back', () =>
              page.evaluate(() => document.activeElement?.closest('.day-row')?.textContent?.includes('Žiga') === true),
            );
          }
          t.deepEqual(await violationsOf(page), []);
          t.deepEqual(troubles, []);
        },
        { viewport },
      );
    }
    await withPage(
      web,
      async (page) => {
        await signIn(page, 'referent');
        await page.goto(`/danes?lokacija=ljubljana&dan=${today}`);
        const row = page.locator('.day-row', { hasText: 'Žiga Čuček' });
        await row.getByRole('button', { name: 'Prihod: Žiga Čuček' }).click();
        await row.getByText('prihod zabeležen').waitFor();
        await row.getByRole('link', { name: 'Odpri obisk: Žiga Čuček' }).click();
        await page.getByRole('heading', { name: 'Potek' }).waitFor();
        await page.goto('/obiski');
        await page.locator('#iskano').fill('Novak');
        await page.keyboard.press('Enter');
        await page.getByText('Našli smo 1 obisk.').waitFor();
      },
      { script: false },
    );
    await withPage(web, async (page) => {
      await signIn(page, 'referent');
      const tomorrow = await (async () => {
        const { rows } = await web.db.raw<{ rows: { day: string }[] }>(
          `select min(uenarocanje.local_day(starts_at))::text as day from uenarocanje.open_period
           join uenarocanje.counter on counter.id = counter_id
           where location_id = 'ljubljana' and starts_at > now() + interval '26 hours'`,
        );
        return rows[0]?.day ?? '';
      })();
      await page.goto(`/danes?lokacija=ljubljana&dan=${tomorrow}`);
      await page.getByText('Ta dan tu ni naročenih obiskov').waitFor();
      await bookAt(web, clerk, `storitev=potni-list&lokacija=ljubljana&od=${tomorrow}`, { ime: 'Maja Kralj' });
      await page.locator('.day-row', { hasText: 'Maja Kralj' }).waitFor();
      t.pass();
    });
  });
});
