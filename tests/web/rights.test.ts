import test from 'ava';
import { agentView, wallboardView } from './fixture/views.ts';
import { visit } from './fixture/visitor.ts';
import type { TestUser } from './fixture/web.ts';
import { withWeb } from './fixture/web.ts';

const staff = ['skrbnik', 'nadzornik'] as const;
const everybody: readonly TestUser[] = ['skrbnik', 'nadzornik', 'narocnik', 'agent1'];

/** Every page, and who may open it. Streams and files answer the same way. */
const pages: readonly { readonly path: string; readonly allowed: readonly TestUser[]; readonly status?: number }[] = [
  { path: '/stena', allowed: [...staff, 'narocnik'] },
  { path: '/linija', allowed: staff },
  { path: '/konzola', allowed: ['agent1'] },
  { path: '/konzola/klici', allowed: ['agent1'] },
  { path: '/termini', allowed: ['skrbnik', 'agent1'] },
  { path: '/termini/abcdefghijkl', allowed: ['skrbnik', 'agent1'], status: 404 },
  { path: '/danes', allowed: ['skrbnik'] },
  { path: '/obiski', allowed: ['skrbnik', 'agent1'] },
  { path: '/obiski/1', allowed: ['skrbnik', 'agent1'], status: 404 },
  { path: '/klici', allowed: [...staff, 'agent1'] },
  { path: '/klici/izvoz.csv?od=2026-11-01&do=2026-11-30', allowed: staff },
  { path: '/povratni-klici', allowed: [...staff, 'agent1'] },
  { path: '/klici/ni-klica', allowed: [...staff, 'agent1'], status: 404 },
  { path: '/posnetki/ni-posnetka', allowed: [...staff, 'agent1'], status: 404 },
  { path: '/porocila', allowed: [...staff, 'narocnik'] },
  { path: '/porocila/1.pdf', allowed: [...staff, 'narocnik'], status: 404 },
  { path: '/statistika', allowed: [...staff, 'narocnik'] },
  { path: '/statistika/kraji.csv?od=2026-11-01&do=2026-11-30', allowed: [...staff, 'narocnik'] },
  { path: '/besedila', allowed: [...staff, 'narocnik'] },
  { path: '/ure-linije', allowed: staff },
  { path: '/ure-linije/teden', allowed: staff },
  { path: '/ure-linije/izjeme/dodaj', allowed: staff },
  { path: '/ure-linije/izjeme/2026-12-24', allowed: staff, status: 404 },
  { path: '/preliv', allowed: staff },
  { path: '/preliv/ni-vrste/dodaj', allowed: staff, status: 404 },
  { path: '/zunanje-stevilke', allowed: staff },
  { path: '/zunanje-stevilke/dodaj', allowed: staff },
  { path: '/zunanje-stevilke/ni-je', allowed: staff, status: 404 },
  { path: '/posta', allowed: staff },
  { path: '/posta/sporocilo/ni-sporocila', allowed: staff, status: 404 },
  { path: '/posta/predloge', allowed: ['skrbnik'] },
  { path: '/posta/predloge/reminder/sms/hu', allowed: ['skrbnik'] },
  { path: '/lokacije', allowed: [...staff, 'agent1'] },
  { path: '/lokacije/litija', allowed: [...staff, 'agent1'] },
  { path: '/lokacije/litija/uredi', allowed: ['skrbnik'] },
  { path: '/lokacije/gabrovka/prestavi', allowed: ['skrbnik'] },
  { path: '/lokacije/litija/pravila', allowed: [...staff, 'agent1'] },
  { path: '/prazniki', allowed: [...staff, 'agent1'] },
  { path: '/pravila-za-vse', allowed: ['skrbnik'] },
  { path: '/spremembe/1', allowed: ['skrbnik'], status: 404 },
  { path: '/premiki', allowed: [...staff, 'agent1'] },
  { path: '/premiki/1', allowed: [...staff, 'agent1'], status: 404 },
  { path: '/lokacije/litija/premik', allowed: ['skrbnik'] },
  { path: '/storitve', allowed: ['skrbnik'] },
  { path: '/storitve/potni-list', allowed: ['skrbnik'] },
  { path: '/storitve/ni-storitve', allowed: ['skrbnik'], status: 404 },
  { path: '/skupine-storitev/promet', allowed: ['skrbnik'] },
  { path: '/zakaj-ni-prosto', allowed: [...staff, 'agent1'] },
  { path: '/nova-enota', allowed: ['skrbnik'] },
  { path: '/urnik', allowed: [...staff, 'agent1'] },
  { path: '/urnik.pdf', allowed: [...staff, 'agent1'] },
  { path: '/urnik/koledarji?lokacija=litija', allowed: ['skrbnik'] },
  { path: '/revizija', allowed: ['skrbnik'] },
  { path: '/revizija/izvoz.csv', allowed: ['skrbnik'] },
  { path: '/ljudje', allowed: ['skrbnik'] },
  { path: '/ljudje/dodaj', allowed: ['skrbnik'] },
  { path: '/ljudje/agent1', allowed: ['skrbnik'] },
  { path: '/geslo', allowed: everybody },
  { path: '/strani-za-obcane', allowed: ['skrbnik'] },
  { path: '/strani-za-obcane/privacy/hu', allowed: ['skrbnik'] },
  { path: '/hramba', allowed: ['skrbnik'] },
  { path: '/izbira-s-tipkami', allowed: ['skrbnik', 'nadzornik'] },
  { path: '/drugi-korak', allowed: everybody },
  { path: '/drugi-korak/obveznost', allowed: ['skrbnik'] },
  { path: '/uvoz', allowed: ['skrbnik'] },
  { path: '/uvoz/vzorec/UE.csv', allowed: ['skrbnik'] },
  { path: '/odjava', allowed: everybody },
];

