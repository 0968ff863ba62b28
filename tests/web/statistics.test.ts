import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { markVisit } from '../../sql/calendar/mark-visit.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { managerOf } from './fixture/manager.ts';
import { visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

/** What a reader sees, on one line. */
const seen = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ');

/** One visit served, one not come to, one cancelled at Litija; one of another unit. Answers the days that hold them. */
async function fill(web: TestWeb): Promise<string> {
  const deed = {
    now: instant(Date.now()),
    actor: { channel: 'clerk' as const, userId: 'vodja', callId: null },
    announce: async () => undefined,
  };
  const days: string[] = [];
  for (const [wall, what] of [
    ['08:00', 'served'],
    ['08:15', 'noShow'],
    ['09:00', 'cancelled'],
    ['09:15', null],
  ] as const) {
    const { day, visits } = await bookVisit(web.db, { wall });
    days.push(day);
    const { appointmentId } = visits[0]!;
    if (what === 'cancelled') await cancelAppointment(web.db, deed, appointmentId);
    else if (what !== null) await markVisit(web.db, deed, appointmentId, what);
  }
  days.push((await bookVisit(web.db, { locationId: 'ljubljana' })).day);
  days.sort();
  return `od=${days[0]}&do=${days.at(-1)}`;
}

test('[R3.10] [R3.4] a manager sees how the visits of the own places ended, as a page and as files, and of no other', async (t) => {
  await withWeb(async (web) => {
    const days = await fill(web);
    const manager = await managerOf(web, 'litija');
    const page = seen(await (await manager.get(`/statistika?${days}`)).text());
    t.regex(page, /Osebna izkaznica 3 1 0 1 50,0 % 0 1 1 /, page);
    t.false(page.includes('Ljubljana'));
    const file = await manager.get(`/statistika/storitve.csv?${days}`);
    t.is(file.headers.get('content-type'), 'text/csv; charset=utf-8');
    t.regex(file.headers.get('content-disposition') ?? '', /statistika_storitve_\d{4}-\d\d-\d\d_/);
    const [heads, ...rows] = (await file.text()).trim().split('\r\n');
    t.true(
      heads?.endsWith(
        'Upravna enota;Kraj;Storitev;Obiski;Opravljeni;Prišli;Neprihodi;Delež neprihodov;Brez oznake;Prihajajoči;Odpovedani;Čakanje (dni);Vsota čakanja (dni)',
      ),
      heads,
    );
    t.is(rows.length, 1);
    t.regex(rows[0] ?? '', /;Osebna izkaznica;3;1;0;1;0,5;0;1;1;/);
    const places = await (await manager.get(`/statistika/kraji.csv?${days}`)).text();
    t.regex(places, /;3;1;0;1;0,5;0;1;1;[\d,]+;\d+;\d+;45;0,\d+\r\n/);
    t.false(places.includes('Ljubljana'));
    t.is((await manager.get('/statistika/dejanja.csv?od=2026-01-01&do=2027-12-31')).status, 404, 'more than a year');

    const everywhere = visit(web);
    await everywhere.signIn('skrbnik');
    const all = seen(await (await everywhere.get(`/statistika?${days}`)).text());
    t.true(all.includes('Ljubljana') && all.includes('Litija') && all.includes('Skupaj'));
    const refused = await manager.get('/statistika?od=2026-05-02&do=2026-05-01');
    t.is(refused.status, 422);
    t.regex(await refused.text(), /prvi naj ne bo za drugim/);
    t.is((await manager.get('/statistika')).status, 200);
  });
});

test('[R3.10] deeds are counted on their own day, by the way they were done', async (t) => {
  await withWeb(async (web) => {
    await fill(web);
    // Whichever day it is there while the test runs over midnight.
    const days = [-86_400_000, 86_400_000].map((by) => new Date(Date.now() + by).toISOString().slice(0, 10));
    const manager = await managerOf(web, 'litija');
    const period = `od=${days[0]}&do=${days[1]}`;
    const page = seen(await (await manager.get(`/statistika?${period}`)).text());
    t.regex(page, /Naročilo 4 0 0 0 0 4 Odpoved 0 0 0 1 0 1 Prestavitev 0 0 0 0 0 0/);
    const file = await (await manager.get(`/statistika/dejanja.csv?${period}`)).text();
    t.regex(file, /;Osebna izkaznica;Naročilo;splet;4\r\n/);
    t.regex(file, /;Osebna izkaznica;Odpoved;upravna enota;1\r\n/);
  });
});
