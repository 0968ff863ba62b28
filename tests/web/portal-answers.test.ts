import test from 'ava';
import type { Instant } from '../../engine/core/ids.ts';
import { announceBy } from '../../messages/announce.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import type { Announce } from '../../sql/calendar/deed.ts';
import { handOverHold } from '../../sql/calendar/hand-over.ts';
import { holdSlots } from '../../sql/calendar/hold-slots.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import { citizen, type FreeSlot, type ServiceId } from '../../sql/calendar/words.ts';
import { shippedPrivacyVersion } from '../../web/portal/privacy-version.ts';
import { bookerAt, bookOne, hiddenIn } from './fixture/booker.ts';
import { countVisits } from './fixture/citizen.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const now = (): Instant => Date.now() as Instant;
const announce: Announce = announceBy({ publicUrl: 'http://127.0.0.1', now: Date.now });

/** Where the newest message of a kind leads. */
async function linkIn({ db }: TestWeb, kind: string, name: string): Promise<string> {
  const [{ payload }] = await db('message').where({ kind }).orderBy('created_at', 'desc').limit(1).select('payload');
  return new URL(payload.links[name]).pathname;
}

async function slotsAt({ db }: TestWeb, days: number): Promise<readonly FreeSlot[]> {
  const from = (now() + days * 86_400_000) as Instant;
  const until = (from + 7 * 86_400_000) as Instant;
  const services = ['potni-list' as ServiceId];
  return listSlots(db, { services, locationId: 'litija', from, until, channel: 'web', now: now() });
}

test('[R4.5] who waits for an earlier visit is offered the first that is freed, and takes it with one click', async (t) => {
  await withWeb(async (web) => {
    // Somebody has an early visit, our citizen a far one.
    const [early] = await slotsAt(web, 7);
    const [far] = await slotsAt(web, 30);
    const other = bookerAt(web, '192.0.2.8');
    const first = await other.times();
    const bookSlot = async (booker: typeof other, slot: FreeSlot | undefined): Promise<string> => {
      const { path, form } = booker === other ? first : await booker.times();
      const held = await booker.choose(path, form, `${slot?.counterId}@${slot?.startsAt}`);
      const details = held.headers.get('location') ?? '';
      return (await booker.post(details, await booker.details(details))).headers.get('location') ?? '';
    };
    await bookSlot(other, early);
    const booker = bookerAt(web);
    const shown = (await bookSlot(booker, far)).replace(/\?.*/, '');

    const wait = await booker.get(`${shown}/prej`);
    const form = hiddenIn(await wait.text());
    t.is((await booker.post(`${shown}/prej`, { ...form, dejanje: 'cakaj', kje: 'izbrani' })).status, 422);
    const joined = await booker.post(`${shown}/prej`, { ...form, dejanje: 'cakaj', kje: 'izbrani', kraji: 'litija' });
    t.is(joined.headers.get('location'), `${shown}?stanje=caka`);
    t.regex(await (await booker.get(`${shown}?stanje=caka`)).text(), /Čakate na zgodnejši termin/);

    const visits = await web.db('appointment').where({ state: 'booked' }).orderByRaw('lower(during)').select('id');
    await cancelAppointment(web.db, { now: now(), actor: citizen, announce }, visits[0].id);
    const offer = await linkIn(web, 'waitlistOffer', 'accept');
    // A robot opens the link first.
    for (const _ of [1, 2]) t.is((await bookerAt(web, '192.0.2.9').get(offer)).status, 200);
    const page = await (await booker.get(offer)).text();
    t.regex(page, /Prost je zgodnejši termin/);
    for (const _ of [1, 2]) {
      const answer = await booker.post(offer, { ...hiddenIn(page), dejanje: 'sprejmi' });
      t.is(answer.status, 200);
      t.regex(await answer.text(), /prestavljen na zgodnejšega/);
    }
    const [stands] = await web.db('appointment').where({ state: 'booked' }).select(web.db.raw('lower(during) as at'));
    t.is(new Date(stands.at).getTime(), early?.startsAt as number);
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    t.regex(await (await booker.get(offer)).text(), /ne velja več/);
  });
});

