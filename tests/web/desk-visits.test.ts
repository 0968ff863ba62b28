import test from 'ava';
import { hiddenIn } from './fixture/booker.ts';
import { bookAt, signedIn, timesAt } from './fixture/desk.ts';
import { agentView, talking } from './fixture/views.ts';
import type { Visitor } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

/** What a search answers: the page that the address leads to, which holds nothing of what was typed. */
async function search(visitor: Visitor, text: string): Promise<{ readonly address: string; readonly page: string }> {
  const answer = await visitor.post('/obiski', { iskano: text });
  const address = answer.headers.get('location') ?? '';
  return { address, page: await (await visitor.get(address)).text() };
}

test('[R3.9] a visit is found by number, name, phone and e-mail, and no address or log holds what was typed', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const id = await bookAt(web, agent, 'storitev=potni-list&lokacija=litija', { eposta: 'ziga@example.si' });
    const [{ reference }] = await web.db('appointment').where({ id }).select('reference');
    for (const text of [reference, 'cucek', 'Žiga Č', '041 234 567', '+38641234567', 'ZIGA@example.si']) {
      const { address, page } = await search(agent, text);
      t.regex(page, new RegExp(`/obiski/${id}"`), text);
      t.false(decodeURIComponent(address).includes(text));
    }
    t.regex((await search(agent, 'Nihče Takšen')).page, /Takega obiska v vaših krajih ni/);
    t.regex((await search(agent, '041')).page, /Vpišite vsaj dve črki imena, sedem števk/);
    // Sealed for the one who searched: nobody else's browser can read it.
    const { address } = await search(agent, 'cucek');
    t.notRegex(await (await (await signedIn(web, 'agent2')).get(address)).text(), /cucek|Čuček/);
    t.false(web.log.join('').includes('cucek'));
    const searched = await web.db('audit_entry').where({ action: 'visitsSearched' });
    t.true(searched.length >= 8);
    t.false(JSON.stringify(searched).includes('cucek'));
    await agent.get(`/obiski/${id}`);
    t.is((await web.db('audit_entry').where({ action: 'visitOpened', subject: String(id) })).length, 1);
  });
});

test('[R3.4] a clerk of one unit finds, sees and changes nothing of another', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const own = await bookAt(web, agent, 'storitev=potni-list&lokacija=ljubljana');
    const other = await bookAt(web, agent, 'storitev=potni-list&lokacija=litija');
    const clerk = await signedIn(web, 'referent');
    const { page } = await search(clerk, 'Čuček');
    t.true(page.includes(`/obiski/${own}"`));
    t.false(page.includes(`/obiski/${other}"`));
    t.is((await clerk.get(`/obiski/${own}`)).status, 200);
    t.is((await clerk.get(`/obiski/${other}`)).status, 404);
    t.is((await clerk.get(`/termini?prestavi=${other}`)).status, 404);
    for (const deed of ['odpovej', 'prestavi', 'potrdilo', 'podatki']) {
      const fields = { razlog: 'other', termin: '1@1795852800000', ime: 'Nekdo Drug' };
      t.is((await clerk.post(`/obiski/${other}/${deed}`, fields)).status, 404, deed);
    }
    for (const user of ['nadzornik', 'narocnik'] as const) {
      t.is((await (await signedIn(web, user)).get(`/obiski/${own}`)).status, 403);
    }
  });
});

test('[R3.9] cancelled with a reason: the citizen is told in the unit’s words, the history says why, twice is once', async (t) => {
  await withWeb(async (web) => {
    const clerk = await signedIn(web, 'referent');
    const id = await bookAt(web, clerk, 'storitev=potni-list&lokacija=ljubljana');
    const none = await clerk.post(`/obiski/${id}/odpovej`, { sporocilo: 'Naj ostane.' });
    t.is(none.status, 422);
    const page = await none.text();
    t.regex(page, /Izberite razlog odpovedi/);
    t.regex(page, /Naj ostane\./);
    const long = await clerk.post(`/obiski/${id}/odpovej`, { razlog: 'other', sporocilo: 'a'.repeat(301) });
    t.is(long.status, 422);
    const fields = { razlog: 'clerkAway', sporocilo: 'Žal nam je za <b>nevšečnosti</b>.' };
    for (const _ of [1, 2]) {
      const answer = await clerk.post(`/obiski/${id}/odpovej`, fields);
      t.is(answer.headers.get('location'), `/obiski/${id}?opravljeno=odpovedan`);
    }
    const done = await (await clerk.get(`/obiski/${id}?opravljeno=odpovedan`)).text();
    t.regex(done, /Obisk je odpovedan/);
    t.regex(done, /Odpovedan<\/strong> – odsotnost na okencu/);
    t.regex(done, /Maja Vidmar/);
    const told = await web.db('message').where({ kind: 'bookingCancelled' });
    t.is(told.length, 1);
    t.like(told[0].payload, { by: 'unit', reason: fields.sporocilo });
    const events = await web.db('appointment_event').where({ appointment_id: id, what: 'cancelled' });
    t.is(events.length, 1);
    t.deepEqual(events[0].details, { reason: 'clerkAway' });
  });
});

