import test from 'ava';
import { takesRefer } from '../../asterisk-conf/takes-refer.ts';
import { withLiveLine } from './live-line.ts';
import { agent1, agent2, noWrapUp, talkingOfTwo } from './two-agents.ts';
import { whoHears } from './who-hears.ts';

test.serial(
  '[R2.6] [R9.4] the transfer key of a phone: to a colleague where Asterisk takes a REFER, and nowhere else; no REFER ends it',
  async (t) => {
    await withLiveLine(async (line) => {
      const { call, caller, agent, received, colleague } = await talkingOfTwo(line, 300);
      const { host, port } = line.asterisk.sip;
      const refer = (to: string, more: readonly (readonly [string, string])[] = []) =>
        received.ask('REFER', [
          ['Refer-To', `<sip:${to}@${host}:${port}>`],
          ...more.map(([a, b]): [string, string] => [a, b]),
        ]);
      const taken = takesRefer(line.asterisk.version);
      const talk = { caller: 'agent', agent: 'caller' };
      const unheard: readonly (readonly [string, string])[] = [['Refer-Sub', 'false']];
      for (const [to, more] of [
        ['041999888', []],
        ['041999888', unheard],
        ['trunk-trunk', unheard],
        ['*11', []],
        ['999', []],
        [`102?Replaces=${encodeURIComponent(received.replaces)}`, unheard],
      ] as const) {
        const status = await refer(to, more);
        t.is(status, taken ? (more === unheard ? 200 : 202) : null, to);
      }
      t.deepEqual(await whoHears([caller, agent], talk), talk, 'the talk goes on');
      const legs = (await line.asterisk.command('core show channels concise')).match(/^PJSIP\//gm);
      t.is(legs?.length, 2, 'nothing was dialled');
      if (!taken) {
        await call.hangUp();
        await line.closedCalls(1);
        return;
      }
      t.is(await received.hold(true), 200);
      await line.agent(agent1, ({ state }) => state === 'onHold');
      t.is(await refer('102', unheard), 200);
      t.is((await received.ended).by, 'them', 'the line puts the phone down');
      const other = await colleague();
      const together = { caller: 'colleague', colleague: 'caller' };
      t.deepEqual(await whoHears([caller, other], together), together);
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'answered', agentId: agent2, hangUpSide: 'caller' });
      t.deepEqual(
        cdr?.transfers.map(({ kind, by }) => [kind, by]),
        [['blind', agent1]],
      );
    }, noWrapUp);
  },
);
