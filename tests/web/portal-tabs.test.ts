import test from 'ava';
import { type Booker, bookerAt, hiddenIn } from './fixture/booker.ts';
import { countVisits } from './fixture/citizen.ts';
import { holdAt, noted, signedIn, timesAt } from './fixture/desk.ts';
import type { Visitor } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

/** Where the visits that stand are, by the names of their places. */
async function bookedAt({ db }: TestWeb): Promise<readonly string[]> {
  const found = await db('appointment')
    .join('counter', 'counter.id', 'counter_id')
    .where({ state: 'booked' })
    .orderBy('location_id')
    .select<{ location_id: string }[]>('location_id');
  return found.map(({ location_id }) => location_id);
}

/** Litija is held in one tab and then Logatec in another, under one name; the forms of both, filled in. */
async function twoTabs(booker: Booker) {
  const one = await booker.times('potni-list', 'litija');
  const details = (await booker.choose(one.path, one.form, one.slots[0] ?? '')).headers.get('location') ?? '';
  const first = await booker.details(details);
  const two = await booker.times('potni-list', 'logatec');
  const oddaja = one.form.oddaja ?? '';
  await booker.choose(two.path, { ...two.form, oddaja }, two.slots[0] ?? '');
  return { details, first, second: await booker.details(details) };
}

test('[R3.8] of two tabs with one name each books the place and time that it shows, once', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { details, first, second } = await twoTabs(booker);
    t.not(first.termini, second.termini);
    // A mistake shows what the tab showed, not what the other one holds.
    const mistaken = await booker.post(details, { ...first, ime: '' });
    t.is(mistaken.status, 422);
    t.is(hiddenIn(await mistaken.text()).termini, first.termini);
    for (const _ of [1, 2]) {
      t.is((await booker.post(details, first)).status, 303);
      t.deepEqual(await bookedAt(web), ['litija']);
    }
    // The other tab shows another place: it is another visit, and sent twice it is one.
    for (const _ of [1, 2]) {
      t.is((await booker.post(details, second)).status, 303);
      t.deepEqual(await bookedAt(web), ['litija', 'logatec']);
    }
    // Moved by its link, the form is still that of the same visit.
    const page = (await booker.post(details, first)).headers.get('location')?.replace(/\?.*/, '') ?? '';
    const moving = await booker.get(`${page}/prestavitev/litija`);
    const times = await moving.text();
    const termin = /name="termin" value="([^"]+)"/.exec(times)?.[1] ?? '';
    t.is((await booker.post(`${page}/prestavitev/litija`, { ...hiddenIn(times), termin })).status, 303);
    t.is((await booker.post(details, first)).status, 303);
    t.deepEqual(await bookedAt(web), ['litija', 'logatec']);
  });
});

test('[R3.8] both tabs sent in the same moment: both places are booked, whichever comes first', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { details, first, second } = await twoTabs(booker);
    const answers = await Promise.all([first, second, first, second].map((form) => booker.post(details, form)));
    // One may have taken the hold of the other just before it was confirmed; it is then told, and never misled.
    for (const form of [first, second]) t.is((await booker.post(details, form)).status, 303);
    t.true(answers.some(({ status }) => status === 303));
    t.deepEqual(await bookedAt(web), ['litija', 'logatec']);
    t.deepEqual(await countVisits(web), { booked: 2, held: 0 });
  });
});

test('[R3.8] what a tab shows and somebody else got meanwhile is lost, and nothing else is booked in its stead', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { details, first, second } = await twoTabs(booker);
    const other = bookerAt(web, '192.0.2.2');
    const { path, form } = await other.times('potni-list', 'litija');
    t.is((await other.choose(path, form, first.termini ?? '')).status, 303);
    const lost = await booker.post(details, first);
    t.is(lost.status, 409);
    t.regex(await lost.text(), /Tega termina žal ni več/);
    t.deepEqual(await countVisits(web), { booked: 0, held: 2 });
    t.is((await booker.post(details, second)).status, 303);
    t.deepEqual(await bookedAt(web), ['logatec']);
  });
});

