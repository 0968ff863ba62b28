import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { beginOpeningChange, saveOpeningChange } from '../../sql/calendar/opening-change.ts';
import type { CounterId } from '../../sql/calendar/words.ts';
import { listLocations } from '../../sql/places/list-locations.ts';
import { movePlace } from '../../sql/places/move-place.ts';
import { changesOfRights, placesAbove } from '../../web/locations/move-consequences.ts';
import { until } from '../until.ts';
import { bookAt, freeTimes } from './fixture/counter-visit.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { makeOnly, managerOf } from './fixture/manager.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const path = '/lokacije/gabrovka/prestavi';
const textAt = async (visitor: Visitor, at: string): Promise<string> => (await visitor.get(at)).text();

/** The fields of the form that moves, as the preview has them. */
async function seen(visitor: Visitor, target: string): Promise<Record<string, string>> {
  const page = await textAt(visitor, `${path}?pod=${target}`);
  return fieldsOf(/<form[^>]*method="post"[^>]*action="[^"]*\/prestavi".*?<\/form>/s.exec(page)?.[0] ?? '');
}

async function administrator(web: TestWeb): Promise<Visitor> {
  const visitor = visit(web);
  await visitor.signIn('skrbnik');
  return visitor;
}

test('[R3.1] [R3.4] a place is moved under another: who gains and loses rights, whose hours hold and which visits are hit is seen before', async (t) => {
  await withWeb(async (web) => {
    const skrbnik = await administrator(web);
    const [counterId] = (await web.db('counter').where({ location_id: 'gabrovka' }).pluck('id')) as [CounterId];
    // Gabrovka inherits from Litija; Logatec is closed on the day of a visit.
    await web.db('office_rule').where({ location_id: 'gabrovka' }).delete();
    const { service_id: service } = await web
      .db('counter_service')
      .where({ counter_id: counterId })
      .first('service_id');
    const [slot] = await freeTimes(web.db, { counterId, service });
    if (slot === undefined) return t.fail();
    await bookAt(web.db, slot, service);
    await web.db('office_rule').where({ location_id: 'logatec' }).delete();
    await web
      .db('office_rule')
      .insert({ location_id: 'logatec', kind: 'open', weekdays: [6], opens: '08:00', closes: '09:00' });
    await makeOnly(web.db, 'agent4', 'clerk', 'logatec');

    const page = await textAt(skrbnik, `${path}?pod=logatec`);
    t.regex(page, /Pravico dobi<\/h4><ul><li>Luka Hočevar: delo pri okencu – Upravna enota Logatec/);
    t.regex(page, /Pravico izgubi<\/h4><ul><li>Gregor Jerič: upravljanje lokacije – Upravna enota Litija/);
    t.true(page.includes('vsako soboto 8.00–9.00') && page.includes('1 obisk v zaprtem času'));
    t.is((await web.db('location').where({ id: 'gabrovka' }).first()).parent_id, 'litija', 'nothing is moved yet');
    t.false(page.includes('value="gabrovka"'), 'never below itself');

    const agreed = await seen(skrbnik, 'logatec');
    t.is((await skrbnik.post(path, { ...agreed, videno: 'nekaj drugega' })).status, 409);
    t.is((await skrbnik.post(path, { ...agreed, pod: 'gabrovka' })).status, 422);
    await web.db('role_grant').insert({ user_id: 'agent3', role: 'clerk', location_id: 'logatec' });
    const overtaken = await skrbnik.post(path, agreed);
    t.is(overtaken.status, 409, 'somebody else was given a right since');
    const done = await skrbnik.post(path, await seen(skrbnik, 'logatec'));
    t.is(done.headers.get('location'), '/lokacije/gabrovka/premik');
    t.is((await web.db('location').where({ id: 'gabrovka' }).first()).parent_id, 'logatec');
    const open = await web.db('open_period').where({ counter_id: counterId }).where('starts_at', '>', new Date());
    t.true(
      open.length > 0 && open.every(({ day }) => new Date(`${String(day).slice(0, 10)}T12:00:00Z`).getUTCDay() === 6),
    );
    t.true((await textAt(skrbnik, '/lokacije/gabrovka/premik')).includes('Premakni obisk'));

    const clerk = visit(web);
    await clerk.signIn('agent4');
    t.is((await clerk.get('/urnik?lokacija=gabrovka')).status, 200, 'the right followed');
    const before = visit(web);
    await before.signIn('vodja');
    t.is((await before.get('/lokacije/gabrovka/uredi')).status, 404, 'and went');
    const [entry] = await web.db('audit_entry').where({ action: 'locationMoved' });
    t.like(entry, {
      user_id: 'skrbnik',
      subject: 'gabrovka',
      details: { fromParent: 'litija', toParent: 'logatec', visitsHit: 1 },
    });
  });
});

