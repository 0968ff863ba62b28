import test from 'ava';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, phone, signIn, textOf, withPage } from './fixture/browser.ts';
import { codeOf } from './fixture/second-factor.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestUser, type TestWeb, withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

async function signedIn(web: TestWeb, user: TestUser): Promise<Visitor> {
  const visitor = visit(web);
  await visitor.signIn(user);
  return visitor;
}

const grantsOf = async ({ db }: TestWeb, id: string): Promise<string[]> =>
  (await db('role_grant').where({ user_id: id }).orderBy(['role', 'location_id'])).map(
    ({ role, location_id }) => `${role}@${location_id ?? '*'}`,
  );

const clerk = {
  uporabnik: 'okence-litija-2',
  ime: 'Tončka Šubic',
  eposta: '',
  vloga: 'clerk',
  lokacija: 'litija',
  geslo: '',
};

test('[R3.4] a location manager adds a clerk, who signs in with the password that is shown once', async (t) => {
  await withWeb(async (web) => {
    const manager = await signedIn(web, 'vodja');
    const added = await manager.post('/ljudje/dodaj', clerk);
    t.is(added.status, 200);
    t.is(added.headers.get('cache-control'), 'no-store');
    const secret = /id="novo-geslo"[^>]* value="([^"]+)"|value="([^"]+)"[^>]* class="new-password"/.exec(
      await added.text(),
    );
    const password = secret?.[1] ?? secret?.[2] ?? '';
    t.regex(password, /^[\w-]{16}$/);
    t.deepEqual(await grantsOf(web, clerk.uporabnik), ['clerk@litija']);
    t.false((await (await manager.get(`/ljudje/${clerk.uporabnik}`)).text()).includes(password));
    t.false(web.log.join('').includes(password));
    const newcomer = visit(web);
    const signIn = await newcomer.post('/prijava', { uporabnik: clerk.uporabnik, geslo: password });
    t.is(signIn.headers.get('location'), '/prijava/novo-geslo');
    const own = { novo: 'tri rdeče češnje', ponovljeno: 'tri rdeče češnje' };
    t.is((await newcomer.post('/prijava/novo-geslo', own)).headers.get('location'), '/');
    t.is((await newcomer.get('/urnik?lokacija=litija')).status, 200);
    t.is((await newcomer.get('/urnik?lokacija=ljubljana')).status, 404);
    t.true((await (await manager.get('/ljudje')).text()).includes('Tončka Šubic'));
    const [entry] = await web.db('audit_entry').where({ action: 'personAdded' });
    t.deepEqual(
      [entry.user_id, entry.subject, entry.details],
      ['vodja', clerk.uporabnik, { role: 'clerk', location: 'litija' }],
    );
  });
});

test('[R3.4] a location manager gives nothing outside the own places, and no other role', async (t) => {
  await withWeb(async (web) => {
    const manager = await signedIn(web, 'vodja');
    for (const changes of [
      { lokacija: 'ljubljana' },
      { lokacija: '*' },
      { vloga: 'administrator' },
      { vloga: 'supervisor' },
    ]) {
      const answer = await manager.post('/ljudje/dodaj', { ...clerk, ...changes });
      t.is(answer.status, 422, JSON.stringify(changes));
    }
    t.is((await web.db('app_user').where({ id: clerk.uporabnik })).length, 0);
    t.is((await manager.get('/ljudje/referent')).status, 404, 'a clerk of another unit');
    const list = await (await manager.get('/ljudje')).text();
    t.true(list.includes('Gregor Jerič') && !list.includes('Maja Vidmar') && !list.includes('Ana Žagar'));
    for (const [path, fields] of [
      ['/ljudje/referent', { ime: 'Kdo Drug' }],
      ['/ljudje/referent/geslo', { geslo: 'povsem novo geslo' }],
      ['/ljudje/skrbnik/geslo', { geslo: 'povsem novo geslo' }],
      ['/ljudje/skrbnik/prijava', { dejanje: 'onemogoci' }],
      ['/ljudje/referent/pravice', { dejanje: 'dodeli', vloga: 'clerk', lokacija: 'litija' }],
    ] as const)
      t.is((await manager.post(path, { ...fields })).status, 404, path);
    t.is(
      (await manager.post('/ljudje/referent/pravice', { dejanje: 'odvzemi', vloga: 'clerk', lokacija: 'ljubljana' }))
        .status,
      403,
    );
    t.deepEqual(await grantsOf(web, 'referent'), ['clerk@ljubljana']);

    // Somebody who works here and elsewhere: rights here may change, the password may not.
    await web.db('role_grant').insert({ user_id: 'referent', role: 'clerk', location_id: 'gabrovka' });
    const page = await (await manager.get('/ljudje/referent')).text();
    t.true(page.includes('ureja skrbnik'));
    t.is((await manager.post('/ljudje/referent/geslo', { geslo: 'povsem novo geslo' })).status, 403);
    t.is((await manager.post('/ljudje/referent', { ime: 'Kdo Drug' })).status, 403);
    const taken = await manager.post('/ljudje/referent/pravice', {
      dejanje: 'odvzemi',
      vloga: 'clerk',
      lokacija: 'gabrovka',
    });
    t.is(taken.headers.get('location'), '/ljudje');
    t.deepEqual(await grantsOf(web, 'referent'), ['clerk@ljubljana']);
    t.is((await (await signedIn(web, 'referent')).get('/ljudje')).status, 403);
  });
});

