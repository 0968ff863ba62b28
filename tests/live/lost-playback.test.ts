import test from 'ava';
import { application } from '../../engine/shell/ari/application.ts';
import { wantedEvents } from '../../engine/shell/ari/decode.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;

test('[R9.2] [R1.2] Asterisk never tells the end of what it says: the caller comes to an agent all the same, unrecorded', async (t) => {
  await withMortalLine(
    async (line) => {
      const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 180) });
      await line.atWork(phone);
      // Asterisk keeps the end of every playback to itself from now on.
      const { url, user, password } = line.asterisk.ari;
      const told = wantedEvents.filter((type) => type !== 'PlaybackFinished').map((type) => ({ type }));
      const filtered = await fetch(`${url}/applications/${application}/eventFilter`, {
        method: 'PUT',
        headers: {
          authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ allowed: told }),
      });
      t.is(filtered.status, 200);
      const caller = await line.caller('041000001', { play: tone(callerTone, 180) });
      const rung = await phone.nextCall();
      rung.answer();
      await Promise.all([caller.media.hears(agentTone, 500), rung.media.hears(callerTone, 500)]);
      const waits = await line.caller('041000002', { play: tone(callerTone, 180) });
      await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
      await rung.hangUp();
      await caller.ended;
      const next = await phone.nextCall();
      next.answer();
      await Promise.all([waits.media.hears(agentTone, 500), next.media.hears(callerTone, 500)]);
      await next.hangUp();
      const metrics = await (await fetch(`http://127.0.0.1:${line.engine.metricsPort}/metrics`)).text();
      t.regex(metrics, /uenarocanje_playbacks_lost_total [2-9]/);
      const cdrs = await line.closedCalls(2);
      for (const cdr of cdrs) {
        t.like(cdr, { outcome: 'answered', consent: 'refused', recordingId: null });
        t.true(cdr.prompts.length > 0 && cdr.prompts.every(({ complete }) => !complete));
      }
      await nothingIsLeft(line, t);
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0 })) },
  );
});
