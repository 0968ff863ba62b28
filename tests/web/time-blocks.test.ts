import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import type { Counter } from '../../sql/calendar/counters.ts';
import { holdSlots } from '../../sql/calendar/hold-slots.ts';
import { addOfficeException } from '../../sql/calendar/office-rules.ts';
import { newToken } from '../../sql/calendar/token.ts';
import { type CounterId, citizen, type ServiceId } from '../../sql/calendar/words.ts';
import { sl } from '../../web/messages/sl.ts';
import { judgeBlock } from '../../web/schedule/time-block-form.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { bookerAt, hiddenIn } from './fixture/booker.ts';
import { signedIn } from './fixture/desk.ts';
import type { Visitor } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

/** What a reader sees, on one line. */
const seen = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u00a0]+/g, ' ');

const addressOf = (day: string): string => `/urnik?lokacija=litija&dan=${day}`;

/** The section's form, as somebody fills it. */
async function formOf(visitor: Visitor, day: string, changes: Record<string, string>): Promise<Record<string, string>> {
  const page = await (await visitor.get(addressOf(day))).text();
  const form = page.slice(page.indexOf('id="zapora"'));
  return { ...hiddenIn(form), 'zapora-razlog': 'sestanek', dejanje: 'zapri', ...changes };
}

const blocks = ({
  db,
}: TestWeb): Promise<readonly { readonly id: number; readonly note: string; readonly times: string }[]> =>
  db('appointment')
    .where({ state: 'blocked' })
    .orderBy('during')
    .select({
      id: 'id',
      note: 'block_note',
      times: db.raw(
        `to_char(lower(during) at time zone 'Europe/Ljubljana', 'HH24:MI') || '-' || to_char(upper(during) at time zone 'Europe/Ljubljana', 'HH24:MI')`,
      ),
    });

test('[R3.3] [R3.7] a manager blocks a counter’s time for a meeting, sees it on the day, nobody can book it, and opens it again', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const form = await formOf(manager, day, {
      'zapora-okence': String(counterId),
      'zapora-od': '10.00',
      'zapora-do': '11.30',
    });
    const free = `/narocanje/osebna-izkaznica/litija?pogled=dan&dan=${day}`;
    const startsAt = async (): Promise<readonly string[]> => {
      const page = await (await bookerAt(web).get(free)).text();
      return [...page.matchAll(/name="termin" value="(\d+)@(\d+)"/g)].flatMap(([, counter, at]) =>
        Number(counter) === counterId
          ? [new Date(Number(at)).toLocaleTimeString('sl-SI', { timeZone: 'Europe/Ljubljana', timeStyle: 'short' })]
          : [],
      );
    };
    const answer = await manager.post('/urnik/zapora', form);
    t.is(answer.headers.get('location'), `${addressOf(day)}&opravljeno=zaprto`);
    const page = await (await manager.get(`${addressOf(day)}&opravljeno=zaprto`)).text();
    t.true(seen(page).includes('Čas je zaprt za naročanje.'));
    t.true(seen(page).includes('10.00–11.30 zaprto za termine: sestanek'));
    t.deepEqual(
      (await startsAt()).filter((time) => time >= '10.00' && time < '11.30'),
      [],
    );
    // A double click changes nothing.
    t.is((await manager.post('/urnik/zapora', form)).headers.get('location'), `${addressOf(day)}&opravljeno=ze-zaprto`);
    t.is((await blocks(web)).length, 1);

    const [, lift = ''] = /action="(\/urnik\/zapora\/\d+\/odpri)"/.exec(page) ?? [];
    for (const _ of [1, 2]) {
      const opened = await manager.post(lift, { ...hiddenIn(page), lokacija: 'litija', dan: day });
      t.is(opened.headers.get('location'), `${addressOf(day)}&opravljeno=odprto`);
    }
    t.deepEqual(await blocks(web), []);
    const deeds = await web
      .db('audit_entry')
      .where({ subject: `litija/${day}` })
      .whereNot({ action: 'scheduleSeen' });
    t.deepEqual(
      deeds.map(({ action, user_id }) => `${action} ${user_id}`),
      ['timeBlocked vodja', 'timeUnblocked vodja'],
    );
  });
});

