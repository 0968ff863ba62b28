import test from 'ava';
import { changeConfiguration } from '../../engine/shell/configured/change-configuration.ts';
import { ConfigurationContradiction } from '../../sql/line/configuration-contradiction.ts';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import { setAgentSkills } from '../../sql/people/set-agent-skills.ts';
import { until } from '../until.ts';
import { now, wallboardView } from './fixture/views.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

const pathOf = '/ljudje/agent1';

test('[R2.3] a skill that names no language or place is refused by name, and what was typed stays', async (t) => {
  await withWeb(async (web) => {
    const administrator = visit(web);
    await administrator.signIn('skrbnik');
    const [{ phone_username: telefon }] = await web.db('agent').where({ id: 'agent1' });
    const before = await readConfiguration(web.db);
    for (const [znanja, told] of [
      ['jezik:de:7', /Znanje »jezik:de« \(agent1\): pričakovano: eden od jezikov: sl, en\./],
      ['narocanje:5, ue:nikjer:3', /Znanje »ue:nikjer« \(agent1\): pričakovano: ena od lokacij: /],
    ] as const) {
      const answer = await administrator.post(`${pathOf}/svetovanje`, { telefon, znanja });
      t.is(answer.status, 422);
      const page = await answer.text();
      t.regex(page, told);
      t.true(page.includes(`value="${znanja}"`), 'what was typed');
    }
    t.is((await readConfiguration(web.db)).version, before.version);
    const right = await administrator.post(`${pathOf}/svetovanje`, { telefon, znanja: 'jezik:sl:7' });
    t.is(right.headers.get('location'), `${pathOf}?opravljeno=shranjeno`);
    t.not((await readConfiguration(web.db)).version, before.version);
  });
});

test('[R2.3] what does not fit already keeps nobody from changing something else, nor from mending it', async (t) => {
  await withWeb(async ({ db }) => {
    const wrong = [{ skill: 'jezik:de', level: 7 }];
    await setAgentSkills(db, 'agent1', wrong);
    await changeConfiguration(db, (trx) => setAgentSkills(trx, 'agent2', [{ skill: 'jezik:sl', level: 3 }]));
    await setAgentSkills(db, 'agent3', wrong);
    await changeConfiguration(db, (trx) => setAgentSkills(trx, 'agent3', []));
    const error = await t.throwsAsync(
      changeConfiguration(db, (trx) => setAgentSkills(trx, 'agent2', wrong)),
      { instanceOf: ConfigurationContradiction },
    );
    t.deepEqual(
      error.problems.map(({ row }) => row),
      ['agent_skill agent2 "jezik:de"'],
    );
    await changeConfiguration(db, (trx) => setAgentSkills(trx, 'agent1', []));
    t.deepEqual(
      (await readConfiguration(db)).agents.find(({ id }) => String(id) === 'agent2')?.skills.map(({ skill }) => skill),
      ['jezik:sl'] as never,
    );
  });
});

test('[R2.9] [R9.5] a configuration that is not used is on the wallboard and in the readiness, with its row', async (t) => {
  await withWeb(async (web) => {
    const refused = {
      since: now(),
      problems: [{ row: 'agent_skill agent2 "jezik:de"', expected: 'a language of sl, en' }],
    };
    web.engine.showWallboard({ ...wallboardView(), configuration: { refused, warnings: [] } });
    const supervisor = visit(web);
    await supervisor.signIn('nadzornik');
    let page = '';
    await until('the wallboard tells it', async () => {
      page = await (await supervisor.get('/stena')).text();
      return page.includes('niso v uporabi');
    });
    t.regex(
      page,
      /niso v uporabi od .*\d+\.\d\d.*Znanje »jezik:de« \(agent2\): pričakovano: eden od jezikov: sl, en\./,
    );
    const readiness = await visit(web).get('/pripravljenost');
    t.is(readiness.status, 200, 'it serves');
    const { parts } = (await readiness.json()) as { parts: Record<string, { ok: boolean; since?: string }> };
    t.deepEqual(parts.configuration, { ok: false, since: new Date(refused.since).toISOString() });
  });
});
