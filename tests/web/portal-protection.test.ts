import test from 'ava';
import { newReference } from '../../sql/calendar/reference.ts';
import { visitorRules } from '../../web/security/visitor-limits.ts';
import { bookerAt, bookOne, hiddenIn } from './fixture/booker.ts';
import { countVisits } from './fixture/citizen.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test('[R9.3] [R9.4] a form that another site sends, or that lacks its token, does nothing', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { path, form, slots } = await booker.times();
    const chosen = { ...form, termin: slots[0] ?? '' };
    t.is((await booker.visitor.post(path, chosen, { 'sec-fetch-site': 'cross-site' })).status, 403);
    t.is((await booker.visitor.post(path, { ...chosen, _csrf: 'x' })).status, 403);
    t.is((await visit(web).post(path, chosen)).status, 403);
    t.deepEqual(await countVisits(web), { booked: 0, held: 0 });
    // The same form from our page is taken.
    t.is((await booker.post(path, chosen)).status, 303);
    t.deepEqual(await countVisits(web), { booked: 0, held: 1 });
  });
});

test('[R9.4] a hold that somebody else prepared opens nothing in another browser (session fixation)', async (t) => {
  await withWeb(async (web) => {
    const attacker = bookerAt(web);
    const { path, form, slots } = await attacker.times();
    const details = (await attacker.choose(path, form, slots[0] ?? '')).headers.get('location') ?? '';
    const victim = bookerAt(web, '192.0.2.2');
    await victim.times();
    t.is((await victim.get(details)).status, 404);
    // With the attacker's cookie planted the victim's own page gives another form; and the visit's link is new.
    const location = await bookOne(attacker);
    t.is((await attacker.get(location)).status, 200);
    t.is((await victim.get(details)).status, 404);
    t.false(location.includes(details.split('/').at(-1) ?? 'x'));
  });
});

test('[R4.5] links that a robot opens twice change nothing, and a done action can be repeated', async (t) => {
  await withWeb(async (web) => {
    const shown = (await bookOne(bookerAt(web))).replace(/\?.*/, '');
    const payloads = await web.db('message').where({ kind: 'bookingConfirmed' }).select('payload');
    const links: Record<string, string> = payloads[0].payload.visits[0].links;
    const robot = bookerAt(web, '192.0.2.9');
    const paths = Object.values(links).map((link) => new URL(link).pathname);
    t.is(paths.length, 3);
    for (const path of [...paths, ...paths, shown, `${shown}/termin.ics`, `${shown}/podatki.json`]) {
      t.is((await robot.get(path)).status, 200, path.replace(/[\w-]{32}/, 'TOKEN'));
    }
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    // A link for one purpose does nothing else.
    const token = (name: string): string => paths.find((path) => path.endsWith(name))?.split('/')[2] ?? '';
    t.is((await robot.get(`/obisk/${token('odpoved')}`)).status, 404);
    t.is((await robot.get(`/obisk/${token('odpoved')}/prestavitev`)).status, 404);
    t.is((await robot.get(`/obisk/${token('prestavitev')}/odpoved`)).status, 404);

    const cancel = `/obisk/${token('odpoved')}/odpoved`;
    const form = hiddenIn(await (await robot.get(cancel)).text());
    for (const _ of [1, 2]) {
      const answer = await robot.post(cancel, form);
      t.is(answer.status, 200);
      t.regex(await answer.text(), /Termin je odpovedan/);
    }
    t.deepEqual(await countVisits(web), { booked: 0, held: 0 });
    t.is((await web.db('appointment_event').where({ what: 'cancelled' })).length, 1);
  });
});

test('[R4.7] reference numbers can not be tried out: equal answers, and soon no answer', async (t) => {
  await withWeb(
    async (web) => {
      await bookOne(bookerAt(web));
      const [{ reference }] = await web.db('appointment').whereNotNull('reference').select('reference');
      const finder = bookerAt(web, '192.0.2.50');
      const form = hiddenIn(await (await finder.get('/obisk')).text());
      const ask = (stevilka: string, stik: string) => finder.post('/obisk', { ...form, stevilka, stik });
      const wrongProof = await ask(reference, 'ana@example.si');
      // 482 915 6037 fails its check digit unless it is ours; 100 000 0007 is a right number of nobody.
      const nobody = await ask(otherReference(reference), 'janez@example.si');
      t.is(wrongProof.status, 404);
      t.is(nobody.status, 404);
      const neutral = (text: string): string => text.replaceAll(/value="[^"]*"/g, '');
      t.is(neutral(await wrongProof.text()), neutral(await nobody.text()));
      const right = await ask(`${reference.slice(0, 3)} ${reference.slice(3)}`, 'JANEZ@example.si');
      t.is(right.status, 303);
      t.is((await finder.get(right.headers.get('location') ?? '')).status, 200);
      let last = right;
      for (let tries = 0; tries < 10; tries += 1) last = await ask(otherReference(reference), 'a@example.si');
      t.is(last.status, 429);
      t.true(Number(last.headers.get('retry-after')) > 800);
      // Not even the right pair, for a while.
      t.is((await ask(reference, 'janez@example.si')).status, 429);
    },
    { proxy: true },
  );
});

