import test from 'ava';
import { wallboardView } from './fixture/views.ts';
import { visit } from './fixture/visitor.ts';
import { passwordOf, withWeb } from './fixture/web.ts';

const wrong = { uporabnik: 'nadzornik', geslo: 'ne to' };

test('[R9.4] a right password leads to the page of the role', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    const visitor = visit(web);
    const answer = await visitor.signIn('nadzornik');
    t.is(answer.status, 303);
    t.is(answer.headers.get('location'), '/');
    t.is((await visitor.get('/')).headers.get('location'), '/stena');
    t.is((await visitor.get('/stena')).status, 200);
  });
});

test('[R9.4] wrong user, wrong password and disabled user get the same neutral sentence and no session', async (t) => {
  await withWeb(async (web) => {
    await web.db('app_user').where({ id: 'narocnik' }).update({ disabled_at: new Date() });
    const pages: string[] = [];
    for (const [user, password] of [
      ['nadzornik', 'ne to'],
      ['ni-ga', 'ne to'],
      ['narocnik', passwordOf('narocnik')],
    ] as const) {
      const visitor = visit(web);
      const answer = await visitor.post('/prijava', { uporabnik: user, geslo: password });
      t.is(answer.status, 422);
      pages.push((await answer.text()).replaceAll(user, 'USER').replace(/name="_csrf" value="[^"]+"/g, ''));
      t.false([...visitor.cookies.keys()].includes('uenarocanje'));
    }
    t.is(new Set(pages).size, 1);
    t.regex(pages[0] ?? '', /se ne ujemata/);
    t.deepEqual(await web.db('web_session').count({ count: '*' }), [{ count: 0 }]);
  });
});

test('[R9.4] after five wrong passwords even the right one waits, and the page says how long', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    for (let attempt = 1; attempt <= 5; attempt += 1) t.is((await visitor.post('/prijava', wrong)).status, 422);
    const answer = await visitor.signIn('nadzornik');
    t.is(answer.status, 429);
    const seconds = Number(answer.headers.get('retry-after'));
    t.true(seconds > 800 && seconds <= 900);
    t.regex(await answer.text(), /Preveč neuspešnih poskusov\. Znova poskusite čez 15 minut\./);
    // Somebody else at the same address is not held up.
    t.is((await visit(web).signIn('agent1')).status, 303);
  });
});

test('[R9.4] guesses at the same time are no more than guesses one after the other', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    const token = await visitor.token();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => visitor.post('/prijava', { ...wrong, _csrf: token })),
    );
    t.is(answers.filter((answer) => answer.status === 422).length, 5);
    t.is(answers.filter((answer) => answer.status === 429).length, 15);
  });
});

test('[R9.4] a right password gives the attempts back', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 1; attempt <= 4; attempt += 1) t.is((await visitor.post('/prijava', wrong)).status, 422);
      t.is((await visitor.signIn('nadzornik')).status, 303);
      t.is((await visitor.post('/odjava')).status, 303);
    }
  });
});

test('[R9.4] counts of attempts hold neither names nor addresses', async (t) => {
  await withWeb(async (web) => {
    await visit(web).post('/prijava', wrong);
    const keys = await web.db('sign_in_attempt').pluck('key');
    t.is(keys.length, 3);
    t.false(keys.some((key: string) => /nadzornik|127\.0\.0\.1/.test(key)));
  });
});

test('[R9.4] the session gets a new id at sign-in: one planted before is worth nothing', async (t) => {
  await withWeb(async (web) => {
    const attacker = visit(web);
    await attacker.signIn('agent2');
    const victim = visit(web);
    for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
    const planted = victim.cookies.get('uenarocanje');
    await victim.post('/prijava', { uporabnik: 'nadzornik', geslo: passwordOf('nadzornik') });
    t.truthy(planted);
    t.not(victim.cookies.get('uenarocanje'), planted);
    t.is((await attacker.get('/')).status, 200);
    t.is((await attacker.get('/linija')).status, 303);
  });
});

test('[R9.4] signing out ends the session on the server, not only in the browser', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const copy = visit(web);
    for (const [name, value] of visitor.cookies) copy.cookies.set(name, value);
    t.is((await copy.get('/linija')).status, 200);
    const answer = await visitor.post('/odjava');
    t.is(answer.headers.get('location'), '/prijava?odjavljeni=da');
    t.regex(await (await visitor.get('/prijava?odjavljeni=da')).text(), /Odjavljeni ste\./);
    t.is((await copy.get('/linija')).status, 303);
    t.is((await web.db('web_session').select()).length, 0);
  });
});

