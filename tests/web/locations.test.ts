import test from 'ava';
import type { Knex } from 'knex';
import { fieldsOf } from './fixture/form-fields.ts';
import { managerOf } from './fixture/manager.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

const auditOf = async (db: Knex, user: string): Promise<string[]> =>
  db('audit_entry').where({ user_id: user }).whereNot({ action: 'signedIn' }).orderBy('id').pluck('action');

test('[R3.1] [R3.4] a manager sees their unit and what is below it, and nothing of another, whatever the address', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const home = await manager.get('/');
    t.is(home.headers.get('location'), '/lokacije');
    const list = await (await manager.get('/lokacije')).text();
    t.true(list.includes('Upravna enota Litija') && list.includes('Krajevni urad Gabrovka'));
    t.false(list.includes('Ljubljana') || list.includes('Rovte'));
    t.is((await manager.get('/lokacije/gabrovka')).status, 200);
    const [counter] = await web.db('counter').where({ location_id: 'ljubljana' }).pluck('id');
    for (const path of [
      '/lokacije/ljubljana',
      '/lokacije/ljubljana/uredi',
      '/lokacije/ljubljana/dodaj',
      '/lokacije/ljubljana/trajanja',
      '/lokacije/ljubljana/okenca/novo',
      `/lokacije/ljubljana/okenca/${counter}`,
      // A counter of another unit under the own one's address.
      `/lokacije/litija/okenca/${counter}`,
      '/lokacije/ni-je',
    ])
      t.is((await manager.get(path)).status, 404, path);
    t.is((await manager.post('/lokacije/ljubljana/uredi', { naziv: 'Naša' })).status, 404);
    t.is((await manager.post(`/lokacije/litija/okenca/${counter}`, { ime: 'Naše' })).status, 404);
    t.is((await manager.get('/nova-enota')).status, 403);
    t.deepEqual(await auditOf(web.db, 'agent4'), []);
    const agent = visit(web);
    await agent.signIn('agent1');
    t.is((await agent.get('/lokacije/litija')).status, 200, 'who speaks with citizens may look');
    t.is((await agent.get('/lokacije/litija/uredi')).status, 403);
    t.false((await (await agent.get('/lokacije/litija')).text()).includes('Uredi podatke'));
  });
});

test('[R3.1] a place is changed: what is wrong is told by field with what was expected, and what was typed stays', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const fields = fieldsOf(await (await manager.get('/lokacije/litija/uredi')).text());
    const { _csrf, ...place } = fields;
    const wrong = await manager.post('/lokacije/litija/uredi', {
      ...place,
      naziv: '<b>U',
      posta: '127',
      sirina: '14,8',
      dolzina: '',
      splet: 'javascript:alert(1)',
      telefon: '12',
      'jezik-sl': '',
      'jezik-en': '',
    });
    t.is(wrong.status, 422);
    const page = await wrong.text();
    for (const sentence of [
      'Vpišite poštno številko s štirimi števkami',
      'Vpišite širino v stopinjah med 45 in 47,2',
      'Vpišite obe koordinati ali nobene',
      'Vpišite cel spletni naslov',
      'Vpišite veljavno telefonsko številko',
      'Izberite vsaj en jezik',
    ])
      t.true(page.includes(sentence), sentence);
    t.true(page.includes('value="127"') && page.includes('value="&lt;b>U"'), 'what was typed stays');
    t.is([...page.matchAll(/autofocus/g)].length, 1);
    const saved = await manager.post('/lokacije/litija/uredi', {
      ...place,
      sirina: '46.0590',
      dolzina: '14,8240',
      'jezik-it': 'da',
      'pot-sl': 'Vhod z dvorišča.\r\nDvigalo je levo.',
      obvescanje: 'daily',
    });
    t.is(saved.headers.get('location'), '/lokacije/litija?opravljeno=shranjeno');
    t.like(await web.db('location').where({ id: 'litija' }).first(), {
      latitude: 46.059,
      longitude: 14.824,
      languages: ['sl', 'en', 'it'],
      directions: { sl: 'Vhod z dvorišča.\nDvigalo je levo.' },
      notify_when: 'daily',
    });
    const [entry] = await web.db('audit_entry').where({ user_id: 'agent4', action: 'locationChanged' });
    t.is(entry.subject, 'litija');
    t.regex(entry.details.fields, /obvescanje.*pot-sl.*sirina/);
  });
});