test('[R4.7] [R9.4] a network of IPv6 is one address, for reference numbers and for passwords', async (t) => {
  await withWeb(
    async (web) => {
      const find: number[] = [];
      const signIn: number[] = [];
      for (let host = 1; host <= 12; host += 1) {
        const finder = bookerAt(web, `2001:db8:0:7:${host}::${host}`);
        const form = hiddenIn(await (await finder.get('/obisk')).text());
        find.push((await finder.post('/obisk', { ...form, stevilka: newReference(), stik: 'a@example.si' })).status);
        const from = { 'x-forwarded-for': `2001:db8:0:7:${host}::${host}` };
        signIn.push((await visit(web).post('/prijava', { uporabnik: 'agent1', geslo: 'napačno' }, from)).status);
      }
      t.deepEqual([...new Set(find.slice(0, 10))], [404]);
      t.deepEqual(find.slice(10), [429, 429]);
      t.is(signIn[4] === 429, false);
      t.deepEqual([...new Set(signIn.slice(5))], [429]);
      const neighbour = bookerAt(web, '2001:db8:0:8::1');
      const form = hiddenIn(await (await neighbour.get('/obisk')).text());
      t.is((await neighbour.post('/obisk', { ...form, stevilka: newReference(), stik: 'a@example.si' })).status, 404);
    },
    { proxy: true },
  );
});

test('[R4.7] a visit that is moved to and fro from many addresses does not fill its citizen’s telephone', async (t) => {
  await withWeb(
    async (web) => {
      const shown = (await bookOne(bookerAt(web), { telefon: '041 234 567' })).replace(/\?.*/, '');
      const path = `${shown}/prestavitev/logatec`;
      const page = await (await bookerAt(web).get(path)).text();
      const slots = [...page.matchAll(/name="termin" value="([^"]+)"/g)].map(([, value]) => value ?? '');
      const move = async (to: string, host: number) => {
        const mover = bookerAt(web, `198.51.100.${host}`);
        return mover.post(path, { ...hiddenIn(await (await mover.get(path)).text()), termin: to });
      };
      const { points } = visitorRules.changeByContact;
      for (let time = 0; time < points; time += 1) t.is((await move(slots[time % 2] ?? '', time)).status, 303);
      const refused = await move(slots[points % 2] ?? '', 99);
      t.is(refused.status, 429);
      t.true(Number(refused.headers.get('retry-after')) > 23 * 3600);
      t.regex(await refused.text(), /danes že večkrat spremenili/);
      // The last move sent again is no change, and the visit still can be cancelled.
      t.is((await move(slots[(points - 1) % 2] ?? '', 98)).status, 303);
      const moved = await web.db('message').where({ kind: 'bookingMoved', channel: 'sms' });
      t.is(moved.length, points);
      // Waiting for an earlier visit is told by a message too.
      const waiting = bookerAt(web, '198.51.100.97');
      const form = hiddenIn(await (await waiting.get(`${shown}/prej`)).text());
      t.is((await waiting.post(`${shown}/prej`, { ...form, dejanje: 'cakaj', kje: 'tu', prej: '0' })).status, 429);
      const cancel = hiddenIn(await (await waiting.get(`${shown}/odpoved`)).text());
      t.is((await waiting.post(`${shown}/odpoved`, cancel)).status, 303);
    },
    { proxy: true },
  );
});

test('[R4.7] slots are not hoarded: one address holds so many and then waits', async (t) => {
  await withWeb(
    async (web) => {
      const statuses = new Set<number>();
      for (let tries = 0; tries < 45; tries += 1) {
        const booker = bookerAt(web, '192.0.2.77');
        const { path, form, slots } = await booker.times();
        statuses.add((await booker.choose(path, form, slots[0] ?? '')).status);
      }
      t.deepEqual([...statuses].sort(), [303, 429]);
      t.is((await countVisits(web)).held, 40);
    },
    { proxy: true },
  );
});

test('[R4.7] nor by forms that hold their times again: each time that is held anew counts', async (t) => {
  await withWeb(
    async (web) => {
      const booker = bookerAt(web, '192.0.2.78');
      const { path, form, slots } = await booker.times();
      const details = (await booker.choose(path, form, slots[0] ?? '')).headers.get('location') ?? '';
      const filled = hiddenIn(await (await booker.get(details)).text());
      const statuses: number[] = [];
      // 39 points are left, and each of these asks for another time than is held.
      for (let tries = 1; tries <= 40; tries += 1) {
        const termini = slots[tries % 2] ?? '';
        const dejanje = tries % 4 < 2 ? 'podaljsaj' : 'potrdi';
        statuses.push((await booker.post(details, { ...filled, termini, dejanje })).status);
      }
      t.false(statuses.slice(0, 39).includes(429));
      t.is(statuses.at(-1), 429);
    },
    { proxy: true },
  );
});

