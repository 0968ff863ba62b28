import { setTimeout } from 'node:timers/promises';
import test from 'ava';
import { usualOutboundRule } from '../../dialplan/outbound.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { ConfigurationContradiction } from '../../sql/line/configuration-contradiction.ts';
import { listenForConfigurationChanges } from '../../sql/line/listen-for-configuration-changes.ts';
import { readApprovedPrompts } from '../../sql/line/read-approved-prompts.ts';
import { readConfiguration } from '../../sql/line/read-configuration.ts';
import type { Listener } from '../../sql/listen.ts';
import { disableUser } from '../../sql/people/disable-user.ts';
import { setAgentSkills } from '../../sql/people/set-agent-skills.ts';
import { sampleQueue } from '../../sql/sample-data.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { withDatabase } from '../database.ts';
import { patienceMs } from '../until.ts';
import { at } from './cdr-fixture.ts';
import { loadTestSample } from './sample-fixture.ts';

test('[R1.6] [R1.9] the sample is a configuration that the engine can run', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const configuration = await readConfiguration(db);
    t.is(configuration.line.number, '38615551234');
    t.deepEqual(configuration.openingHours, {
      timeZone: 'Europe/Ljubljana',
      holidaysOf: 'SI',
      weekly: [
        { weekday: 1, from: '08:00', to: '18:00' },
        { weekday: 2, from: '08:00', to: '18:00' },
        { weekday: 3, from: '08:00', to: '19:00' },
        { weekday: 4, from: '08:00', to: '18:00' },
        { weekday: 5, from: '08:00', to: '14:00' },
      ],
      exceptions: [],
    });
    t.deepEqual(
      configuration.queues.map((queue) => ({ ...queue })),
      [
        {
          id: 'narocanje',
          name: 'Naročanje UE Ljubljana, Litija in Logatec',
          locationIds: ['litija', 'ljubljana', 'logatec'],
          skills: ['narocanje'],
          ringSeconds: 20,
          wrapUpSeconds: 60,
          announceEverySeconds: 45,
          assumedHandlingSeconds: 240,
          serviceLevel: { seconds: 20, share: 0.8 },
          strategy: 'longestIdle',
          priority: 0,
          minimumLevel: 1,
          widening: [],
          lastAgentHours: 0,
          overflow: sampleQueue.overflow,
        },
      ] as never,
    );
    t.deepEqual(
      configuration.agents.map(({ id, name, phone }) => `${id} ${name} ${phone}`),
      ['agent1 Ana Žagar 101', 'agent2 Matej Črnigoj 102', 'agent3 Špela Košir 103', 'agent4 Luka Hočevar 104'],
    );
    t.true(configuration.agents.every(({ skills }) => skills.some(({ skill }) => skill === ('jezik:sl' as never))));
    t.deepEqual(configuration.dispositions, [
      'narocanje',
      'odpoved',
      'prenarocanje',
      'cakalneDobe',
      'priloge',
      'portal',
      'drugo',
    ]);
    t.deepEqual(configuration.pauseReasons[3], { digit: '4', key: 'izobrazevanje', name: 'izobraževanje' });
    const approved = await readApprovedPrompts(db);
    t.is(approved.length, samplePrompts.length);
    t.is(Object.keys(configuration.prompts.sl).length + Object.keys(configuration.prompts.en).length, approved.length);
    t.is(
      configuration.prompts.sl.welcome,
      approved.find(({ key, language }) => key === 'welcome' && language === 'sl')?.versionId,
    );
  });
});

test('[R9.2] the same rows are the same version, a changed row is another', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const { version } = await readConfiguration(db);
    t.is((await readConfiguration(db)).version, version);
    await db('queue').update({ ring_seconds: 25 });
    t.not((await readConfiguration(db)).version, version);
    await db('queue').update({ ring_seconds: 20 });
    t.is((await readConfiguration(db)).version, version);
  });
});

test('[R9.4] the limits of the line are a setting: absent, set, and refused when they make no sense', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    t.false('edge' in (await readConfiguration(db)));
    const edge = { callsPerNumberPerMinute: 5, callsPerSecond: 7 };
    await writeSetting(db, 'edge', edge);
    t.deepEqual((await readConfiguration(db)).edge, edge);
    await t.throwsAsync(writeSetting(db, 'edge', { ...edge, callsPerSecond: 0 }), { message: /callsPerSecond/ });
    await db('setting').where({ key: 'edge' }).update({ value: '{"callsPerSecond": 7}' });
    const error = await t.throwsAsync(readConfiguration(db), { instanceOf: ConfigurationContradiction });
    t.is(error.problems[0]?.row, 'setting edge');
    t.regex(error.problems[0]?.expected ?? '', /^callsPerNumberPerMinute: /);
  });
});

