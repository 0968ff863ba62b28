import test from 'ava';
import { application } from '../../engine/shell/ari/application.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { watchStrandedCallers } from '../../main/stranded-callers.ts';
import { until } from '../until.ts';
import { nothingIsLeft } from './aftermath.ts';
import { type MortalLine, withMortalLine } from './mortal-line.ts';
import { type Party, whoHears } from './who-hears.ts';

const callerTone = 440;
const agentTone = 1_000;
const officeTone = 1_300;

const office = {
  id: 'tujci',
  kind: 'department',
  name: 'Oddelek za tujce',
  number: '38614781234',
  code: '12',
  lines: 1,
};
const rule = { name: 'takoj', when: { kind: 'waited', seconds: 1 }, action: { kind: 'outside', contact: office.id } };

const prepare = async (db: MortalLine['db']): Promise<void> => {
  await db('outside_contact').insert(office);
  await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60, overflow: JSON.stringify([rule]) });
};

const ringing = { caller: 'ringing' };

test.serial(
  '[R9.2] [R1.10] killed while it rings outside: the next engine ends the tone, and puts them through when they answer',
  async (t) => {
    await withMortalLine(
      async (line) => {
        const company = await line.company(() => ({ answer: 'onDemand', play: tone(officeTone, 120) }));
        const call = await line.caller('041000001', { play: tone(callerTone, 120) });
        const caller: Party = { name: 'caller', hertz: callerTone, media: call.media };
        const rung = await company.nextCall();
        t.deepEqual(await whoHears([caller], ringing), ringing);
        await line.killEngine();
        await line.startEngine();
        await line.wallboard((view) => view.line.asteriskConnected);
        t.deepEqual(await whoHears([caller], ringing), ringing, 'the caller notices nothing');
        rung.answer();
        const there: Party = { name: 'office', hertz: officeTone, media: rung.media };
        const together = { caller: 'office', office: 'caller' };
        t.deepEqual(await whoHears([caller, there], together), together);
        await rung.hangUp();
        t.is((await call.ended).by, 'them');
        const [cdr] = await line.closedCalls(1);
        t.like(cdr, { outcome: 'answered', hangUpSide: 'outside', agentId: null });
        await nothingIsLeft(line, t);
      },
      { prepare },
    );
  },
);

test.serial(
  '[R9.2] [R1.10] no engine comes any more while it rings outside: Asterisk puts the caller through to an agent',
  async (t) => {
    await withMortalLine(
      async (line) => {
        const company = await line.company(() => ({ answer: 'onDemand', play: tone(officeTone, 120) }));
        const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 180) });
        await line.atWork(phone);
        const first = await line.caller('041000001', { play: tone(callerTone, 180) });
        const talk = await phone.nextCall();
        talk.answer();
        await Promise.all([first.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
        const call = await line.caller('041000002', { play: tone(callerTone, 180) });
        const caller: Party = { name: 'caller', hertz: callerTone, media: call.media };
        const outside = await company.nextCall();
        t.deepEqual(await whoHears([caller], ringing), ringing);

        let isThere = true;
        let handedOver = 0;
        const trouble: string[] = [];
        const watch = watchStrandedCallers({
          ari: line.asterisk.ari,
          application,
          isEngineThere: () => isThere,
          afterMs: 500,
          onHandOver(callers) {
            handedOver += callers;
          },
          onTrouble: (reason) => trouble.push(reason),
        });
        try {
          await line.killEngine();
          isThere = false;
          await until('who hears the tone is handed over', () => handedOver === 1);
          await talk.hangUp();
          const rung = await phone.nextCall();
          rung.answer();
          const agent: Party = { name: 'agent', hertz: agentTone, media: rung.media };
          const together = { caller: 'agent', agent: 'caller' };
          t.deepEqual(await whoHears([caller, agent], together), together);
          isThere = true;
          await line.startEngine();
          t.is((await outside.ended).by, 'them', 'nobody outside is rung any more');
          t.deepEqual(await whoHears([caller, agent], together), together, 'their talk is not disturbed');
          await rung.hangUp();
        } finally {
          await watch.stop();
        }
        await call.ended;
        t.deepEqual(trouble, []);
        const cdrs = await line.closedCalls(2);
        t.deepEqual(
          cdrs.map(({ outcome, agentId, outside: rings = [] }) => [
            outcome,
            agentId,
            rings.map(({ result }) => result),
          ]),
          [
            ['answered', line.agentOf('101'), []],
            ['answered', line.agentOf('101'), ['failed']],
          ],
        );
        t.is(company.calls.length, 1);
        await nothingIsLeft(line, t);
      },
      { prepare, queueAfterSeconds: 3 },
    );
  },
);