test('[R4.7] [R3.8] after an hour nothing is held anew by itself: the time is offered again, and one click holds it', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { path, form, slots } = await booker.times();
    const details = (await booker.choose(path, form, slots[0] ?? '')).headers.get('location') ?? '';
    const filled = await booker.details(details);
    await web.db('booking').update({ created_at: new Date(Date.now() - 61 * 60_000) });
    await web.db('appointment').where({ state: 'held' }).delete();
    for (const dejanje of ['podaljsaj', 'potrdi']) {
      const ended = await booker.post(details, { ...filled, dejanje });
      t.is(ended.status, 409);
      const page = await ended.text();
      t.regex(page, /Termina ne varujemo več[\s\S]*Čas za potrditev je potekel\./);
      t.regex(page, /value="Janez Kranjc"/);
      t.is(/name="termin" value="([^"]+)"/.exec(page)?.[1], slots[0]);
      t.deepEqual(await countVisits(web), { booked: 0, held: 0 });
    }
    const again = await booker.post(details, { ...filled, termin: slots[0] ?? '' });
    t.is(again.status, 200);
    t.deepEqual(await countVisits(web), { booked: 0, held: 1 });
  });
});

test('[R4.7] a form that a robot filled is refused, and keeps what was typed', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { path, form, slots } = await booker.times();
    const details = (await booker.choose(path, form, slots[0] ?? '')).headers.get('location') ?? '';
    const filled = await booker.details(details);
    for (const change of [
      { odgovor: '' },
      { odgovor: '1' },
      { odgovor: 'x'.repeat(5000) },
      { 'spletna-stran': 'https://example.com' },
      { vprasanje: '2.2.1.x', odgovor: '4' },
      { vprasanje: '' },
    ] as Record<string, string>[]) {
      const answer = await booker.post(details, { ...filled, ...change });
      t.is(answer.status, 422);
      t.regex(await answer.text(), /value="Janez Kranjc"/);
    }
    t.deepEqual(await countVisits(web), { booked: 0, held: 1 });
    // A question of another form does not fit this one.
    const other = bookerAt(web, '192.0.2.3');
    const second = await other.times();
    const theirs = (await other.choose(second.path, second.form, second.slots[0] ?? '')).headers.get('location') ?? '';
    const { vprasanje = '', odgovor = '' } = await other.details(theirs);
    t.is((await booker.post(details, { ...filled, vprasanje, odgovor })).status, 422);
    t.is((await booker.post(details, filled)).status, 303);
  });
});

test('[R9.4] what people type is text, wherever it is shown again (stored XSS)', async (t) => {
  await withWeb(async (web) => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
    const booker = bookerAt(web);
    const { path, form, slots } = await booker.times();
    const details = (await booker.choose(path, form, slots[0] ?? '')).headers.get('location') ?? '';
    const filled = await booker.details(details);
    const refused = await booker.post(details, { ...filled, ime: evil, eposta: evil, telefon: evil, opomba: evil });
    const pages = [await refused.text()];
    const visitPath =
      (await booker.post(details, { ...filled, ime: evil, opomba: evil })).headers.get('location') ?? '';
    pages.push(await (await booker.get(visitPath)).text());
    pages.push(await (await booker.get(`/narocanje?isci=${encodeURIComponent(evil)}`)).text());
    pages.push(await (await booker.get(`/narocanje/potni-list?kraj=${encodeURIComponent(evil)}`)).text());
    pages.push(
      await (
        await booker.get(
          `/narocanje/potni-list/litija?dan=${encodeURIComponent(evil)}&oddaja=${encodeURIComponent(evil)}&pogled=${encodeURIComponent(evil)}`,
        )
      ).text(),
    );
    const find = hiddenIn(await (await booker.get('/obisk')).text());
    pages.push(await (await booker.post('/obisk', { ...find, stevilka: evil, stik: evil })).text());
    for (const page of pages) {
      t.false(page.includes('<script>alert'));
      t.false(page.includes('<img src=x'));
    }
    t.true(pages[1]?.includes('&lt;script') ?? false);
    // Nothing of a person stands in the log.
    t.deepEqual(
      web.log.filter((line) => /alert|janez|Kranjc/i.test(line)),
      [],
    );
  });
});

/** Another number with a right check digit: the ten-digit numbers whose last digit is tried out. */
function otherReference(reference: string): string {
  const start = reference.startsWith('9') ? '1' : '9';
  const digits = start + reference.slice(1, 9);
  for (let digit = 0; digit < 10; digit += 1) {
    if (damm(`${digits}${digit}`) === 0) return `${digits}${digit}`;
  }
  throw new Error('Every number has a check digit.');
}

function damm(digits: string): number {
  const table = [
    '0317598642',
    '7092154863',
    '4206871359',
    '1750983426',
    '6123045978',
    '3674209581',
    '5869720134',
    '8945362017',
    '9438617205',
    '2581436790',
  ];
  let interim = 0;
  for (const digit of digits) interim = Number(table[interim]?.[Number(digit)]);
  return interim;
}
