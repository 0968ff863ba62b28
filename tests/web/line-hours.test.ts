import test from 'ava';
import { isPublicHoliday, publicHolidays } from '../../dialplan/public-holidays.ts';
import { seedOpeningHours } from '../../dialplan/seed-opening-hours.ts';
import { instant } from '../../engine/core/ids.ts';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import { readOpening } from '../../sql/opening/read-opening.ts';
import { setOpeningException } from '../../sql/opening/set-opening-exception.ts';
import { sayDay } from '../../web/opening/rule-words.ts';
import { dayAfter } from '../../web/present/citizen-time.ts';
import { dateOf } from '../../web/present/time.ts';
import { until } from '../until.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { lineView, wallboardView } from './fixture/views.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const path = '/ure-linije';
const week = `${path}/teden`;
const add = `${path}/izjeme/dodaj`;
const ahead = (days: number): string => dayAfter(dateOf(Date.now()), days);
/** The first day after so many that is no holiday, of which the list would say more. */
const plainDay = (days: number): string => (isPublicHoliday('SI', ahead(days)) ? plainDay(days + 1) : ahead(days));
const at = (date: string): string => `${path}/izjeme/${date}`;

async function supervisorOf(web: TestWeb): Promise<Visitor> {
  const visitor = visit(web);
  await visitor.signIn('nadzornik');
  return visitor;
}

/** The form as its page has it, without the token. */
async function formOf(visitor: Visitor, of: string): Promise<Record<string, string>> {
  const { _csrf, ...fields } = fieldsOf(await (await visitor.get(of)).text());
  return fields;
}

const deedsOf = (web: TestWeb) =>
  web
    .db('audit_entry')
    .where('action', 'like', 'line%')
    .orderBy('id')
    .select<{ action: string; subject: string; details: Record<string, unknown> }[]>('action', 'subject', 'details');

test('[R1.6] a supervisor changes the usual week, and the line has it', async (t) => {
  await withWeb(async (web) => {
    const visitor = await supervisorOf(web);
    const list = await (await visitor.get(path)).text();
    t.regex(list, /Sreda<\/th><td>8\.00–19\.00</);
    t.regex(list, /Nedelja<\/th><td>zaprto</);
    const fields = await formOf(visitor, week);
    t.like(fields, { 'ure-1': '8.00–18.00', 'ure-5': '8.00–14.00', 'ure-6': '' });
    const typed = { ...fields, 'ure-1': ' 8.00-12.00,13:00 – 18.00', 'ure-5': '', 'ure-6': '0.00–24.00' };
    const saved = await visitor.post(week, typed);
    t.is(saved.status, 303);
    t.is(saved.headers.get('location'), `${path}?opravljeno=teden`);
    t.true((await (await visitor.get(`${path}?opravljeno=teden`)).text()).includes('Redni teden je shranjen.'));
    const { weekly } = (await readConfiguration(web.db)).openingHours;
    t.deepEqual(weekly, [
      { weekday: 1, from: '08:00', to: '12:00' },
      { weekday: 1, from: '13:00', to: '18:00' },
      ...seedOpeningHours.weekly.filter(({ weekday }) => weekday >= 2 && weekday <= 4),
      { weekday: 6, from: '00:00', to: '24:00' },
    ]);
    t.is((await formOf(visitor, week))['ure-1'], '8.00–12.00, 13.00–18.00');
    const [deed] = await deedsOf(web);
    t.like(deed, { action: 'lineWeekChanged', subject: 'openingHours' });
    t.regex(String(deed?.details.hours), /^pon\. 8\.00–12\.00, 13\.00–18\.00; .*sob\. 0\.00–24\.00$/);
  });
});

