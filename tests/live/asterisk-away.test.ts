import test from 'ava';
import { tone, toneShare } from '../../main/demonstration/sound.ts';
import { nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;

test('[R9.2] [R2.2] Asterisk is killed and starts again: lost calls have their true end, and the line serves by itself', async (t) => {
  await withMortalLine(
    async (line) => {
      const answers = await line.phone('101', { answer: { afterMs: 50 }, play: tone(agentTone, 60) });
      await line.atWork(answers);
      const talks = await line.caller('041000001', { play: tone(callerTone, 60) });
      const talk = await answers.nextCall();
      await Promise.all([talks.media.hears(agentTone, 2_000), talk.media.hears(callerTone, 2_000)]);
      const silent = await line.phone('102', { answer: 'never' });
      await line.atWork(silent);
      const paused = await line.phone('103', { answer: 'never' });
      await line.atWork(paused, 'malica');
      const rings = await line.caller('041000002');
      await silent.nextCall();
      const waits = await line.caller('041000003');
      await line.wallboard(({ queues }) => queues[0]?.waiting === 2);
      const before = await line.agent('agent2', ({ state }) => state === 'offered');

      const killedAt = Date.now();
      await line.killAsterisk();
      const away = await line.wallboard((view) => !view.line.asteriskConnected);
      t.is(away.queues[0]?.waiting, 2, 'nothing is decided while nothing is known');
      await line.startAsteriskAgain();
      const startedAt = Date.now();
      const { today } = await line.wallboard((view) => view.line.asteriskConnected);
      const backMs = Date.now() - startedAt;
      t.like(today, { offered: 3, answered: 1, failed: 2, abandoned: 0 });

      // What a phone does that has lost its calls and its registrar.
      for (const phone of [answers, silent, paused]) await phone.close();
      const next = await line.phone('102', { answer: { afterMs: 50 }, play: tone(agentTone, 60) });
      await line.phone('103', { answer: 'never' });
      const { agents } = await line.wallboard((view) => view.agents[0]?.state === 'ready');
      t.deepEqual(
        agents.slice(0, 3).map(({ state, reason }) => [state, reason]),
        [
          ['ready', null],
          ['ready', null],
          ['paused', 'malica'],
        ],
      );
      t.is((await line.agent('agent2', () => true)).state, 'ready', `it was ${before.state}, and is not punished`);
      const after = await line.caller('041000004', { play: tone(callerTone, 60) });
      const received = await next.nextCall();
      await Promise.all([after.media.hears(agentTone, 500), received.media.hears(callerTone, 500)]);
      await received.hangUp();
      t.log(`taken up again ${backMs} ms after Asterisk answered`);
      const cdrs = await line.closedCalls(4);
      const ends = cdrs.map(({ outcome, hangUpSide, hangUpCause }) => [outcome, hangUpSide, hangUpCause]);
      t.deepEqual(ends, [
        ['answered', 'line', 41],
        ['failed', 'line', 41],
        ['failed', 'line', 41],
        ['answered', 'agent', 16],
      ]);
      for (const { endedAt, talkEndedAt, queueEntries } of cdrs.slice(0, 3)) {
        const end = talkEndedAt ?? endedAt ?? 0;
        t.true(Math.abs(end - killedAt) < 1_000, `it ended ${end - killedAt} ms after Asterisk was killed`);
        t.true(queueEntries[0]?.leftBecause !== 'abandoned');
      }
      const recorded = await line.recording(cdrs[0]?.recordingId ?? '');
      t.true(
        toneShare(recorded, callerTone) + toneShare(recorded, agentTone) > 0.5,
        'what was recorded until then is kept',
      );
      for (const call of [talks, rings, waits]) void call.hangUp();
      await nothingIsLeft(line, t);
    },
    {
      prepare: async (db) => {
        await db('queue').update({ wrap_up_seconds: 1, ring_seconds: 60 });
        // What is lost stays lost here; that it is called back otherwise: callbacks-in-trouble.test.ts of the core.
        await db('setting').where({ key: 'callbacks' }).delete();
      },
    },
  );
});
