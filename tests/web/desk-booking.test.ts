import test from 'ava';
import { until } from '../until.ts';
import { bookerAt, hiddenIn } from './fixture/booker.ts';
import { countVisits } from './fixture/citizen.ts';
import { holdAt, noted, signedIn, timesAt } from './fixture/desk.ts';
import { agentView, talking } from './fixture/views.ts';
import { withWeb } from './fixture/web.ts';

test('[R3.6] [R3.9] one page finds a service by a word and every place with its first free time and waiting days', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const all = await (await agent.get('/termini')).text();
    t.regex(all, /Osebni dokumenti|osebni dokumenti/i);
    const { page, slots } = await timesAt(agent, 'storitev=vozni%C5%A1ko&kraj=1270');
    t.regex(page, /value="Vozniško dovoljenje"/);
    t.regex(page, /Razdalje so zračne, od kraja 1270 Litija/);
    // The nearest is first, and its times are shown.
    t.true(page.indexOf('Upravna enota Litija</a>') < page.indexOf('Upravna enota Ljubljana</a>'));
    t.regex(page, /Prosti termini: Upravna enota Litija/);
    t.true(slots.length > 10);
    const wished = await timesAt(agent, 'storitev=voznisko-dovoljenje&lokacija=litija&dan=3&cas=pop');
    const hours = wished.slots.map((slot) => new Date(Number(slot.split('@')[1])));
    t.true(hours.length > 0);
    for (const at of hours) {
      t.is(at.getUTCDay(), 3);
      t.true(at.getUTCHours() >= 10, at.toISOString());
    }
    t.regex(await (await agent.get('/termini?storitev=letalo')).text(), /Storitve »letalo« ni v katalogu/);
    t.regex(
      await (await agent.get('/termini?storitev=potni-list&kraj=Atlantida')).text(),
      /Kraja »Atlantida« ne poznamo/,
    );
    t.is((await (await signedIn(web, 'nadzornik')).get('/termini')).status, 403);
  });
});