test('[R3.3] [R3.9] before anything is saved the visits in the way are shown; the free time around them is blocked, or all with their moving', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId, visits } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const typed = {
      'zapora-okence': String(counterId),
      'zapora-od': '8.30',
      'zapora-do': '10.00',
      'zapora-razlog': 'okvara',
    };
    const form = await formOf(manager, day, typed);
    const answer = await manager.post('/urnik/zapora', form);
    t.is(answer.status, 409);
    const page = await answer.text();
    t.true(seen(page).includes('Ničesar še nismo zaprli. V tem času je na okencu 1 obisk.'));
    t.true(page.includes(`href="/obiski/${visits[0]?.appointmentId}"`) && page.includes('Žiga Čuček'));
    t.regex(page, /name="zapora-od"[^>]*value="8\.30"|value="8\.30"[^>]*name="zapora-od"/, 'what was typed stands');
    t.deepEqual(await blocks(web), []);

    // Somebody books a second visit meanwhile: it was not seen, so nothing is blocked over their heads.
    const other = await bookVisit(web.db, { wall: '09:30', name: 'Ana Novak' });
    t.is(other.counterId, counterId);
    t.is(other.day, day);
    const shown = { ...form, ...hiddenIn(page), dejanje: 'okrog' };
    const changed = await manager.post('/urnik/zapora', shown);
    t.is(changed.status, 409);
    const again = await changed.text();
    t.true(seen(again).includes('Medtem se je v tem času nekaj spremenilo.') && again.includes('Ana Novak'));
    t.deepEqual(await blocks(web), []);

    // All of it: an exception of the counter, whose preview shows the visits and leads to their moving.
    const moved = await manager.post('/urnik/zapora', { ...form, ...hiddenIn(again), dejanje: 'premakni' });
    t.regex(moved.headers.get('location') ?? '', /^\/spremembe\/\d+\/predogled$/);
    const preview = await (await manager.get(moved.headers.get('location') ?? '')).text();
    t.true(seen(preview).includes('2 obiska v zaprtem času') && seen(preview).includes('8.30'));

    const around = await manager.post('/urnik/zapora', { ...form, ...hiddenIn(again), dejanje: 'okrog' });
    t.is(around.headers.get('location'), `${addressOf(day)}&opravljeno=zaprto-okrog`);
    t.deepEqual(
      (await blocks(web)).map(({ times, note }) => `${times} ${note}`),
      ['08:30-09:00 okvara', '09:15-09:30 okvara', '09:45-10:00 okvara'],
    );
  });
});

test('[R3.7] names of the visits in the way are written down as a look at the schedule; without names they are not shown, and filters stay', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const times = { 'zapora-okence': String(counterId), 'zapora-od': '8.30', 'zapora-do': '10.00' };
    const form = await formOf(manager, day, times);
    const looks = () =>
      web.db('audit_entry').where({ action: 'scheduleSeen', user_id: 'vodja', subject: `litija/${day}` });
    await web.db('audit_entry').where({ action: 'scheduleSeen' }).delete();
    t.true((await (await manager.post('/urnik/zapora', form)).text()).includes('Žiga Čuček'));
    const [look, ...others] = await looks();
    t.deepEqual(look?.details, { view: 'day', names: true, visits: 1 });
    t.deepEqual(others, []);

    // A screen that faces the public: the schedule without names, of one counter and one service.
    const filter = { okence: String(counterId), storitev: 'osebna-izkaznica', imena: 'ne' };
    const address = `${addressOf(day)}&${new URLSearchParams(filter)}`;
    const hidden = hiddenIn(await (await manager.get(address)).text());
    t.like(hidden, filter);
    const without = { ...hidden, ...times, 'zapora-razlog': 'sestanek', dejanje: 'zapri' };
    const refused = await (await manager.post('/urnik/zapora', without)).text();
    t.true(seen(refused).includes('V tem času je na okencu 1 obisk.'));
    t.false(refused.includes('Čuček'));
    t.true(refused.includes(`href="${address.replaceAll('&', '&amp;')}"`), 'back to the same schedule');
    t.is((await looks()).length, 1, 'no names, nothing to write down');
    const around = await manager.post('/urnik/zapora', { ...without, ...hiddenIn(refused), dejanje: 'okrog' });
    t.is(around.headers.get('location'), `${address}&opravljeno=zaprto-okrog`);
    const page = await (await manager.get(address)).text();
    const [, lift = ''] = /action="(\/urnik\/zapora\/\d+\/odpri)"/.exec(page) ?? [];
    const opened = await manager.post(lift, hiddenIn(page.slice(page.indexOf(lift))));
    t.is(opened.headers.get('location'), `${address}&opravljeno=odprto`);
  });
});