test('[R1.6] hours that are none are told day by day, what was typed comes back, and nothing is saved', async (t) => {
  await withWeb(async (web) => {
    const visitor = await supervisorOf(web);
    const fields = await formOf(visitor, week);
    const expected = 'vpišite ure kot 8.00–12.00, 13.00–18.00';
    for (const [wrong, words] of [
      [{ 'ure-2': 'dopoldne' }, `Torek: ${expected}`],
      [{ 'ure-3': '18.00–8.00' }, `Sreda: ${expected}`],
      [{ 'ure-4': '8.00–12.00, 11.00–13.00' }, `Četrtek: ${expected}`],
      [{ 'ure-4': '13.00–15.00, 8.00–12.00' }, `Četrtek: ${expected}`],
      [{ 'ure-5': '8.00–25.00' }, `Petek: ${expected}`],
      [{ 'ure-7': '1.00–2.00, 3.00–4.00, 5.00–6.00, 7.00–8.00, 9.00–10.00' }, 'Nedelja: vpišite največ štiri obdobja'],
      [Object.fromEntries([1, 2, 3, 4, 5].map((day) => [`ure-${day}`, ''])), 'Vpišite ure vsaj za en dan v tednu.'],
    ] as const) {
      const refused = await visitor.post(week, { ...fields, ...wrong });
      t.is(refused.status, 422, words);
      const page = await refused.text();
      t.true(page.includes(words), words);
      const [[name, typed] = ['', '']] = Object.entries(wrong);
      t.is(fieldsOf(page)[name], typed);
      t.regex(page, new RegExp(`<input[^>]*id="${name}"[^>]*autofocus`), 'the first field that is wrong has the focus');
    }
    t.deepEqual((await readOpening(web.db)).weekly, seedOpeningHours.weekly);
    t.is((await visitor.post(week, { ...fields, _csrf: 'of somebody else' })).status, 403);
    t.deepEqual(await deedsOf(web), []);
  });
});

test('[R1.6] exceptions are added, changed, moved to another day and removed, and the line has them each time', async (t) => {
  await withWeb(async (web) => {
    const visitor = await supervisorOf(web);
    await setOpeningException(web.db, { date: ahead(-1), periods: [], note: 'včerajšnja' });
    const day = plainDay(40);
    const other = dayAfter(day, 1);
    const saved = async () =>
      (await readConfiguration(web.db)).openingHours.exceptions.filter(({ date }) => date >= day);
    t.true((await (await visitor.get(path)).text()).includes('ni vpisana nobena izjema'));

    const [year, month, date] = day.split('-').map(Number);
    const closed = { dan: `${date}. ${month}. ${year}`, vrsta: 'zaprto', ure: '', razlog: ' Inventura  sistema ' };
    t.is((await visitor.post(add, closed)).headers.get('location'), `${path}?opravljeno=dodano`);
    t.deepEqual(await saved(), [{ date: day, periods: [], note: 'Inventura sistema' }]);
    let list = await (await visitor.get(path)).text();
    t.true(list.includes(`${sayDay(day)} (`));
    t.true(list.includes('Linija je ves dan zaprta. Razlog: Inventura sistema'));
    t.false(list.includes('včerajšnja'));
    t.is((await visitor.get(at(ahead(-1)))).status, 404);

    const open = { ...(await formOf(visitor, at(day))), vrsta: 'ure', ure: '8.00–10.00, 11.00–13.30' };
    t.is((await visitor.post(at(day), open)).headers.get('location'), `${path}?opravljeno=spremenjeno`);
    const periods = [
      { from: '08:00', to: '10:00' },
      { from: '11:00', to: '13:30' },
    ];
    t.deepEqual(await saved(), [{ date: day, periods, note: 'Inventura sistema' }]);
    list = await (await visitor.get(path)).text();
    t.true(list.includes('Linija je odprta 8.00–10.00, 11.00–13.30.'));

    await visitor.post(at(day), { ...(await formOf(visitor, at(day))), dan: other });
    t.deepEqual(await saved(), [{ date: other, periods, note: 'Inventura sistema' }]);
    const { znamka = '' } = await formOf(visitor, at(other));
    const removed = await visitor.post(`${at(other)}/odstrani`, { znamka });
    t.is(removed.headers.get('location'), `${path}?opravljeno=odstranjeno`);
    t.deepEqual(await saved(), []);
    t.deepEqual(
      (await deedsOf(web)).map(({ action, subject, details }) => [action, subject, details.hours, details.from]),
      [
        ['lineExceptionAdded', day, 'zaprto', undefined],
        ['lineExceptionChanged', day, '8.00–10.00, 11.00–13.30', undefined],
        ['lineExceptionChanged', other, '8.00–10.00, 11.00–13.30', day],
        ['lineExceptionRemoved', other, '8.00–10.00, 11.00–13.30', undefined],
      ],
    );
  });
});

