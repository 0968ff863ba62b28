import test from 'ava';
import type { Instant } from '../../engine/core/ids.ts';
import { announceBy } from '../../messages/announce.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import { citizen, type FreeSlot, type ServiceId } from '../../sql/calendar/words.ts';
import { noonOf } from '../../web/present/citizen-time.ts';
import { dateOf } from '../../web/present/time.ts';
import { type Booker, bookerAt, hiddenIn } from './fixture/booker.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const now = (): Instant => Date.now() as Instant;
const announce = announceBy({ publicUrl: 'http://127.0.0.1', now: Date.now });
const day = 86_400_000;

async function slotsAt({ db }: TestWeb, days: number): Promise<readonly FreeSlot[]> {
  const from = (now() + days * day) as Instant;
  const services = ['potni-list' as ServiceId];
  const until = (from + 7 * day) as Instant;
  return listSlots(db, { services, locationId: 'litija', from, until, channel: 'web', now: now() });
}

/** Books a slot and answers the address of the visit. */
async function bookAt(booker: Booker, slot: FreeSlot | undefined): Promise<string> {
  const { path, form } = await booker.times();
  const held = await booker.choose(path, form, `${slot?.counterId}@${slot?.startsAt}`);
  const details = held.headers.get('location') ?? '';
  const booked = await booker.post(details, await booker.details(details));
  return (booked.headers.get('location') ?? '').replace(/\?.*/, '');
}

const weekdayOf = (at: number): string => String(new Date(noonOf(dateOf(at))).getUTCDay() || 7);

test('[R3.6] wishes for an earlier visit are kept, shown, changed and withdrawn, and what is wrong is said', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const shown = await bookAt(booker, (await slotsAt(web, 30))[0]);
    const path = `${shown}/prej`;
    const form = { ...hiddenIn(await (await booker.get(path)).text()), dejanje: 'cakaj' };
    for (const [wrong, expected] of [
      [{ kje: 'izbrani' }, /Izberite vsaj en kraj/],
      [{ kje: 'tu', od: '31. 2. 2027' }, /Vpišite dan, na primer/],
      [{ kje: 'tu', od: dateOf(now() + 300 * day) }, /po terminu, ki ga že imate/],
    ] as const) {
      const refused = await booker.post(path, { ...form, ...wrong, prej: '3', cas: 'pop' });
      t.is(refused.status, 422);
      const page = await refused.text();
      t.regex(page, expected);
      // What was chosen stands.
      t.regex(page, /value="pop" checked/);
      t.regex(page, /value="3" selected|selected value="3"/);
    }
    t.is((await web.db('waitlist_entry')).length, 0);

    const since = now() + 10 * day;
    const [year, month, date] = dateOf(since).split('-').map(Number);
    const joined = await booker.post(path, {
      ...form,
      ...{ kje: 'blizu', km: '50', dan: '2', cas: 'dop', od: `${date}. ${month}. ${year}`, prej: '2' },
    });
    t.is(joined.headers.get('location'), `${shown}?stanje=caka`);
    const [entry] = await web.db('waitlist_entry').select();
    t.like(entry, { within_km: 50, notice_days: 2, weekdays: [2], closes: '12:00:00', opens: null });
    t.true(entry.location_ids.length > 1 && entry.location_ids.includes('litija'));
    const visit = await (await booker.get(shown)).text();
    for (const part of ['Čakate na zgodnejši termin', 'do 50 km', 'torek', 'dopoldne', 'vsaj 2\u00a0dneva prej'])
      t.true(visit.includes(part), part);
    const again = await (await booker.get(path)).text();
    t.regex(again, /value="blizu" checked/);
    t.regex(again, new RegExp(`value="${dateOf(since)}"`));

    await booker.post(path, { ...form, kje: 'tu', prej: '0' });
    t.is((await web.db('waitlist_entry').whereNull('ended_at')).length, 1);
    // Litija has free times before the far visit: whoever wishes for any of them need not wait.
    const open = await (await booker.get(shown)).text();
    t.regex(open, /Tak termin je prost že zdaj[\s\S]*\/prestavitev\/litija\?obisk=\d+&amp;pogled=dan&amp;dan=/);
    t.is((await web.db('message').where({ kind: 'waitlistJoined' })).length, 1);

    await booker.post(path, { ...form, dejanje: 'nehaj' });
    t.is((await web.db('waitlist_entry').whereNull('ended_at')).length, 0);
    t.regex(await (await booker.get(shown)).text(), /Želim zgodnejši termin/);
    for (const language of ['en', 'it', 'hu']) t.is((await booker.get(`/${language}${path}`)).status, 200);
  });
});

test('[R3.6] only what suits is offered, it stands on the page of the visit, and is taken from there', async (t) => {
  await withWeb(async (web) => {
    const [early] = await slotsAt(web, 7);
    const other = bookerAt(web, '192.0.2.8');
    await bookAt(other, early);
    const booker = bookerAt(web);
    const shown = await bookAt(booker, (await slotsAt(web, 30))[0]);
    const form = { ...hiddenIn(await (await booker.get(`${shown}/prej`)).text()), dejanje: 'cakaj', kje: 'tu' };
    const suits = weekdayOf(early?.startsAt ?? 0);
    const wish = (weekday: string) => booker.post(`${shown}/prej`, { ...form, dan: weekday });
    await wish(suits === '1' ? '2' : '1');
    const free = async (): Promise<void> => {
      const [visit] = await web.db('appointment').where({ state: 'booked' }).orderByRaw('lower(during)').select('id');
      await cancelAppointment(web.db, { now: now(), actor: citizen, announce }, visit.id);
    };
    await free();
    t.is((await web.db('waitlist_offer')).length, 0);
    t.notRegex(await (await booker.get(shown)).text(), /Ponujamo vam/);

    await wish(suits);
    await bookAt(other, early);
    await free();
    const page = await (await booker.get(shown)).text();
    t.regex(page, /Ponujamo vam zgodnejši termin/);
    const [, offer = ''] = /href="([^"]+\/ponudba\?obisk=\d+)"/.exec(page) ?? [];
    const asked = await (await booker.get(offer)).text();
    const taken = await booker.post(offer, { ...hiddenIn(asked), dejanje: 'sprejmi' });
    t.is(taken.status, 200);
    const [stands] = await web.db('appointment').where({ state: 'booked' }).select(web.db.raw('lower(during) as at'));
    t.is(new Date(stands.at).getTime(), early?.startsAt as number);
  });
});