test('[R3.4] [R9.4] who loses a right is signed out at once, and so is who gets another password', async (t) => {
  await withWeb(async (web) => {
    const administrator = await signedIn(web, 'skrbnik');
    const victim = await signedIn(web, 'referent');
    t.is((await victim.get('/urnik')).status, 200);
    const revoke = { dejanje: 'odvzemi', vloga: 'clerk', lokacija: 'ljubljana' };
    t.is((await administrator.post('/ljudje/referent/pravice', revoke)).status, 303);
    t.is((await victim.get('/urnik')).status, 303, 'asked to sign in');
    t.is((await web.db('web_session').where({ user_id: 'referent' })).length, 0);
    t.is((await administrator.post('/ljudje/referent/pravice', revoke)).status, 409, 'it is gone already');
    t.is((await administrator.post('/ljudje/referent/pravice', { ...revoke, dejanje: 'dodeli' })).status, 303);
    t.is((await administrator.post('/ljudje/referent/pravice', { ...revoke, dejanje: 'dodeli' })).status, 409);
    await victim.signIn('referent');
    t.is((await victim.get('/urnik')).status, 200);
    t.is((await administrator.post('/ljudje/referent/geslo', { geslo: 'štirje beli labodi' })).status, 303);
    t.is((await victim.get('/urnik')).status, 303);
    t.is((await victim.post('/prijava', { uporabnik: 'referent', geslo: 'štirje beli labodi' })).status, 303);
    t.is((await victim.get('/urnik')).status, 303, 'not before there is a password of one’s own');
    const own = { novo: 'pet črnih labodov', ponovljeno: 'pet črnih labodov' };
    t.is((await victim.post('/prijava/novo-geslo', own)).status, 303);
    t.is((await victim.get('/urnik')).status, 200);
    t.is((await administrator.post('/ljudje/referent/prijava', { dejanje: 'onemogoci' })).status, 303);
    t.is((await victim.get('/urnik')).status, 303);
    t.is((await victim.post('/prijava', { uporabnik: 'referent', geslo: own.novo })).status, 422);
    t.is((await administrator.post('/ljudje/referent/prijava', { dejanje: 'omogoci' })).status, 303);
    t.is(
      (await administrator.post('/ljudje/referent', { ime: 'Maja Vidmar Kos', eposta: 'maja@example.si' })).status,
      303,
    );
    const history = await (await administrator.get('/ljudje/referent')).text();
    for (const words of [
      'odvzeta pravica',
      'dodeljena pravica',
      'novo geslo osebe',
      'onemogočena prijava',
      'omogočena prijava',
      'sprememba podatkov',
    ])
      t.true(history.includes(words), words);
    t.true(history.includes('Maja Vidmar Kos'));
    const details = (await web.db('audit_entry').where({ subject: 'referent' })).map((entry) =>
      JSON.stringify(entry.details),
    );
    t.false(details.join('').includes('labodi') || details.join('').includes('maja@'));
  });
});