test('[R3.8] whoever goes back after a booking and chooses another time books another visit, as often as they do', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { path, form, slots } = await booker.times();
    const chosen = slots.slice(0, 3);
    const pages = new Set<string>();
    const said: (string | null)[] = [];
    for (const slot of chosen) {
      // By a double click, as people do.
      const twice = await Promise.all([1, 2].map(() => booker.choose(path, form, slot)));
      const [details = '', same = ''] = twice.map((answer) => answer.headers.get('location') ?? '');
      t.is(same, details);
      const filled = await booker.details(details);
      t.is(filled.termini, slot);
      const shown = await (await booker.get(details)).text();
      const [, notice = null] =
        /<p class="notice notice-plain"><span>((?:En|Več) [^<]*)<a href="[^"]+">Odpri/.exec(shown) ?? [];
      said.push(notice);
      // The notice leads to the visit that was booked before.
      const [, before = ''] = /<a href="([^"]+)">Odpri potrjeni termin/.exec(shown) ?? [];
      t.is(before, [...pages].at(-1) ?? '');
      t.is((await booker.post(details, filled)).status, 303);
      pages.add(details);
    }
    t.is(pages.size, chosen.length);
    const move = 'Če želite le drug čas, potrjeni termin prestavite. ';
    t.deepEqual(said, [
      null,
      `En termin ste že potrdili; to bo še en obisk. ${move}`,
      `Več terminov ste že potrdili; to bo še en obisk. ${move}`,
    ]);
    t.deepEqual(await countVisits(web), { booked: chosen.length, held: 0 });
    // The same time once more leads to the visit that there is.
    for (const [which, page] of [...pages].entries()) {
      t.is((await booker.choose(path, form, chosen[which] ?? '')).headers.get('location'), page);
    }
    t.deepEqual(await countVisits(web), { booked: chosen.length, held: 0 });
  });
});

test('[R3.8] whoever cancelled a visit and chooses its time again holds it anew; its form sent again books nothing', async (t) => {
  await withWeb(async (web) => {
    const booker = bookerAt(web);
    const { path, form, slots } = await booker.times();
    const details = (await booker.choose(path, form, slots[0] ?? '')).headers.get('location') ?? '';
    const filled = await booker.details(details);
    const visit = (await booker.post(details, filled)).headers.get('location')?.replace(/\?.*/, '') ?? '';
    const cancelling = `${visit}/odpoved`;
    t.is((await booker.post(cancelling, hiddenIn(await (await booker.get(cancelling)).text()))).status, 303);
    t.is((await booker.post(details, filled)).status, 303);
    t.deepEqual(await countVisits(web), { booked: 0, held: 0 });
    const again = (await booker.choose(path, form, slots[0] ?? '')).headers.get('location') ?? '';
    t.is(again, `${details}.1`);
    t.false(
      (await (await booker.get(again)).text()).includes('ste že potrdili'),
      'nothing stands that was booked before',
    );
    t.is((await booker.post(again, await booker.details(again))).status, 303);
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    t.is((await booker.choose(path, form, slots[0] ?? '')).headers.get('location'), again);
  });
});

test('[R4.3] each place of the list begins a booking of its own', async (t) => {
  await withWeb(async (web) => {
    const page = await (await bookerAt(web).get('/narocanje/potni-list')).text();
    const names = [...page.matchAll(/\?oddaja=([\w-]{12})/g)].map(([, name]) => name);
    t.true(names.length > 2);
    t.is(new Set(names).size, names.length);
  });
});

/** At the desk: Litija is held in one tab and then Logatec in another, under one name; the forms of both, filled in. */
async function twoDeskTabs(agent: Visitor) {
  const path = await holdAt(agent, 'storitev=potni-list&lokacija=litija');
  const form = async (): Promise<Record<string, string>> => ({
    ...hiddenIn(await (await agent.get(path)).text()),
    ...noted,
  });
  const first = await form();
  const oddaja = path.split('/').at(-1) ?? '';
  const other = await timesAt(agent, 'storitev=potni-list&lokacija=logatec');
  await agent.post('/termini', { ...other.form, oddaja, termin: other.slots[0] ?? '' });
  return { path, first, second: await form(), otherTime: other.slots[1] ?? '' };
}

test('[R3.8] at the desk too a form books the time that it shows; what another tab confirmed stands besides', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const { path, first, second } = await twoDeskTabs(agent);
    t.is((await agent.post(path, { ...first, dejanje: 'potrdi' })).status, 303);
    t.deepEqual(await bookedAt(web), ['litija']);
    // The second is held and shown; it is booked when the person confirms what they see.
    const shown = await agent.post(path, { ...second, dejanje: 'potrdi' });
    t.is(shown.status, 200);
    const page = await shown.text();
    t.is(hiddenIn(page).termini, second.termini);
    const next = /<form method="post" action="(\/termini\/[^"]+)" class="desk-columns"/.exec(page)?.[1] ?? '';
    for (const _ of [1, 2]) t.is((await agent.post(next, { ...second, dejanje: 'potrdi' })).status, 303);
    t.deepEqual(await bookedAt(web), ['litija', 'logatec']);
  });
});

