import test from 'ava';
import type { Cdr } from '../../engine/core/cdr.ts';
import { answered } from '../sql/cdr-fixture.ts';
import { bookVisit } from './fixture/booked-visit.ts';
import { visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const path = '/zahteve-posameznikov';
const request = { zadeva: '092-14/2027', eposta: '', telefon: '041 123 456' };
const called = (): Cdr => ({
  ...answered('call-1'),
  callerNumber: '38641123456',
  recordingId: 'call-1-recording' as never,
});

async function withPerson(work: (web: TestWeb) => Promise<void>): Promise<void> {
  await withWeb(async (web) => {
    await web.storeCalls(called(), answered('call-2', 600));
    await web.storeRecording(called());
    await bookVisit(web.db, { name: 'Žiga Čuček', email: 'ziga@example.si' });
    await work(web);
  });
}

const deeds = (web: TestWeb) =>
  web
    .db('audit_entry')
    .whereLike('action', 'dataSubject%')
    .orderBy('id')
    .select('user_id', 'action', 'subject', 'details');

test('[R9.3] an administrator finds and takes along what is kept of a person; each look is written down', async (t) => {
  await withPerson(async (web) => {
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const page = await (await administrator.post(path, request)).text();
    for (const words of ['1 obisk', '1 klic', '1 posnetek', '1 prihodnji obisk zadrži', '/klici/call-1']) {
      t.true(page.includes(words), words);
    }
    t.false(page.includes('call-2'));
    const byMail = { ...request, eposta: 'ZIGA@example.si', telefon: '' };
    t.true((await (await administrator.post(path, byMail)).text()).includes('1 obisk'));
    const answer = await administrator.post(`${path}/prenos`, request);
    t.is(answer.headers.get('cache-control'), 'no-store');
    t.regex(answer.headers.get('content-disposition') ?? '', /podatki-posameznika\.json/);
    const data = JSON.parse(await answer.text());
    t.deepEqual(data.person, { email: null, phone: '+38641123456' });
    t.is(data.bookings[0].person.name, 'Žiga Čuček');
    t.is(data.bookings[0].visits[0].history[0].what, 'booked');
    t.deepEqual([data.calls.length, data.calls[0].notes], [1, called().notes]);
    t.is(data.recordings.length, 1);
    const counts = { visits: 1, calls: 1 };
    t.deepEqual(await deeds(web), [
      { user_id: 'skrbnik', action: 'dataSubjectSearched', subject: '092-14/2027', details: counts },
      { user_id: 'skrbnik', action: 'dataSubjectSearched', subject: '092-14/2027', details: { visits: 1, calls: 0 } },
      { user_id: 'skrbnik', action: 'dataSubjectExported', subject: '092-14/2027', details: counts },
    ]);
    t.false(/ziga@|41123456|Čuček/i.test(web.log.join('')));
    const supervisor = visit(web);
    await supervisor.signIn('nadzornik');
    t.is((await supervisor.get(path)).status, 403);
    for (const deed of ['', '/prenos', '/izbris']) t.is((await supervisor.post(`${path}${deed}`, request)).status, 403);
  });
});

test('[R9.3] what is kept is erased with its recordings; who still comes keeps the contact, and it is said', async (t) => {
  await withPerson(async (web) => {
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const unsure = await administrator.post(`${path}/izbris`, request);
    t.is(unsure.status, 422);
    t.true((await unsure.text()).includes('Potrdite, da je istovetnost preverjena'));
    const { file } = await web.db('recording').first('file');
    t.truthy(file);
    const sure = { ...request, razumem: 'da' };
    const page = await (await administrator.post(`${path}/izbris`, sure)).text();
    for (const words of ['opombe): 1', '(datoteke): 1', '1 naročilo s prihodnjim obiskom'])
      t.true(page.includes(words), words);
    t.deepEqual(await web.db('recording').pluck('file'), [null]);
    t.deepEqual(await web.db('call').orderBy('id').pluck('caller_number'), [null, answered('call-2').callerNumber]);
    t.is((await web.db('visitor').first('name')).name, 'Žiga Čuček');
    t.deepEqual((await deeds(web)).at(-1), {
      user_id: 'skrbnik',
      action: 'dataSubjectErased',
      subject: '092-14/2027',
      details: { calls: 1, callbacks: 0, callbacksOwed: 0, bookings: 0, bookingsComing: 1, recordings: 1 },
    });
    // Once the visit is over the contact goes too; asked again nothing is kept.
    await web.db('appointment').update({ state: 'cancelled', cancelled_at: new Date() });
    t.true((await (await administrator.post(`${path}/izbris`, sure)).text()).includes('(stik in sporočila): 1'));
    t.is(await web.db('visitor').first(), undefined);
    t.true((await (await administrator.post(path, request)).text()).includes('ne hranimo ničesar'));
    t.true((await (await administrator.get('/revizija')).text()).includes('izbris podatkov posameznika'));
  });
});

test('[R9.3] without a contact, a number or the case nothing is looked for, and each field says what it wants', async (t) => {
  await withWeb(async (web) => {
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    for (const [wrong, sentence] of [
      [{ zadeva: '' }, 'Vpišite oznako zadeve'],
      [{ zadeva: 'brez' }, 'Vpišite oznako zadeve'],
      [{ telefon: '' }, 'Vpišite e-poštni naslov ali telefonsko številko.'],
      [{ telefon: '12' }, 'Vpišite telefonsko številko z omrežno skupino'],
      [{ eposta: 'ziga@' }, 'Vpišite celoten e-poštni naslov'],
    ] as const) {
      for (const deed of ['', '/prenos', '/izbris']) {
        const answer = await administrator.post(`${path}${deed}`, { ...request, ...wrong });
        t.is(answer.status, 422);
        t.true((await answer.text()).includes(sentence), sentence);
      }
    }
    t.deepEqual(await deeds(web), []);
  });
});
