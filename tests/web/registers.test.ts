import test from 'ava';
import { listPostDistricts } from '../../sql/places/list-post-districts.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, withPage } from './fixture/browser.ts';
import { sendForm } from './fixture/upload.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const heading = 'ENOTA,UE_MID,UE_ID,UE_UIME,CEN_E,CEN_N';
const units = (...lines: string[]): Buffer => Buffer.from(`\uFEFF${[heading, ...lines].join('\r\n')}\r\n`);
const ajdovscina = 'UE,10051851,1,Ajdovščina,414738,83647';
const litija = 'UE,10051879,31,Litija,486900,102000';

async function send(web: TestWeb, visitor: Visitor, vrsta: string, bytes: Uint8Array): Promise<Response> {
  return sendForm(
    web,
    visitor,
    '/uvoz',
    { vrsta },
    { bytes, name: 'register.csv', type: 'text/csv', field: 'datoteka' },
  );
}

const digestIn = (page: string): string => /name="stanje" value="([^"]+)"/.exec(page)?.[1] ?? '';

async function administratorOf(web: TestWeb): Promise<Visitor> {
  const administrator = visit(web);
  await administrator.signIn('skrbnik');
  return administrator;
}

test('[R3.1] units are shown before they are added; who has coordinates keeps them', async (t) => {
  await withWeb(async (web) => {
    const administrator = await administratorOf(web);
    await web.db('location').where({ id: 'logatec' }).update({ latitude: null, longitude: null });
    const before = await web.db('location').where({ id: 'litija' }).first('latitude', 'longitude');
    const file = units(ajdovscina, litija, 'UE,1,37,Logatec,440500,86900');
    const sent = await send(web, administrator, 'UE', file);
    const path = sent.headers.get('location') ?? '';
    t.regex(path, /^\/uvoz\/[0-9a-f-]{36}$/);
    const page = await (await administrator.get(path)).text();
    t.true(page.includes('Novo: 1 zapis') && page.includes('Upravna enota Ajdovščina'));
    t.true(page.includes('Upravna enota Logatec (koordinate)'));
    t.true(page.includes('Brez sprememb: 1 zapis.'));
    t.is((await web.db('location').where({ id: 'ajdovscina' })).length, 0, 'only looked at');
    const taken = await administrator.post(path, { dejanje: 'uvozi', stanje: digestIn(page) });
    t.is(taken.headers.get('location'), '/uvoz?opravljeno=uvozeno');
    const added = await web.db('location').where({ id: 'ajdovscina' }).first();
    t.is(added.name, 'Upravna enota Ajdovščina');
    t.true(Math.abs(added.latitude - 45.89) < 0.05 && Math.abs(added.longitude - 13.9) < 0.05);
    t.deepEqual(await web.db('location').where({ id: 'litija' }).first('latitude', 'longitude'), before);
    t.truthy((await web.db('location').where({ id: 'logatec' }).first('latitude')).latitude);
    const [entry] = await web.db('audit_entry').where({ action: 'registerImported' });
    t.deepEqual([entry.user_id, entry.subject, entry.details], ['skrbnik', 'UE', { added: 1, changed: 1, removed: 0 }]);
    t.is((await administrator.get(path)).status, 404, 'taken once');
    t.is((await administrator.post(path, { dejanje: 'uvozi', stanje: digestIn(page) })).status, 404);
  });
});

test('[R4.3] post districts are replaced whole; what changed in between is looked at again', async (t) => {
  await withWeb(async (web) => {
    const administrator = await administratorOf(web);
    const file = Buffer.from(
      'ENOTA,PT_ID,PT_UIME,CEN_E,CEN_N\nPT,1270,Litija ob Savi,486863,102016\nPT,5270,Ajdovščina,414738,83647\n',
    );
    const path = (await send(web, administrator, 'PT', file)).headers.get('location') ?? '';
    const page = await (await administrator.get(path)).text();
    t.true(
      page.includes('5270 Ajdovščina') &&
        page.includes('1270 Litija → Litija ob Savi') &&
        page.includes('Odstranjeno:'),
    );
    await web.db('post_district').where({ post_code: '1000' }).delete();
    const stale = await administrator.post(path, { dejanje: 'uvozi', stanje: digestIn(page) });
    t.is(stale.status, 409);
    const again = await stale.text();
    t.true(again.includes('medtem spremenili'));
    t.true((await listPostDistricts(web.db)).length > 2, 'nothing was taken');
    t.is((await administrator.post(path, { dejanje: 'uvozi', stanje: digestIn(again) })).status, 303);
    t.deepEqual(
      (await listPostDistricts(web.db)).map(({ postCode, name }) => `${postCode} ${name}`),
      ['1270 Litija ob Savi', '5270 Ajdovščina'],
    );
  });
});