test('[R3.3] [R3.8] a block around time that is held says that it is left out, under a heading of its own, and counts the visits that stand in it', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId, visits } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const held = await holdSlots(
      web.db,
      { now: instant(Date.now()), actor: citizen },
      {
        key: newToken(),
        services: ['osebna-izkaznica' as ServiceId],
        slots: [{ counterId, startsAt: instant((visits[0]?.startsAt ?? 0) + 3_600_000) }],
        language: 'sl',
      },
    );
    t.is(held.outcome, 'held');
    const block = async (from: string, to: string) => {
      const form = await formOf(manager, day, {
        ...{ 'zapora-okence': String(counterId), 'zapora-od': from, 'zapora-do': to },
      });
      const answer = await manager.post('/urnik/zapora', form);
      t.is(answer.status, 409);
      const page = await answer.text();
      const around = await manager.post('/urnik/zapora', { ...form, ...hiddenIn(page), dejanje: 'okrog' });
      const notice = await (await manager.get(around.headers.get('location') ?? '')).text();
      return { page: seen(page), notice: seen(notice) };
    };
    const onlyHeld = await block('9.45', '10.30');
    t.true(onlyHeld.page.includes('Čas je pravkar v rezervaciji') && !onlyHeld.page.includes('Naročeni obiski'));
    t.true(onlyHeld.notice.includes('Prosti čas je zaprt za naročanje. Del časa je pravkar v rezervaciji.'));
    t.true(onlyHeld.notice.includes('takrat ga zaprite posebej'));
    const both = await block('8.45', '11.00');
    t.true(both.page.includes('Naročeni obiski v tem času'));
    t.true(both.notice.includes('naročeni obiski ostanejo. Del časa je pravkar v rezervaciji.'));
    t.deepEqual(
      (await blocks(web)).map(({ times }) => times),
      ['08:45-09:00', '09:15-09:45', '09:45-10:00', '10:15-10:30', '10:30-11:00'],
    );
    t.true(
      (await block('10.00', '10.15')).notice.includes('V tem času ni prostega časa, ki bi ga bilo mogoče zapreti.'),
    );
    const deeds = await web.db('audit_entry').where({ action: 'timeBlocked' }).orderBy('id');
    t.deepEqual(
      deeds.map(({ details }) => details.visits),
      [0, 1],
    );

    // What the form says was seen does not count as standing: the visit is cancelled meanwhile.
    const form = await formOf(manager, day, {
      ...{ 'zapora-okence': String(counterId), 'zapora-od': '8.45', 'zapora-do': '9.15' },
    });
    const page = await (await manager.post('/urnik/zapora', form)).text();
    await web
      .db('appointment')
      .where({ id: visits[0]?.appointmentId })
      .update({ state: 'cancelled', cancelled_at: new Date() });
    const around = await manager.post('/urnik/zapora', { ...form, ...hiddenIn(page), dejanje: 'okrog' });
    t.is(around.headers.get('location'), `${addressOf(day)}&opravljeno=zaprto`);
    const last = await web.db('audit_entry').where({ action: 'timeBlocked' }).orderBy('id', 'desc').first();
    t.is(last?.details.visits, 0);
  });
});

