import test from 'ava';
import { application } from '../../engine/shell/ari/application.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { watchStrandedCallers } from '../../main/stranded-callers.ts';
import { until } from '../until.ts';
import { nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;

test('[R9.2] [R2.10] no engine comes any more: who waited in the queue is put through by Asterisk, in order, and has one record', async (t) => {
  await withMortalLine(
    async (line) => {
      const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 180) });
      await line.atWork(phone);
      const talks = await line.caller('041000001', { play: tone(callerTone, 180) });
      const talk = await phone.nextCall();
      talk.answer();
      await Promise.all([talks.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
      const wait = async (from: string, waiting: number) => {
        const caller = await line.caller(from, { play: tone(callerTone, 180) });
        const view = await line.wallboard(({ queues }) => queues[0]?.waiting === waiting);
        return { caller, oldestTicketAt: view.queues[0]?.oldestTicketAt ?? undefined };
      };
      const { caller: first, oldestTicketAt: ticketAt } = await wait('041000002', 1);
      const { caller: leaves } = await wait('041000003', 2);
      const { caller: last } = await wait('041000004', 3);

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
        await until('all who wait are handed over', () => handedOver >= 3);
        await leaves.hangUp();
        await Promise.all([talks.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
        await talk.hangUp();
        const rung = await phone.nextCall();
        t.true(rung.number.endsWith('41000002'), 'the first to come is the first to be served');
        rung.answer();
        await Promise.all([first.media.hears(agentTone, 500), rung.media.hears(callerTone, 500)]);

        isThere = true;
        await line.startEngine();
        await line.wallboard((view) => view.line.asteriskConnected);
        await Promise.all([first.media.hears(agentTone, 1_000), rung.media.hears(callerTone, 1_000)]);
        await rung.hangUp();
        await first.ended;
        const next = await phone.nextCall();
        t.true(next.number.endsWith('41000004'));
        next.answer();
        await Promise.all([last.media.hears(agentTone, 500), next.media.hears(callerTone, 500)]);
        await next.hangUp();
      } finally {
        await watch.stop();
      }
      t.deepEqual(trouble, []);
      t.is(handedOver, 3, 'who talks is left where they are, and nobody is handed over twice');
      const cdrs = await line.closedCalls(4);
      t.deepEqual(
        cdrs.map(({ callerNumber, outcome }) => `${callerNumber} ${outcome}`),
        ['38641000001 answered', '38641000002 answered', '38641000003 abandoned', '38641000004 answered'],
      );
      for (const { queueEntries } of cdrs) t.is(queueEntries.length, 1, 'one place in the queue');
      t.is(cdrs[1]?.queueEntries[0]?.ticketAt, ticketAt, 'with its ticket');
      t.like(cdrs[1], { agentId: line.agentOf('101'), hangUpSide: 'agent', recordingId: null });
      await nothingIsLeft(line, t);
    },
    {
      prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 })),
      queueAfterSeconds: 3,
    },
  );
});
