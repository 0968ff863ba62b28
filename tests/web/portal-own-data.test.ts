import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { countDeeds } from '../../sql/calendar/visit-statistics.ts';
import { joinWaitlist } from '../../sql/calendar/waitlist.ts';
import { shippedPrivacyVersion } from '../../web/portal/privacy-version.ts';
import { bookerAt, bookOne, hiddenIn } from './fixture/booker.ts';
import { countVisits } from './fixture/citizen.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const bare = (location: string): string => location.replace(/\?.*/, '');

/** Everything of the database that could hold what somebody told us, as one text. */
async function everything({ db }: TestWeb): Promise<string> {
  const tables = ['visitor', 'booking', 'appointment', 'appointment_event', 'message', 'message_recipient'];
  const rows = await Promise.all([...tables, 'audit_entry', 'waitlist_entry'].map((table) => db(table)));
  return JSON.stringify(rows);
}

test('[R9.3] a citizen sees and takes along what is kept of them, and each download is written down', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const shown = bare(await bookOne(booker, { telefon: '041 234 567', opomba: 'pridem z vozičkom' }));
    t.regex(await (await booker.get(shown)).text(), /href="\/obisk\/[\w-]{32}\/podatki"/);
    const page = await (await booker.get(`${shown}/podatki`)).text();
    for (const part of ['Janez Kranjc', 'janez@example.si', '041 234 567', 'pridem z vozičkom', 'potrditev termina'])
      t.true(page.includes(part), part);
    t.regex(page, /Različica obvestila 2026-11-22; soglasje dano: /);
    t.regex(page, /rezerviran \(po spletu\)/);
    const file = await booker.get(`${shown}/podatki.json`);
    t.regex(file.headers.get('content-disposition') ?? '', /moji-podatki\.json/);
    const data = JSON.parse(await file.text());
    t.deepEqual(data.person, {
      name: 'Janez Kranjc',
      email: 'janez@example.si',
      phone: '+38641234567',
      note: 'pridem z vozičkom',
    });
    t.is(data.visits.length, 1);
    t.is(data.visits[0].history[0].what, 'booked');
    t.false('userId' in data.visits[0].history[0]);
    t.is(data.consent.consentVersion, shippedPrivacyVersion);
    const [exported] = await web.db('audit_entry').where({ action: 'ownDataExported' });
    t.like(exported, { user_id: null, subject: `booking:${data.visits[0].bookingId}` });
    for (const language of ['en', 'it', 'hu']) t.is((await booker.get(`/${language}${shown}/podatki`)).status, 200);
  });
});

test('[R9.3] what somebody waits for is theirs too, and is shown', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const shown = bare(await bookOne(booker, {}));
    const [{ id, counter_id: counterId }] = await web
      .db('appointment')
      .whereNotNull('reference')
      .select('id', 'counter_id');
    const { location_id: locationId } = await web.db('counter').where({ id: counterId }).first('location_id');
    const wish = {
      locationIds: [locationId],
      withinKm: null,
      weekdays: [2],
      from: null,
      to: '12:00',
      firstDay: null,
      lastDay: null,
      noticeDays: 2,
    };
    const deed = { now: instant(Date.now()), announce: async () => undefined };
    t.is(await joinWaitlist(web.db, deed, id, wish), 'waiting');
    const page = await (await booker.get(`${shown}/podatki`)).text();
    t.regex(page, /Želim zgodnejši termin<\/h4>[\s\S]*torek[\s\S]*dopoldne/);
  });
});