test('[R3.3] of today only what is still to come is blocked: visits that are over stand in no way', (t) => {
  const counter: Counter = {
    ...{ id: 7 as CounterId, locationId: 'litija', name: 'Okence 7', position: 7, floorNote: '', serviceIds: [] },
    ...{ closed: false, hasFeed: false, version: 1 },
  };
  const blockAt = (time: string, from: string, day = '2026-11-23') =>
    judgeBlock(
      sl,
      { 'zapora-okence': '7', 'zapora-od': from, 'zapora-do': '12.00', 'zapora-razlog': 'sestanek' },
      { counters: [counter], day, now: Date.parse(`2026-11-23T${time}+01:00`) },
    ).block;
  const timesOf = (block: ReturnType<typeof blockAt>) =>
    block === null ? null : `${block.from} ${new Date(block.startsAt).toISOString()}`;
  t.is(timesOf(blockAt('10:20:42.5', '8.00')), '10:20 2026-11-23T09:20:00.000Z');
  t.is(timesOf(blockAt('10:20:42.5', '10.30')), '10:30 2026-11-23T09:30:00.000Z');
  t.is(timesOf(blockAt('07:59:59', '8.00')), '08:00 2026-11-23T07:00:00.000Z');
  t.is(timesOf(blockAt('10:20:42', '8.00', '2026-11-24')), '08:00 2026-11-24T07:00:00.000Z', 'another day');
  t.is(blockAt('12:00:00', '8.00'), null);
});

test('[R3.3] [R3.7] what is closed by an exception for a part of the day is in the list, with the way to the exception; a filter says of whom it is none', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const list = async (more = '') => {
      const page = await (await manager.get(`${addressOf(day)}${more}`)).text();
      return page.slice(page.indexOf('Zaprti čas tega dne'));
    };
    t.true((await list()).includes('Ta dan ni zaprtega časa.'));
    const exception = {
      ...{ scope: { of: 'counter', counterId } as const, kind: 'closed' as const, firstDay: day, lastDay: day },
      ...{ notice: {}, announcedFrom: null, note: 'okvara' },
    };
    const id = await addOfficeException(web.db, { ...exception, from: '08:30', to: '24:00' });
    const path = `/lokacije/litija/okenca/${counterId}/pravila/izjeme/${id}`;
    const shown = await list();
    t.regex(seen(shown), /8\.30–24\.00 [^:]+: okvara \(izjema v delovnem času okenca\) Uredi izjemo/);
    t.true(shown.includes(`href="${path}"`));
    t.is((await manager.get(path)).status, 200);
    t.true((await list(`&okence=${counterId}`)).includes(path));
    t.false((await list('&imena=ne')).includes('okvara'), 'reasons are not for the door');

    const other = await web.db('counter').where({ location_id: 'litija' }).whereNot({ id: counterId }).first('id');
    t.true(seen(await list(`&okence=${other.id}`)).includes('Na tem okencu ta dan ni zaprtega časa.'));

    await web.db('role_grant').insert({ user_id: 'referent', role: 'clerk', location_id: 'litija' });
    const clerk = await (await (await signedIn(web, 'referent')).get(addressOf(day))).text();
    t.true(seen(clerk).includes('(izjema v delovnem času okenca)'));
    t.false(clerk.includes(path), 'who may not change it has no way to it');
  });
});

test('[R3.3] [R3.7] a block outside opening hours says that the counter is not open then, ends at 24.00 and does not stretch the day', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const okence = { 'zapora-okence': String(counterId) };
    const hoursShown = async () => {
      const page = await (await manager.get(addressOf(day))).text();
      return page.slice(page.indexOf('class="schedule-hours"')).split('</div>')[0];
    };
    const before = await hoursShown();
    const night = await formOf(manager, day, { ...okence, 'zapora-od': '22.00', 'zapora-do': '24.00' });
    const answer = await manager.post('/urnik/zapora', night);
    t.is(answer.headers.get('location'), `${addressOf(day)}&opravljeno=zaprto-zunaj`);
    const page = seen(await (await manager.get(answer.headers.get('location') ?? '')).text());
    t.true(page.includes('vendar okence takrat sploh ni odprto'));
    t.true(page.includes('22.00–24.00'), 'in the list of closed time');
    t.is(await hoursShown(), before);
  });
});