test('[R9.4] a link to sign out only asks', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    t.regex(await (await visitor.get('/odjava')).text(), /Se želite odjaviti\?/);
    t.is((await visitor.get('/linija')).status, 200);
  });
});

test('[R9.4] after sign-in nobody is led to another host', async (t) => {
  await withWeb(async (web) => {
    for (const naprej of [
      '//zlo.example',
      'https://zlo.example/',
      '/\\zlo.example',
      '/%0d%0aSet-Cookie',
      '/prijava',
      '',
    ]) {
      const answer = await visit(web).signIn('agent1', { naprej });
      t.is(answer.headers.get('location'), '/', naprej);
    }
  });
});

test('[R9.4] cookies: not for scripts, not for other sites, and secure with __Host- when people come by https', async (t) => {
  await withWeb(async (web) => {
    const cookies = (await visit(web).signIn('agent1')).headers.getSetCookie();
    for (const cookie of cookies) t.regex(cookie, /; httponly/i);
    t.true(cookies.some((cookie) => /^uenarocanje=.*samesite=lax/i.test(cookie)));
    t.false(cookies.some((cookie) => /; secure/i.test(cookie)));
  });
  await withWeb(
    async (web) => {
      const visitor = visit(web);
      const first = (await visitor.get('/prijava')).headers;
      const cookies = [...first.getSetCookie(), ...(await visitor.signIn('agent1')).headers.getSetCookie()];
      t.true(cookies.length >= 3);
      for (const cookie of cookies) {
        t.regex(cookie, /^__Host-/);
        t.regex(cookie, /; secure/i);
        t.regex(cookie, /; path=\/;/i);
        t.notRegex(cookie, /domain=/i);
      }
      t.regex(first.get('strict-transport-security') ?? '', /max-age=31536000/);
    },
    { publicUrl: 'https://narocanje.example.si' },
  );
});

test('[R9.4] a forwarded address counts only where a proxy is trusted', async (t) => {
  const guess = async (proxy: boolean, forwarded: (attempt: number) => string): Promise<number[]> => {
    const statuses: number[] = [];
    await withWeb(
      async (web) => {
        const visitor = visit(web);
        for (let attempt = 1; attempt <= 6; attempt += 1) {
          const answer = await visitor.post('/prijava', wrong, { 'x-forwarded-for': forwarded(attempt) });
          statuses.push(answer.status);
        }
      },
      { proxy },
    );
    return statuses;
  };
  const each = (attempt: number): string => `192.0.2.${attempt}`;
  t.deepEqual(await guess(false, each), [422, 422, 422, 422, 422, 429]);
  t.deepEqual(await guess(true, each), [422, 422, 422, 422, 422, 422]);
  // What somebody writes themselves stands in front of what the proxy adds.
  t.deepEqual(await guess(true, (attempt) => `${each(attempt)}, 198.51.100.1`), [422, 422, 422, 422, 422, 429]);
});

test('[R9.3] sign-ins, refused sign-ins and sign-outs are written down', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.post('/prijava', wrong);
    await visitor.post('/prijava', { uporabnik: 'moje-tajno-geslo', geslo: 'x' });
    await visitor.signIn('nadzornik');
    await visitor.post('/odjava');
    const entries = await web.db('audit_entry').orderBy('id').select('user_id', 'action', 'subject');
    t.deepEqual(entries, [
      { user_id: null, action: 'signInRefused', subject: 'nadzornik' },
      { user_id: null, action: 'signInRefused', subject: 'unknown' },
      { user_id: 'nadzornik', action: 'signedIn', subject: 'nadzornik' },
      { user_id: 'nadzornik', action: 'signedOut', subject: 'nadzornik' },
    ]);
  });
});

test('the first page shows the number and whether the line is open, and says when that is not known', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    const open = await untilText(() => visit(web).get('/'), /Linija je odprta/);
    t.regex(open, /href="tel:015551234"/);
    t.regex(open, /01 555 12 34/);
    await web.engine.goAway();
    t.regex(await untilText(() => visit(web).get('/'), /Stanje linije ni znano/), /01 555 12 34/);
  });
});

/** Asks again until the page has it; the engine's news arrive when they arrive. */
async function untilText(ask: () => Promise<Response>, wanted: RegExp): Promise<string> {
  for (;;) {
    const text = await (await ask()).text();
    if (wanted.test(text)) return text;
  }
}
