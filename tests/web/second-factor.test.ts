import { hash } from '@node-rs/argon2';
import test from 'ava';
import { setPasswordHash } from '../../sql/people/set-password-hash.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { codeOf, keyOf, recoveryCodesOf } from './fixture/second-factor.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { passwordOf, type TestUser, type TestWeb, withWeb } from './fixture/web.ts';

const cheap = { memoryCost: 64, timeCost: 1, parallelism: 1 };
const steps = { code: '/prijava/koda', ownPassword: '/prijava/novo-geslo', enrolment: '/prijava/nastavitev' };
const inside = '/lokacije';

/** With a password of their own instead of the sample's, everybody is asked for what their role needs. */
async function ownPasswordFor({ db }: TestWeb, user: TestUser): Promise<void> {
  await setPasswordHash(db, user, await hash(passwordOf(user), cheap));
}

/** Where a sign-in leads, and who does it. */
async function begin(web: TestWeb, user: TestUser): Promise<{ visitor: Visitor; at: string | null }> {
  const visitor = visit(web);
  const answer = await visitor.signIn(user);
  return { visitor, at: answer.headers.get('location') };
}

/** Sets the second factor up at the sign-in; answers the key and the recovery codes. */
async function enrol(
  web: TestWeb,
  user: TestUser,
): Promise<{ key: string; codes: readonly string[]; visitor: Visitor }> {
  const { visitor } = await begin(web, user);
  const key = keyOf(await (await visitor.get(steps.enrolment)).text());
  const page = await (await visitor.post(steps.enrolment, { koda: codeOf(key) })).text();
  return { key, codes: recoveryCodesOf(page), visitor };
}

test('[R9.4] whoever must have a second factor sets it up before anything else opens', async (t) => {
  await withWeb(async (web) => {
    await ownPasswordFor(web, 'vodja');
    const { visitor, at } = await begin(web, 'vodja');
    t.is(at, steps.enrolment);
    t.is((await visitor.get(inside)).status, 303, 'nothing is open yet');
    t.is((await web.db('web_session').where({ user_id: 'vodja' })).length, 0);
    t.is((await visitor.get(steps.code)).headers.get('location'), steps.enrolment, 'one step is not left out');
    const page = await (await visitor.get(steps.enrolment)).text();
    const key = keyOf(page);
    t.regex(key, /^([A-Z2-7]{4} ?){8}$/);
    t.true(page.includes('<svg class="qr-code"') && !page.includes('<script'));
    t.is(keyOf(await (await visitor.get(steps.enrolment)).text()), key, 'loading again shows the same picture');
    t.is((await visitor.post(steps.enrolment, { koda: '000000' })).status, 422);
    const before = visitor.cookies.get('uenarocanje');
    const done = await visitor.post(steps.enrolment, { koda: codeOf(key) });
    t.is(done.status, 200);
    t.is(done.headers.get('cache-control'), 'no-store');
    t.is(recoveryCodesOf(await done.text()).length, 10);
    t.not(visitor.cookies.get('uenarocanje'), before, 'the session has another id');
    t.is((await visitor.get(inside)).status, 200);

    const [row] = await web.db('second_factor').select();
    t.false(JSON.stringify(row).includes(key.replaceAll(' ', '')), 'the secret rests sealed');
    t.false(web.log.join('').includes(key.replaceAll(' ', '')));
  });
});

test('[R9.4] a code is asked for after the password, and is taken once', async (t) => {
  await withWeb(async (web) => {
    await ownPasswordFor(web, 'vodja');
    const { key } = await enrol(web, 'vodja');
    const { visitor, at } = await begin(web, 'vodja');
    t.is(at, steps.code);
    t.is((await visitor.get(inside)).status, 303);
    t.is((await visitor.get(steps.enrolment)).headers.get('location'), steps.code, 'the key is shown to nobody again');
    for (const koda of ['', 'abcdef', '12345', '000000']) {
      const refused = await visitor.post(steps.code, { koda });
      t.is(refused.status, 422, koda);
    }
    const replayed = await visitor.post(steps.code, { koda: codeOf(key) });
    t.is(replayed.status, 422, 'this code confirmed the set-up already');
    t.regex(await replayed.text(), /že uporabljena/);
    await web.db('sign_in_attempt').delete();
    const between = visitor.cookies.get('uenarocanje');
    t.is((await visitor.post(steps.code, { koda: codeOf(key, 1) })).headers.get('location'), '/');
    t.not(visitor.cookies.get('uenarocanje'), between, 'the session has another id');
    t.is((await visitor.get(inside)).status, 200);
    const again = await begin(web, 'vodja');
    t.is((await again.visitor.post(steps.code, { koda: codeOf(key, 1) })).status, 422, 'nor twice');
    const actions = await web.db('audit_entry').where({ subject: 'vodja' }).orderBy('id').pluck('action');
    t.is(actions.filter((action: string) => action === 'signedIn').length, 2);
    t.is(actions.filter((action: string) => action === 'codeRefused').length, 5);
  });
});