test('[R9.3] erasing cancels coming visits with it, leaves nothing of the person, and can be repeated', async (t) => {
  await withWeb(async (web) => {
    const { db } = web;
    const booker = bookerAt(web);
    const shown = bare(await bookOne(booker, { telefon: '041 234 567', opomba: 'pridem z vozičkom' }));
    // By number and second proof the page is found as well.
    const [{ reference }] = await db('appointment').whereNotNull('reference').select('reference');
    const find = hiddenIn(await (await booker.get('/obisk')).text());
    const found = await booker.post('/obisk', { ...find, stevilka: reference, stik: 'janez@example.si' });
    const path = `${bare(found.headers.get('location') ?? '')}/izbris`;
    // Robots open whatever they find; nothing is done by that.
    for (const _ of [1, 2]) t.is((await bookerAt(web, '192.0.2.9').get(path)).status, 200);
    const page = await (await booker.get(path)).text();
    t.regex(page, /Odpovejte tudi te termine/);
    const form = hiddenIn(page);
    for (const [ticks, expected] of [
      [{}, /Potrdite, da se prihodnji termini odpovejo/],
      [{ odpovej: 'da' }, /izbrisa ni mogoče razveljaviti/],
      [{ razumem: 'da' }, /Potrdite, da se prihodnji termini odpovejo/],
    ] as const) {
      const refused = await booker.post(path, { ...form, ...ticks });
      t.is(refused.status, 422);
      t.regex(await refused.text(), expected);
    }
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });

    // A double click, and once more later.
    const ticks = { ...form, odpovej: 'da', razumem: 'da' };
    const both = await Promise.all([booker.post(path, ticks), booker.post(path, ticks)]);
    for (const answer of [...both, await booker.post(path, ticks)]) {
      t.is(answer.status, 303);
      t.is(answer.headers.get('location'), '/obisk?stanje=izbrisano');
    }
    t.regex(await (await booker.get('/obisk?stanje=izbrisano')).text(), /Vaši podatki so izbrisani/);
    t.deepEqual(await countVisits(web), { booked: 0, held: 0 });
    t.is((await db('audit_entry').where({ action: 'ownDataErased' })).length, 1);

    // No page, no number and no row leads to the person any more; only the address of the one message waits to be used.
    t.is((await booker.get(shown)).status, 404);
    t.is((await booker.post('/obisk', { ...find, stevilka: reference, stik: 'janez@example.si' })).status, 404);
    const left = await everything(web);
    t.notRegex(left, /Janez|Kranjc|vozičkom/);
    t.is(left.match(/janez@example\.si/g)?.length, 1);
    const told = await db('message').whereLike('about', 'erased:%').orderBy('channel').select();
    t.deepEqual(
      told.map(({ kind, channel }) => [kind, channel]),
      [
        ['dataErased', 'email'],
        ['dataErased', 'sms'],
      ],
    );
    t.is(told[0].payload.cancelled, 1);
    // The figures count the booking and its cancellation as before.
    const now = Date.now();
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    const deeds = await countDeeds(db, { from: day(now - 86_400_000), to: day(now + 2 * 86_400_000) });
    t.deepEqual(
      deeds.map(({ what, channel, count }) => [what, channel, count]),
      [
        ['booked', 'web', 1],
        ['cancelled', 'web', 1],
      ],
    );
  });
});

test('[R9.3] while a visit is going on its data stay; after it they are erased and the visit stays served', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const shown = bare(await bookOne(booker));
    const path = `${shown}/izbris`;
    const form = { ...hiddenIn(await (await booker.get(path)).text()), odpovej: 'da', razumem: 'da' };
    const at = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
    const move = (from: Date, until: Date) =>
      web.db.raw(`update appointment set during = tstzrange(?, ?) where state = 'booked'`, [from, until]);
    await move(at(-5), at(10));
    const going = await booker.post(path, form);
    t.is(going.status, 409);
    t.regex(await going.text(), /Obisk se je že začel/);
    await web.db.raw(
      `update appointment set during = tstzrange(?, ?), state = 'served', arrived_at = ?, served_at = ?`,
      [at(-60), at(-45), at(-60), at(-45)],
    );
    t.notRegex(await (await booker.get(path)).text(), /Odpovejte tudi/);
    t.is((await booker.post(path, form)).status, 303);
    const [visit] = await web.db('appointment').select('state');
    t.is(visit.state, 'served');
    t.is((await web.db('visitor')).length, 0);
    t.is((await web.db('appointment_event').where({ what: 'contactErased', channel: 'web' })).length, 1);
  });
});
