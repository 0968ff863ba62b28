import test from 'ava';
import type { CallId } from '../../engine/core/ids.ts';
import { loudness, tone, toneShare } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { withLiveLine } from './live-line.ts';

test('[R2.6] [R2.2] on hold the caller hears music and not the agent, and the talk goes on', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: { afterMs: 100 }, play: tone(1_000, 120) });
      await line.atWork(phone);
      const call = await placeCall({
        sip: line.asterisk.sip,
        from: '041123456',
        to: '015551234',
        play: tone(440, 120),
      });
      await call.media.hears(1_000, 500);
      const talking = await line.agent('agent1', ({ state }) => state === 'talking');
      const asked = { agentId: talking.agentId, callId: talking.call?.callId as CallId };
      t.deepEqual(await line.command({ type: 'HoldCaller', ...asked }), { ok: true });
      await line.agent('agent1', ({ state }) => state === 'onHold');

      // Two seconds of whatever the caller hears now.
      const before = call.media.heard().length;
      await call.media.play(tone(440, 3));
      const music = call.media.heard().subarray(before + 8_000);
      t.true(loudness(music) > 0.001, 'music is not silence');
      t.true(toneShare(music, 1_000) < 0.05, 'the agent is not heard');

      t.deepEqual(await line.command({ type: 'ResumeCaller', ...asked }), { ok: true });
      await call.media.hears(1_000, 500);
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.is(cdr?.holds.length, 1);
      t.true((cdr?.holds[0]?.endedAt ?? 0) - (cdr?.holds[0]?.startedAt ?? 0) >= 3_000);
      t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0 })) },
  );
});