test('[R3.3] a wrong block says what was expected and keeps what was typed', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const okence = { 'zapora-okence': String(counterId) };
    for (const [typed, sentence] of [
      [{ ...okence, 'zapora-od': 'ob devetih', 'zapora-do': '10.00' }, 'Vpišite uro začetka, na primer 9.00.'],
      [{ ...okence, 'zapora-od': '9.00', 'zapora-do': '' }, 'Vpišite uro konca, na primer 10.30.'],
      [{ ...okence, 'zapora-od': '10.00', 'zapora-do': '9.00' }, 'Konec mora biti po začetku.'],
      [{ ...okence, 'zapora-od': '9.00', 'zapora-do': '10.00', 'zapora-razlog': ' ' }, 'Vpišite razlog'],
      [{ 'zapora-okence': '99999', 'zapora-od': '9.00', 'zapora-do': '10.00' }, 'Izberite okence s seznama.'],
      [{ ...okence, 'zapora-od': '9.00', 'zapora-do': '10.00', dan: '2020-03-02' }, 'Ta čas je že minil.'],
    ] as const) {
      const answer = await manager.post('/urnik/zapora', await formOf(manager, day, typed));
      t.is(answer.status, 422, sentence);
      const page = await answer.text();
      t.true(seen(page).includes(sentence), sentence);
      t.true(page.includes(`value="${typed['zapora-od']}"`));
    }
    t.deepEqual(await blocks(web), []);
  });
});

test('[R3.4] time is blocked by who works at the place: agents and other units do not, and clerks ask the manager to move visits', async (t) => {
  await withWeb(async (web) => {
    const { day, counterId } = await bookVisit(web.db);
    const manager = await signedIn(web, 'vodja');
    const times = { 'zapora-okence': String(counterId), 'zapora-od': '8.30', 'zapora-do': '10.00' };
    // Each has a token of their own.
    const { _csrf: _own, ...form } = await formOf(manager, day, times);
    const agent = await signedIn(web, 'agent1');
    t.false((await (await agent.get(addressOf(day))).text()).includes('id="zapora"'));
    t.is((await agent.post('/urnik/zapora', form)).status, 403);
    const clerk = await signedIn(web, 'referent');
    t.is((await clerk.post('/urnik/zapora', form)).status, 404, 'not a place of theirs');
    t.is((await manager.post('/urnik/zapora', { ...form, lokacija: 'ljubljana' })).status, 404);

    // The clerk's own place: blocks yes, changes of hours no.
    await web.db('role_grant').insert({ user_id: 'referent', role: 'clerk', location_id: 'litija' });
    const own = await signedIn(web, 'referent');
    const page = await (await own.post('/urnik/zapora', await formOf(own, day, times))).text();
    t.true(seen(page).includes('Ves čas skupaj z obiski lahko zapre upravljalec lokacije.'));
    t.false(page.includes('value="premakni"'));
    t.is((await own.post('/urnik/zapora', { ...form, dejanje: 'premakni' })).status, 403);
    // Blocked time of another place is not opened by the name of one's own.
    const [block] = await web
      .db('appointment')
      .insert({
        counter_id: web.db('counter').where({ location_id: 'ljubljana' }).limit(1).select('id'),
        during: '[2030-03-04 09:00+01,2030-03-04 10:00+01)',
        ...{ state: 'blocked', block_note: 'sestanek' },
      })
      .returning<{ id: number }[]>('id');
    t.is((await manager.post(`/urnik/zapora/${block?.id}/odpri`, form)).status, 404);
    t.is((await blocks(web)).length, 1);
  });
});
