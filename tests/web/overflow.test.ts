import test from 'ava';
import type { OverflowRule } from '../../engine/core/overflow.ts';
import { configurationWarnings } from '../../engine/shell/configured/configuration-warnings.ts';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import { listOverflow } from '../../sql/queues/list-overflow.ts';
import { until } from '../until.ts';
import { fieldsOf } from './fixture/form-fields.ts';
import { wallboardView } from './fixture/views.ts';
import { type Visitor, visit } from './fixture/visitor.ts';
import { type TestWeb, withWeb } from './fixture/web.ts';

const rule = { ime: 'dolgo čakanje', pogoj: 'waited', cas: '5', klicateljev: '', ukrep: 'callback' };

async function queueOf(web: TestWeb) {
  const [queue] = await listOverflow(web.db);
  if (queue === undefined) throw new Error('The sample has no queue.');
  return { ...queue, path: `/preliv/${queue.id}`, razlicica: String(queue.version) };
}

/** Adds it to the queue as it is now. */
async function add(web: TestWeb, visitor: Visitor, fields: Partial<typeof rule>): Promise<Response> {
  const { path, razlicica } = await queueOf(web);
  return visitor.post(`${path}/dodaj`, { ...rule, ...fields, razlicica });
}

async function rulesThatHold(web: TestWeb): Promise<readonly OverflowRule[]> {
  const { queues } = await readConfiguration(web.db);
  return queues[0]?.overflow ?? [];
}

test('[R1.10] rules of overflow are added, changed, put in order and removed, and the line has them each time', async (t) => {
  await withWeb(async (web) => {
    await web.db('queue').update({ overflow: '[]' });
    await web.db('outside_contact').insert({
      ...{ id: 'tujci', kind: 'department', name: 'Oddelek za tujce', number: '38614781234', code: '12', lines: 2 },
    });
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    t.true((await (await visitor.get('/preliv')).text()).includes('Ta vrsta nima pravil'));
    t.is((await add(web, visitor, {})).headers.get('location'), '/preliv?opravljeno=dodano');
    const full = { ime: 'gneča', pogoj: 'length', cas: '', klicateljev: '2', ukrep: 'stevilka:tujci' };
    await add(web, visitor, full);
    t.deepEqual(await rulesThatHold(web), [
      { name: 'dolgo čakanje', when: { kind: 'waited', seconds: 300 }, action: { kind: 'offer', what: 'callback' } },
      { name: 'gneča', when: { kind: 'length', callers: 2 }, action: { kind: 'outside', contact: 'tujci' } },
    ] as never);
    const list = await (await visitor.get('/preliv')).text();
    for (const sentence of [
      'Ko klicatelj čaka že 5 min, mu ponudimo povratni klic.',
      'Ko je pred klicateljem več kot 2 klicatelja, klic preusmerimo na zunanjo številko »Oddelek za tujce«.',
    ])
      t.true(list.includes(sentence), sentence);

    // A condition that names no caller says who is meant.
    const [queueRow] = await web.db('queue').select('id', 'overflow');
    const nobody = [{ name: 'nikogar', when: { kind: 'noAgent' }, action: { kind: 'offer', what: 'callback' } }];
    await web.db('queue').update({ overflow: JSON.stringify(nobody) });
    t.true(
      (await (await visitor.get('/preliv')).text()).includes(
        'Ko ni prijavljen nihče, ki bi lahko sprejel klic, klicatelju ponudimo povratni klic.',
      ),
    );
    await web.db('queue').update({ overflow: JSON.stringify(queueRow.overflow) });

    let queue = await queueOf(web);
    const form = await (await visitor.get(`${queue.path}/2`)).text();
    t.regex(form, /value="stevilka:tujci" selected/);
    const changed = { ...full, pogoj: 'expected', cas: '1:30', razlicica: queue.razlicica };
    t.is((await visitor.post(`${queue.path}/2`, changed)).headers.get('location'), '/preliv?opravljeno=spremenjeno');
    queue = await queueOf(web);
    await visitor.post(`${queue.path}/2/prej`, { razlicica: queue.razlicica });
    t.deepEqual(
      (await rulesThatHold(web)).map(({ name, when }) => [name, when]),
      [
        ['gneča', { kind: 'expected', seconds: 90 }],
        ['dolgo čakanje', { kind: 'waited', seconds: 300 }],
      ],
    );
    queue = await queueOf(web);
    t.regex(
      await (await visitor.get(`${queue.path}/1`)).text(),
      /name="cas"[^>]*value="1:30"|value="1:30"[^>]*name="cas"/,
    );
    await visitor.post(`${queue.path}/1/odstrani`, { razlicica: queue.razlicica });
    t.deepEqual(
      (await rulesThatHold(web)).map(({ name }) => name),
      ['dolgo čakanje'],
    );
    const { rows } = await web.db.raw(
      `select action, subject, details from audit_entry where action like 'overflow%' order by id`,
    );
    t.deepEqual(
      rows.map(({ action }: { action: string }) => action),
      ['overflowRuleAdded', 'overflowRuleAdded', 'overflowRuleChanged', 'overflowRuleMoved', 'overflowRuleRemoved'],
    );
    t.like(rows[2], { subject: queue.id, details: { name: 'gneča', when: 'expected', action: 'outside' } });
  });
});

