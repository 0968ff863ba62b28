import test from 'ava';
import type { PhoneUser } from '../../engine/core/ids.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;
const ringSeconds = 25;

const until = (at: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));

test('[R9.2] an engine that hangs for eight seconds catches up without harm', async (t) => {
  await withMortalLine(
    async (line) => {
      const first = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 180) });
      const late = await line.phone('102', { answer: 'onDemand', play: tone(agentTone, 180) });
      await line.atWork(first);
      const talks = await line.caller('041000001', { play: tone(callerTone, 180) });
      const talk = await first.nextCall();
      talk.answer();
      await Promise.all([talks.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
      await line.atWork(late);
      const answeredMeanwhile = await line.caller('041000002', { play: tone(callerTone, 180) });
      const ringing = await late.nextCall();
      const leavesMeanwhile = await line.caller('041000003');
      await line.wallboard(({ queues }) => queues[0]?.waiting === 2);
      const listens = await line.caller('041000004', { play: tone(callerTone, 180) });
      await line.told('CallStarted', ({ callerNumber }) => callerNumber === '38641000004');

      // The phone is picked up within its ring time, which ends while the engine hangs.
      const { at: offeredAt } = await line.told('OfferMade', ({ phone }) => phone === ('102' as PhoneUser));
      const haltedAt = offeredAt + (ringSeconds - 4) * 1_000;
      t.true(Date.now() < haltedAt, 'the machine is too slow for this test');
      await until(haltedAt);
      line.engine.halt();
      ringing.answer();
      void leavesMeanwhile.hangUp();
      const comesMeanwhile = await line.caller('041000005', { play: tone(callerTone, 180) });
      await Promise.all([talks.media.hears(agentTone, 7_500), talk.media.hears(callerTone, 7_500)]);
      await until(haltedAt + 8_000);
      line.engine.wake();
      await Promise.all([answeredMeanwhile.media.hears(agentTone, 500), ringing.media.hears(callerTone, 500)]);
      await line.wallboard(({ queues, agents }) => queues[0]?.waiting === 2 && agents[1]?.state === 'talking');

      for (const caller of [listens, comesMeanwhile]) {
        await first.calls.at(-1)?.hangUp();
        const next = await first.nextCall();
        next.answer();
        await Promise.all([caller.media.hears(agentTone, 500), next.media.hears(callerTone, 500)]);
      }
      await Promise.all([first.calls.at(-1)?.hangUp(), ringing.hangUp()]);
      const cdrs = await line.closedCalls(5);
      t.deepEqual(
        cdrs.map(({ outcome }) => outcome),
        ['answered', 'answered', 'abandoned', 'answered', 'answered'],
      );
      t.is(cdrs[1]?.offers.length, 1, 'the answer came before the end of the ring time');
      const starts = await line
        .db('journal_event')
        .whereIn('type', ['AsteriskConnected', 'AsteriskLost', 'EffectFailed']);
      t.is(starts.length, 1, 'the connection was kept, and nothing failed');
      await nothingIsLeft(line, t);
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: ringSeconds })) },
  );
});
