import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;

test('[R9.2] [R2.10] the engine stays away: signed-in phones ring in the order of arrival, and every call has its record', async (t) => {
  await withMortalLine(
    async (line) => {
      const answers = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 90) });
      await line.atWork(answers);
      const signedOut = await line.phone('102', { answer: { afterMs: 50 } });
      const paused = await line.phone('103', { answer: { afterMs: 50 } });
      await line.atWork(paused, 'malica');
      await line.wallboard(({ agents }) => agents[0]?.state === 'ready' && agents[2]?.state === 'paused');

      await line.killEngine();
      const cameAt = Date.now();
      const first = await line.caller('041000001', { play: tone(callerTone, 90) });
      t.true(await first.answered);
      const second = await line.caller('041000002', { play: tone(callerTone, 90) });
      t.true(await second.answered);
      const leaves = await line.caller('041000003');
      t.true(await leaves.answered);
      await leaves.hangUp();
      const talk = await answers.nextCall();
      t.true(talk.number.endsWith('41000001'), 'the first to come is the first to be served');
      talk.answer();
      await Promise.all([first.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
      const answeredAt = Date.now();

      await line.startEngine();
      const { agents } = await line.wallboard((view) => view.line.asteriskConnected && view.today.offered >= 1);
      t.false(agents[0]?.phoneReachable, 'a phone that Asterisk put through is not rung meanwhile');
      await Promise.all([first.media.hears(agentTone, 1_000), talk.media.hears(callerTone, 1_000)]);
      await talk.hangUp();
      await first.ended;
      const next = await answers.nextCall();
      next.answer();
      await Promise.all([second.media.hears(agentTone, 500), next.media.hears(callerTone, 500)]);
      t.true(next.number.endsWith('41000002'));
      await next.hangUp();
      await second.ended;

      const cdrs = await line.closedCalls(3);
      t.deepEqual(cdrs.map(({ callerNumber, outcome }) => `${callerNumber} ${outcome}`).sort(), [
        '38641000001 answered',
        '38641000002 answered',
        '38641000003 abandoned',
      ]);
      const kept = cdrs.find(({ callerNumber }) => callerNumber === '38641000001');
      t.like(kept, { agentId: 'agent1', hangUpSide: 'agent', recordingId: null });
      t.true(Math.abs((kept?.startedAt ?? 0) - cameAt) < 2_500);
      t.true(Math.abs((kept?.humanAnsweredAt ?? 0) - answeredAt) < 3_000);
      const waited = cdrs.find(({ callerNumber }) => callerNumber === '38641000002');
      t.true(Math.abs((waited?.queueEntries[0]?.ticketAt ?? 0) - cameAt) < 5_000, 'the wait counts from the arrival');
      for (const phone of [signedOut, paused]) t.is(phone.calls.length, 0, 'who is not at work is not rung');
      await nothingIsLeft(line, t);
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0 })), queueAfterSeconds: 3 },
  );
});
