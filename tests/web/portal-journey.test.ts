import test from 'ava';
import type { Page } from 'playwright-core';
import { shippedPrivacyVersion } from '../../web/portal/privacy-version.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, withPage } from './fixture/browser.ts';
import { answerQuestion, chooseTime, countVisits, fillDetails, takeTime } from './fixture/citizen.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const narrow = { width: 320, height: 640 };

for (const { viewport, script } of [
  { viewport: desk, script: true },
  { viewport: narrow, script: true },
  { viewport: narrow, script: false },
]) {
  const way = `${viewport.width} px, ${script ? 'with' : 'without'} script`;
  test.serial(
    `[R4.1] [R4.2] [R4.3] [R4.4] [R4.6] a citizen books, moves and cancels in five pages (${way})`,
    async (t) => {
      await withWeb(async (web) => {
        await withPage(
          web,
          async (page, troubles) => {
            const sound = async (name: string): Promise<void> => {
              // Without script the timers that axe waits for never fire.
              if (script) t.deepEqual(await violationsOf(page), [], name);
              const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
              t.true(wide <= 0, `${name} is ${wide} px wider than ${viewport.width}`);
            };
            await page.goto('/narocanje');
            await sound('services');
            await page.getByLabel('Kaj želite urediti?').fill('osebno izkaznico');
            await page.getByRole('button', { name: 'Išči' }).click();
            await sound('services found');
            await page.getByRole('link', { name: /^Osebna izkaznica/ }).click();
            await page.getByLabel('Poštna številka ali ime kraja').fill('smartno');
            await page.getByLabel('po razdalji').check();
            await page.getByRole('button', { name: 'Pokaži', exact: true }).click();
            await sound('places');
            // The nearest first, with both figures.
            const nearest = page.locator('.place').first();
            t.regex((await nearest.textContent()) ?? '', /Upravna enota Litija[\s\S]*\d+\skm[\s\S]*(danes|jutri|čez)/);
            await nearest.getByRole('link').click();
            await sound('month');
            for (const view of ['Dan', 'Seznam', 'Mesec']) {
              await page.getByRole('link', { name: view, exact: true }).click();
              await sound(view);
            }
            await page.locator('.time-buttons button').nth(2).click();
            await sound('details');
            t.deepEqual(await countVisits(web), { booked: 0, held: 1 });

            // Nothing filled in: what is expected stands at each field, and the first of them has the focus.
            await takeTime(page);
            await page.getByRole('button', { name: 'Potrdi termin' }).click();
            await sound('details with errors');
            t.is(await page.locator(':focus').getAttribute('id'), 'prebrano');
            await page.getByLabel('E-poštni naslov').fill('spela.example.si');
            await fillDetails(page, { name: 'Špela Žagar', phone: '12' });
            await page.getByRole('button', { name: 'Potrdi termin' }).click();
            t.is(await page.locator(':focus').getAttribute('id'), 'eposta');
            t.is(await page.getByLabel('Ime in priimek').inputValue(), 'Špela Žagar');
            t.true(await page.getByLabel('Soglašam').isChecked());
            t.regex((await page.locator('#telefon-napaka').textContent()) ?? '', /041 234 567/);

            await page.getByLabel('E-poštni naslov').fill('spela@example.si');
            await page.getByLabel('Mobilna številka').fill('041 234 567');
            await answerQuestion(page);
            await page.getByRole('button', { name: 'Potrebujem več časa' }).click();
            t.regex((await page.locator('.deadline').textContent()) ?? '', /Čas smo podaljšali/);
            t.is(await page.getByRole('button', { name: 'Potrebujem več časa' }).count(), 0);
            await answerQuestion(page);
            await takeTime(page);
            await page.getByRole('button', { name: 'Potrdi termin' }).click();
            await page.waitForURL(/\/obisk\//);
            t.is(await page.locator('h1').textContent(), 'Termin je potrjen');
            await sound('confirmed');
            t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
            const [visitor] = await web.db('visitor').select('name', 'email', 'phone');
            t.deepEqual(visitor, { name: 'Špela Žagar', email: 'spela@example.si', phone: '+38641234567' });
            const [booking] = await web.db('booking').select('consent_version', 'channel');
            t.deepEqual(booking, { consent_version: shippedPrivacyVersion, channel: 'web' });
            const kinds = await web.db('message').orderBy(['kind', 'channel']).select('kind', 'channel');
            t.true(kinds.filter(({ kind }) => kind === 'bookingConfirmed').length === 2);

            const first = page.url().replace(/\?.*/, '');
            for (const [path, name] of [
              ['prej', 'wishes'],
              ['podatki', 'own data'],
              ['izbris', 'erasure'],
            ] as const) {
              await page.goto(`${first}/${path}`);
              await sound(name);
            }
            await page.goto(`${first}/prej`);
            await page.getByRole('button', { name: 'Obvestite me' }).click();
            await sound('waiting');
            await page.getByRole('link', { name: 'Prestavi' }).click();
            await sound('move: places');
            await page.getByRole('link', { name: 'Izberi: Upravna enota Logatec' }).click();
            await sound('move: times');
            await page.locator('.time-buttons button').last().click();
            t.regex((await page.locator('.notice-done').textContent()) ?? '', /Termin je prestavljen/);
            await sound('moved');
            // The old link shows the new visit.
            await page.goto(first);
            t.regex((await page.locator('main').textContent()) ?? '', /Upravna enota Logatec/);
            await page.getByRole('link', { name: 'Odpovej' }).click();
            await sound('cancel');
            await page.getByRole('button', { name: 'Da, odpovej termin' }).click();
            t.regex((await page.locator('.notice-done').textContent()) ?? '', /Termin je odpovedan/);
            await sound('cancelled');
            t.deepEqual(await countVisits(web), { booked: 0, held: 0 });
            t.deepEqual(
              troubles.filter((trouble) => !trouble.includes('422')),
              [],
            );
          },
          { viewport, script },
        );
      });
    },
  );
}

test.serial('[R4.6] the whole path by keyboard alone', async (t) => {
  await withWeb(async (web) => {
    await withPage(web, async (page) => {
      await page.goto('/narocanje');
      await tabTo(page, 'Skoči na vsebino');
      await page.keyboard.press('Enter');
      await tabTo(page, 'Kaj želite urediti?');
      await page.keyboard.type('potni');
      await page.keyboard.press('Enter');
      await page.waitForURL(/isci=potni/);
      await tabTo(page, 'Potni list');
      await page.keyboard.press('Enter');
      await page.waitForURL(/potni-list/);
      await tabTo(page, 'Izberi: Upravna enota Litija');
      await page.keyboard.press('Enter');
      await page.waitForURL(/litija/);
      await tabTo(page, /, 8\.00$/);
      await page.keyboard.press('Enter');
      await page.waitForURL(/podatki/);
      await tabTo(page, /Informacije sem/);
      await page.keyboard.press('Space');
      await tabTo(page, /Ime in priimek/);
      await page.keyboard.type('Žiga Čuk');
      await tabTo(page, /E-poštni naslov/);
      await page.keyboard.type('ziga@example.si');
      await tabTo(page, /Soglašam/);
      await page.keyboard.press('Space');
      await answerQuestion(page);
      await takeTime(page);
      await page.locator('#odgovor').focus();
      // Enter in a field confirms: the button that gives up is not the first of the form.
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/obisk\//);
      t.is(await page.locator('h1').textContent(), 'Termin je potrjen');
    });
  });
});

test.serial('[R4.6] in every language of the portal the path is sound', async (t) => {
  await withWeb(async (web) => {
    await withPage(
      web,
      async (page, troubles) => {
        for (const language of ['en', 'it', 'hu']) {
          for (const path of [
            '',
            '?isci=xyz',
            '/potni-list?kraj=1000',
            '/potni-list/litija',
            '/potni-list/litija?obiskov=3',
          ]) {
            await page.goto(`/${language}/narocanje${path}`);
            t.deepEqual(await violationsOf(page), [], `${language} ${path}`);
          }
          await page.locator('.time-buttons button').first().click();
          await page.waitForURL(/podatki/);
          t.is(await page.locator('html').getAttribute('lang'), language);
          t.deepEqual(await violationsOf(page), [], `${language} details`);
          await page.goto(`/${language}/obisk`);
          t.deepEqual(await violationsOf(page), [], `${language} find`);
        }
        t.deepEqual(troubles, []);
      },
      { viewport: narrow },
    );
  });
});

test.serial('[R4.1] [R3.8] going back, two tabs and sending twice never make a second visit', async (t) => {
  await withWeb(async (web) => {
    await withPage(web, async (page) => {
      await chooseTime(page);
      const details = page.url();
      // Back and another time: the hold moves, there are not two.
      await page.goBack();
      const submission = details.split('/').at(-1) ?? '';
      const times = await page.context().newPage();
      await times.goto(`/narocanje/potni-list/litija?oddaja=${submission}`);
      const chosen = page.locator('.time-buttons button').nth(3);
      const termin = (await chosen.getAttribute('value')) ?? '';
      await chosen.click();
      await page.waitForURL(/podatki/);
      t.is(page.url(), details);
      t.deepEqual(await countVisits(web), { booked: 0, held: 1 });
      // A second tab with the same form.
      const other = await page.context().newPage();
      await other.goto(details);
      await fillDetails(page, { name: 'Ana Novak', email: 'ana@example.si' });
      await fillDetails(other, { name: 'Ana Novak', email: 'ana@example.si' });
      await Promise.all([
        page.getByRole('button', { name: 'Potrdi termin' }).dblclick(),
        other.getByRole('button', { name: 'Potrdi termin' }).click(),
      ]);
      await page.waitForURL(/\/obisk\//);
      await other.waitForURL(/\/obisk\//);
      t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
      // The form again, and the same time chosen again from a page of before: both lead to the visit that there is.
      await page.goto(details);
      await page.waitForURL(/\/obisk\//);
      await times.locator(`.time-buttons button[value="${termin}"]`).click();
      await times.waitForURL(/\/obisk\//);
      t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    });
  });
});

test.serial(
  '[R4.1] several visits in one session have one deadline and one confirmation, and each is cancelled by itself',
  async (t) => {
    await withWeb(async (web) => {
      await withPage(web, async (page) => {
        await page.goto('/narocanje/potni-list/litija');
        await page.getByLabel('Koliko obiskov?').selectOption('3');
        await page.getByRole('button', { name: 'Pokaži termine' }).click();
        await page.locator('.time-buttons button').first().click();
        await page.waitForURL(/podatki/);
        t.deepEqual(await countVisits(web), { booked: 0, held: 3 });
        await fillDetails(page, { name: 'Družina Zupan', phone: '+386 41 234 567' });
        await page.getByRole('button', { name: 'Potrdi termine' }).click();
        await page.waitForURL(/\/obisk\//);
        t.is(await page.locator('h1').textContent(), 'Termini so potrjeni');
        t.is(await page.locator('.reference').count(), 3);
        t.is((await web.db('message').where({ kind: 'bookingConfirmed' })).length, 1);
        await page.getByRole('link', { name: 'Odpovej' }).nth(1).click();
        await page.getByRole('button', { name: 'Da, odpovej termin' }).click();
        await page.waitForURL(/stanje=odpovedan/);
        t.deepEqual(await countVisits(web), { booked: 2, held: 0 });
      });
    });
  },
);

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const label = element?.labels?.[0]?.textContent ?? element?.getAttribute('aria-label') ?? element?.textContent;
      return (label ?? '').replace(/\s+/g, ' ').trim();
    });
    if (typeof name === 'string' ? here.startsWith(name) : name.test(here)) return;
  }
  throw new Error(`The keyboard does not reach ${String(name)}.`);
}
