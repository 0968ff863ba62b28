import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import { usualOutboundRule } from '../../../dialplan/outbound.ts';
import { changeConfiguration } from '../../../engine/shell/configured/change-configuration.ts';
import { configurationWarnings, withOutboundSide } from '../../../engine/shell/configured/configuration-warnings.ts';
import { readConfiguration } from '../../../sql/line/read-configuration.ts';
import { disableUser } from '../../../sql/people/disable-user.ts';
import { writeSetting } from '../../../sql/settings/write-setting.ts';
import { withDatabase } from '../../database.ts';
import { shortFlow } from '../../short-flow.ts';
import { loadTestSample } from '../../sql/sample-fixture.ts';

const noDial = [{ name: 'trunk', dials: false }];

test('[R1.10] [R1.7] what is configured and can not do what it says is named; the sample has none of it', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    await writeSetting(db, 'flow', defaultFlow);
    const sample = await readConfiguration(db);
    t.deepEqual(configurationWarnings(sample, noDial), []);
    t.deepEqual(configurationWarnings(sample, null), []);
    const [queue] = sample.queues;
    if (queue === undefined) throw new Error('The sample has no queue.');
    const { outbound: _outbound, ...undialled } = sample;
    const offer = (what: string) => ({ name: what, when: { kind: 'noAgent' }, action: { kind: 'offer', what } });
    const overflow = [offer('callback'), offer('voiceMessage')] as never;
    const wrong = {
      ...undialled,
      flow: shortFlow,
      queues: [{ ...queue, overflow, skills: ['jezik:nobody'] as never, widening: [] }],
      openingHours: { ...sample.openingHours, weekly: [], exceptions: [] },
    };
    t.deepEqual(
      configurationWarnings(wrong, noDial).map(({ row, expected }) => [row, expected]),
      [
        ['setting callbacks', 'a setting outbound, without which nobody is called back'],
        [
          `queue ${queue.id} overflow[0] "callback"`,
          'the settings callbacks and outbound, without which no callback is offered',
        ],
        [`queue ${queue.id} overflow[1] "voiceMessage"`, 'a node of the flow that takes messages'],
        [`queue ${queue.id} skill "jezik:nobody"`, `an agent who has it at level ${queue.minimumLevel} or higher`],
        ['setting flow, node "hours"', 'a callback or a voice message on the way of a closed line'],
        ['opening_rule', 'a time at which the line is open; it is always closed'],
      ],
    );
    const contact = { kind: 'outside', contact: 'tujci' };
    const dials = [{ name: 'ven', when: { kind: 'noAgent' }, action: contact }] as never;
    const toOffice = { ...sample, outbound: usualOutboundRule, queues: [{ ...queue, overflow: dials }] };
    t.deepEqual(configurationWarnings(toOffice, noDial), [
      {
        row: `queue ${queue.id} overflow[0] "ven"`,
        expected: 'an outbound side of the trunk "trunk", without which no number is dialled',
      },
    ]);
    t.deepEqual(configurationWarnings(toOffice, [{ name: 'trunk', dials: true }]), []);
    t.deepEqual(configurationWarnings(toOffice, null), [], 'of an operator’s own Asterisk nothing is known');
    const elsewhere = { ...sample, outbound: { ...usualOutboundRule, trunk: 'kolektor' } };
    t.deepEqual(configurationWarnings(elsewhere, noDial), [
      { row: 'setting outbound', expected: 'a trunk of trunk, not "kolektor"' },
    ]);
    t.is(withOutboundSide(elsewhere, [{ name: 'trunk', dials: true }]).outbound, undefined);
  });
});

test('[R1.10] [R1.11] without an outbound side nothing is promised, and with one again the configuration is a new one', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const sample = await readConfiguration(db);
    const undialled = withOutboundSide(sample, noDial);
    t.is(undialled.outbound, undefined);
    t.not(undialled.version, sample.version);
    t.deepEqual(withOutboundSide(sample, [{ name: 'trunk', dials: true }]), sample);
    t.deepEqual(withOutboundSide(sample, null), sample, 'an operator’s own Asterisk');
  });
});

test('[R2.3] somebody who is disabled freezes nothing, though nobody knows now what the queue asks for', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const { agents } = await readConfiguration(db);
    for (const { id } of agents) await changeConfiguration(db, (trx) => disableUser(trx, id, 1_000 as never));
    const configuration = await readConfiguration(db);
    t.deepEqual(configuration.agents, []);
    t.true(configurationWarnings(configuration, null).some(({ row }) => row.startsWith('queue ')));
  });
});