test('[R3.9] an agent books in a call: the visit says who, through which channel and from which call', async (t) => {
  await withWeb(async (web) => {
    web.engine.showAgent(agentView(talking()));
    const agent = await signedIn(web, 'agent1');
    const callId = talking().call?.callId ?? '';
    const start = await (await agent.get(`/termini?klic=${callId}`)).text();
    t.regex(start, /Naročanje med klicem s številke/);
    const path = await holdAt(agent, `storitev=potni-list&lokacija=litija&klic=${callId}`);
    t.regex(path, /^\/termini\/[\w-]{12}$/);
    const form = await (await agent.get(path)).text();
    t.regex(form, /Termin držimo do \d/);
    t.regex(form, /id="telefon"[^>]*value="0\d/);
    t.regex(form, /dosedanji potni list/);
    const fields = hiddenIn(form);
    const empty = await agent.post(path, { ...fields, dejanje: 'potrdi', ime: '', telefon: '12', eposta: 'a@' });
    t.is(empty.status, 422);
    const wrong = await empty.text();
    for (const sentence of [
      /je povedano, kaj mora vedeti/,
      /Vpišite ime in priimek/,
      /ime@primer\.si/,
      /mobilno številko, na primer/,
    ])
      t.regex(wrong, sentence);
    t.regex(wrong, /value="a@"/);
    const booked = await agent.post(path, { ...fields, ...noted, dejanje: 'potrdi' });
    t.is(booked.headers.get('location'), path);
    const done = await (await agent.get(path)).text();
    t.regex(done, /\d{3} \d{3} \d{4}/);
    t.regex(done, /Potrdilo gre po SMS-u/);
    // A double click books nothing again.
    await agent.post(path, { ...fields, ...noted, dejanje: 'potrdi' });
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    const [event] = await web.db('appointment_event').where({ what: 'booked' });
    t.like(event, { channel: 'agent', user_id: 'agent1', call_id: callId });
    const [booking] = await web.db('booking');
    t.like(booking, { channel: 'agent', made_by: 'agent1', call_id: callId });
    t.truthy(booking.consent_version);
    t.is((await web.db('message').where({ kind: 'bookingConfirmed' })).length, 1);
    // Nobody else's name opens it, and nobody else's call is told.
    t.is((await (await signedIn(web, 'agent2')).get(path)).status, 404);
    t.notRegex(
      await (await (await signedIn(web, 'agent2')).get(`/termini?klic=${callId}`)).text(),
      /Naročanje med klicem/,
    );
  });
});

test('[R3.3] staff has its share at its own places, the call centre its own everywhere, and the portal neither', async (t) => {
  await withWeb(async (web) => {
    // One opening in which nothing is left for citizens.
    await web
      .db('office_rule')
      .where({ location_id: 'litija', kind: 'open' })
      .update({ staff_share: 0.5, call_centre_share: 0.5 });
    await web
      .db('office_rule')
      .where({ location_id: 'ljubljana', kind: 'open' })
      .update({ staff_share: 1, call_centre_share: 0 });
    const query = (place: string) => `storitev=potni-list&lokacija=${place}`;
    const portal = bookerAt(web);
    t.deepEqual((await portal.times('potni-list', 'litija')).slots, []);
    const agent = await signedIn(web, 'agent1');
    const inLitija = await timesAt(agent, query('litija'));
    t.true(inLitija.slots.length > 0);
    t.regex(inLitija.page, /rezerva/);
    const inLjubljana = await timesAt(agent, query('ljubljana'));
    t.deepEqual(inLjubljana.slots, []);
    t.regex(inLjubljana.page, /ni prostega termina\. Izberite drug kraj/);
    const clerk = await signedIn(web, 'referent');
    t.true((await timesAt(clerk, query('ljubljana'))).slots.length > 0);
    const held = await holdAt(clerk, query('ljubljana'));
    t.regex(held, /^\/termini\//);
    const [booking] = await web.db('booking');
    t.is(booking.channel, 'clerk');
    const elsewhere = await holdAt(clerk, query('litija'));
    t.regex(elsewhere, /^\/termini\//);
    t.deepEqual(
      (await web.db('booking').orderBy('id')).map(({ channel }: { channel: string }) => channel),
      ['clerk', 'agent'],
    );
    // What is the unit's own the agent is refused, with the reason.
    const { form, slots } = await timesAt(clerk, query('ljubljana'));
    const attempt = { ...form, _csrf: await agent.token(), termin: slots.at(-1) ?? '' };
    const refused = await agent.post('/termini', attempt);
    t.is(refused.status, 409);
    t.regex(await refused.text(), /rezervirano za zaposlene/);
  });
});

test('[R4.1] several visits at once, another time instead, letting go, and a time that somebody else has', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const query = 'storitev=potni-list&lokacija=litija&obiskov=2';
    const path = await holdAt(agent, query);
    t.deepEqual(await countVisits(web), { booked: 0, held: 2 });
    const other = await timesAt(agent, `${query}&oddaja=${path.split('/').at(-1)}`);
    const again = await agent.post('/termini', { ...other.form, termin: other.slots[5] ?? '' });
    t.is(again.headers.get('location'), path);
    t.deepEqual(await countVisits(web), { booked: 0, held: 2 });
    const wanted = other.slots[8] ?? '';
    const colleague = await signedIn(web, 'agent2');
    const taken = await colleague.post('/termini', { ...other.form, _csrf: await colleague.token(), termin: wanted });
    t.is(taken.status, 303);
    const lost = await agent.post('/termini', { ...other.form, termin: wanted });
    t.is(lost.status, 409);
    t.regex(await lost.text(), /Drži ga nekdo drug, najpozneje do/);
    const page = await (await agent.get(path)).text();
    await agent.post(path, { ...hiddenIn(page), dejanje: 'podaljsaj' });
    t.regex(await (await agent.post(path, { ...hiddenIn(page), dejanje: 'podaljsaj' })).text(), /ni mogoče podaljšati/);
    await agent.post(path, { ...hiddenIn(page), ...noted, dejanje: 'potrdi' });
    t.deepEqual(await countVisits(web), { booked: 2, held: 2 });
    t.regex(await (await agent.get(path)).text(), /Termini so potrjeni/);
    const next = await holdAt(agent, 'storitev=potni-list&lokacija=logatec');
    await agent.post(next, { ...hiddenIn(await (await agent.get(next)).text()), dejanje: 'opusti' });
    t.deepEqual(await countVisits(web), { booked: 2, held: 2 });
  });
});

