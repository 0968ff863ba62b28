import test from 'ava';
import type { CounterId } from '../../sql/calendar/words.ts';
import { dateOf } from '../../web/present/time.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, phone, signIn, withPage } from './fixture/browser.ts';
import { bookAt, freeTimes } from './fixture/counter-visit.ts';
import { makeOnly } from './fixture/manager.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

test('[R3.3] [R3.9] a manager changes hours as a draft, sees what follows, saves, and moves the visit that was hit', async (t) => {
  t.timeout(180_000);
  await withWeb(async (web) => {
    await makeOnly(web.db, 'agent4', 'locationManager', 'litija');
    const [counterId] = (await web.db('counter').where({ location_id: 'litija' }).orderBy('id').pluck('id')) as [
      CounterId,
    ];
    const [slot] = await freeTimes(web.db, { counterId, service: 'potni-list' });
    if (slot === undefined) return t.fail();
    const booked = await bookAt(web.db, slot, 'potni-list');
    // On a phone: everything else is easier. That no page needs a script, the tests over HTTP show.
    await withPage(
      web,
      async (page, troubles) => {
        const sound = async () => t.deepEqual(await violationsOf(page), []);
        await signIn(page, 'agent4');
        await page.getByRole('link', { name: 'Upravna enota Litija' }).click();
        await page.getByRole('link', { name: 'Delovni čas: Okence 1' }).click();
        await sound();
        await page.getByRole('button', { name: 'Spremeni delovni čas' }).click();
        await page.getByRole('link', { name: 'Dodaj pravilo' }).click();
        await page.getByRole('button', { name: 'Prevzemi v osnutek' }).click();
        await page.getByText('Izberite vsaj en dan v tednu.').first().waitFor();
        await sound();
        await page.getByLabel('sobota').check();
        await page.getByLabel('Od ure').fill('9.00');
        await page.getByLabel('Do ure').fill('12.00');
        await page.getByRole('button', { name: 'Prevzemi v osnutek' }).click();
        await page.getByText('vsako soboto 9.00–12.00').waitFor();
        await page.getByRole('button', { name: 'Pokaži, kaj se spremeni' }).click();
        await page.getByText('1 obisk v zaprtem času').waitFor();
        await page.getByText(booked.reference).waitFor();
        await sound();
        await page.getByRole('button', { name: 'Shrani spremembo' }).click();
        await page.getByText('Sprememba je shranjena in velja.').waitFor();
        await page.getByLabel(`Premakni obisk ${booked.reference}`).waitFor();
        await sound();
        await page.getByLabel('Razlog za zaposlene').fill('okence dela le ob sobotah');
        await page.getByRole('button', { name: 'Predlagaj nove termine' }).click();
        await page.getByText('Predlogi so poslani.').waitFor();
        await sound();
        await page.getByRole('link', { name: `Uredi obisk ${booked.reference}` }).click();
        await page.getByText('predlagan občanu').waitFor();
        await sound();
        await page.getByRole('button', { name: 'Premakni:' }).first().click();
        await page.getByText('Obisk je premaknjen.').waitFor();
        await page.getByText('Urejeno: 1 od 1').waitFor();
        await page.goto('/premiki');
        await sound();
        t.is(await page.evaluate('document.documentElement.scrollWidth'), phone.width);
        // The browser tells of the form that was sent wrong on purpose.
        t.deepEqual(
          troubles.filter((each) => !each.includes('422')),
          [],
        );
      },
      { viewport: phone },
    );
    const moved = await web.db('appointment').where({ id: booked.appointmentId }).first();
    t.not(moved.counter_id, counterId);
    t.is((await web.db('open_period').where({ counter_id: counterId, day: dateOf(slot.startsAt) })).length, 0);
  });
});