test('[R9.4] what the line may dial is a setting: usual in the sample, nothing without it, refused when it makes no sense', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    t.deepEqual((await readConfiguration(db)).outbound, usualOutboundRule);
    const rule = { ...usualOutboundRule, kinds: [], countries: ['43'], refused: [] as string[] };
    await writeSetting(db, 'outbound', rule);
    t.deepEqual((await readConfiguration(db)).outbound, rule);
    const refusals: [typeof rule, RegExp][] = [
      [{ ...rule, countries: ['386'] }, /countries\.0: a country besides Slovenia/],
      [{ ...rule, refused: ['041'] }, /refused\.0: the beginning of a number/],
      [{ ...rule, trunk: 'PJSIP/x' }, /trunk: the name of a trunk/],
      [{ ...rule, callsPerHour: 0 }, /callsPerHour/],
    ];
    for (const [wrong, message] of refusals) await t.throwsAsync(writeSetting(db, 'outbound', wrong), { message });
    await db('setting').where({ key: 'outbound' }).delete();
    t.false('outbound' in (await readConfiguration(db)));
  });
});

test('an agent whose user is disabled takes no calls', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    await disableUser(db, 'agent2', at(0));
    t.deepEqual(
      (await readConfiguration(db)).agents.map(({ id }) => String(id)),
      ['agent1', 'agent3', 'agent4'],
    );
  });
});

test('[R9.1] an empty database is not a configuration: each missing setting is named', async (t) => {
  await withDatabase(async (db) => {
    const error = await t.throwsAsync(readConfiguration(db), { instanceOf: ConfigurationContradiction });
    t.deepEqual(
      error.problems.map(({ row }) => row),
      ['setting line', 'setting flow', 'setting openingHours'],
    );
  });
});

test('[R9.1] what contradicts itself names its rows and what was expected', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    await setAgentSkills(db, 'agent3', [
      { skill: 'ue:kranj', level: 5 },
      { skill: 'jezik:de', level: 5 },
    ]);
    await db('opening_exception').insert({ date: '2026-12-24', periods: '[{"from": "12:00", "to": "8:00"}]' });
    await db('setting')
      .where({ key: 'line' })
      .update({ value: JSON.stringify({ number: '+386 1 555', aliases: [] }) });
    await db.raw(`update setting set value = jsonb_set(value, '{nodes,queue,queue}', '"drugam"') where key = 'flow'`);
    const error = await t.throwsAsync(readConfiguration(db), { instanceOf: ConfigurationContradiction });
    t.deepEqual(error.problems, [
      { row: 'setting line', expected: 'number: a number such as "38615551234"' },
      { row: 'opening_exception 2026-12-24', expected: '0.to: a time such as "08:00"' },
      { row: 'agent_skill agent3 "jezik:de"', expected: 'a language of sl, en' },
      {
        row: 'agent_skill agent3 "ue:kranj"',
        expected: 'a location of gabrovka, litija, ljubljana, logatec, medvode, rovte, skofljica',
      },
    ]);
    await db('setting')
      .where({ key: 'line' })
      .update({ value: JSON.stringify({ number: '38615551234', aliases: [] }) });
    await setAgentSkills(db, 'agent3', []);
    await db('opening_exception').delete();
    const flow = await t.throwsAsync(readConfiguration(db), { instanceOf: ConfigurationContradiction });
    t.deepEqual(flow.problems, [{ row: 'setting flow, node "queue"', expected: 'a queue of narocanje, not "drugam"' }]);
  });
});

/** A listener whose calls can be awaited one by one; an unexpected one is found by the next `next()`. */
async function withListener(
  url: string,
  work: (next: () => Promise<void>, count: () => number, listener: Listener) => Promise<void>,
): Promise<void> {
  let count = 0;
  let taken = 0;
  let wake = (): void => {};
  const listener = await listenForConfigurationChanges(
    url,
    () => {
      count += 1;
      wake();
    },
    { firstPauseMs: 10 },
  );
  const next = async (): Promise<void> => {
    const deadline = setTimeout(patienceMs, 'late', { ref: false });
    while (count <= taken) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if ((await Promise.race([woken, deadline])) === 'late') throw new Error('No change was announced.');
    }
    taken += 1;
  };
  try {
    await work(next, () => count, listener);
  } finally {
    await listener.close();
  }
}

