import test from 'ava';
import { answered } from '../sql/cdr-fixture.ts';
import { agentView, talking, wallboardView } from './fixture/views.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

const pagesOf = {
  nadzornik: ['/stena', '/linija', '/klici', '/klici/call-1', '/porocila', '/besedila', '/ni-strani'],
  agent1: ['/konzola', '/klici', '/stena'],
} as const;

test('[R9.4] no page allows or holds script or style of its own, a frame or another host', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView({ waiting: 1, oldestSeconds: 5 }));
    web.engine.showAgent(talking());
    await web.storeCalls(answered('call-1'));
    const check = (path: string, headers: Headers, html: string): void => {
      const policy = headers.get('content-security-policy') ?? '';
      t.regex(policy, /default-src 'none'/, path);
      t.regex(policy, /script-src 'self'(;|$)/, path);
      t.regex(policy, /style-src 'self'(;|$)/, path);
      t.regex(policy, /frame-ancestors 'none'/, path);
      t.regex(policy, /form-action 'self'/, path);
      t.notRegex(policy, /unsafe|\*|https?:/, path);
      t.is(headers.get('x-content-type-options'), 'nosniff', path);
      t.is(headers.get('referrer-policy'), 'same-origin', path);
      t.is(headers.get('cache-control'), 'no-store', path);
      t.notRegex(html, /<style|\sstyle="|\son\w+="|javascript:/, path);
      t.deepEqual(html.match(/<script(?![^>]*\ssrc="\/sredstva\/)[^>]*>/g), null, path);
      t.deepEqual(html.match(/(?:src|href)="(?!\/|#|tel:)[^"]*"/g), null, path);
      t.regex(html, /^<!doctype html><html lang="sl"/, path);
    };
    const nobody = await visit(web).get('/prijava');
    check('/prijava', nobody.headers, await nobody.text());
    for (const user of ['nadzornik', 'agent1'] as const) {
      const visitor = visit(web);
      await visitor.signIn(user);
      for (const path of pagesOf[user]) {
        const answer = await visitor.get(path);
        check(path, answer.headers, await answer.text());
      }
    }
  });
});

test('[R9.4] what callers and agents write is text on every page, never markup', async (t) => {
  const attack = `"><script>alert(1)</script><img src=x onerror=alert(2)>'</textarea>`;
  await withWeb(async (web) => {
    await web.db('app_user').where({ id: 'agent1' }).update({ name: attack });
    await web.db('disposition').where({ key: 'drugo' }).update({ name: attack });
    await web.db('prompt_version').where({ prompt_key: 'welcome' }).update({ text: attack });
    await web.storeCalls({
      ...answered('call-1'),
      notes: attack,
      nextStep: attack,
      callerNumber: attack,
      trunk: attack,
    });
    web.engine.showWallboard(
      wallboardView({
        agents: wallboardView().agents.map((agent) => ({ ...agent, name: attack, reason: attack })),
      }),
    );
    web.engine.showAgent(talking({ notes: attack, nextStep: attack, queueName: attack, callerNumber: attack }));
    const pages: string[] = [];
    for (const user of ['nadzornik', 'agent1'] as const) {
      const visitor = visit(web);
      await visitor.signIn(user);
      for (const path of pagesOf[user]) pages.push(await (await visitor.get(path)).text());
    }
    pages.push(await (await visit(web).post('/prijava', { uporabnik: attack, geslo: 'x' })).text());
    t.true(pages.some((page) => page.includes('&lt;script>') || page.includes('&lt;script&gt;')));
    for (const page of pages) t.notRegex(page, /<script>alert|<img src=x/);
  });
});

