import test from 'ava';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, desk, phone, signIn, withPage } from './fixture/browser.ts';
import { tooWide } from './fixture/fits.ts';
import { withTargets } from './fixture/views.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

const office = { vrsta: 'department', ime: 'Oddelek za tujce', stevilka: '01 478 12 34', koda: '12', hkrati: '2' };

test('[R2.6] [R9.4] numbers outside are kept in the directory by those who may, and the line knows them', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    t.true((await (await visitor.get('/zunanje-stevilke')).text()).includes('V imeniku ni še nobene'));
    const wrong = await visitor.post('/zunanje-stevilke/dodaj', {
      vrsta: 'official',
      ime: ' ',
      stevilka: '090 1234',
      koda: '1',
      hkrati: 'veliko',
    });
    t.is(wrong.status, 422);
    const page = await wrong.text();
    for (const sentence of ['Vpišite ime', 'ni dovoljeno klicati', 'Vpišite dve do štiri števke', 'od 1 do 100'])
      t.true(page.includes(sentence), sentence);
    const abroad = await visitor.post('/zunanje-stevilke/dodaj', { ...office, stevilka: '+43 1 5012345' });
    t.is(abroad.status, 422, 'abroad is not allowed by the rule');
    const added = await visitor.post('/zunanje-stevilke/dodaj', office);
    t.is(added.headers.get('location'), '/zunanje-stevilke?opravljeno=dodana');
    const { contacts } = await readConfiguration(web.db);
    t.deepEqual(contacts, [
      {
        id: 'oddelek-za-tujce',
        kind: 'department',
        name: 'Oddelek za tujce',
        number: '38614781234',
        code: '12',
        lines: 2,
      },
    ] as never);
    const second = { ...office, ime: 'Načelnica', vrsta: 'official', stevilka: '01 478 55 55' };
    const taken = await visitor.post('/zunanje-stevilke/dodaj', second);
    t.is(taken.status, 409);
    t.true((await taken.text()).includes('To kodo že ima druga številka'));
    await visitor.post('/zunanje-stevilke/dodaj', { ...second, koda: '13' });
    const changed = await visitor.post('/zunanje-stevilke/nacelnica', { ...second, koda: '14', hkrati: '1' });
    t.is(changed.headers.get('location'), '/zunanje-stevilke?opravljeno=spremenjena');
    const list = await (await visitor.get('/zunanje-stevilke')).text();
    for (const text of ['01 478 12 34', '*812#', '*814#', 'uradna oseba']) t.true(list.includes(text), text);
    const { rows } = await web.db.raw(`select action from audit_entry where action like 'contact%' order by id`);
    t.deepEqual(
      rows.map(({ action }: { action: string }) => action),
      ['contactAdded', 'contactAdded', 'contactChanged'],
    );
  });
});

test('[R1.10] [R9.4] a number that a rule needs stays in use; one out of use is not dialled, and its code is free', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('skrbnik');
    await visitor.post('/zunanje-stevilke/dodaj', office);
    const rule = { name: 'nihče', when: { kind: 'noAgent' }, action: { kind: 'outside', contact: 'oddelek-za-tujce' } };
    await web.db('queue').update({ overflow: JSON.stringify([rule]) });
    const path = '/zunanje-stevilke/oddelek-za-tujce/raba';
    const kept = await visitor.post(path, { raba: 'ne' });
    t.is(kept.status, 409);
    t.true((await kept.text()).includes('Na to številko vodi pravilo preliva.'));
    t.is((await readConfiguration(web.db)).contacts?.length, 1);
    await web.db('queue').update({ overflow: '[]' });
    t.is((await visitor.post(path, { raba: 'ne' })).headers.get('location'), '/zunanje-stevilke?opravljeno=umaknjena');
    t.is((await readConfiguration(web.db)).contacts, undefined);
    await web.db('queue').update({ overflow: JSON.stringify([rule]) });
    await t.throwsAsync(readConfiguration(web.db), { message: /number outside/ });
    await web.db('queue').update({ overflow: '[]' });
    t.is((await visitor.post('/zunanje-stevilke/dodaj', { ...office, ime: 'Drugi oddelek' })).status, 303);
    const back = await visitor.post(path, { raba: 'da' });
    t.is(back.status, 409, 'its code is another’s now');
  });
});