test('[R3.3] [R4.1] where little is left of an opening, no more visits together are offered than can be held', async (t) => {
  await withWeb(async (web) => {
    await web.db('office_rule').where({ location_id: 'gabrovka', kind: 'open' }).update({ capacity: 1 });
    const agent = await signedIn(web, 'agent1');
    const query = 'storitev=overitev-podpisa&lokacija=gabrovka';
    t.true((await timesAt(agent, query)).slots.length > 0);
    t.deepEqual((await timesAt(agent, `${query}&obiskov=2`)).slots, []);
    const portal = bookerAt(web);
    const list = '/narocanje/overitev-podpisa/gabrovka?pogled=seznam&oddaja=abcdefghijkl';
    t.regex(await (await portal.get(list)).text(), /name="termin"/);
    t.notRegex(await (await portal.get(`${list}&obiskov=2`)).text(), /name="termin"/);
    t.regex(await holdAt(agent, query), /^\/termini\//);
  });
});

test('[R4.2] [R4.4] handed over: the citizen reads, consents and finishes, and the agent is told at once', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const path = await holdAt(agent, 'storitev=potni-list&lokacija=litija');
    const fields = hiddenIn(await (await agent.get(path)).text());
    const nobody = await agent.post(path, { ...fields, ime: 'Žiga Čuček', dejanje: 'poslji' });
    t.is(nobody.status, 422);
    t.regex(await nobody.text(), /vpišite e-poštni naslov ali mobilno številko/);
    for (const _ of [1, 2]) {
      const typed = { ime: 'Žiga Čuček', eposta: 'ziga@example.si' };
      t.is((await agent.post(path, { ...fields, ...typed, dejanje: 'poslji' })).status, 303);
    }
    const waiting = await (await agent.get(path)).text();
    t.regex(waiting, /Čakamo, da uporabnik potrdi/);
    t.regex(waiting, /ziga@example\.si/);
    const live = /data-live="([^"]+)"/.exec(waiting)?.[1] ?? '';
    t.is((await (await signedIn(web, 'agent2')).get(live, { accept: 'text/event-stream' })).status, 404);

    const stream = await agent.get(live, { accept: 'text/event-stream' });
    const counts: number[] = [];
    const reading = (async () => {
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of stream.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        for (const [, count] of text.matchAll(/data: \{"count":(\d+)\}\n/g)) counts.push(Number(count));
      }
    })().catch(() => undefined);
    await until('the stream is open', () => counts.length > 0);

    const [{ payload }] = await web.db('message').where({ kind: 'handOver' });
    const link = new URL(payload.links.finish).pathname;
    const citizen = bookerAt(web);
    const page = await (await citizen.get(link)).text();
    t.regex(page, /Dokončajte naročilo/);
    const answer = await citizen.post(link, {
      ...hiddenIn(page),
      ...noted,
      eposta: 'ziga@example.si',
      jezik: 'sl',
    });
    t.is(answer.status, 303);
    await until('the agent was told', () => counts.some((count) => count > 0));
    t.regex(await (await agent.get(path)).text(), /Uporabnik je termin potrdil/);
    const events = await web.db('appointment_event').orderBy('id').select('what', 'channel', 'user_id');
    t.deepEqual(events, [
      { what: 'handedOver', channel: 'agent', user_id: 'agent1' },
      { what: 'booked', channel: 'web', user_id: null },
    ]);
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    await web.close();
    await reading;
  });
});

test('[R3.9] [R4.2] a fixed line is written down for calls, but nothing is sent there and nobody can finish by it', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const path = await holdAt(agent, 'storitev=potni-list&lokacija=litija');
    const fields = { ...hiddenIn(await (await agent.get(path)).text()), ...noted, telefon: '01 555 12 34' };
    const refused = await agent.post(path, { ...fields, dejanje: 'poslji' });
    t.is(refused.status, 422);
    t.regex(await refused.text(), /Na to številko ne moremo poslati sporočila SMS/);
    t.is((await agent.post(path, { ...fields, dejanje: 'potrdi' })).status, 303);
    t.deepEqual(await web.db('visitor').pluck('phone'), ['+38615551234']);
    t.deepEqual(await web.db('message').where({ channel: 'sms' }), []);
  });
});

test('[R4.4] what was handed over may be confirmed by the agent, sent again or let go', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const handOver = async (place: string): Promise<string> => {
      const path = await holdAt(agent, `storitev=potni-list&lokacija=${place}`);
      const fields = hiddenIn(await (await agent.get(path)).text());
      await agent.post(path, { ...fields, ime: 'Žiga Čuček', eposta: 'ziga@example.si', dejanje: 'poslji' });
      return path;
    };
    const path = await handOver('litija');
    await agent.post(path, { dejanje: 'ponovi' });
    t.is((await web.db('message').where({ kind: 'handOver' })).length, 2);
    await agent.post(path, { dejanje: 'prevzemi' });
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    const other = await handOver('logatec');
    t.deepEqual(await countVisits(web), { booked: 1, held: 1 });
    await agent.post(other, { dejanje: 'opusti' });
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
  });
});
