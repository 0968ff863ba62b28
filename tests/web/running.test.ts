import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { pino } from 'pino';
import { startWeb } from '../../web/start.ts';
import { answered } from '../sql/cdr-fixture.ts';
import { until } from '../until.ts';
import { lineView, now, talking, wallboardView } from './fixture/views.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

type Ready = { ok: boolean; parts: Record<string, { ok: boolean; since?: string; state?: string }> };

test('[R9.2] [R9.5] a journal without a disk is on the wallboard and in the readiness, with what to do, and keeps the line ready', async (t) => {
  await withWeb(async (web) => {
    const supervisor = visit(web);
    await supervisor.signIn('nadzornik');
    const steps = [
      ['inReserve', /Disk za dnevnik klicev je poln od .*prihranjeni prostor.*Sprostite prostor na disku\./],
      ['inMemory', /Disk ne sprejema dnevnika klicev od .*Ne ustavljajte klicnega centra/],
      ['nowhere', /Zapisi klicev se izgubljajo od .*Takoj sprostite prostor na disku\./],
    ] as const;
    for (const [kept, told] of steps) {
      const journal = { kept, since: now() };
      web.engine.showWallboard({ ...wallboardView(), journal });
      await until(`the wallboard tells ${kept}`, async () => told.test(await (await supervisor.get('/stena')).text()));
      const readiness = await visit(web).get('/pripravljenost');
      t.is(readiness.status, 200, 'it serves');
      t.deepEqual(((await readiness.json()) as Ready).parts.journal, {
        ok: false,
        state: kept,
        since: new Date(journal.since).toISOString(),
      });
    }
    web.engine.showWallboard({ ...wallboardView(), journal: null });
    await until('it is over', async () => {
      const readiness = await visit(web).get('/pripravljenost');
      return ((await readiness.json()) as Ready).parts.journal?.ok === true;
    });
  });
});

test('[R2.9] [R9.5] audio ports that run short are on the wallboard and in the readiness before and while callers are refused', async (t) => {
  await withWeb(async (web) => {
    const supervisor = visit(web);
    await supervisor.signIn('nadzornik');
    const steps = [
      [{ used: 79, limit: 100, full: false }, null],
      [{ used: 80, limit: 100, full: false }, /Zvočnih povezav zmanjkuje: zasedenost 80 od 100\./],
      [
        { used: 88, limit: 100, full: true },
        /Novi klici se zavračajo, .* zasedenost 88 od 100, .* Povečajte razpon RTP_PORTS\./,
      ],
    ] as const;
    for (const [legs, told] of steps) {
      web.engine.showWallboard({ ...wallboardView(), legs });
      const state = `${legs.used} of 100${legs.full ? ', callers are refused' : ''}`;
      await until(`the readiness tells ${state}`, async () => {
        const readiness = await visit(web).get('/pripravljenost');
        const { ok, parts } = (await readiness.json()) as Ready;
        return ok && parts.audioPorts?.ok === (told === null) && parts.audioPorts.state === state;
      });
      const page = (await (await supervisor.get('/stena')).text()).replaceAll(/<[^>]*>/g, '');
      t.is(told?.test(page) ?? !/zasedenost \d+ od/.test(page), true);
    }
  });
});