test('[R3.4] there is always an administrator, and nobody takes rights from themselves', async (t) => {
  await withWeb(async (web) => {
    const first = await signedIn(web, 'skrbnik');
    const own = { dejanje: 'odvzemi', vloga: 'administrator', lokacija: '*' };
    const refused = await first.post('/ljudje/skrbnik/pravice', own);
    t.is(refused.status, 409);
    t.regex(await refused.text(), /Sebi pravic/);
    t.is((await first.post('/ljudje/skrbnik/prijava', { dejanje: 'onemogoci' })).status, 409);
    t.is((await first.post('/ljudje/nadzornik/pravice', { ...own, dejanje: 'dodeli' })).status, 303);
    const second = await signedIn(web, 'nadzornik');
    // Two administrators take the right from each other at once: one of them keeps it.
    const answers = await Promise.all([
      first.post('/ljudje/nadzornik/pravice', own),
      second.post('/ljudje/skrbnik/pravice', own),
    ]);
    t.true(answers.some(({ status }) => status === 303));
    t.is((await web.db('role_grant').where({ role: 'administrator' })).length, 1);
  });
});

test('[R3.4] wrong input says what was expected and keeps what was typed, but never a password', async (t) => {
  await withWeb(async (web) => {
    const administrator = await signedIn(web, 'skrbnik');
    const answer = await administrator.post('/ljudje/dodaj', {
      uporabnik: 'Tončka Šubic',
      ime: '',
      eposta: 'ni naslov',
      vloga: 'clerk',
      lokacija: 'ni-kraja',
      geslo: 'prekratko',
    });
    t.is(answer.status, 422);
    const page = await answer.text();
    for (const words of [
      'male črke',
      'Vpišite ime in priimek',
      'ime@example.si',
      'Izberite lokacijo',
      'od 12 do 200 znakov',
    ])
      t.true(page.includes(words), words);
    t.true(page.includes('value="Tončka Šubic"') && page.includes('value="ni naslov"'));
    t.false(page.includes('prekratko'));
    t.is((await administrator.post('/ljudje/dodaj', { ...clerk, uporabnik: 'agent1' })).status, 409);
    t.is((await administrator.get('/ljudje/%00')).status, 404);
    t.is((await administrator.post('/ljudje/%00/svetovanje', { telefon: '101' })).status, 404);
    t.is((await administrator.post('/ljudje/ni-osebe', { ime: 'Kdo' })).status, 404);
    t.is((await administrator.post('/ljudje/agent1', { ime: '<script>x</script>' })).status, 303);
    t.true((await (await administrator.get('/ljudje')).text()).includes('&lt;script>x'));
  });
});

test('[R2.1] [R2.3] an administrator says at which phone an agent sits and what the agent knows', async (t) => {
  await withWeb(async (web) => {
    const administrator = await signedIn(web, 'skrbnik');
    await web.db('phone').insert({ username: '105', password: 'skrivnost' });
    const page = await (await administrator.get('/ljudje/agent1')).text();
    t.true(
      page.includes('>105<') && page.includes('narocanje:5') && !page.includes('skrivnost') && !page.includes('>102<'),
    );
    const path = '/ljudje/agent1/svetovanje';
    const taken = await administrator.post(path, { telefon: '102', znanja: 'narocanje:11' });
    t.is(taken.status, 422);
    t.regex(await taken.text(), /s seznama prostih[\s\S]*stopnja je od 1 do 10/);
    t.is((await administrator.post(path, { telefon: '105', znanja: 'narocanje:9; jezik:sl:10' })).status, 303);
    t.is((await web.db('agent').where({ id: 'agent1' }).first('phone_username')).phone_username, '105');
    t.deepEqual(await web.db('agent_skill').where({ agent_id: 'agent1' }).orderBy('skill').select('skill', 'level'), [
      { skill: 'jezik:sl', level: 10 },
      { skill: 'narocanje', level: 9 },
    ]);
    await web.db('role_grant').where({ user_id: 'agent1' }).update({ role: 'clerk', location_id: 'litija' });
    const manager = await signedIn(web, 'vodja');
    t.is((await manager.post(path, { telefon: '101', znanja: '' })).status, 403);
  });
});