test('[R3.9] moved within the unit and to another one, in a call; whoever moved it away is told where it is', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(agentView(talking()));
    const callId = talking().call?.callId ?? '';
    const agent = await signedIn(web, 'agent1');
    const id = await bookAt(web, agent, 'storitev=potni-list&lokacija=ljubljana');
    const { page, form, slots } = await timesAt(agent, `prestavi=${id}&klic=${callId}&lokacija=litija`);
    t.regex(page, /Izberete nov termin namesto/);
    const moved = await agent.post(`/obiski/${id}/prestavi`, { ...form, termin: slots[3] ?? '' });
    t.is(moved.headers.get('location'), `/obiski/${id}?opravljeno=prestavljen&klic=${callId}`);
    const [event] = await web.db('appointment_event').where({ what: 'moved' });
    t.like(event, { channel: 'agent', user_id: 'agent1', call_id: callId });
    const shown = await (await agent.get(`/obiski/${id}`)).text();
    t.regex(shown, /prej [^<]*Upravna enota Ljubljana/);
    t.regex(shown, new RegExp(`/klici/${callId}`));
    t.is((await web.db('message').where({ kind: 'bookingMoved' })).length, 1);

    const back = await timesAt(agent, `prestavi=${id}&lokacija=ljubljana`);
    await agent.post(`/obiski/${id}/prestavi`, { ...back.form, termin: back.slots[0] ?? '', razlog: 'unitClosed' });
    const told = await web.db('message').where({ kind: 'bookingMoved' }).orderBy('created_at');
    t.deepEqual(
      told.map(({ payload }: { payload: { by: string } }) => payload.by),
      ['citizen', 'unit'],
    );
    const clerk = await signedIn(web, 'referent');
    const away = await timesAt(clerk, `prestavi=${id}&lokacija=logatec`);
    const gone = await clerk.post(`/obiski/${id}/prestavi`, { ...away.form, termin: away.slots[0] ?? '' });
    const address = gone.headers.get('location') ?? '';
    t.regex(address, /^\/obiski\?novica=/);
    t.regex(await (await clerk.get(address)).text(), /je prestavljen: [^<]*Upravna enota Logatec/);
    t.is((await clerk.get(`/obiski/${id}`)).status, 404);
    // Of a time that somebody else has, the page says why and what else there is.
    const other = await bookAt(web, agent, 'storitev=potni-list&lokacija=litija');
    const lost = await timesAt(agent, `prestavi=${id}&lokacija=litija`);
    const [taken] = await web
      .db('appointment')
      .where({ id: other })
      .select('counter_id', web.db.raw('extract(epoch from lower(during)) * 1000 as at'));
    const refused = await agent.post(`/obiski/${id}/prestavi`, {
      ...lost.form,
      termin: `${taken.counter_id}@${Math.round(Number(taken.at))}`,
    });
    t.is(refused.status, 409);
    t.regex(await refused.text(), /Ravnokar ga je dobil nekdo drug\. Najbližji prosti/);
  });
});

test('[R4.5] the confirmation is sent again, and to an address that was put right', async (t) => {
  await withWeb(async (web) => {
    const clerk = await signedIn(web, 'referent');
    const id = await bookAt(web, clerk, 'storitev=potni-list&lokacija=ljubljana', { telefon: '' });
    t.is((await web.db('message').where({ kind: 'bookingConfirmed' })).length, 0);
    const nowhere = await clerk.post(`/obiski/${id}/potrdilo`);
    t.is(nowhere.status, 409);
    t.regex(await nowhere.text(), /ni pustil naslova ne številke/);
    const wrong = await clerk.post(`/obiski/${id}/podatki`, { ime: 'Žiga Čuček', eposta: 'ziga@', telefon: '' });
    t.is(wrong.status, 422);
    t.regex(await wrong.text(), /ime@primer\.si/);
    await clerk.post(`/obiski/${id}/podatki`, { ime: 'Žiga Čuček', eposta: 'ziga@example.si', telefon: '' });
    const [recipient] = await web.db('message_recipient').whereNotNull('email').where('id', 'like', 'booking:%');
    t.is(recipient.email, 'ziga@example.si');
    await clerk.post(`/obiski/${id}/potrdilo`);
    await clerk.post(`/obiski/${id}/potrdilo`);
    const sent = await web.db('message').where({ kind: 'bookingConfirmed' });
    t.is(sent.length, 2);
    t.true((await web.db('message').where({ kind: 'reminder' })).length <= 1, 'one reminder, however often');
    t.not(sent[0].payload.visits[0].links.show, sent[1].payload.visits[0].links.show);
    const page = await (await clerk.get(`/obiski/${id}`)).text();
    t.regex(page, /Podatki popravljeni/);
    t.regex(page, /ziga@example\.si/);
    t.regex(page, /\/posta\/sporocilo\//);
    t.is((await web.db('audit_entry').where({ action: 'confirmationSentAgain' })).length, 2);
  });
});

test('[R9.4] what a citizen typed is text on every page of the desk', async (t) => {
  await withWeb(async (web) => {
    const clerk = await signedIn(web, 'referent');
    const attack = '<script>alert(1)</script><img src=x>';
    const id = await bookAt(web, clerk, 'storitev=potni-list&lokacija=ljubljana', { ime: attack, opomba: attack });
    const pages = [
      await (await clerk.get(`/obiski/${id}`)).text(),
      (await search(clerk, 'script')).page,
      await (await clerk.get('/termini?storitev=%3Cscript%3Ealert(1)%3C/script%3E&kraj=%3Cscript%3Ealert(1)')).text(),
    ];
    for (const page of pages) {
      t.regex(page, /&lt;script/);
      t.notRegex(page, /<script>alert|<img src=x/);
    }
    t.is((await clerk.post(`/obiski/${id}/odpovej`, { _csrf: '', razlog: 'other' })).status, 403);
    t.truthy(hiddenIn(pages[0] ?? '')._csrf);
  });
});