test('[R9.5] alive, and ready only with database, engine and Asterisk', async (t) => {
  await withWeb(async (web) => {
    const readiness = async (): Promise<Ready> => (await (await visit(web).get('/pripravljenost')).json()) as Ready;
    const come = async (wanted: (ready: Ready) => boolean): Promise<Ready> => {
      for (;;) {
        const ready = await readiness();
        if (wanted(ready)) return ready;
      }
    };
    t.is((await visit(web).get('/zdravje')).status, 200);
    const started = await come(({ parts }) => parts.engine?.ok === true);
    t.deepEqual([started.ok, started.parts.database?.ok, started.parts.asterisk?.ok], [false, true, false]);
    web.engine.showWallboard(wallboardView());
    t.true((await come(({ ok }) => ok)).parts.asterisk?.ok);
    t.is((await visit(web).get('/pripravljenost')).status, 200);
    web.engine.showWallboard(wallboardView({ line: lineView({ asteriskConnected: false }) }));
    const lost = await come(({ ok }) => !ok);
    t.is(lost.parts.asterisk?.ok, false);
    t.truthy(lost.parts.asterisk?.since);
    await web.engine.goAway();
    t.is((await come(({ parts }) => parts.engine?.ok === false)).parts.asterisk?.ok, false);
    t.is((await visit(web).get('/pripravljenost')).status, 503);
    await web.engine.comeBack();
    await come(({ parts }) => parts.engine?.ok === true);
    t.pass();
  });
});

test('[R9.5] figures for this machine, or with the token, and for nobody behind a proxy', async (t) => {
  await withWeb(
    async (web) => {
      const visitor = visit(web);
      const here = await visitor.get('/metrike');
      t.is(here.status, 200);
      const text = await here.text();
      t.regex(text, /uenarocanje_web_door_connected [01]/);
      t.regex(text, /uenarocanje_messages\{state="failed"\} 0/);
      t.regex(text, /uenarocanje_web_event_streams 0/);
      t.is((await visitor.get('/metrike', { 'x-forwarded-for': '192.0.2.1' })).status, 403);
      const bearer = { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer zbiralnik' };
      t.is((await visitor.get('/metrike', bearer)).status, 200);
    },
    { metricsToken: 'zbiralnik' },
  );
});

test('[R9.5] the log has routes and times, and nothing of anybody', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(talking({ notes: 'skrivnost klicatelja' }));
    await web.storeCalls(answered('call-1'));
    const visitor = visit(web);
    await visitor.post('/prijava', { uporabnik: 'moj.naslov@example.si', geslo: 'moje geslo' });
    await visitor.signIn('agent1');
    await visitor.get('/klici/call-1?skrivnost=38640111222');
    await visitor.get('/konzola');
    await visitor.post('/konzola/opis', { klic: 'call-1', zapis: 'skrivnost klicatelja', kategorija: 'drugo' });
    const all = web.log.join('');
    t.regex(all, /"route":"\/klici\/:id","status":200,"milliseconds":\d+/);
    t.notRegex(all, /skrivnost|38640111222|40 ?111 ?222|38641234567|naslov@|moje geslo|127\.0\.0\.1"|Žagar/);
  });
});

test('closing ends live pages at once and leaves nothing listening', async (t) => {
  await withWeb(async (web) => {
    web.engine.showWallboard(wallboardView());
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const stream = await visitor.get('/stena/dogodki', { accept: 'text/event-stream' });
    const reading = stream.text();
    const begun = performance.now();
    await web.close();
    t.regex(await reading, /^retry: \d+\n\ndata: \{/);
    t.true(performance.now() - begun < 2_500);
    await t.throwsAsync(visitor.get('/zdravje'));
    await web.close();
  });
});

test('[R9.1] an occupied port and a short secret are said at the start, and nothing stays behind', async (t) => {
  await withWeb(async (web) => {
    const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-web-'));
    const options = {
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      door: { url: web.engine.url, token: web.engine.token },
      host: '127.0.0.1',
      port: Number(new URL(web.url).port),
      publicUrl: web.url,
      recording: { folder, keyFile: join(folder, 'key') },
      promptSoundsFolder: join(folder, 'prompt-sounds'),
      sessionSecret: 'a secret of forty characters for the test',
      mail: { smtpUrl: null, from: 'x@example.si', reportsTo: [] },
      log: pino({ level: 'silent' }),
    };
    await t.throwsAsync(startWeb(options), { code: 'EADDRINUSE' });
    await t.throwsAsync(startWeb({ ...options, sessionSecret: 'short' }), { instanceOf: RangeError });
    await rm(folder, { recursive: true });
  });
});