test('[R1.10] [R2.6] a number outside has hours of its own, day by day; what is typed wrongly is said', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const hours = { ...office, kdaj: 'ure', 'ure-1': '8.00–12.00, 13:00-15:30', 'ure-2': '8.00–12.00, 13.00–15.30' };
    for (const wrong of ['8.00', '12.00–8.00', '8.00–12.00, 11.00–13.00', 'dopoldne']) {
      const answer = await visitor.post('/zunanje-stevilke/dodaj', { ...hours, 'ure-3': wrong });
      t.is(answer.status, 422, wrong);
      t.true((await answer.text()).includes('Vpišite ure kot 8.00–12.00, 13.00–15.00'), wrong);
    }
    t.is((await visitor.post('/zunanje-stevilke/dodaj', { ...office, kdaj: 'ure' })).status, 422, 'hours on no day');
    t.is((await visitor.post('/zunanje-stevilke/dodaj', { ...hours, 'ure-5': '8–13' })).status, 422);
    await visitor.post('/zunanje-stevilke/dodaj', { ...hours, 'ure-5': '8.00–13.00' });
    const period = (weekday: number, from: string, to: string) => ({ weekday, from, to });
    t.deepEqual((await readConfiguration(web.db)).contacts?.[0]?.hours, [
      ...[period(1, '08:00', '12:00'), period(1, '13:00', '15:30')],
      ...[period(2, '08:00', '12:00'), period(2, '13:00', '15:30')],
      period(5, '08:00', '13:00'),
    ]);
    const list = await (await visitor.get('/zunanje-stevilke')).text();
    t.true(list.includes('pon.–tor. 8.00–12.00, 13.00–15.30; pet. 8.00–13.00'));
    const form = await (await visitor.get('/zunanje-stevilke/oddelek-za-tujce')).text();
    t.true(form.includes('8.00–12.00, 13.00–15.30'));
    await visitor.post('/zunanje-stevilke/oddelek-za-tujce', { ...office, kdaj: 'vedno', 'ure-1': '8.00–9.00' });
    t.is((await readConfiguration(web.db)).contacts?.[0]?.hours, undefined, 'at any time again');
  });
});

for (const viewport of [phone, desk]) {
  test.serial(
    `[R2.6] the directory and the choice in the console at ${viewport.width}: axe finds nothing`,
    async (t) => {
      await withWeb(async (web) => {
        await web.db('outside_contact').insert([
          { id: 'tujci', kind: 'department', name: 'Oddelek za tujce', number: '38614781234', code: '12', lines: 2 },
          { id: 'avstrija', kind: 'official', name: 'Konzul na Dunaju', number: '4315012345', code: '13', lines: 1 },
        ]);
        web.engine.showAgent(withTargets());
        await withPage(
          web,
          async (page) => {
            const check = async (name: string): Promise<void> => {
              t.deepEqual(await violationsOf(page), [], name);
              t.is(await tooWide(page), null, name);
            };
            await signIn(page, 'agent1');
            await page.getByLabel('Zvok ob novem klicu').waitFor();
            t.deepEqual(await page.getByLabel('Zunanja številka').locator('option').allTextContents(), [
              'Izberite oddelek ali uradno osebo',
              'Oddelek za tujce – oddelek (*812#)',
              'Načelnica UE Litija – zasedeno',
            ]);
            await page.getByLabel('Zunanja številka').selectOption('tujci');
            const given = web.engine.nextCommand();
            await page.getByRole('button', { name: 'Preveži na zunanjo številko' }).click();
            t.like(await given, { type: 'TransferCall', to: { kind: 'outside', contactId: 'tujci' } } as never);
            const asked = web.engine.nextCommand();
            await page.getByRole('button', { name: 'Zunanji posvet' }).click();
            t.like(await asked, { type: 'ConsultOutside', contactId: 'tujci' } as never);
            await check('konzola-zunanja');
            await page.context().clearCookies();
            await signIn(page, 'nadzornik');
            await page.goto(`${web.url}/zunanje-stevilke`);
            await page.getByText('številke ni dovoljeno klicati').waitFor();
            await check('zunanje-stevilke');
            await page.goto(`${web.url}/zunanje-stevilke/tujci`);
            await page.getByLabel('Telefonska številka').waitFor();
            await check('zunanja-stevilka');
          },
          { viewport },
        );
      });
    },
  );
}
