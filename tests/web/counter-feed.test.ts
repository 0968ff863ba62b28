import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { type AppointmentId, program } from '../../sql/calendar/words.ts';
import { readCalendar } from '../messages/read-calendar.ts';
import { violationsOf } from './fixture/axe.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { closeBrowser, phone, signIn, withPage } from './fixture/browser.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

/** As calendars ask again; without a word on caches fetch would ask for a whole new answer. */
const conditional = (etag: string) => ({ 'if-none-match': etag, 'cache-control': 'max-age=0' });

const addressIn = (page: string): string => /value="http[^"]*(\/koledar\/[\w-]{32}\.ics)"/.exec(page)?.[1] ?? '';

test('[R3.7] whoever has the secret address reads the counter’s calendar, and learns nobody’s name', async (t) => {
  await withWeb(async (web) => {
    const { counterId, visits, day } = await bookVisit(web.db);
    const manager = visit(web);
    await manager.signIn('vodja');
    const made = await manager.post('/urnik/koledarji', { okence: String(counterId), dejanje: 'naredi' });
    t.is(made.status, 200);
    t.is(made.headers.get('cache-control'), 'no-store');
    const address = addressIn(await made.text());
    t.regex(address, /^\/koledar\//);
    const first = await fetch(web.url + address);
    t.is(first.status, 200);
    t.regex(first.headers.get('content-type') ?? '', /^text\/calendar/);
    t.deepEqual(first.headers.getSetCookie(), []);
    const content = await first.text();
    const { events } = readCalendar(content);
    t.is(events.length, 1);
    t.is(events[0]?.uid, `${visits[0]?.appointmentId}@ue`);
    t.true(events[0]?.start.startsWith(`${day}T09:00:00+0`));
    t.is(events[0]?.summary, 'Osebna izkaznica');
    for (const secret of ['Čuček', 'ziga@', '+386', 'voz']) t.false(content.includes(secret), secret);

    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(web.url + address, { headers: conditional(etag) });
    t.is(again.status, 304);
    t.is((await fetch(web.url + address, { method: 'HEAD' })).status, 200);
    const deed = { now: instant(Date.now()), actor: program, announce: async () => undefined };
    const gone = await cancelAppointment(web.db, deed, visits[0]?.appointmentId as AppointmentId);
    t.is(gone.outcome, 'cancelled');
    const changed = await fetch(web.url + address, { headers: conditional(etag) });
    t.is(changed.status, 200);
    t.deepEqual(readCalendar(await changed.text()).events, []);
    t.false(web.log.join('').includes(address.slice(9, 41)), 'the secret is in no log');
  });
});

test('[R3.7] [R9.3] an address made anew or withdrawn opens nothing any more, and each step is written down', async (t) => {
  await withWeb(async (web) => {
    const [counterId] = await web.db('counter').where({ location_id: 'litija' }).orderBy('id').pluck('id');
    const manager = visit(web);
    await manager.signIn('vodja');
    const make = async () =>
      addressIn(await (await manager.post('/urnik/koledarji', { okence: counterId, dejanje: 'naredi' })).text());
    const old = await make();
    const fresh = await make();
    t.not(old, fresh);
    t.is((await fetch(web.url + old)).status, 404);
    t.is((await fetch(web.url + fresh)).status, 200);
    const ended = await manager.post('/urnik/koledarji', { okence: counterId, dejanje: 'ukini' });
    t.is(ended.headers.get('location'), '/urnik/koledarji?lokacija=litija&opravljeno=ukinjen');
    t.is((await fetch(web.url + fresh)).status, 404);
    for (const wrong of ['/koledar/x.ics', `/koledar/${'A'.repeat(32)}.ics`, '/koledar/'])
      t.is((await fetch(web.url + wrong)).status, 404, wrong);
    const written = await web
      .db('audit_entry')
      .where({ user_id: 'vodja', subject: String(counterId) })
      .orderBy('id')
      .pluck('action');
    t.deepEqual(written, ['counterFeedRenewed', 'counterFeedRenewed', 'counterFeedEnded']);
  });
});

test('[R3.4] nobody makes an address for a counter of another unit; clerks make none', async (t) => {
  await withWeb(async (web) => {
    const [other] = await web.db('counter').where({ location_id: 'ljubljana' }).orderBy('id').pluck('id');
    const [manager, clerk] = [visit(web), visit(web)];
    await manager.signIn('vodja');
    await clerk.signIn('referent');
    t.is((await manager.post('/urnik/koledarji', { okence: other, dejanje: 'naredi' })).status, 404);
    t.is((await manager.get('/urnik/koledarji?lokacija=ljubljana')).status, 404);
    t.is((await manager.get('/urnik/koledarji')).status, 404);
    t.is((await manager.post('/urnik/koledarji', { okence: 'vse', dejanje: 'naredi' })).status, 400);
    t.is((await clerk.post('/urnik/koledarji', { okence: other, dejanje: 'naredi' })).status, 403);
    t.is((await web.db('counter').whereNotNull('feed_hash')).length, 0);
  });
});

test('[R3.7] [R3.11] the schedule and its calendars in a browser, on a telephone too', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    await withPage(web, async (page, troubles) => {
      await signIn(page, 'vodja');
      for (const path of [`&pogled=teden`, `&pogled=teden&okence=${counterId}`, '']) {
        await page.goto(`${web.url}/urnik?lokacija=litija&dan=${day}${path}`);
        t.deepEqual(await violationsOf(page), [], path);
      }
      // On a wide screen times are places: what begins an hour later stands an hour's rows lower.
      const top = async (text: string) =>
        (await page.locator('.block', { hasText: text }).first().boundingBox())?.y ?? 0;
      const hour = (await top('9.00–9.15')) - (await top('8.00–9.00'));
      t.true(hour > 50, String(hour));
      await page.getByText('Kako to deluje').click();
      await page.getByText('Za obešanje na vrata').waitFor();
      await page.getByRole('link', { name: 'Koledarji okenc' }).click();
      await page.getByRole('button', { name: 'Naredi naslov za Okence 1' }).click();
      t.regex(await page.getByLabel('Naslov za naročnino').inputValue(), /\/koledar\/[\w-]{32}\.ics$/);
      t.deepEqual(await violationsOf(page), []);
      await page.setViewportSize(phone);
      await page.goto(`${web.url}/urnik?lokacija=litija&dan=${day}`);
      t.deepEqual(await violationsOf(page), []);
      t.true((await page.evaluate(() => document.documentElement.scrollWidth)) <= phone.width);
      t.deepEqual(troubles, []);
    });
  });
});
