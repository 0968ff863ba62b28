import test from 'ava';
import type { CounterId } from '../../sql/calendar/words.ts';
import { dateOf } from '../../web/present/time.ts';
import { bookAt, freeTimes } from './fixture/counter-visit.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { managerOf } from './fixture/manager.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const inDays = (days: number): string => dateOf(Date.now() + days * 86_400_000);

async function countersOf(web: TestWeb, locationId: string): Promise<readonly CounterId[]> {
  return web.db('counter').where({ location_id: locationId }).orderBy('id').pluck('id');
}

/** Sends a form and answers where it led. */
async function send(visitor: Visitor, path: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await visitor.post(path, fields);
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return location;
}

const textAt = async (visitor: Visitor, path: string): Promise<string> => (await visitor.get(path)).text();

/** The fields of the form that saves, as the preview has them. */
function saving(page: string): Record<string, string> {
  const form = /<form[^>]*action="[^"]*\/shrani".*?<\/form>/s.exec(page)?.[0] ?? '';
  const { _csrf, ...fields } = fieldsOf(form);
  return fields;
}

const everyDay = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`dan-${day}`, 'da']));

test('[R3.3] hours are changed as a draft: nothing holds before the preview was seen, and a visit booked since is shown first', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const [counterId] = (await countersOf(web, 'litija')) as [CounterId];
    const [slot, next] = await freeTimes(web.db, { counterId, service: 'potni-list' });
    if (slot === undefined || next === undefined) return t.fail();
    await bookAt(web.db, slot, 'potni-list');
    const hours = `/lokacije/litija/okenca/${counterId}/pravila`;
    t.true((await textAt(manager, hours)).includes('odmor od ponedeljka do petka'));
    t.true((await textAt(manager, hours)).includes('odpiralni čas pa velja od: Upravna enota Litija'));
    const before = await web.db('open_period').where({ counter_id: counterId }).orderBy('starts_at');

    const draft = await send(manager, `${hours}/osnutek`);
    t.is(await send(manager, `${hours}/osnutek`), draft, 'who begins again goes on');
    const form = `${draft}/pravilo/novo`;
    const { _csrf, ...empty } = fieldsOf(await textAt(manager, form));
    const wrong = await manager.post(form, { ...empty, od: '25.00', do: '', prej: 'nekaj', 'delez-klicni': '95' });
    t.is(wrong.status, 422);
    const problems = await wrong.text();
    for (const sentence of [
      'Izberite vsaj en dan',
      'Vpišite uro med 0.00 in 23.59',
      'Vpišite uro med 0.01 in 24.00',
      'skupaj največ 60 dni',
    ])
      t.true(problems.includes(sentence), sentence);
    t.true(problems.includes('value="25.00"'));
    // Open only at night, from today on: every visit of the counter would stand in closed time.
    const rule = {
      ...empty,
      ...everyDay,
      od: '20.00',
      do: '21.30',
      'velja-od': inDays(0),
      prej: '2',
      'prej-enota': 'dni',
    };
    t.is(await send(manager, form, rule), draft);
    t.true((await textAt(manager, draft)).includes('vsak dan 20.00–21.30'));
    const stale = await manager.post(form, rule);
    t.is(stale.status, 409);
    t.true((await stale.text()).includes('Osnutek se je medtem spremenil'));

    const preview = await textAt(manager, `${draft}/predogled`);
    t.true(preview.includes('1 obisk v zaprtem času'), preview);
    t.regex(preview, /\d+ termin(ov|i|a)? več/);
    t.deepEqual(
      await web.db('open_period').where({ counter_id: counterId }).orderBy('starts_at'),
      before,
      'nothing holds yet',
    );
    t.is(
      (await manager.post(`${draft}/shrani`, { razlicica: '2', videno: '' })).status,
      409,
      'not without having seen it',
    );

    const seen = saving(preview);
    await bookAt(web.db, next, 'potni-list');
    const late = await manager.post(`${draft}/shrani`, seen);
    t.is(late.status, 409);
    const again = await late.text();
    t.true(again.includes('Medtem se je v koledarju nekaj spremenilo') && again.includes('2 obiska v zaprtem času'));
    t.is((await web.db('office_rule').where({ counter_id: counterId, kind: 'open' })).length, 0);
    await send(manager, `${draft}/shrani`, saving(again));
    await send(manager, `${draft}/shrani`, saving(again));
    t.like(await web.db('office_rule').where({ counter_id: counterId, kind: 'open' }).first(), {
      opens: '20:00:00',
      lead_minutes: 2880,
      call_centre_share: 0.1,
    });
    const opened = await web.db('open_period').where({ counter_id: counterId, day: inDays(2) });
    t.is(opened.length, 1);
    const [entry, ...more] = await web.db('audit_entry').where({ user_id: 'agent4', action: 'openingHoursChanged' });
    t.is(more.length, 0, 'saved once');
    t.like(entry, { subject: `counter ${counterId}`, details: { kind: 'rules', visitsHit: 2 } });
    const after = await textAt(manager, hours);
    t.true(after.includes('Zgodovina sprememb') && after.includes('prizadeto: 2 obiska'));
    t.true((await textAt(manager, draft)).includes('odmor od ponedeljka do petka'), 'the history keeps what stood');
  });
});