const forms: readonly {
  readonly path: string;
  readonly allowed: readonly TestUser[];
  readonly fields: Record<string, string>;
}[] = [
  { path: '/linija', allowed: staff, fields: { dejanje: 'sledi' } },
  {
    path: '/povratni-klici',
    allowed: [...staff, 'agent1'],
    fields: { stevilka: '041 123 456', vrsta: 'narocanje', jezik: 'sl' },
  },
  {
    path: '/povratni-klici/zakljuci',
    allowed: [...staff, 'agent1'],
    fields: { klic: 'a-cb', izid: 'cancelled' },
  },
  { path: '/povratni-klici/znova', allowed: [...staff, 'agent1'], fields: { klic: 'a-cb' } },
  { path: '/konzola/povratni-klic', allowed: ['agent1'], fields: { klic: 'a-cb' } },
  { path: '/konzola/stanje', allowed: ['agent1'], fields: { dejanje: 'prijava' } },
  { path: '/konzola/opis', allowed: ['agent1'], fields: { klic: 'call-1' } },
  { path: '/konzola/zadrzanje', allowed: ['agent1'], fields: { klic: 'call-1', dejanje: 'zadrzi' } },
  { path: '/konzola/snemanje', allowed: ['agent1'], fields: { klic: 'call-1', dejanje: 'ustavi' } },
];

test('[R3.4] every page and every form for every role', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    web.engine.showAgent(agentView());
    for (const user of everybody) {
      const visitor = visit(web);
      await visitor.signIn(user);
      for (const { path, allowed, status = 200 } of pages) {
        const answer = await visitor.get(path);
        await answer.body?.cancel();
        t.is(answer.status, allowed.includes(user) ? status : 403, `${user} ${path}`);
      }
      for (const stream of ['/stena/dogodki', '/konzola/dogodki']) {
        const answer = await visitor.get(stream, { accept: 'text/event-stream' });
        await answer.body?.cancel();
        const allowed = stream.startsWith('/stena') ? [...staff, 'narocnik'].includes(user) : user === 'agent1';
        t.is(answer.status, allowed ? 200 : 403, `${user} ${stream}`);
      }
      for (const { path, allowed, fields } of forms) {
        const before = web.engine.commands.length;
        const answer = await visitor.post(path, fields);
        t.is(answer.status, allowed.includes(user) ? 303 : 403, `${user} POST ${path}`);
        t.is(web.engine.commands.length > before, allowed.includes(user), `${user} POST ${path}`);
      }
    }
  });
});

test('[R3.4] who is not signed in is asked to, and comes back to the page that was wanted', async (t) => {
  await withWeb(async (web) => {
    const nobody = visit(web);
    for (const { path } of pages.filter((page) => page.path !== '/odjava')) {
      const answer = await nobody.get(path);
      t.is(answer.status, 303, path);
      t.true(answer.headers.get('location')?.startsWith('/prijava?naprej=%2F'), path);
    }
    t.is((await nobody.get('/stena/dogodki', { accept: 'text/event-stream' })).status, 401);
    t.is((await nobody.get('/seja')).status, 401);
    const back = await nobody.signIn('nadzornik', { naprej: '/klici' });
    t.is(back.headers.get('location'), '/klici');
    t.is((await nobody.get('/seja')).status, 204);
  });
});

test('[R3.4] commands carry who gave them and under which role', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(agentView());
    const agent = visit(web);
    await agent.signIn('agent1');
    await agent.post('/konzola/stanje', { dejanje: 'premor', razlog: 'malica' });
    t.deepEqual(web.engine.commands, [
      {
        by: { kind: 'person', userId: 'agent1', role: 'agent' },
        command: { type: 'Pause', agentId: 'agent1', reason: 'malica' },
      },
    ] as never);
  });
});

test('[R3.4] a right that is taken away is gone with the next request, and so is a disabled user', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    t.is((await visitor.get('/stena')).status, 200);
    await web.db('role_grant').where({ user_id: 'nadzornik' }).delete();
    t.is((await visitor.get('/stena')).status, 403);
    t.regex(await (await visitor.get('/')).text(), /še ni strani/);
    await web.db('app_user').where({ id: 'nadzornik' }).update({ disabled_at: new Date() });
    t.is((await visitor.get('/stena')).status, 303);
  });
});
