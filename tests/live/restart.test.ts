import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { withLiveLine } from './live-line.ts';

test('[R9.2] the engine restarts: talkers talk on, who waits keeps the place, who came meanwhile is served after them', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: { afterMs: 100 }, play: tone(1_000, 120) });
      await line.atWork(phone);
      const caller = (from: string) =>
        placeCall({ sip: line.asterisk.sip, from, to: '015551234', play: tone(440, 120) });
      const talking = await caller('041111111');
      await talking.media.hears(1_000, 500);
      const waiting = await caller('041222222');
      await line.wallboard(({ queues }) => queues[0]?.waiting === 1);

      let late: Awaited<ReturnType<typeof caller>> | undefined;
      await line.restartEngine(async () => {
        late = await caller('041333333');
        t.true(await late.answered, 'the line answers without an engine');
        await talking.media.hears(1_000, 500);
      });
      const view = await line.wallboard(
        ({ line: { asteriskConnected }, today }) => asteriskConnected && today.offered === 3,
      );
      t.is(view.agents[0]?.state, 'talking', 'the agent still talks');
      t.false(await Promise.race([waiting.ended.then(() => true), Promise.resolve(false)]));

      const talked = await phone.nextCall();
      await talked.hangUp();
      await waiting.media.hears(1_000, 500);
      await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
      await (await phone.nextCall()).hangUp();
      await late?.media.hears(1_000, 500);
      await late?.hangUp();
      const cdrs = await line.closedCalls(3);
      t.deepEqual(
        cdrs.map(({ outcome, callerNumber }) => [callerNumber, outcome]),
        [
          ['38641111111', 'answered'],
          ['38641222222', 'answered'],
          ['38641333333', 'answered'],
        ],
      );
      t.true(cdrs.every(({ recordingId }) => recordingId !== null));
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0 })) },
  );
});
