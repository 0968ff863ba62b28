import test from 'ava';
import type { Instant } from '../../engine/core/ids.ts';
import { issueLink } from '../../sql/calendar/links.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import { whyNot } from '../../sql/calendar/why-not.ts';
import type { AppointmentId, ServiceId, Slot } from '../../sql/calendar/words.ts';
import { readSlots, writeSlots } from '../../web/portal/slot-choices.ts';
import { bookerAt, hiddenIn } from './fixture/booker.ts';
import { bookAt, signedIn } from './fixture/desk.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const both = ['osebna-izkaznica', 'potni-list'] as ServiceId[];
const day = 86_400_000;

/** Two services in one visit at Litija, and the address of its page. */
async function bookCombined(web: TestWeb): Promise<string> {
  const id = await bookAt(
    web,
    await signedIn(web, 'agent1'),
    'storitev=osebna-izkaznica&skupaj=potni-list&lokacija=litija',
  );
  const now = Date.now() as Instant;
  const expiresAt = (now + 30 * day) as Instant;
  const link = { purpose: 'view', appointmentId: id as AppointmentId } as const;
  return `/obisk/${await issueLink(web.db, link, { now, expiresAt })}/prestavitev/litija`;
}

test('[R3.9] [R4.5] who moves a visit of two services is shown the times that are long enough for both, at counters that have both', async (t) => {
  await withWeb(async (web) => {
    const path = await bookCombined(web);
    const booker = bookerAt(web);
    const now = Date.now() as Instant;
    const wish = { locationId: 'litija', from: now, until: (now + 20 * day) as Instant, channel: 'web', now } as const;
    const possible = await listSlots(web.db, { services: both, ...wish });
    const ofOne = await listSlots(web.db, { services: both.slice(0, 1), ...wish });
    const isPossible = (slot: Slot) => possible.some((one) => writeSlots([one]) === writeSlots([slot]));
    const impossible = ofOne.find((slot) => !isPossible(slot));
    if (impossible === undefined) return t.fail('the sample has times that are too short for both');
    const shown: string[] = [];
    for (const view of ['', '?pogled=seznam', '?pogled=dan']) {
      const page = await (await booker.get(`${path}${view}`)).text();
      shown.push(...[...page.matchAll(/name="termin" value="([^"]+)"/g)].map(([, value]) => value ?? ''));
    }
    t.true(shown.length > 10);
    for (const [slot] of shown.map((value) => readSlots(value) ?? [])) {
      if (slot === undefined) return t.fail();
      t.is(await whyNot(web.db, { services: both, slot, channel: 'web', now }), null);
    }
    // Such a time, asked for all the same, is refused for its own reason, with others that can be had.
    const form = hiddenIn(await (await booker.get(path)).text());
    const refused = await booker.post(path, { ...form, termin: writeSlots([impossible]) });
    t.is(refused.status, 409);
    const page = await refused.text();
    t.notRegex(page, /nekdo drug/);
    t.regex(page, /Izberite enega od najbližjih prostih terminov/);
    const [, other = ''] = /name="termin" value="([^"]+)"/.exec(page) ?? [];
    t.is((await booker.post(path, { ...form, termin: other })).status, 303);
  });
});

test('[R3.9] [R4.5] who moves a visit of two services chooses among the places that have a counter for both', async (t) => {
  await withWeb(async (web) => {
    const page = (await bookCombined(web)).replace(/\/litija$/, '');
    const booker = bookerAt(web);
    const placesOf = async (): Promise<readonly string[]> => {
      const list = await (await booker.get(page)).text();
      return [...list.matchAll(/\/prestavitev\/([\w-]+)/g)].map(([, place = '']) => place);
    };
    t.true((await placesOf()).includes('logatec'));
    // At Logatec each counter has one of them now.
    const counters = await web.db('counter').where({ location_id: 'logatec' }).orderBy('id').pluck('id');
    t.true(counters.length > 1);
    for (const [which, counter_id] of counters.entries()) {
      await web.db('counter_service').where({ counter_id }).delete();
      await web.db('counter_service').insert({ counter_id, service_id: both[which % 2] });
    }
    const places = await placesOf();
    t.true(places.includes('litija'));
    t.false(places.includes('logatec'));
    t.is((await booker.get(`${page}/logatec`)).status, 404);
    const clerk = await signedIn(web, 'agent1');
    const finder = await (await clerk.get('/termini?storitev=osebna-izkaznica&skupaj=potni-list')).text();
    t.true(finder.includes('lokacija=litija'));
    t.false(finder.includes('lokacija=logatec'));
  });
});
