import test from 'ava';
import type { BridgeId, LegId } from '../../engine/core/ids.ts';
import { AriRefused } from '../../engine/shell/ari/call-plane.ts';
import { connectAri } from '../../engine/shell/ari/port.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall, withCaller, withPhone } from '../../main/demonstration/test-phone.ts';
import { Heard } from '../engine/shell/ari/heard.ts';
import { musicHertz, namesOf, phoneUser, utterance, withLine } from './ari-line.ts';
import { passwordOf } from './own-asterisk.ts';

test.serial('[R9.2] an engine goes, callers stay and come; the next engine finds all of them', async (t) => {
  await withLine(async ({ asterisk, ari, heard, known, connect }) => {
    const caller = { sip: asterisk.sip, from: '041555666', to: '015551234' };
    await withPhone(
      { sip: asterisk.sip, user: '101', password: passwordOf('101'), answer: 'onDemand' },
      async (phone) => {
        await withCaller(caller, async (waiting) => {
          const { callId, legId } = await heard.next('CallArrived');
          const names = namesOf(callId);
          ari.perform([
            { callId, type: 'AnswerLeg', legId },
            { callId, type: 'CreateBridge', bridgeId: names.waiting, kind: 'holding' },
            { callId, type: 'PutLegInBridge', bridgeId: names.waiting, legId },
          ]);
          await waiting.media.hears(musicHertz);
          // One phone rings for an offer that the next engine knows, one for an offer that it does not.
          const ring = (name: LegId, user: string): void =>
            ari.perform([
              {
                callId,
                type: 'RingPhone',
                legId: name,
                offerId: names.offer,
                phone: phoneUser(user),
                callerNumber: null,
                ringSeconds: 20,
              },
            ]);
          known.add(names.agentLeg);
          ring(names.agentLeg, '101');
          (await phone.nextCall()).answer();
          await heard.next('LegAnswered', (event) => event.legId === names.agentLeg);
          const stray = 'stray' as LegId;
          known.add(stray);
          ring(stray, '101');
          const strayCall = await phone.nextCall();
          strayCall.answer();
          await heard.next('LegAnswered', (event) => event.legId === stray);

          await ari.close();
          known.delete(stray);
          await withCaller(caller, async (late) => {
            t.true(await late.answered, 'without an engine a caller is answered by the dialplan');
            await late.media.hears(musicHertz);

            const after = new Heard();
            const next = await connect(after);
            const found = await after.next('AsteriskConnected');
            t.true(found.legs.includes(legId) && found.legs.includes(names.agentLeg));
            t.false(found.legs.includes(stray));
            t.deepEqual(found.bridges, [{ bridgeId: names.waiting, legs: [legId] }]);
            t.deepEqual(found.reachablePhones, [phoneUser('101')]);
            await after.next('LegAnswered', (event) => event.legId === names.agentLeg);
            t.like(await strayCall.ended, { by: 'them' });

            const arrival = await after.next('CallArrived');
            t.true((arrival.arrivedAt ?? arrival.at) < arrival.at - 1_000, 'the wait without an engine counts');
            next.perform([{ callId: arrival.callId, type: 'AnswerLeg', legId: arrival.legId }]);
            await after.next('LegAnswered', (event) => event.legId === arrival.legId);

            // The music of the first engine is stopped by the second before the caller is moved.
            next.perform([
              { callId, type: 'CreateBridge', bridgeId: names.talk, kind: 'mixing' },
              { callId, type: 'PutLegInBridge', bridgeId: names.talk, legId },
              { callId, type: 'PutLegInBridge', bridgeId: names.talk, legId: arrival.legId },
            ]);
            void late.media.play(tone(900, 30));
            await waiting.media.hears(900);
            await late.hangUp();
            await after.next('LegEnded', (event) => event.legId === arrival.legId);
            await waiting.hangUp();
            await after.next('LegEnded', (event) => event.legId === legId);
            t.is(after.events.filter(({ type }) => type === 'EffectFailed').length, 0);
          });
        });
      },
    );
  });
});