test('[R4.2] [R4.4] what an agent holds is finished by the citizen: reads, consents, and it is booked once', async (t) => {
  await withWeb(async (web) => {
    const [slot] = await slotsAt(web, 5);
    const key = 'a key of the agent for this hold';
    const actor = { channel: 'agent', userId: 'agent1', callId: null } as const;
    const services = ['potni-list' as ServiceId] as const;
    const slots = slot === undefined ? [] : [slot];
    t.is((await holdSlots(web.db, { now: now(), actor }, { key, services, slots, language: 'sl' })).outcome, 'held');
    const visitor = { name: 'Maja Bizjak', email: 'maja@example.si', phone: null, note: '' };
    await handOverHold(web.db, { now: now(), actor, announce }, { key, visitor });
    const link = await linkIn(web, 'handOver', 'finish');
    const booker = bookerAt(web);
    const page = await (await booker.get(link)).text();
    t.regex(page, /Dokončajte naročilo[\s\S]*dosedanji potni list[\s\S]*value="Maja Bizjak"/);
    const filled = { ...hiddenIn(page), ime: 'Maja Bizjak', eposta: 'maja@example.si', jezik: 'sl' };
    const refused = await booker.post(link, filled);
    t.is(refused.status, 422);
    t.regex(await refused.text(), /Brez soglasja/);
    for (const _ of [1, 2]) {
      const done = await booker.post(link, { ...filled, prebrano: 'da', soglasje: 'da' });
      t.is(done.status, 303);
      t.regex(await (await booker.get(done.headers.get('location') ?? '')).text(), /Termin je potrjen/);
    }
    t.is((await booker.get(link)).status, 303);
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    const [booking] = await web.db('booking').select('channel', 'made_by', 'consent_version');
    t.deepEqual(booking, { channel: 'agent', made_by: 'agent1', consent_version: shippedPrivacyVersion });
  });
});

test('[R4.5] the visit is moved by its link to another unit, and a lost time is answered with others', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const shown = (await bookOne(booker)).replace(/\?.*/, '');
    const path = `${shown}/prestavitev/logatec`;
    const page = await (await booker.get(path)).text();
    const [, slot = ''] = /name="termin" value="([^"]+)"/.exec(page) ?? [];
    const other = bookerAt(web, '192.0.2.8');
    const times = await other.times('potni-list', 'logatec');
    await other.choose(times.path, times.form, slot);
    const lost = await booker.post(path, { ...hiddenIn(page), termin: slot });
    t.is(lost.status, 409);
    const others = [...(await lost.text()).matchAll(/name="termin" value="([^"]+)"/g)].map(([, value]) => value ?? '');
    t.is(others.length, 3);
    for (const _ of [1, 2]) {
      const moved = await booker.post(path, { ...hiddenIn(page), termin: others[0] ?? '' });
      t.is(moved.status, 303);
    }
    t.regex(await (await booker.get(shown)).text(), /Upravna enota Logatec/);
    t.is((await web.db('appointment_event').where({ what: 'moved' })).length, 1);
    const calendar = await (await booker.get(`${shown}/termin.ics`)).text();
    t.regex(calendar, /METHOD:PUBLISH[\s\S]*SEQUENCE:1/);
    t.notRegex(calendar, /ATTENDEE/);
  });
});

test('[R4.1] whoever comes back to the times goes on with the same hold', async (t) => {
  await withWeb(async (web) => {
    const { visitor } = bookerAt(web);
    const first = await visitor.get('/narocanje/potni-list/litija?obiskov=2');
    t.is(first.status, 302);
    const named = first.headers.get('location') ?? '';
    t.regex(named, /^\/narocanje\/potni-list\/litija\?obiskov=2&oddaja=[\w-]{12}$/);
    const forms = await Promise.all([1, 2].map(async () => hiddenIn(await (await visitor.get(named)).text())));
    t.is(forms[0]?.oddaja, forms[1]?.oddaja);
  });
});