test('[R1.6] an exception that can not be is told field by field, and what was typed comes back', async (t) => {
  await withWeb(async (web) => {
    const visitor = await supervisorOf(web);
    const taken = ahead(50);
    await setOpeningException(web.db, { date: taken, periods: [], note: 'stoji' });
    const right = { dan: ahead(51), vrsta: 'ure', ure: '8.00–12.00', razlog: 'krajši dan' };
    for (const [wrong, words] of [
      [{ dan: '30. 2. 2027' }, 'Vpišite dan, na primer 5. 3. 2027.'],
      [{ dan: ahead(-1) }, 'Ta dan je že mimo.'],
      [{ dan: ahead(800) }, 'Ta dan je več kot dve leti vnaprej.'],
      [{ dan: taken }, 'Za ta dan je izjema že vpisana.'],
      [{ vrsta: 'morda' }, 'Izberite, ali je linija ta dan zaprta'],
      [{ ure: '' }, 'Vpišite ure kot 8.00–12.00, 13.00–15.00'],
      [{ ure: '12.00–8.00' }, 'Vpišite ure kot 8.00–12.00, 13.00–15.00'],
      [{ vrsta: 'zaprto' }, 'Vpisane so ure, izbrano pa je, da je linija zaprta.'],
      [{ razlog: ' ' }, 'Vpišite razlog, dolg največ 200 znakov.'],
    ] as const) {
      const typed = { ...right, ...wrong };
      const refused = await visitor.post(add, typed);
      t.is(refused.status, 422, words);
      const page = await refused.text();
      t.true(page.includes(words), words);
      t.like(fieldsOf(page), { dan: typed.dan, ure: typed.ure, razlog: typed.razlog });
    }
    t.is((await readOpening(web.db)).exceptions.length, 1);
  });
});