test('[R3.8] at the desk an old tab lets go of what it shows, and of nothing that another tab holds', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const { path, first, second } = await twoDeskTabs(agent);
    t.is((await agent.post(path, { ...first, dejanje: 'opusti' })).headers.get('location'), '/termini');
    t.deepEqual(await countVisits(web), { booked: 0, held: 1 });
    t.is((await agent.post(path, { ...second, dejanje: 'opusti' })).headers.get('location'), '/termini');
    t.deepEqual(await countVisits(web), { booked: 0, held: 0 });
  });
});

test('[R3.8] at the desk a tab whose name was booked elsewhere holds what is chosen in it, and nothing when it lets go', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const { path, first, second, otherTime } = await twoDeskTabs(agent);
    t.is((await agent.post(path, { ...first, dejanje: 'potrdi' })).status, 303);
    t.is((await agent.post(path, { ...second, dejanje: 'opusti' })).headers.get('location'), '/termini');
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
    const instead = await (await agent.post(path, { ...second, termin: otherTime })).text();
    t.is(hiddenIn(instead).termini, otherTime);
    t.deepEqual(await countVisits(web), { booked: 1, held: 1 });
  });
});

test('[R3.9] at the desk the language stands when a form is so old that its booking begins anew', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const path = await holdAt(agent, 'storitev=potni-list&lokacija=litija');
    const form = { ...hiddenIn(await (await agent.get(path)).text()), ...noted, jezik: 'it', dejanje: 'potrdi' };
    await web.db('booking').update({ created_at: new Date(Date.now() - 61 * 60_000) });
    await web.db('appointment').where({ state: 'held' }).delete();
    t.is((await agent.post(path, form)).headers.get('location'), `${path}.1`);
    t.deepEqual(await web.db('booking').whereNotNull('confirmed_at').pluck('language'), ['it']);
    t.deepEqual(await countVisits(web), { booked: 1, held: 0 });
  });
});

test('[R3.8] [R3.9] at the desk whoever goes back after a booking and chooses another time holds one more visit, and is told', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const { form, slots } = await timesAt(agent, 'storitev=potni-list&lokacija=litija');
    const pages: string[] = [];
    for (const termin of slots.slice(0, 3)) {
      const path = (await agent.post('/termini', { ...form, termin })).headers.get('location') ?? '';
      const page = await (await agent.get(path)).text();
      t.is(hiddenIn(page).termini, termin);
      const [, before = null] = /<a href="([^"]+)">Odpri potrjeni termin/.exec(page) ?? [];
      t.is(before, pages.at(-1) ?? null);
      t.is((await agent.post(path, { ...hiddenIn(page), ...noted, dejanje: 'potrdi' })).headers.get('location'), path);
      pages.push(path);
    }
    t.is(new Set(pages).size, 3);
    t.deepEqual(await countVisits(web), { booked: 3, held: 0 });
    for (const [which, page] of pages.entries()) {
      t.is((await agent.post('/termini', { ...form, termin: slots[which] ?? '' })).headers.get('location'), page);
    }
    t.deepEqual(await countVisits(web), { booked: 3, held: 0 });
  });
});

test('[R3.8] at the desk each of three tabs with one name books what it shows', async (t) => {
  await withWeb(async (web) => {
    const agent = await signedIn(web, 'agent1');
    const { path, first, second } = await twoDeskTabs(agent);
    const oddaja = path.split('/').at(-1) ?? '';
    const other = await timesAt(agent, 'storitev=potni-list&lokacija=logatec');
    await agent.post('/termini', { ...other.form, oddaja, termin: other.slots[2] ?? '' });
    const third = { ...second, termini: hiddenIn(await (await agent.get(path)).text()).termini ?? '' };
    t.is(new Set([first, second, third].map(({ termini }) => termini)).size, 3);
    t.is((await agent.post(path, { ...first, dejanje: 'potrdi' })).status, 303);
    for (const tab of [second, third]) {
      const page = await (await agent.post(path, { ...tab, dejanje: 'potrdi' })).text();
      t.is(hiddenIn(page).termini, tab.termini);
      const next = /<form method="post" action="(\/termini\/[^"]+)" class="desk-columns"/.exec(page)?.[1] ?? '';
      t.is((await agent.post(next, { ...tab, dejanje: 'potrdi' })).headers.get('location'), next);
    }
    t.deepEqual(await bookedAt(web), ['litija', 'logatec', 'logatec']);
  });
});