test('[R3.1] what was closed meanwhile takes nothing below it, though the page still offers it', async (t) => {
  await withWeb(async (web) => {
    const skrbnik = await administrator(web);
    const agreed = await seen(skrbnik, 'logatec');
    await web.db('location').where({ id: 'logatec' }).update({ closed_at: new Date() });
    t.is((await skrbnik.post(path, agreed)).status, 422);
    t.is((await web.db('location').where({ id: 'gabrovka' }).first()).parent_id, 'litija');
  });
});

test('[R3.3] hours that are saved while a place moves below them hold for it too; other counters are left alone', async (t) => {
  await withWeb(async (web) => {
    const { db } = web;
    await db('office_rule').where({ location_id: 'gabrovka' }).delete();
    const [counterId] = await db('counter').where({ location_id: 'gabrovka' }).pluck('id');
    const ofOthers = () =>
      db('open_period')
        .whereNot({ counter_id: counterId })
        .orderBy(['counter_id', 'starts_at'])
        .select(db.raw('xmin, ctid'));
    const { day } = await db('open_period')
      .where({ counter_id: counterId })
      .where('starts_at', '>', new Date(Date.now() + 7 * 86_400_000))
      .orderBy('day')
      .first();
    const standing = await ofOthers();
    const { version } = await db('location').where({ id: 'gabrovka' }).first('version');
    const [under, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const move = db.transaction(async (trx) => {
      t.true(await movePlace(trx, { id: 'gabrovka', parentId: 'logatec', version }));
      under.resolve();
      await commit.promise;
    });
    await under.promise;
    const now = instant(Date.now());
    const closed = {
      kind: 'closed',
      firstDay: day,
      lastDay: day,
      from: null,
      to: null,
      notice: {},
      announcedFrom: null,
      note: '',
    } as const;
    const id = await beginOpeningChange(db, {
      scope: { of: 'location', locationId: 'logatec' },
      content: { kind: 'addException', exception: closed },
      now,
      by: 'skrbnik',
    });
    const preview = { slotsMore: 0, slotsFewer: 0, visitsHit: [] };
    const saving = saveOpeningChange(db, { id, version: 1, now, by: 'skrbnik', preview }, async () => undefined);
    await until('the change of hours waits for the move', async () => {
      const { rows } = await db.raw(
        `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows.length > 0;
    });
    t.deepEqual(await ofOthers(), standing);
    commit.resolve();
    await move;
    t.is(await saving, 'saved');
    t.deepEqual(await db('open_period').where({ counter_id: counterId, day }), []);
  });
});

test('[R3.4] a manager moves only between places of their own; the database refuses a circle', async (t) => {
  await withWeb(async (web) => {
    const manager = await managerOf(web, 'litija');
    t.is((await manager.get('/lokacije/litija/prestavi')).status, 403, 'the unit itself is the administrator’s');
    const page = await textAt(manager, path);
    t.true(page.includes('Ni lokacije, pod katero bi jo lahko prestavili'));
    t.is((await manager.post(path, { pod: 'logatec', razlicica: '1', videno: '' })).status, 422);
    t.is((await manager.get('/lokacije/rovte/prestavi')).status, 404);
    const [{ version }] = await web.db('location').where({ id: 'litija' }).select('version');
    const circle = { id: 'litija', parentId: 'gabrovka', version };
    await t.throwsAsync(
      web.db.transaction((trx) => movePlace(trx, circle)),
      { message: /can not lie below itself/ },
    );
    const tree = await listLocations(web.db);
    t.deepEqual(placesAbove(tree, 'gabrovka'), ['gabrovka', 'litija']);
  });
});

test('[R3.4] rights come from above: who has the same before and after, everywhere or at the place itself, is not named', (t) => {
  const user = (id: string, ...at: (string | null)[]) => ({
    id,
    name: id,
    email: null,
    disabledAt: null,
    phone: null,
    grants: at.map((locationId) => ({ role: 'clerk' as const, locationId })),
  });
  const users = [
    user('povsod', null),
    user('tu', 'kraj'),
    user('oba', 'a', 'b'),
    user('prej', 'a'),
    user('potem', 'b'),
  ];
  const { gained, lost } = changesOfRights(users, { placeId: 'kraj', before: ['a'], after: ['b', 'c'] });
  t.deepEqual([gained.map(({ userId }) => userId), lost.map(({ userId }) => userId)], [['potem'], ['prej']]);
});
