import test from 'ava';
import { missingTranslations } from '../../web/catalogue/missing-translations.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { managerOf } from './fixture/manager.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

async function administratorOf(web: TestWeb): Promise<Visitor> {
  const visitor = visit(web);
  await visitor.signIn('skrbnik');
  return visitor;
}

async function formAt(visitor: Visitor, path: string): Promise<Record<string, string>> {
  const { _csrf, ...fields } = fieldsOf(await (await visitor.get(path)).text());
  return fields;
}

test('[R3.2] a service is added as a draft, completed, published, and then citizens find it in their language', async (t) => {
  await withWeb(async (web) => {
    const administrator = await administratorOf(web);
    const empty = await formAt(administrator, '/nova-storitev');
    const wrong = await administrator.post('/nova-storitev', {
      ...empty,
      minut: '0',
      terminov: 'veliko',
      'opis-it': 'a'.repeat(2001),
      ponudba: 'da',
    });
    t.is(wrong.status, 422);
    const problems = await wrong.text();
    for (const sentence of [
      'Vpišite slovensko ime',
      'Vpišite celo število minut od 1 do 480',
      'Vpišite celo število od 1 do 20',
      'Besedilo naj bo dolgo največ 2000 znakov',
      'potrebuje slovenske informacije',
    ])
      t.true(problems.includes(sentence), sentence);
    const texts = {
      'ime-sl': 'Orožni list',
      'opis-sl': 'Izdaja orožnega lista.',
      'priloge-sl': 'osebni dokument\r\n\r\nzdravniško potrdilo ',
      'informacije-sl': 'Pridite <script>osebno</script>.',
    };
    const added = await administrator.post('/nova-storitev', { ...empty, ...texts, minut: '25' });
    t.is(added.headers.get('location'), '/storitve/orozni-list?opravljeno=dodano');
    const row = await web.db('service').where({ id: 'orozni-list' }).first();
    t.deepEqual(row.documents, { sl: ['osebni dokument', 'zdravniško potrdilo'] });
    t.truthy(row.retired_at, 'a draft until it is published');
    const page = await (await administrator.get('/storitve/orozni-list')).text();
    t.true(page.includes('angleščina: ime, opis, informacije, priloge'), page);
    t.true(page.includes('&lt;script>osebno'));
    t.true((await (await administrator.get('/storitve')).text()).includes('osnutek: občani je ne vidijo'));
    const citizens = visit(web);
    t.false((await (await citizens.get('/narocanje')).text()).includes('Orožni list'));

    const form = await formAt(administrator, '/storitve/orozni-list');
    const english = {
      'ime-en': 'Firearms licence',
      'priloge-en': 'identity document',
      'informacije-en': 'Come in person.',
    };
    const saved = await administrator.post('/storitve/orozni-list', {
      ...form,
      ...english,
      ponudba: 'da',
      'skupaj-potni-list': 'da',
    });
    t.is(saved.status, 303);
    t.true(
      (await (await administrator.get('/storitve/orozni-list')).text()).includes('angleščina: opis, priloge (1 od 2)'),
    );
    t.like(await web.db('service_together').where({ service_id: 'orozni-list' }).first(), {
      with_service_id: 'potni-list',
    });
    const [counterId] = await web.db('counter').where({ location_id: 'litija' }).orderBy('id').pluck('id');
    await web.db('counter_service').insert({ counter_id: counterId, service_id: 'orozni-list' });
    t.true((await (await citizens.get('/narocanje')).text()).includes('Orožni list'));
    t.true((await (await citizens.get('/en/narocanje')).text()).includes('Firearms licence'));
    const entries = await web.db('audit_entry').where({ user_id: 'skrbnik', subject: 'orozni-list' }).orderBy('id');
    t.deepEqual(
      entries.map(({ action }) => action),
      ['serviceAdded', 'serviceChanged'],
    );
    t.regex(entries[1].details.fields, /ime-en.*ponudba/);
  });
});