test('[R3.3] two people change the same place or counter: the second is told what stands now, and nothing is lost', async (t) => {
  await withWeb(async (web) => {
    const one = await managerOf(web, 'litija');
    const other = visit(web);
    await other.signIn('skrbnik');
    const { _csrf, ...seen } = fieldsOf(await (await one.get('/lokacije/litija/uredi')).text());
    t.is((await other.post('/lokacije/litija/uredi', { ...seen, kraj: 'Litija ob Savi' })).status, 303);
    const late = await one.post('/lokacije/litija/uredi', { ...seen, naslov: 'Nova ulica 1' });
    t.is(late.status, 409);
    const { razlicica, ...unversioned } = seen;
    t.is((await one.post('/lokacije/litija/uredi', unversioned)).status, 409, `without its version, ${razlicica}`);
    const page = await late.text();
    t.true(page.includes('Medtem je nekdo drug spremenil iste podatke'));
    t.true(page.includes('Zdaj velja: Litija ob Savi.'));
    t.is((await web.db('location').where({ id: 'litija' }).first('city')).city, 'Litija ob Savi');
    const { _csrf: _, ...again } = fieldsOf(page);
    t.is(again.naslov, 'Nova ulica 1');
    t.is((await one.post('/lokacije/litija/uredi', { ...again, kraj: 'Litija ob Savi' })).status, 303);
    t.like(await web.db('location').where({ id: 'litija' }).first(), {
      address: 'Nova ulica 1',
      city: 'Litija ob Savi',
    });

    const [id] = await web.db('counter').where({ location_id: 'litija' }).orderBy('id').pluck('id');
    const at = `/lokacije/litija/okenca/${id}`;
    const { _csrf: __, ...counter } = fieldsOf(await (await one.get(at)).text());
    t.is((await other.post(at, { ...counter, soba: 'klet' })).status, 303);
    const refused = await one.post(at, { ...counter, ime: 'Okence A' });
    t.is(refused.status, 409);
    t.true((await refused.text()).includes('Nadstropje in soba: klet'));
    t.is((await web.db('counter').where({ id }).first('name')).name, 'Okence 1');
  });
});

test('[R3.1] [R3.2] a local office is added with a counter and its services, and then has times to book', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const { _csrf, ...empty } = fieldsOf(await (await manager.get('/lokacije/litija/dodaj')).text());
    t.is((await manager.post('/lokacije/litija/dodaj', empty)).status, 422);
    const added = await manager.post('/lokacije/litija/dodaj', {
      ...empty,
      naziv: 'Krajevni urad Šmartno pri Litiji',
      naslov: 'Tomazinova ulica 2',
      posta: '1275',
      kraj: 'Šmartno pri Litiji',
    });
    t.is(added.headers.get('location'), '/lokacije/smartno-pri-litiji?opravljeno=dodano');
    t.like(await web.db('location').where({ id: 'smartno-pri-litiji' }).first(), {
      parent_id: 'litija',
      kind: 'krajevniUrad',
    });
    const at = '/lokacije/smartno-pri-litiji/okenca/novo';
    const { _csrf: _, ...counter } = fieldsOf(await (await manager.get(at)).text());
    t.is(counter.ime, 'Okence 1');
    t.is((await manager.post(at, { ...counter, mesto: 'prvo' })).status, 422);
    t.is((await manager.post(at, { ...counter, 'storitev-potni-list': 'da' })).status, 303);
    const twice = await manager.post(at, { ...counter, ime: 'okence 1' });
    t.is(twice.status, 422);
    t.true((await twice.text()).includes('Okence s tem imenom na tej lokaciji že obstaja'));
    const page = await (await manager.get('/lokacije/smartno-pri-litiji')).text();
    t.true(page.includes('1 storitev') && page.includes('Potni list'));
    // It has the hours of its unit, and can be booked at once.
    const times = await (await visit(web).get('/narocanje/potni-list/smartno-pri-litiji')).status;
    t.true([200, 302].includes(times));
    const [id] = await web.db('counter').where({ location_id: 'smartno-pri-litiji' }).pluck('id');
    t.true((await web.db('open_period').where({ counter_id: id })).length > 10);
    t.deepEqual(await auditOf(web.db, 'agent4'), ['locationAdded', 'counterAdded']);
    // Not while a counter stands in it.
    const { _csrf: __, ...place } = fieldsOf(await (await manager.get('/lokacije/smartno-pri-litiji/uredi')).text());
    const closing = await manager.post('/lokacije/smartno-pri-litiji/uredi', { ...place, zaprta: 'da' });
    t.is(closing.status, 422);
    t.true((await closing.text()).includes('Najprej zaprite te'));
  });
});

test('[R3.2] durations of a place: its own, else what stands above; two who save at once are told', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const at = '/lokacije/gabrovka/trajanja';
    const page = await (await manager.get(at)).text();
    const { _csrf, ...seen } = fieldsOf(page);
    t.false('minut-potni-list' in seen, 'what nobody there offers is not asked');
    t.is((await manager.post(at, { ...seen, 'minut-overitev-podpisa': 'pol ure' })).status, 422);
    t.is((await manager.post(at, { ...seen, 'minut-overitev-podpisa': '25' })).status, 303);
    t.is((await web.db('service_location').where({ location_id: 'gabrovka' }).first()).duration_minutes, 25);
    const late = await manager.post(at, { ...seen, 'minut-overitev-podpisa': '40' });
    t.is(late.status, 409);
    t.true((await late.text()).includes('medtem je nekdo drug shranil 25 min'));
    const { _csrf: _, ...now } = fieldsOf(await (await manager.get(at)).text());
    t.is((await manager.post(at, { ...now, 'minut-overitev-podpisa': '' })).status, 303);
    t.is((await web.db('service_location').where({ location_id: 'gabrovka' })).length, 0);
    const above = await (await manager.get('/lokacije/litija/trajanja')).text();
    t.true(/minut-registracija-vozila"[^>]*value="15"/.test(above));
  });
});