test('[R1.10] what was typed wrongly is said field by field and comes back; nothing is saved', async (t) => {
  await withWeb(async (web) => {
    await web.db('queue').update({ overflow: '[]' });
    const visitor = visit(web);
    await visitor.signIn('skrbnik');
    await add(web, visitor, {});
    const cases: readonly (readonly [Partial<typeof rule>, string])[] = [
      [{ ime: ' ' }, 'Vpišite ime, dolgo največ 100 znakov.'],
      [{ cas: '2' }, 'Pravilo s tem imenom ta vrsta že ima.'],
      [{ ime: 'drugo', pogoj: 'kadarkoli' }, 'Izberite, kdaj naj pravilo velja.'],
      [{ ime: 'drugo', cas: '' }, 'Vpišite čas od 0:01 do 1440 minut'],
      [{ ime: 'drugo', cas: '1441' }, 'Vpišite čas od 0:01 do 1440 minut'],
      [{ ime: 'drugo', cas: '1:75' }, 'Vpišite čas od 0:01 do 1440 minut'],
      [{ ime: 'drugo', pogoj: 'length', klicateljev: 'pet' }, 'Vpišite celo število od 0 do 10000.'],
      [{ ime: 'drugo', cas: '2', ukrep: '' }, 'Izberite, kaj naj se zgodi.'],
      [{ ime: 'drugo', cas: '2', ukrep: 'stevilka:ni-je' }, 'Izberite, kaj naj se zgodi.'],
      [{ ime: 'drugo' }, 'Takšno pravilo ta vrsta že ima.'],
    ];
    for (const [fields, sentence] of cases) {
      const answer = await add(web, visitor, fields);
      t.is(answer.status, 422, sentence);
      const page = await answer.text();
      t.true(page.includes(sentence), sentence);
      t.true(page.includes(`value="${fields.ime ?? rule.ime}"`), 'the typed name comes back');
    }
    t.is((await rulesThatHold(web)).length, 1);
  });
});