test('[R3.3] two drafts of the same hours: the second is told that others hold now, and chooses', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const hours = '/lokacije/gabrovka/pravila';
    const one = await send(manager, `${hours}/osnutek`);
    const other = await send(administrator, `${hours}/osnutek`);
    t.not(one, other);
    t.true((await textAt(manager, hours)).includes('osnutek: Irena Šuštaršič'));
    await send(manager, `${one}/odstrani`, { razlicica: '1', pravilo: '0' });
    await send(administrator, `${other}/odstrani`, { razlicica: '1', pravilo: '0' });
    await send(manager, `${one}/shrani`, saving(await textAt(manager, `${one}/predogled`)));
    const overtaken = await textAt(administrator, `${other}/predogled`);
    t.true(overtaken.includes('Delovni čas se je od začetka osnutka spremenil'));
    t.deepEqual(saving(overtaken), {}, 'not to be saved as it is');
    await send(administrator, `${other}/osvezi`);
    const rebased = await textAt(administrator, `${other}/predogled`);
    t.true(rebased.includes('noben dan ne spremeni'));
    await send(administrator, `${other}/shrani`, saving(rebased));
    await send(manager, `${await send(manager, `${hours}/osnutek`)}/zavrzi`);
    t.is((await web.db('opening_change').where({ state: 'draft' })).length, 0);
  });
});

test('[R3.3] a closure is announced to citizens, closes after its preview, and can be taken back', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const [counterId] = (await countersOf(web, 'litija')) as [CounterId];
    const [slot] = await freeTimes(web.db, { counterId, service: 'potni-list' });
    if (slot === undefined) return t.fail();
    const day = dateOf(slot.startsAt);
    const form = '/lokacije/litija/pravila/izjema';
    const { _csrf, ...empty } = fieldsOf(await textAt(manager, form));
    const wrong = await manager.post(form, { ...empty, 'prvi-dan': '2020-01-01', od: '8.00', 'objava-od': inDays(0) });
    t.is(wrong.status, 422);
    const problems = await wrong.text();
    for (const sentence of ['Vpišite današnji ali poznejši dan', 'Vpišite obe uri', 'Vpišite slovensko obvestilo'])
      t.true(problems.includes(sentence), sentence);
    const notice = 'Zaprto zaradi <b>selitve</b>. Obrnite se na Gabrovko.';
    const closure = { ...empty, 'prvi-dan': day, 'objava-od': inDays(0), 'obvestilo-sl': notice };
    const preview = await send(manager, form, closure);
    const seen = await textAt(manager, preview);
    t.regex(seen, /0 terminov več/);
    t.true(seen.includes('zaprto ves dan'));
    await send(manager, preview.replace('/predogled', '/shrani'), saving(seen));
    t.is((await web.db('open_period').where({ counter_id: counterId, day })).length, 0);
    const citizens = visit(web);
    const named = (await citizens.get('/narocanje/potni-list/litija')).headers.get('location') ?? '';
    const page = await textAt(citizens, named);
    t.true(page.includes('Zaprto zaradi &lt;b>selitve&lt;/b>. Obrnite se na Gabrovko.'), 'as text, not as markup');
    const [exception] = await web.db('office_exception').where({ location_id: 'litija' });

    // It is edited where it stands, with a preview of its own, and written again from there.
    const editing = `/lokacije/litija/pravila/izjeme/${exception.id}`;
    const { _csrf: _, ...standing } = fieldsOf(await textAt(manager, editing));
    t.is(standing['obvestilo-sl'], notice);
    t.is((await manager.post(editing, { ...standing, od: '12.00', do: '11.00' })).status, 422);
    const edited = await send(manager, editing, { ...standing, od: '10.00', do: '11.00' });
    t.regex(await textAt(manager, edited), /spremenjena izjema: [^<]*zaprto ves dan[^<]* → [^<]*10\.00–11\.00/);
    t.is((await web.db('open_period').where({ counter_id: counterId, day })).length, 0, 'nothing holds yet');
    const again = edited.replace('/predogled', '/izjema');
    t.is(fieldsOf(await textAt(manager, again)).od, '10.00');
    const other = await send(manager, editing, { ...standing, opomba: 'nekdo drug' });
    await send(manager, again, { ...standing, od: '10.00', do: '12.00' });
    await send(manager, edited.replace('/predogled', '/shrani'), saving(await textAt(manager, edited)));
    const late = await manager.post(editing, { ...standing, opomba: 'še nekdo' });
    t.is(late.status, 409, 'who began before that');
    const overtaken = await late.text();
    t.regex(overtaken, /medtem spremenil nekdo drug[\s\S]*value="še nekdo"/);
    t.not(fieldsOf(overtaken).videno, standing.videno, 'and may say it again');
    const [changed] = await web.db('office_exception').where({ location_id: 'litija' });
    t.like(changed, { id: exception.id, opens: '10:00:00', closes: '12:00:00' });
    t.true((await web.db('open_period').where({ counter_id: counterId, day })).length > 0);
    t.is((await manager.get(other)).status, 409, 'who saved in between');
    t.is((await web.db('office_exception').where({ location_id: 'litija' })).length, 1);

    const taking = await send(manager, `/lokacije/litija/pravila/izjeme/${exception.id}/odstrani`);
    const back = await textAt(manager, taking);
    await send(manager, taking.replace('/predogled', '/shrani'), saving(back));
    t.is((await web.db('office_exception').where({ location_id: 'litija' })).length, 0);
    t.true((await web.db('open_period').where({ counter_id: counterId, day })).length > 0);
    t.is((await manager.get(taking)).status, 303, 'what is saved has no preview any more');
  });
});

