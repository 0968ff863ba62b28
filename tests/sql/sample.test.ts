import test from 'ava';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { loadSample } from '../../sql/sample.ts';
import { withDatabase } from '../database.ts';
import { at } from './cdr-fixture.ts';
import { loadTestSample } from './sample-fixture.ts';

test('[R9.1] the first start prints every sign-in with its password, every phone and the number', async (t) => {
  await withDatabase(async (db) => {
    const sample = await loadTestSample(db);
    t.true(sample.loaded);
    t.is(sample.number, '38615551234');
    t.deepEqual(
      sample.phones,
      ['101', '102', '103', '104'].map((user) => ({ user, password: `secret of ${user}` })),
    );
    t.deepEqual(
      sample.signIns.map(({ role, user, password }) => `${role} ${user} ${password}`),
      [
        'administrator skrbnik secret of skrbnik',
        'agent agent1 secret of agent1',
        'agent agent2 secret of agent2',
        'agent agent3 secret of agent3',
        'agent agent4 secret of agent4',
        'clerk referent secret of referent',
        'client narocnik secret of narocnik',
        'locationManager vodja secret of vodja',
        'supervisor nadzornik secret of nadzornik',
      ],
    );
    t.is((await db('app_user').where({ id: 'agent1' }).first()).password_hash, 'hash of secret of agent1');
  });
});

test('[R9.1] a second start changes nothing that people edited and brings nothing back', async (t) => {
  await withDatabase(async (db) => {
    const first = await loadTestSample(db);
    await db('opening_rule').where({ weekday: 5 }).delete();
    await db('app_user').where({ id: 'agent1' }).update({ name: 'Ana Novak', password_hash: 'hers' });
    await db('setting').where({ key: 'retention' }).delete();
    await db('phone').where({ username: '101' }).update({ password: 'changed' });
    const tables = [
      'location',
      'app_user',
      'role_grant',
      'phone',
      'agent',
      'agent_skill',
      'queue',
      'opening_rule',
      'prompt_version',
      'setting',
    ];
    const content = () => Promise.all(tables.map((table) => db(table).orderByRaw('1, 2')));
    const before = await content();
    const second = await loadSample(db, {
      passwordFor: () => t.fail() as never,
      hashPassword: async () => t.fail() as never,
      flow: defaultFlow,
      prompts: samplePrompts,
      now: at(0),
    });
    t.deepEqual(await content(), before);
    t.false(second.loaded);
    t.is(second.phones[0]?.password, 'changed');
    t.deepEqual(
      second.signIns,
      first.signIns.map((signIn) => ({ ...signIn, password: null })),
    );
  });
});

test('[R9.2] two first starts at once load it once', async (t) => {
  await withDatabase(async (db) => {
    const samples = await Promise.all([loadTestSample(db), loadTestSample(db), loadTestSample(db)]);
    t.is(samples.filter(({ loaded }) => loaded).length, 1);
    t.is((await db('phone')).length, 4);
  });
});

test('[R1.9] a prompt that a later version adds waits for the client', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const now = {
      passwordFor: String,
      hashPassword: async (password: string) => password,
      flow: defaultFlow,
      now: at(0),
    };
    await loadSample(db, {
      ...now,
      prompts: [...samplePrompts, { key: 'newerOffer', language: 'sl', text: 'Pokličemo vas nazaj.' }],
    });
    t.deepEqual(await db('prompt_version').where({ prompt_key: 'newerOffer' }).pluck('state'), ['proposed']);
  });
});