test('[R2.4] a change is announced when it commits, once for all its tables', async (t) => {
  await withDatabase(async (db, url) => {
    await withListener(url, async (next, count) => {
      await loadTestSample(db);
      await next();
      t.is(count(), 1);
      await db('queue').update({ ring_seconds: 25 });
      await next();
      await db('app_user').where({ id: 'agent1' }).update({ password_hash: 'other' });
      await db('opening_rule').where({ weekday: 5 }).delete();
      await next();
      t.is(count(), 3);
    });
  });
});

test('[R9.2] a lost connection comes back by itself, and says that something may have been missed', async (t) => {
  await withDatabase(async (db, url) => {
    await withListener(url, async (next, count) => {
      const { rowCount } = await db.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'uenarocanje-listen' and datname = current_database()`,
      );
      t.is(rowCount, 1);
      await next();
      await db('setting').insert({ key: 'retention', value: '{}' });
      await next();
      t.is(count(), 2);
    });
  });
});

test('[R9.2] listening begins in the background when the database is away, and ends at once when it is closed', async (t) => {
  const troubles: Error[] = [];
  const listener = await listenForConfigurationChanges('postgres://a:b@127.0.0.1:1/c', () => t.fail(), {
    onTrouble: (error) => troubles.push(error),
    firstPauseMs: 5,
  });
  await listener.close();
  await listener.close();
  t.is(troubles.length, 1);
});

test('[R2.3] how a queue widens is read, and a widening that can not be is named with what was expected', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const widening = [{ afterSeconds: 60, minimumLevel: 1, without: ['ue:litija'] }];
    await db('queue').update({ strategy: 'ringAll', widening: JSON.stringify(widening) });
    const [queue] = (await readConfiguration(db)).queues;
    t.like(queue, { strategy: 'ringAll', widening });
    await db('queue').update({ widening: JSON.stringify([{ afterSeconds: 0, minimumLevel: 1, without: [] }]) });
    const error = await t.throwsAsync(readConfiguration(db), { instanceOf: ConfigurationContradiction });
    t.regex(error?.message ?? '', /queue narocanje widening/);
  });
});

test('[R1.10] [R1.4] overflow rules and topics that contradict the rest are named', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const rules = (overflow: unknown) => db('queue').update({ overflow: JSON.stringify(overflow) });
    const problems = async () =>
      (await t.throwsAsync(readConfiguration(db), { instanceOf: ConfigurationContradiction })).problems.map(
        ({ row, expected }) => `${row}: ${expected}`,
      );
    const offer = { kind: 'offer', what: 'voiceMessage' };
    await rules([
      { name: 'a', when: { kind: 'noAgent' }, action: offer },
      { name: 'a', when: { kind: 'noAgent' }, action: offer },
      { name: 'b', when: { kind: 'waited', seconds: 60 }, action: { kind: 'otherGroup', queue: 'narocanje' } },
    ]);
    t.deepEqual(await problems(), [
      'queue narocanje overflow[1] "a": a name that no other rule of the queue has',
      'queue narocanje overflow[1] "a": a rule that does not stand there already',
      'queue narocanje overflow[2] "b": another queue, of which there is none, not "narocanje"',
    ]);
    await rules([{ name: 'a', when: { kind: 'waited', seconds: 0 }, action: offer }]);
    t.regex((await problems()).join(), /queue narocanje overflow: 0.when.seconds/);
    await rules([{ name: 'a', when: { kind: 'waited', seconds: 90 }, action: offer }]);
    t.deepEqual((await readConfiguration(db)).queues[0]?.overflow, [
      { name: 'a', when: { kind: 'waited', seconds: 90 }, action: { kind: 'offer', what: 'voiceMessage' } },
    ]);

    await db.raw(
      `update setting set value = jsonb_set(value, '{topics,portal}', '{"name": "portal", "disposition": "vreme", "skills": ["ue:kranj"]}') where key = 'flow'`,
    );
    const locations = await db('location').orderBy('id').pluck('id');
    t.deepEqual(await problems(), [
      `setting flow, topic "portal" skill "ue:kranj": a location of ${locations.join(', ')}`,
      'setting flow, topic "portal": a disposition of narocanje, odpoved, prenarocanje, cakalneDobe, priloge, portal, drugo, not "vreme"',
    ]);
  });
});
