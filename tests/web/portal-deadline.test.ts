import test from 'ava';
import { violationsOf } from './fixture/axe.ts';
import { type Booker, bookerAt, hiddenIn } from './fixture/booker.ts';
import { closeBrowser, withPage } from './fixture/browser.ts';
import { chooseTime, countVisits } from './fixture/citizen.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

/** The form of details of a held time, with what was typed. */
async function typing(web: TestWeb): Promise<{ booker: Booker; details: string; typed: Record<string, string> }> {
  const booker = bookerAt(web);
  const { path, form, slots } = await booker.times();
  const held = await booker.choose(path, form, slots[0] ?? '');
  const details = held.headers.get('location') ?? '';
  const { soglasje: _left, ...typed } = await booker.details(details);
  return { booker, details, typed };
}

const lapse = ({ db }: TestWeb) =>
  db('appointment')
    .where({ state: 'held' })
    .update({ expires_at: new Date(Date.now() - 1000) });

test('[R3.8] a hold says until when by the clock, is prolonged once, and keeps what was typed', async (t) => {
  await withWeb(async (web) => {
    const { booker, details, typed } = await typing(web);
    const page = await (await booker.get(details)).text();
    t.regex(page, /Termin vam varujemo do \d{1,2}\.\d\d\./);
    const longer = await (await booker.post(details, { ...typed, dejanje: 'podaljsaj' })).text();
    t.regex(longer, /Čas smo podaljšali/);
    // The question is the same, and answered.
    t.true(longer.includes(`name="vprasanje" value="${typed.vprasanje}"`));
    t.regex(longer, new RegExp(`id="odgovor"[^>]*value="${typed.odgovor}"`));
    t.regex(longer, /value="Janez Kranjc"/);
    t.notRegex(longer, /Potrebujem več časa/);
    t.regex(longer, /Časa ni mogoče podaljšati še enkrat/);
  });
});

test('[R3.8] after its end the same time is kept again while it is free, and what happened is said', async (t) => {
  await withWeb(async (web) => {
    const { booker, details, typed } = await typing(web);
    await lapse(web);
    const again = await booker.post(details, { ...typed, dejanje: 'podaljsaj' });
    t.is(again.status, 200);
    const page = await again.text();
    t.regex(page, /Čas za potrditev je potekel, vendar je termin še prost/);
    t.regex(page, /value="Janez Kranjc"/);
    t.deepEqual(await countVisits(web), { booked: 0, held: 1 });
    // A form with a mistake, sent too late, says both.
    await lapse(web);
    const late = await booker.post(details, { ...typed, ...hiddenIn(page), dejanje: 'potrdi' });
    t.is(late.status, 422);
    t.regex(await late.text(), /Brez soglasja[\s\S]*vendar je termin še prost/);
    // Whoever loads the page anew has nothing typed any more, and chooses again.
    await web.db('appointment').where({ state: 'held' }).delete();
    const lost = await booker.get(details);
    t.is(lost.headers.get('location'), '/narocanje/potni-list?stanje=poteklo');
    t.regex(await (await booker.get('/narocanje/potni-list?stanje=poteklo')).text(), /zato termina ne varujemo več/);
  });
});

test('[R3.8] when somebody else took it, three others are offered and one is chosen with all that was typed', async (t) => {
  await withWeb(async (web) => {
    const { booker, details, typed } = await typing(web);
    await lapse(web);
    const other = bookerAt(web, '192.0.2.8');
    const times = await other.times();
    t.is((await other.choose(times.path, times.form, typed.termini ?? '')).status, 303);
    const lost = await booker.post(details, { ...typed, dejanje: 'podaljsaj' });
    t.is(lost.status, 409);
    const page = await lost.text();
    t.regex(page, /Čas za potrditev je potekel in termin je medtem dobil nekdo drug/);
    t.regex(page, /Vaši vpisani podatki so ostali/);
    t.regex(page, /value="Janez Kranjc"/);
    const others = [...page.matchAll(/name="termin" value="([^"]+)"/g)].map(([, value]) => value ?? '');
    t.is(others.length, 3);
    const chosen = await booker.post(details, { ...typed, ...hiddenIn(page), termin: others[0] ?? '', dejanje: '' });
    t.is(chosen.status, 200);
    t.regex(await chosen.text(), /value="Janez Kranjc"/);
    t.deepEqual(await countVisits(web), { booked: 0, held: 2 });
  });
});

test.serial('[R4.6] with script the time left is counted, said aloud twice, and its end is told', async (t) => {
  await withWeb(async (web) => {
    await withPage(web, async (page) => {
      await page.clock.install({ time: Date.now() });
      await chooseTime(page);
      await page.getByLabel('Ime in priimek').fill('Špela Žagar');
      const said = page.locator('[data-deadline-said]');
      await page.clock.runFor(1000);
      t.regex((await page.locator('.time-left').textContent()) ?? '', /Preostali čas: 9:5\d|Preostali čas: 10:00/);
      t.is(await said.textContent(), '');
      await page.clock.runFor(8 * 60_000);
      t.is(await said.textContent(), 'Za potrditev termina sta še 2 minuti. Čas lahko podaljšate.');
      await page.clock.runFor(60_000);
      t.is(await said.textContent(), 'Za potrditev termina je še 1 minuta. Čas lahko podaljšate.');
      await page.clock.runFor(61_000);
      t.true(await page.locator('.deadline').isHidden());
      t.regex((await said.textContent()) ?? '', /Čas za potrditev je potekel/);
      t.deepEqual(await violationsOf(page), []);
      t.is(await page.getByLabel('Ime in priimek').inputValue(), 'Špela Žagar');
      await page.getByRole('button', { name: 'Preveri, ali je termin še prost' }).click();
      await page.waitForURL(/podatki/);
      t.is(await page.getByLabel('Ime in priimek').inputValue(), 'Špela Žagar');
      t.true(await page.locator('.deadline').isVisible());
    });
  });
});
