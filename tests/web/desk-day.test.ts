import test from 'ava';
import { dateOf } from '../../web/present/time.ts';
import { until } from '../until.ts';
import { bookAt, signedIn } from './fixture/desk.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

/** A visit whose time has come, whatever the hour: booked as all are, then put to that moment. Answers its day. */
async function comesAt(web: TestWeb, id: number, startsAt: number): Promise<string> {
  const during = [new Date(startsAt), new Date(startsAt + 500)];
  await web.db.raw('update uenarocanje.appointment set during = tstzrange(?, ?) where id = ?', [...during, id]);
  return dateOf(startsAt);
}

const stateOf = async ({ db }: TestWeb, id: number): Promise<string> =>
  (await db('appointment').where({ id }).first('state')).state;

test('[R3.10] the day of a place: arrived, served, no-show by one button each, and each can be taken back', async (t) => {
  await withWeb(async (web) => {
    const clerk = await signedIn(web, 'referent');
    const id = await bookAt(web, clerk, 'storitev=potni-list&lokacija=ljubljana', { opomba: 'Pride z otrokom.' });
    const other = await bookAt(web, clerk, 'storitev=voznisko-dovoljenje&lokacija=ljubljana', { ime: 'Ana Novak' });
    const ago = Date.now() - 120_000;
    const day = await comesAt(web, id, ago);
    await comesAt(web, other, ago + 1000);
    const path = `/danes?lokacija=ljubljana&dan=${day}`;
    const page = await (await clerk.get(path)).text();
    t.true(page.indexOf('Žiga Čuček') < page.indexOf('Ana Novak'), 'in order of time');
    t.regex(page, /2 obiska/);
    t.regex(page, /Opomba: Pride z otrokom\./);
    const steps = [
      ['prihod', 'arrived'],
      ['opravljeno', 'served'],
      ['razveljavi', 'arrived'],
      ['razveljavi', 'booked'],
      ['niprihoda', 'noShow'],
    ] as const;
    for (const [deed, state] of steps) {
      const answer = await clerk.post(`/danes/${id}`, { dejanje: deed });
      t.is(answer.headers.get('location'), `/danes?lokacija=ljubljana&dan=${day}#obisk-${id}`);
      t.is(await stateOf(web, id), state);
    }
    t.regex(await (await clerk.get(path)).text(), /brez prihoda: 1/);
    const refused = await clerk.post(`/danes/${id}`, { dejanje: 'prihod' });
    t.regex(refused.headers.get('location') ?? '', /ni=stanje/);
    t.regex(await (await clerk.get(refused.headers.get('location') ?? '')).text(), /ni mogoče vpisati/);
    const island = await clerk.post(`/danes/${id}`, { dejanje: 'razveljavi' }, { accept: 'application/json' });
    t.deepEqual(await island.json(), { ok: true, sentence: 'Žiga Čuček: naročen' });
    t.is((await web.db('appointment_event').where({ appointment_id: id, user_id: 'referent' })).length, 7);
    // The other visit stayed as it was; one counter shows only its own.
    t.is(await stateOf(web, other), 'booked');
    const [{ counter_id }] = await web.db('appointment').where({ id: other }).select('counter_id');
    const ofCounter = await (await clerk.get(`${path}&okence=${counter_id}`)).text();
    t.regex(ofCounter, /Ana Novak/);
    t.notRegex(ofCounter, /Žiga Čuček/);
    const opened = await web.db('audit_entry').where({ action: 'dayOpened', user_id: 'referent' });
    t.deepEqual(
      opened.map(({ subject }: { subject: string }) => subject),
      [`ljubljana ${day}`],
    );
  });
});

test('[R3.10] nothing is said of a visit before its day', async (t) => {
  await withWeb(async (web) => {
    const clerk = await signedIn(web, 'referent');
    const id = await bookAt(web, clerk, 'storitev=potni-list&lokacija=ljubljana');
    const startsAt = Date.now() + 26 * 3_600_000;
    await web.db.raw(`update uenarocanje.appointment set during = tstzrange(?, ?) where id = ?`, [
      new Date(startsAt),
      new Date(startsAt + 60_000),
      id,
    ]);
    const page = await (await clerk.get(`/danes?lokacija=ljubljana&dan=${dateOf(startsAt)}`)).text();
    t.regex(page, /Žiga Čuček/);
    t.notRegex(page, /value="prihod"/);
    const answer = await clerk.post(`/danes/${id}`, { dejanje: 'opravljeno' });
    t.regex(answer.headers.get('location') ?? '', /ni=zgodaj/);
    t.is(await stateOf(web, id), 'booked');
  });
});

test('[R3.4] a clerk has the days of the own unit, an agent none', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const id = await bookAt(web, agent, 'storitev=potni-list&lokacija=litija');
    const clerk = await signedIn(web, 'referent');
    const page = await (await clerk.get('/danes')).text();
    t.regex(page, /Krajevni urad Medvode/);
    t.notRegex(page, /Upravna enota Litija/);
    t.is((await clerk.get('/danes?lokacija=litija')).status, 404);
    t.is((await clerk.get('/danes/dogodki?lokacija=litija', { accept: 'text/event-stream' })).status, 404);
    t.is((await clerk.post(`/danes/${id}`, { dejanje: 'prihod' })).status, 404);
    t.is((await agent.get('/danes')).status, 403);
    t.is((await (await signedIn(web, 'vodja')).get('/danes?lokacija=litija')).status, 200);
  });
});

test('[R3.5] a day that is open is told of a booking at its place, and of no other', async (t) => {
  await withWeb(async (web) => {
    const clerk = await signedIn(web, 'referent');
    const stream = await clerk.get('/danes/dogodki?lokacija=ljubljana', { accept: 'text/event-stream' });
    let last = -1;
    const reading = (async () => {
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of stream.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        last = Math.max(last, ...[...text.matchAll(/data: \{"count":(\d+)\}\n/g)].map(([, count]) => Number(count)));
      }
    })().catch(() => undefined);
    await until('the stream is open', () => last === 0);
    const agent = await signedIn(web, 'agent1');
    await bookAt(web, agent, 'storitev=potni-list&lokacija=litija');
    await bookAt(web, agent, 'storitev=potni-list&lokacija=ljubljana');
    await until('the booking was told', () => last === 1);
    t.is(last, 1);
    await web.close();
    await reading;
  });
});