test.serial('[R9.2] a call whose arrival no engine wrote down is announced to the next one', async (t) => {
  await withLine(async ({ asterisk, ari, heard, known, connect }) => {
    await withCaller({ sip: asterisk.sip, from: '041555666', to: '015551234' }, async (call) => {
      const { legId } = await heard.next('CallArrived');
      await ari.close();
      known.clear();
      const after = new Heard();
      const next = await connect(after);
      t.false((await after.next('AsteriskConnected')).legs.includes(legId));
      const { callId, ...again } = await after.next('CallArrived');
      t.like(again, { legId, callerNumber: '041555666', calledNumber: '015551234', trunk: 'sample' });
      next.perform([{ callId, type: 'AnswerLeg', legId }]);
      t.true(await call.answered);
      await after.next('LegAnswered');
    });
    await heard.next('CallArrived');
  });
});

test.serial('[R9.2] a second engine takes over and the first one is told', async (t) => {
  await withLine(async ({ asterisk, heard, connect }) => {
    const application = 'uenarocanje';
    const replaced = Promise.withResolvers<void>();
    const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const first = new Heard();
    const ari = await connectAri({
      ...asterisk.ari,
      application,
      mediaOf: () => [],
      knowsLeg: () => true,
      onEvent: first.hear,
      onReplaced: replaced.resolve,
      log: quiet,
      now: () => Date.now() as never,
    });
    await first.next('AsteriskConnected');
    t.true((await heard.next('AsteriskLost')).at > 0, 'the line of the test was the first to be replaced');
    const second = new Heard();
    await connect(second);
    await replaced.promise;
    t.false(ari.connected);
    await second.next('AsteriskConnected');
    await Promise.all([ari.close(), ari.close()]);
    await t.throwsAsync(
      connectAri({
        ...asterisk.ari,
        password: 'wrong',
        application,
        mediaOf: () => [],
        knowsLeg: () => true,
        onEvent: () => {},
        log: quiet,
        now: () => Date.now() as never,
      }),
      { instanceOf: AriRefused, message: /user or password is wrong/ },
    );
  });
});

test.serial('[R9.2] [R2.10] every call that comes has an end, however quickly it goes', async (t) => {
  await withLine(async ({ asterisk, ari, heard }) => {
    const calls = 20;
    await Promise.all(
      Array.from({ length: calls }, async () => {
        const call = await placeCall({ sip: asterisk.sip, from: '041555666', to: '015551234' });
        await heard.next('CallArrived');
        await call.hangUp();
      }),
    );
    const arrivals = heard.events.filter((event) => event.type === 'CallArrived');
    // One that was given up before it reached the engine never arrived.
    t.true(arrivals.length > calls / 2 && arrivals.length <= calls);
    for (const { legId } of arrivals) {
      await heard.next('LegEnded', (event) => event.legId === legId);
      t.is(heard.of(legId).filter((type) => type === 'LegEnded').length, 1);
    }
    const health = await ari.checkHealth();
    t.log(health);
    t.deepEqual(
      Object.values(health).map(({ ok }) => ok),
      [true, true, true],
    );
  });
});

test.serial('a leg is moved at once, even while something is played to it', async (t) => {
  await withLine(async ({ asterisk, ari, heard, latencies }) => {
    await withCaller({ sip: asterisk.sip, from: '041555666', to: '015551234' }, async (call) => {
      const { callId, legId } = await heard.next('CallArrived');
      const names = namesOf(callId);
      ari.perform([
        { callId, type: 'AnswerLeg', legId },
        { callId, type: 'CreateBridge', bridgeId: names.waiting, kind: 'holding' },
        { callId, type: 'PutLegInBridge', bridgeId: names.waiting, legId },
        {
          callId,
          type: 'PlayUtterances',
          legId,
          playbackId: names.playback(1),
          utterances: [utterance(500), utterance(700)],
        },
      ]);
      await call.media.hears(500);
      ari.perform([
        { callId, type: 'CreateBridge', bridgeId: names.talk, kind: 'mixing' },
        { callId, type: 'PutLegInBridge', bridgeId: names.talk, legId },
      ]);
      await heard.next('PlaybackEnded');
      ari.perform([{ callId, type: 'StartRecording', bridgeId: 'none' as BridgeId, recordingId: names.recording }]);
      await heard.next('EffectFailed');
      const moves = latencies.get('PutLegInBridge') ?? [];
      t.log(moves);
      t.is(moves.length, 2);
      t.true(Math.max(...moves) < 1_000, 'the prompts last three seconds');
    });
  });
});