test('[R1.10] who changes rules that somebody else has changed is told, and writes over nothing', async (t) => {
  await withWeb(async (web) => {
    await web.db('queue').update({ overflow: '[]' });
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    await add(web, visitor, {});
    const { path, razlicica } = await queueOf(web);
    await add(web, visitor, { ime: 'nikogar', pogoj: 'noAgent', cas: '' });
    for (const [to, fields] of [
      [`${path}/dodaj`, { ...rule, ime: 'tretje', cas: '9' }],
      [`${path}/1`, { ...rule, cas: '9' }],
      [`${path}/1/odstrani`, {}],
      [`${path}/2/prej`, {}],
    ] as const) {
      const stale = await visitor.post(to, { ...fields, razlicica });
      t.is(stale.status, 409, to);
      t.true((await stale.text()).includes('medtem spremenil nekdo drug'), to);
    }
    t.deepEqual(
      (await rulesThatHold(web)).map(({ name }) => name),
      ['dolgo čakanje', 'nikogar'],
    );
    // What was typed stands in the form, beside what holds now; looked at and sent again, it is saved.
    const form = fieldsOf(await (await visitor.get(`${path}/1`)).text());
    t.is((await visitor.post(`${path}/1`, { ...form, cas: '7', ukrep: 'voiceMessage' })).status, 303);
    const late = await (await visitor.post(`${path}/1`, { ...form, ime: 'predolgo', cas: '9' })).text();
    t.like(fieldsOf(late), { ime: 'predolgo', cas: '9', ukrep: form.ukrep });
    t.deepEqual(
      [...late.matchAll(/Zdaj velja: ([^<]*)\.</g)].map(([, now]) => now),
      ['dolgo čakanje', '7', 'ponudimo glasovno sporočilo'],
    );
    t.is((await visitor.post(`${path}/1`, fieldsOf(late))).status, 303);
    t.is((await rulesThatHold(web))[0]?.name, 'predolgo');
    // Where it stood, one of its kind under another name is the same.
    const renamed = await (await visitor.post(`${path}/1`, { ...form, cas: '11' })).text();
    t.like(fieldsOf(renamed), { ime: form.ime, cas: '11', pravilo: 'predolgo' });
    t.regex(renamed, /Zdaj velja: predolgo\./);
    // A rule that is there no more comes back as a new one, and whoever adds one keeps it too.
    t.is((await visitor.post(`${path}/1/odstrani`, { razlicica: (await queueOf(web)).razlicica })).status, 303);
    const gone = await (await visitor.post(`${path}/1`, { ...form, cas: '11' })).text();
    t.true(gone.includes('dodan kot novo pravilo') && gone.includes(`action="${path}/dodaj"`));
    t.is(fieldsOf(gone).cas, '11');
    const added = await (await visitor.post(`${path}/dodaj`, { ...rule, ime: 'tretje', cas: '9', razlicica })).text();
    t.like(fieldsOf(added), { ime: 'tretje', cas: '9' });
    const fresh = await queueOf(web);
    t.is((await visitor.post(`${path}/3/odstrani`, { razlicica: fresh.razlicica })).status, 404);
    t.is((await visitor.get(`${path}/3`)).status, 404);
  });
});

test('[R1.10] a rule that does nothing as things are says so', async (t) => {
  await withWeb(async (web) => {
    await web.db('outside_contact').insert({
      ...{ id: 'dunaj', kind: 'official', name: 'Konzul', number: '4315012345', code: '12', lines: 1 },
    });
    const rules = [
      { name: 'a', when: { kind: 'noAgent' }, action: { kind: 'outside', contact: 'dunaj' } },
      { name: 'b', when: { kind: 'noAgent' }, action: { kind: 'offer', what: 'callback' } },
    ];
    await web.db('queue').update({ overflow: JSON.stringify(rules) });
    await web.db('setting').where({ key: 'callbacks' }).delete();
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const page = await (await visitor.get('/preliv')).text();
    t.true(page.includes('te številke po pravilu za odhodne klice ni dovoljeno klicati'));
    t.true(page.includes('povratni klici so izklopljeni'));
  });
});

test('[R1.10] [R9.4] a rule that dials outside by a trunk without an outbound side says so, where it stands', async (t) => {
  await withWeb(async (web) => {
    const rules = [{ name: 'ven', when: { kind: 'noAgent' }, action: { kind: 'outside', contact: 'tujci' } }];
    await web.db('queue').update({ overflow: JSON.stringify(rules) });
    await web.db('outside_contact').insert({
      ...{ id: 'tujci', kind: 'department', name: 'Oddelek za tujce', number: '38614781234', code: '12', lines: 2 },
    });
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const said = 'vod za odhodne klice nima odhodne smeri ali ga ni';
    const page = async () => (await visitor.get('/preliv')).text();
    t.false((await page()).includes(said));
    const configuration = await readConfiguration(web.db);
    const warned = (dials: boolean) => configurationWarnings(configuration, [{ name: 'trunk', dials }]);
    web.engine.showWallboard({ ...wallboardView(), configuration: { refused: null, warnings: warned(false) } });
    await until('the page has what the engine says', async () => (await page()).includes(said));
    const board = await (await visitor.get('/stena')).text();
    t.true(board.includes('pričakovano: odhodna smer voda »trunk«'), 'and so does the board');
    web.engine.showWallboard({ ...wallboardView(), configuration: { refused: null, warnings: warned(true) } });
    await until('it is well again', async () => !(await page()).includes(said));
  });
});
