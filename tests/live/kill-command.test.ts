import test from 'ava';
import type { AgentId } from '../../engine/core/ids.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { isYetToCome, nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';

test('[R9.2] [R2.2] a command that was not answered before the kill is done whole or not at all', async (t) => {
  await withMortalLine(
    async (line) => {
      const agentId = line.agentOf('101') as AgentId;
      const phone = await line.phone('101', { answer: 'onDemand', play: tone(1_000, 60) });
      await line.atWork(phone);
      const caller = await line.caller('041000001', { play: tone(440, 60) });
      let ringing = await phone.nextCall();
      for (const afterMs of [0, 3, 30]) {
        const rung = ringing;
        void line.command({ type: 'Pause', agentId, reason: 'malica' });
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        await line.killEngine();
        await line.startEngine();
        const view = await line.wallboard((wallboard) => wallboard.line.asteriskConnected);
        const state = view.agents.find(({ id }) => id === agentId)?.state;
        t.log(`killed after ${afterMs} ms: the agent is ${state}`);
        if (state === 'offered') t.true(await isYetToCome(rung.ended), 'not done: the phone rings on');
        else t.is(state, 'paused');
        t.is(view.queues[0]?.waiting, 1, 'the caller keeps the place');
        await line.command({ type: 'Pause', agentId, reason: 'malica' });
        await rung.ended;
        await line.command({ type: 'BecomeReady', agentId });
        ringing = await phone.nextCall();
      }
      ringing.answer();
      await Promise.all([caller.media.hears(1_000, 300), ringing.media.hears(440, 300)]);
      await ringing.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.deepEqual(
        cdr?.offers.map(({ result }) => result),
        ['agentLeft', 'agentLeft', 'agentLeft', 'answered'],
      );
      await nothingIsLeft(line, t);
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 })) },
  );
});