test('[R1.6] who changes hours that somebody else has changed is told, and writes over nothing', async (t) => {
  await withWeb(async (web) => {
    const [first, second] = [await supervisorOf(web), visit(web)];
    await second.signIn('skrbnik');
    const date = ahead(60);
    const added = { dan: date, vrsta: 'zaprto', ure: '', razlog: 'prva' };
    await first.post(add, added);
    const [weekly, exception] = [await formOf(first, week), await formOf(first, at(date))];
    await second.post(week, { ...weekly, 'ure-1': '9.00–10.00' });
    await second.post(at(date), { ...exception, razlog: 'druga' });
    const stales: string[] = [];
    for (const [to, fields] of [
      [week, { ...weekly, 'ure-2': '' }],
      [at(date), { ...exception, razlog: 'tretja' }],
      [`${at(date)}/odstrani`, { znamka: exception.znamka ?? '' }],
      [at(ahead(61)), { ...exception, dan: ahead(61) }],
    ] as const) {
      const stale = await first.post(to, fields);
      t.is(stale.status, 409, to);
      const page = await stale.text();
      t.true(page.includes('medtem spremenil nekdo drug'), to);
      // Of the other two nothing was typed but which exception is removed.
      if (!to.endsWith('/odstrani')) stales.push(page);
    }
    const [ofWeek = '', ofDay = '', ofGone = ''] = stales;
    t.like(fieldsOf(ofWeek), { 'ure-1': weekly['ure-1'], 'ure-2': '' }, 'what was typed stands');
    t.deepEqual(
      [...ofWeek.matchAll(/Zdaj velja: ([^<]*)\.</g)].map(([, now]) => now),
      ['9.00–10.00', '8.00–18.00'],
    );
    t.is(fieldsOf(ofDay).razlog, 'tretja');
    t.deepEqual(
      [...ofDay.matchAll(/Zdaj velja: ([^<]*)\.</g)].map(([, now]) => now),
      ['druga'],
    );
    t.is(fieldsOf(ofGone).dan, ahead(61));
    t.true(ofGone.includes('dodan kot nova izjema') && ofGone.includes(`action="${add}"`));
    const opening = await readOpening(web.db);
    t.deepEqual(opening.weekly.slice(0, 2), [
      { weekday: 1, from: '09:00', to: '10:00' },
      { weekday: 2, from: '08:00', to: '18:00' },
    ]);
    t.deepEqual(opening.exceptions, [{ date, periods: [], note: 'druga' }]);
    // Looked at and sent again, it is saved.
    t.is((await first.post(at(date), fieldsOf(ofDay))).status, 303);
    t.is((await readOpening(web.db)).exceptions[0]?.note, 'tretja');
    // At the same moment the table decides who was first; the other one's words stay in the form.
    const both = await Promise.all(
      [first, second].map((visitor, place) => visitor.post(add, { ...added, dan: ahead(62), razlog: `dan ${place}` })),
    );
    t.is(both.filter(({ status }) => status === 303).length, 1);
    const late = both.find(({ status }) => status === 409 || status === 422);
    t.true((await late?.text())?.includes('Za ta dan je izjema že vpisana.'));
    t.is((await readOpening(web.db)).exceptions.length, 2);
  });
});

test('[R1.6] public holidays of the coming year are named, and which of them have an exception', async (t) => {
  await withWeb(async (web) => {
    const visitor = await supervisorOf(web);
    const year = Number(ahead(0).slice(0, 4));
    const coming = [...publicHolidays('SI', year), ...publicHolidays('SI', year + 1)].filter(
      ({ day }) => day > ahead(0) && day < ahead(365),
    );
    const [holiday] = coming;
    if (holiday === undefined) throw new Error('A year has holidays.');
    await setOpeningException(web.db, {
      date: holiday.day,
      periods: [{ from: '08:00', to: '09:00' }],
      note: 'dežurstvo',
    });
    const list = await (await visitor.get(path)).text();
    for (const { day, name } of coming) t.true(list.includes(`${sayDay(day)} (`) && list.includes(name.sl), day);
    t.is(list.match(/ – velja izjema</g)?.length, 1);
    t.true(list.includes(`To je po zakonu dela prost dan (${holiday.name.sl}).`));
    await web
      .db('setting')
      .where({ key: 'openingHours' })
      .update({
        value: JSON.stringify({ timeZone: 'Europe/Ljubljana', holidaysOf: null }),
      });
    t.true((await (await visitor.get(path)).text()).includes('da praznikov ne upošteva'));
  });
});

test('[R1.6] that somebody opened or closed the line for a while, by page or command, stands above its hours', async (t) => {
  await withWeb(async (web) => {
    const visitor = await supervisorOf(web);
    const overriddenUntil = instant(Date.now() + 3_600_000);
    const line = lineView({ open: false, closedReason: 'supervisor', changesAt: overriddenUntil, overriddenUntil });
    web.engine.showWallboard({ ...wallboardView(), line });
    await until('the page tells it', async () =>
      (await (await visitor.get(path)).text()).includes('Linija je izredno zaprta do '),
    );
    await web.engine.close();
    await until('the page tells that the engine is away', async () =>
      (await (await visitor.get(path)).text()).includes('Klicni sistem se ne odziva'),
    );
    t.pass();
  });
});