test('[R3.3] a counter is closed after its preview and opened again; work-free days are the administrator’s', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    const [counterId] = (await countersOf(web, 'litija')) as [CounterId];
    const [slot] = await freeTimes(web.db, { counterId, service: 'potni-list' });
    if (slot === undefined) return t.fail();
    await bookAt(web.db, slot, 'potni-list');
    const at = `/lokacije/litija/okenca/${counterId}`;
    const preview = await send(manager, `${at}/zapri`);
    const seen = await textAt(manager, preview);
    t.true(seen.includes('1 obisk v zaprtem času') && seen.includes('zaprto okence'));
    await send(manager, preview.replace('/predogled', '/shrani'), saving(seen));
    t.truthy((await web.db('counter').where({ id: counterId }).first()).closed_at);
    t.is((await web.db('open_period').where({ counter_id: counterId }).where('day', '>', inDays(0))).length, 0);
    await send(manager, `${at}/odpri`);
    t.true((await web.db('open_period').where({ counter_id: counterId }).where('day', '>', inDays(0))).length > 0);

    const day = inDays(20);
    t.is((await manager.get('/prazniki')).status, 200);
    t.is((await manager.post('/prazniki', { dan: day, 'ime-sl': 'Dan po prazniku' })).status, 403);
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    await web.db('holiday').where({ day }).delete();
    const wrong = await administrator.post('/prazniki', { dan: 'jutri', 'ime-sl': '' });
    t.is(wrong.status, 422);
    t.true((await wrong.text()).includes('Vpišite današnji ali poznejši dan'));
    const adding = await send(administrator, '/prazniki', { dan: day, 'ime-sl': 'Dan po prazniku' });
    await send(administrator, adding.replace('/predogled', '/shrani'), saving(await textAt(administrator, adding)));
    t.is((await web.db('open_period').where({ day })).length, 0);
    t.is((await administrator.post('/prazniki', { dan: day, 'ime-sl': 'Še enkrat' })).status, 422);
    const removing = await send(administrator, `/prazniki/${day}/odstrani`);
    t.is((await manager.get(removing)).status, 404, 'what holds everywhere is not theirs');
    await send(administrator, removing.replace('/predogled', '/shrani'), saving(await textAt(administrator, removing)));
    t.is((await web.db('holiday').where({ day })).length, 0);
  });
});

test('[R3.4] hours of another unit are not there: no page, no draft, no save, whatever the address', async (t) => {
  await withWeb(async (web) => {
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const theirs = await send(administrator, '/lokacije/ljubljana/pravila/osnutek');
    const manager = await managerOf(web, 'litija');
    for (const path of [
      '/lokacije/ljubljana/pravila',
      '/lokacije/ljubljana/pravila/izjema',
      theirs,
      `${theirs}/predogled`,
      `${theirs}/pravilo/novo`,
    ])
      t.is((await manager.get(path)).status, 404, path);
    for (const path of ['shrani', 'zavrzi', 'odstrani', 'osvezi', 'pravilo/novo'])
      t.is((await manager.post(`${theirs}/${path}`, { razlicica: '1', pravilo: '0' })).status, 404, path);
    t.is((await manager.post('/lokacije/ljubljana/pravila/osnutek')).status, 404);
    t.is((await manager.get('/pravila-za-vse')).status, 403);
    const agent = visit(web);
    await agent.signIn('agent1');
    t.is((await agent.get('/lokacije/litija/pravila')).status, 200);
    t.is((await agent.post('/lokacije/litija/pravila/osnutek')).status, 403);
    const other = { _csrf: 'forged' };
    t.is((await manager.post('/lokacije/litija/pravila/osnutek', other)).status, 403);
  });
});