test('[R9.4] the same code sent twice at once lets one in', async (t) => {
  await withWeb(async (web) => {
    await ownPasswordFor(web, 'vodja');
    const { key } = await enrol(web, 'vodja');
    const visitors = await Promise.all([begin(web, 'vodja'), begin(web, 'vodja'), begin(web, 'vodja')]);
    const koda = codeOf(key, 1);
    const answers = await Promise.all(visitors.map(({ visitor }) => visitor.post(steps.code, { koda })));
    t.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422]);
  });
});

test('[R9.4] codes can not be guessed: after five even the right one waits, and the password gives none back', async (t) => {
  await withWeb(async (web) => {
    await ownPasswordFor(web, 'vodja');
    const { key } = await enrol(web, 'vodja');
    const { visitor } = await begin(web, 'vodja');
    const token = await visitor.token();
    const guesses = Array.from({ length: 8 }, () => visitor.post(steps.code, { koda: '000000', _csrf: token }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
    t.deepEqual(statuses, [422, 422, 422, 422, 422, 429, 429, 429]);
    const again = await begin(web, 'vodja');
    t.is(again.at, steps.code);
    const late = await again.visitor.post(steps.code, { koda: codeOf(key, 1) });
    t.is(late.status, 429);
    t.true(Number(late.headers.get('retry-after')) > 0);
    t.regex(await late.text(), /Preveč neuspešnih poskusov/);
    t.is((await again.visitor.get(inside)).status, 303);
  });
});

test('[R9.4] a recovery code lets in once, as it was written or not quite', async (t) => {
  await withWeb(async (web) => {
    await ownPasswordFor(web, 'vodja');
    const { codes } = await enrol(web, 'vodja');
    const [code = ''] = codes;
    t.false(JSON.stringify(await web.db('recovery_code').select()).includes(code.replace('-', '')));
    const first = await begin(web, 'vodja');
    t.is((await first.visitor.post(steps.code, { obnovitvena: 'aaaaa-aaaaa' })).status, 422);
    const answer = await first.visitor.post(steps.code, { obnovitvena: ` ${code.toUpperCase().replace('-', ' ')} ` });
    t.is(answer.headers.get('location'), '/');
    t.regex(await (await first.visitor.get('/drugi-korak')).text(), /je še 9 kod/);
    const second = await begin(web, 'vodja');
    t.is((await second.visitor.post(steps.code, { obnovitvena: code })).status, 422);
    t.deepEqual(await web.db('audit_entry').where({ action: 'recoveryCodeUsed' }).pluck('subject'), ['vodja']);
  });
});

test('[R9.4] a sign-in under way ends with another password, a disabled person, or too much time', async (t) => {
  await withWeb(async (web) => {
    await ownPasswordFor(web, 'vodja');
    const { key } = await enrol(web, 'vodja');
    const overtaken = await begin(web, 'vodja');
    await setPasswordHash(web.db, 'vodja', await hash('povsem novo geslo', cheap));
    const refused = await overtaken.visitor.post(steps.code, { koda: codeOf(key, 1) });
    t.is(refused.headers.get('location'), '/prijava');
    await ownPasswordFor(web, 'vodja');

    const slow = await begin(web, 'vodja');
    await web.db.raw(
      `update web_session set data = jsonb_set(data, '{entering,at}', to_jsonb(cast(extract(epoch from now()) * 1000 as bigint) - 16 * 60000))
       where jsonb_exists(data, 'entering')`,
    );
    t.is((await slow.visitor.post(steps.code, { koda: codeOf(key, 1) })).headers.get('location'), '/prijava');

    const disabled = await begin(web, 'vodja');
    await web.db('app_user').where({ id: 'vodja' }).update({ disabled_at: new Date() });
    t.is((await disabled.visitor.post(steps.code, { koda: codeOf(key, 1) })).headers.get('location'), '/prijava');
    t.is((await disabled.visitor.get(inside)).status, 303);
    t.is((await visit(web).get(steps.code)).headers.get('location'), '/prijava', 'nobody begins in the middle');
  });
});

test('[R9.4] a password that somebody else gave is replaced before anything else opens', async (t) => {
  await withWeb(async (web) => {
    const administrator = (await begin(web, 'skrbnik')).visitor;
    t.is((await administrator.post('/ljudje/referent/geslo', { geslo: 'štirje beli labodi' })).status, 303);
    const clerk = visit(web);
    const signIn = { uporabnik: 'referent', geslo: 'štirje beli labodi', naprej: '/urnik' };
    t.is((await clerk.post('/prijava', signIn)).headers.get('location'), steps.ownPassword);
    t.is((await clerk.get('/urnik')).status, 303);
    for (const [novo, ponovljeno] of [
      ['', ''],
      ['kratko', 'kratko'],
      ['štirje beli labodi', 'štirje beli labodi'],
      ['geslo osebe referent', 'geslo osebe referent'],
      ['tri rdeče češnje', 'tri rdeče češnjE'],
    ] as const)
      t.is((await clerk.post(steps.ownPassword, { novo, ponovljeno })).status, 422, novo);
    const own = { novo: 'tri rdeče češnje', ponovljeno: 'tri rdeče češnje' };
    t.is((await clerk.post(steps.ownPassword, own)).headers.get('location'), '/urnik');
    t.is((await clerk.get('/urnik')).status, 200);
    const next = visit(web);
    const answer = await next.post('/prijava', { uporabnik: 'referent', geslo: own.novo });
    t.is(answer.headers.get('location'), '/', 'only once');
  });
});

test('[R3.4] [R9.4] a second factor is reset within the reach only, which ends the sessions and is written down', async (t) => {
  await withWeb(async (web) => {
    await writeSetting(web.db, 'secondFactor', { requiredFor: ['clerk'] });
    await ownPasswordFor(web, 'referent');
    const { visitor: clerk } = await enrol(web, 'referent');
    const path = '/ljudje/referent/drugi-korak';
    const manager = (await begin(web, 'vodja')).visitor;
    t.is((await manager.post(path)).status, 404, 'a clerk of another unit');
    t.is((await clerk.post(path)).status, 403);
    const administrator = (await begin(web, 'skrbnik')).visitor;
    t.is((await administrator.post('/ljudje/skrbnik/drugi-korak')).status, 409, 'one’s own is changed elsewhere');
    await web.db('role_grant').where({ user_id: 'referent' }).update({ location_id: 'gabrovka' });
    t.regex(await (await manager.get('/ljudje/referent')).text(), /Nastavljena \d/);
    t.is((await manager.post(path)).status, 303);
    t.is((await manager.post(path)).status, 409, 'there is none any more');
    t.is((await clerk.get('/urnik')).status, 303, 'signed out');
    t.deepEqual(await web.db('recovery_code').select(), []);
    t.is((await begin(web, 'referent')).at, steps.enrolment);
    const [entry] = await web.db('audit_entry').where({ action: 'secondFactorReset' });
    t.deepEqual([entry.user_id, entry.subject], ['vodja', 'referent']);
  });
});

test('[R9.4] one’s own second factor is changed with the password, and is not turned off where it is required', async (t) => {
  await withWeb(async (web) => {
    const clerk = (await begin(web, 'referent')).visitor;
    const password = passwordOf('referent');
    t.is((await clerk.post('/drugi-korak/zacni', { geslo: 'ugibanje' })).status, 422);
    t.is((await clerk.post('/drugi-korak/potrdi', { koda: '123456' })).status, 409, 'nothing was begun');
    t.is((await clerk.post('/drugi-korak/zacni', { geslo: password })).status, 303);
    const key = keyOf(await (await clerk.get('/drugi-korak')).text());
    t.is((await clerk.post('/drugi-korak/potrdi', { koda: '000000' })).status, 422);
    const codes = recoveryCodesOf(await (await clerk.post('/drugi-korak/potrdi', { koda: codeOf(key) })).text());
    t.is(codes.length, 10);
    t.is((await clerk.get('/urnik')).status, 200, 'still signed in here');
    t.is((await begin(web, 'referent')).at, steps.code);

    const fresh = await clerk.post('/drugi-korak/kode', { 'geslo-kode': password });
    t.false(recoveryCodesOf(await fresh.text()).some((code) => codes.includes(code)));
    const stale = (await begin(web, 'referent')).visitor;
    t.is((await stale.post(steps.code, { obnovitvena: codes[0] ?? '' })).status, 422);

    // A new telephone: the old one stays good until the new one has shown a code.
    t.is((await clerk.post('/drugi-korak/zacni', { geslo: password })).status, 303);
    const later = (await begin(web, 'referent')).visitor;
    t.is((await later.post(steps.code, { koda: codeOf(key, 1) })).status, 303);
    t.is((await clerk.post('/drugi-korak/preklici')).status, 303);
    t.is(keyOf(await (await clerk.get('/drugi-korak')).text()), '');

    t.is((await clerk.post('/drugi-korak/izklopi', { 'geslo-izklop': 'ugibanje' })).status, 422);
    t.is((await clerk.post('/drugi-korak/izklopi', { 'geslo-izklop': password })).status, 303);
    t.is((await begin(web, 'referent')).at, '/');

    await ownPasswordFor(web, 'vodja');
    const { visitor: manager } = await enrol(web, 'vodja');
    t.is((await manager.post('/drugi-korak/izklopi', { 'geslo-izklop': passwordOf('vodja') })).status, 409);
    t.is((await begin(web, 'vodja')).at, steps.code);
  });
});

test('[R9.4] the administrator says who must have it; the sample’s own passwords go without', async (t) => {
  await withWeb(async (web) => {
    const { visitor: administrator, at } = await begin(web, 'skrbnik');
    t.is(at, '/', 'the sign-ins that the start prints work as printed');
    const path = '/drugi-korak/obveznost';
    const page = await (await administrator.get(path)).text();
    for (const role of ['administrator', 'locationManager'])
      t.regex(page, new RegExp(`name="vloga-${role}"[^>]* checked`));
    t.notRegex(page, /name="vloga-clerk"[^>]* checked/);
    await ownPasswordFor(web, 'referent');
    t.is((await begin(web, 'referent')).at, '/');
    t.is((await administrator.post(path, { 'vloga-clerk': 'da', 'vloga-agent': 'da' })).status, 303);
    t.is((await begin(web, 'referent')).at, steps.enrolment);
    t.is((await begin(web, 'agent1')).at, '/', 'whose password is still the sample’s');
    t.regex(await (await administrator.get(path)).text(), /href="\/ljudje\/referent"/);
    const [entry] = await web.db('audit_entry').where({ action: 'secondFactorRuleChanged' });
    t.deepEqual(entry.details, { roles: 'clerk, agent' });
    t.is((await (await begin(web, 'vodja')).visitor.post(path)).status, 403);
  });
});

test('[R9.4] what one session was shown is confirmed in no other: who knows the password learns no key of its owner', async (t) => {
  await withWeb(async (web) => {
    await ownPasswordFor(web, 'vodja');
    const { visitor: intruder } = await begin(web, 'vodja');
    const seen = keyOf(await (await intruder.get(steps.enrolment)).text());
    const { visitor: owner } = await begin(web, 'vodja');
    const own = keyOf(await (await owner.get(steps.enrolment)).text());
    t.not(own, seen);
    const overtaken = await intruder.post(steps.enrolment, { koda: codeOf(seen) });
    t.is(overtaken.status, 422);
    t.not(keyOf(await overtaken.text()), own);
    t.is((await owner.post(steps.enrolment, { koda: codeOf(own) })).status, 422, 'they disturb each other visibly');
    const again = keyOf(await (await owner.get(steps.enrolment)).text());
    t.is((await owner.post(steps.enrolment, { koda: codeOf(again) })).status, 200);
    t.is((await intruder.get(steps.enrolment)).headers.get('location'), steps.code);
    t.is((await intruder.post(steps.code, { koda: codeOf(seen, 1) })).status, 422);

    await owner.post('/drugi-korak/zacni', { geslo: passwordOf('vodja') });
    const next = keyOf(await (await owner.get('/drugi-korak')).text());
    const { visitor: elsewhere } = await begin(web, 'vodja');
    await elsewhere.post(steps.code, { koda: codeOf(again, 1) });
    const page = await (await elsewhere.get('/drugi-korak')).text();
    t.true(
      page.includes('name="geslo"') && keyOf(page) === '',
      'another session of the same person sees nothing of it',
    );
    t.is((await elsewhere.post('/drugi-korak/potrdi', { koda: codeOf(next) })).status, 409);
    t.is((await owner.post('/drugi-korak/potrdi', { koda: codeOf(next) })).status, 200);
  });
});