test('[R3.1] each wrong line is told with its column and what was expected, and nothing is taken', async (t) => {
  await withWeb(async (web) => {
    const administrator = await administratorOf(web);
    const wrong = units(litija, 'UE,1,1,,414738,83647', litija, 'PT,1,x,<b>Celje</b>,14.5,46.1');
    const answer = await send(web, administrator, 'UE', wrong);
    t.is(answer.status, 422);
    const page = (await answer.text()).replace(/\s+/g, ' ');
    t.true(page.includes('5 napak'), page.slice(page.indexOf('<main'), page.indexOf('<form class="card"')));
    for (const [line, column, expected] of [
      [3, 'UE_UIME', 'ime v zapisu UTF-8'],
      [4, 'UE_ID', 'le enkrat'],
      [5, 'ENOTA', 'oznaka registra'],
      [5, 'UE_ID', 'številka enote'],
      [5, 'CEN_E', 'točka v Sloveniji'],
    ])
      t.regex(
        page,
        new RegExp(`<th scope="row">${line}</th><td>${column}</td>.{0,80}?<td>[^<]*${expected}`),
        `${line} ${column}`,
      );
    t.false(page.includes('<b>'));
    for (const [name, bytes, words] of [
      ['empty', Buffer.from(''), 'nobene vrstice'],
      ['another table', Buffer.from('a;b\n1;2\n'), 'manjka: ENOTA'],
      ['a quotation mark', units('UE,1,1,"Celje,414738,83647'), 'ni mogoče brati kot CSV'],
      ['too large', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'večja od 5 MB'],
    ] as const) {
      const refused = await send(web, administrator, 'UE', bytes);
      t.is(refused.status, 422, name);
      t.true((await refused.text()).includes(words), name);
    }
    const nothing = await sendForm(web, administrator, '/uvoz', { vrsta: 'UE' });
    t.is(nothing.status, 422);
    t.is((await web.db('pending_import')).length, 0);
  });
});

test('[R3.4] only an administrator imports, and nobody takes another’s file', async (t) => {
  await withWeb(async (web) => {
    const administrator = await administratorOf(web);
    const path = (await send(web, administrator, 'UE', units(ajdovscina))).headers.get('location') ?? '';
    const manager = visit(web);
    await manager.signIn('vodja');
    t.is((await send(web, manager, 'UE', units(ajdovscina))).status, 403);
    t.is((await manager.get(path)).status, 403);
    await web.db('role_grant').insert({ user_id: 'vodja', role: 'administrator', location_id: null });
    t.is((await manager.get(path)).status, 404);
    t.is((await manager.post(path, { dejanje: 'uvozi', stanje: 'x' })).status, 404);
    t.is((await administrator.post(path, { dejanje: 'zavrzi' })).headers.get('location'), '/uvoz?opravljeno=zavrzeno');
    t.is((await web.db('location').where({ id: 'ajdovscina' })).length, 0);
    const forged = await sendForm(
      web,
      administrator,
      '/uvoz',
      { vrsta: 'UE', _csrf: 'x' },
      { bytes: units(ajdovscina), field: 'datoteka' },
    );
    t.is(forged.status, 403);
  });
});

test('[R3.1] [R3.11] the sample file goes through in a browser, from its download to its import', async (t) => {
  await withWeb(async (web) => {
    const administrator = await administratorOf(web);
    const sample = Buffer.from(await (await administrator.get('/uvoz/vzorec/PT.csv')).arrayBuffer());
    await withPage(web, async (page, troubles) => {
      await signIn(page, 'skrbnik');
      await page.goto(`${web.url}/uvoz`);
      t.deepEqual(await violationsOf(page), []);
      await page.getByLabel('Datoteka CSV').setInputFiles({ name: 'PT.csv', mimeType: 'text/csv', buffer: sample });
      await page.getByRole('button', { name: 'Preglej' }).click();
      await page.getByRole('heading', { name: 'Predogled: poštni okoliši' }).waitFor();
      for (const viewport of [phone, desk]) {
        await page.setViewportSize(viewport);
        t.deepEqual(await violationsOf(page), []);
        t.true((await page.evaluate(() => document.documentElement.scrollWidth)) <= viewport.width);
      }
      await page.getByRole('button', { name: 'Uvozi' }).click();
      await page.getByText('Register je uvožen.').waitFor();
      t.is((await listPostDistricts(web.db)).length, 3);
      t.deepEqual(troubles, []);
    });
  });
});