test('[R9.4] one’s own password needs the present one, and ends the other sessions', async (t) => {
  await withWeb(async (web) => {
    const [here, elsewhere] = [await signedIn(web, 'referent'), await signedIn(web, 'referent')];
    const form = { sedanje: 'geslo za referent', novo: 'tri rdeče češnje', ponovljeno: 'tri rdeče češnje' };
    t.is((await here.post('/geslo', { ...form, sedanje: 'ugibanje' })).status, 422);
    t.is((await here.post('/geslo', { ...form, ponovljeno: 'tri rdeče češnjE' })).status, 422);
    t.is((await here.post('/geslo', { ...form, novo: 'kratko', ponovljeno: 'kratko' })).status, 422);
    t.is((await here.post('/geslo', form)).status, 303);
    t.is((await here.get('/urnik')).status, 200, 'still signed in here');
    t.is((await elsewhere.get('/urnik')).status, 303);
    t.is((await elsewhere.post('/prijava', { uporabnik: 'referent', geslo: form.novo })).status, 303);
  });
});

test('[R3.4] [R3.11] people, a person and the log in a browser, on a telephone too', async (t) => {
  await withWeb(async (web) => {
    await withPage(web, async (page, troubles) => {
      await signIn(page, 'skrbnik');
      await page.goto(`${web.url}/ljudje`);
      t.deepEqual(await violationsOf(page), []);
      await page.getByRole('button', { name: 'Dodaj osebo' }).click();
      await page.getByRole('button', { name: 'Dodaj osebo' }).click();
      t.is(await page.evaluate(() => document.activeElement?.id), 'uporabnik', 'the first field that is wrong');
      t.deepEqual(await violationsOf(page), []);
      await page.getByLabel('Uporabniško ime').fill('okence-litija-2');
      await page.getByLabel('Ime in priimek').fill('Tončka Šubic');
      await page.getByLabel('Pravica').selectOption('clerk');
      await page.getByLabel('Kje velja').selectOption('litija');
      await page.getByRole('button', { name: 'Dodaj osebo' }).click();
      const given = await page.getByLabel('Novo geslo za uporabniško ime okence-litija-2').inputValue();
      t.regex(given, /^[\w-]{16}$/);
      t.deepEqual(await violationsOf(page), []);
      await page.goto(`${web.url}/drugi-korak/obveznost`);
      await page.getByLabel('delo pri okencu').check();
      await page.getByRole('button', { name: 'Shrani' }).click();
      t.deepEqual(await violationsOf(page), []);

      // The newcomer, on a telephone and without script: an own password, then the application, then in.
      await withPage(
        web,
        async (newcomer) => {
          await newcomer.goto('/prijava');
          await newcomer.getByLabel('Uporabniško ime').fill('okence-litija-2');
          await newcomer.getByLabel('Geslo').fill(given);
          await newcomer.getByRole('button', { name: 'Prijava' }).click();
          t.is(await textOf(newcomer.getByRole('heading', { level: 1 })), 'Izberite svoje geslo');
          await newcomer.locator('#novo').fill('tri rdeče češnje');
          await newcomer.getByLabel('Novo geslo še enkrat').fill('tri rdeče češnje');
          await newcomer.getByRole('button', { name: 'Shrani geslo' }).click();
          t.true(await newcomer.getByRole('img', { name: /Koda QR/ }).isVisible());
          await newcomer.getByText('Ne morete poslikati?').click();
          const key = await textOf(newcomer.locator('.typed-key'));
          t.true((await newcomer.evaluate(() => document.documentElement.scrollWidth)) <= phone.width);
          await newcomer.getByLabel('Koda iz aplikacije').fill(codeOf(key));
          await newcomer.getByRole('button', { name: 'Potrdi' }).click();
          t.is(await newcomer.getByRole('list', { name: 'Vaše obnovitvene kode' }).getByRole('listitem').count(), 10);
          await newcomer.getByRole('button', { name: 'Kode sem shranil' }).click();
          t.is(new URL(newcomer.url()).pathname, '/danes');
        },
        { viewport: phone, script: false },
      );
      await page.setViewportSize(phone);
      for (const path of [
        '/ljudje',
        '/ljudje/referent',
        '/ljudje/dodaj',
        '/geslo',
        '/drugi-korak',
        '/hramba',
        '/izbira-s-tipkami',
        '/revizija',
      ]) {
        await page.goto(web.url + path);
        t.deepEqual(await violationsOf(page), [], path);
        t.true((await page.evaluate(() => document.documentElement.scrollWidth)) <= phone.width, path);
      }
      t.deepEqual(
        troubles.filter((trouble) => !trouble.includes('422')),
        [],
      );
    });
  });
});