test('[R9.4] a form without our token, with another’s or from another site is refused and does nothing', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(agentView());
    const visitor = visit(web);
    const beforeSignIn = await visitor.token();
    await visitor.signIn('agent1');
    const somebodyElse = visit(web);
    await somebodyElse.signIn('agent2');
    const attempts = [
      { _csrf: '' },
      { _csrf: 'x'.repeat(43) },
      { _csrf: beforeSignIn },
      { _csrf: await somebodyElse.token() },
    ];
    for (const fields of attempts) {
      const answer = await visitor.post('/konzola/stanje', { dejanje: 'prijava', ...fields });
      t.is(answer.status, 403);
      t.regex(await answer.text(), /Obrazec je potekel/);
    }
    const crossSite = await visitor.post('/konzola/stanje', { dejanje: 'prijava' }, { 'sec-fetch-site': 'cross-site' });
    t.is(crossSite.status, 403);
    t.is((await visitor.post('/odjava', { _csrf: '' })).status, 403);
    t.is((await visit(web).post('/prijava', { _csrf: '' })).status, 403);
    t.deepEqual(web.engine.commands, []);
    t.is((await visitor.post('/konzola/stanje', { dejanje: 'prijava' })).status, 303);
  });
});

test('[R9.4] the token is no use with somebody else’s cookie', async (t) => {
  await withWeb(async (web) => {
    const [one, other] = [visit(web), visit(web)];
    await one.signIn('agent1');
    await other.signIn('agent1');
    const answer = await one.post('/konzola/stanje', { dejanje: 'prijava', _csrf: await other.token() });
    t.is(answer.status, 403);
  });
});

test('errors are pages that say what to do: 400, 403, 404, 405, 413', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('agent1');
    const expected = [
      [await visitor.get('/ni-strani'), 404, /Te strani ni/],
      [await visitor.get('/stena'), 403, /Za to nimate pravice/],
      [await visitor.get('/konzola/stanje'), 405, /ni mogoče odpreti na ta način/],
      [await visitor.post('/konzola/stanje', { dejanje: 'nekaj' }), 400, /Zahteve ni mogoče prebrati/],
      [await visitor.post('/konzola/opis', { klic: 'x', zapis: 'a'.repeat(70_000) }), 413, /preveč/],
    ] as const;
    for (const [answer, status, words] of expected) {
      t.is(answer.status, status);
      const html = await answer.text();
      t.regex(html, words);
      t.regex(html, /Na začetno stran/);
    }
    t.is((await visitor.get('/konzola/stanje')).headers.get('allow'), 'POST');
    const island = await visitor.get('/ni-strani', { accept: 'application/json' });
    t.deepEqual(Object.keys((await island.json()) as object), ['ok', 'sentence']);
  });
});

test('[R9.2] without the database a page says so, and nothing of the error leaks', async (t) => {
  await withWeb(
    async (web) => {
      const answer = await visit(web).get('/prijava');
      t.is(answer.status, 503);
      const html = await answer.text();
      t.regex(html, /Baza podatkov se ne odziva/);
      t.regex(html, /<code>[0-9a-f-]{36}<\/code>/);
      t.notRegex(html, /ECONNREFUSED|127\.0\.0\.1:1|at .*\.ts/);
      t.is((await visit(web).get('/zdravje')).status, 200);
    },
    { databaseUrl: 'postgres://nobody:secret@127.0.0.1:1/none' },
  );
});

test('[R9.5] a bug becomes a page with the request’s id, which stands in the log with its stack', async (t) => {
  await withWeb(async (web) => {
    const visitor = visit(web);
    await visitor.signIn('narocnik');
    await web.db.raw('alter table uenarocanje.report rename to away');
    const answer = await visitor.get('/porocila');
    t.is(answer.status, 500);
    const id = /<code>([0-9a-f-]{36})<\/code>/.exec(await answer.text())?.[1] ?? 'none';
    t.is(answer.headers.get('x-request-id'), id);
    const line = web.log.find((entry) => entry.includes(id) && entry.includes('the answer failed')) ?? '';
    t.regex(line, /42P01/);
    t.regex(line, /"route":"\/porocila"/);
  });
});
