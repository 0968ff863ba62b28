import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { nothingIsLeft } from './aftermath.ts';
import { type AriGate, openAriGate } from './ari-gate.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;

test('[R9.2] [R9.5] bridges hang: talks go on, new callers wait in Asterisk, nobody is rung, and all are served when it is back', async (t) => {
  let gate: AriGate | null = null;
  await withMortalLine(
    async (line) => {
      const answers = await line.phone('101', { answer: { afterMs: 50 }, play: tone(agentTone, 90) });
      await line.atWork(answers);
      const talks = await line.caller('041000001', { play: tone(callerTone, 90) });
      const talk = await answers.nextCall();
      await Promise.all([talks.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
      const waits = await line.caller('041000002', { play: tone(callerTone, 90) });
      await line.wallboard(({ queues }) => queues[0]?.waiting === 1);

      const hungAt = Date.now();
      gate?.stall('bridges');
      const hung = await line.wallboard(({ line: { asteriskHangs } }) => asteriskHangs !== null);
      const foundMs = Date.now() - hungAt;
      t.deepEqual(hung.line.asteriskHangs?.resources, ['bridges']);
      t.true(hung.line.asteriskConnected, 'the socket looks alive');
      t.true(foundMs < 6_000, `${foundMs} ms`);
      const metrics = `http://127.0.0.1:${line.engine.metricsPort}`;
      t.regex(await (await fetch(`${metrics}/metrics`)).text(), /uenarocanje_asterisk_hangs 1/);
      const health = await fetch(`${metrics}/health`);
      t.is(health.status, 503);
      t.like(await health.json(), { channels: { ok: true }, bridges: { ok: false }, applications: { ok: true } });

      const comes = await line.caller('041000003', { play: tone(callerTone, 90) });
      const cameAt = Date.now();
      t.true(await comes.answered, 'Asterisk answers by itself');
      const hasty = await line.caller('041000004');
      t.true(await hasty.answered);
      await hasty.hangUp();
      await line.told('CallHungUp', ({ outcome }) => outcome === 'abandoned');
      // The plan knocks every two seconds and is sent back as often.
      const { legId } = await line.happened('CallArrived', ({ callerNumber }) => callerNumber === '041000003');
      await line.happened('LegCameBack', (again) => again.legId === legId);
      await talk.hangUp();
      await talks.ended;
      const idle = await line.wallboard(({ agents }) => agents[0]?.state === 'ready');
      t.is(idle.queues[0]?.waiting, 1, 'one waits and one is free, and they are not brought together yet');

      gate?.stall(null);
      const backAt = Date.now();
      const first = await answers.nextCall();
      t.log(`found ${foundMs} ms after it hung; ${Date.now() - backAt} ms after it was back a phone rang`);
      await Promise.all([waits.media.hears(agentTone, 500), first.media.hears(callerTone, 500)]);
      await first.hangUp();
      const second = await answers.nextCall();
      await Promise.all([comes.media.hears(agentTone, 500), second.media.hears(callerTone, 500)]);
      await second.hangUp();
      const cdrs = await line.closedCalls(4);
      t.deepEqual(
        cdrs.map(({ callerNumber, outcome }) => [callerNumber, outcome]),
        [
          ['38641000001', 'answered'],
          ['38641000002', 'answered'],
          ['38641000003', 'answered'],
          ['38641000004', 'abandoned'],
        ],
      );
      const held = cdrs[2];
      t.true(Math.abs((held?.queueEntries[0]?.ticketAt ?? 0) - cameAt) < 1_500, 'the wait counts from the arrival');
      const changes = await line.db('journal_event').where({ type: 'AsteriskHealthChanged' });
      t.is(changes.length, 2, 'it hung, and was back');
      await nothingIsLeft(line, t);
    },
    {
      prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0 })),
      async ariBy(ari, closers) {
        gate = await openAriGate(ari);
        closers.push(gate.close);
        return gate.ari;
      },
    },
  );
});