test('[R3.2] two people change a service at once: the second sees what stands now beside what they wrote', async (t) => {
  await withWeb(async (web) => {
    const one = await administratorOf(web);
    const other = await administratorOf(web);
    const seen = await formAt(one, '/storitve/potni-list');
    const partner = await formAt(one, '/storitve/osebna-izkaznica');
    t.is((await other.post('/storitve/potni-list', { ...seen, minut: '17' })).status, 303);
    const late = await one.post('/storitve/potni-list', { ...seen, 'ime-it': 'Passaporto nuovo' });
    t.is(late.status, 409);
    const page = await late.text();
    t.true(page.includes('Medtem je nekdo drug spremenil isto storitev') && page.includes('Zdaj velja: 17'));
    const { _csrf, ...again } = fieldsOf(page);
    t.is(again['ime-it'], 'Passaporto nuovo');
    t.is((await one.post('/storitve/potni-list', { ...again, minut: '17' })).status, 303);
    t.like(await web.db('service').where({ id: 'potni-list' }).first(), { duration_minutes: 17 });
    // What begins or ceases to go together changes both.
    const now = await formAt(one, '/storitve/potni-list');
    const field = 'skupaj-osebna-izkaznica';
    t.is((await one.post('/storitve/potni-list', { ...now, [field]: now[field] === 'da' ? '' : 'da' })).status, 303);
    t.is((await other.post('/storitve/osebna-izkaznica', partner)).status, 409);
  });
});

test('[R3.2] groups of the catalogue; [R3.4] only the administrator keeps it; missing translations are named', async (t) => {
  await withWeb(async (web) => {
    const administrator = await administratorOf(web);
    t.is((await administrator.post('/nova-skupina-storitev', { 'ime-sl': '', mesto: 'prvo' })).status, 422);
    const group = { 'ime-sl': 'Orožje', 'ime-en': 'Firearms', mesto: '9' };
    t.is((await administrator.post('/nova-skupina-storitev', group)).status, 303);
    t.like(await web.db('service_category').where({ id: 'orozje' }).first(), {
      name: { sl: 'Orožje', en: 'Firearms' },
      position: 9,
    });
    const path = '/skupine-storitev/orozje';
    const { _csrf, ...seen } = fieldsOf(await (await administrator.get(path)).text());
    t.is((await administrator.post(path, { ...seen, 'ime-sl': 'Orožje in lov' })).status, 303);
    const stale = await administrator.post(path, { ...seen, 'ime-sl': 'Orožje', 'ime-hu': 'Fegyverek' });
    t.is(stale.status, 409, 'somebody else saved in between');
    const both = await stale.text();
    t.true(both.includes('Zdaj velja: Orožje in lov') && both.includes('value="Fegyverek"'));
    t.is((await administrator.post(path, fieldsOf(both))).status, 303, 'who saw the difference may save');
    t.is((await administrator.post(path, { 'ime-sl': 'Orožje in lov', mesto: '9' })).status, 409);
    t.is(
      (
        await administrator.post(path, {
          ...fieldsOf(await (await administrator.get(path)).text()),
          'ime-sl': 'Orožje in lov',
        })
      ).status,
      303,
    );
    t.true((await (await administrator.get('/storitve')).text()).includes('Orožje in lov'));
    const manager = await managerOf(web, 'litija');
    for (const path of ['/storitve', '/storitve/potni-list', '/nova-storitev', '/skupine-storitev/orozje'])
      t.is((await manager.get(path)).status, 403, path);
    t.is((await manager.post('/storitve/potni-list', { minut: '1' })).status, 403);
  });
  const texts = { sl: 'a', en: 'b', it: 'c', hu: 'd' };
  const whole = {
    name: texts,
    description: {},
    information: texts,
    documents: { sl: ['a'], en: ['b'], it: ['c'], hu: ['d'] },
  };
  t.deepEqual(missingTranslations(whole), []);
  t.deepEqual(
    missingTranslations({
      ...whole,
      description: { sl: 'a', en: 'b', it: 'c' },
      documents: { sl: ['a', 'b'], en: ['a', 'b'], it: ['a'], hu: ['a', 'b'] },
    }),
    [
      { language: 'it', fields: [{ field: 'documents', have: 1, all: 2 }] },
      { language: 'hu', fields: [{ field: 'description', have: 0, all: 1 }] },
    ],
  );
});
