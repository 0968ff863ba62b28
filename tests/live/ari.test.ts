import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import type { CallId, LegId } from '../../engine/core/ids.ts';
import { decodeWav, loudness, secondsOfTone, tone } from '../../main/demonstration/sound.ts';
import { withCaller, withPhone } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import { type Line, musicHertz, namesOf, phoneUser, utterance, withLine } from './ari-line.ts';
import { passwordOf } from './own-asterisk.ts';

const latencies = new Map<string, number[]>();

/** One Asterisk for each test, and all their command latencies together at the end. */
async function onLine(work: (line: Line) => Promise<void>): Promise<void> {
  await withLine(async (line) => {
    await work(line);
    for (const [type, list] of line.latencies) latencies.set(type, [...(latencies.get(type) ?? []), ...list]);
  });
}

const caller = (line: Line) => ({ sip: line.asterisk.sip, from: '041555666', to: '015551234' });
const phone = (line: Line, user = '101') => ({ sip: line.asterisk.sip, user, password: passwordOf(user) });

test.serial(
  '[R2.8] [R2.10] a call from arrival to its end: play, music, ring, talk, record, mute, measure',
  async (t) => {
    await onLine(async (line) => {
      const { ari, heard, known } = line;
      await withPhone({ ...phone(line), answer: { afterMs: 100 }, play: tone(1000, 60) }, async ({ nextCall }) => {
        await heard.next('PhoneReachabilityChanged', ({ phone: user, reachable }) => user === '101' && reachable);
        await withCaller({ ...caller(line), play: tone(440, 60) }, async (call) => {
          const { callId, legId, ...arrival } = await heard.next('CallArrived');
          t.like(arrival, { callerNumber: '041555666', calledNumber: '015551234', trunk: 'sample' });
          t.false('arrivedAt' in arrival, 'it did not wait for an engine');
          const names = namesOf(callId);

          ari.perform([
            { callId, type: 'AnswerLeg', legId },
            {
              callId,
              type: 'PlayUtterances',
              legId,
              playbackId: names.playback(1),
              utterances: [utterance(500), utterance(700)],
            },
          ]);
          await heard.next('LegAnswered', (event) => event.legId === legId);
          await call.media.hears(500);
          await call.media.press('5');
          t.is((await heard.next('DigitPressed')).digit, '5');
          await call.media.hears(700);
          t.like(await heard.next('PlaybackEnded'), { playbackId: names.playback(1), result: 'finished' });

          ari.perform([
            { callId, type: 'CreateBridge', bridgeId: names.waiting, kind: 'holding' },
            { callId, type: 'CreateBridge', bridgeId: names.waiting, kind: 'holding' },
            { callId, type: 'PutLegInBridge', bridgeId: names.waiting, legId },
            {
              callId,
              type: 'PlayUtterances',
              legId,
              playbackId: names.playback(2),
              utterances: [utterance(500), utterance(700)],
            },
          ]);
          await call.media.hears(500);
          ari.perform([{ callId, type: 'StopPlayback', playbackId: names.playback(2) }]);
          t.is(
            (await heard.next('PlaybackEnded', (event) => event.playbackId === names.playback(2))).result,
            'finished',
          );
          await call.media.hears(musicHertz);

          known.add(names.agentLeg);
          ari.perform([
            {
              callId,
              type: 'RingPhone',
              legId: names.agentLeg,
              offerId: names.offer,
              phone: phoneUser('101'),
              callerNumber: '041555666',
              ringSeconds: 20,
            },
          ]);
          const ringing = await nextCall();
          t.is(ringing.number, '041555666');
          await heard.next('LegRang', (event) => event.legId === names.agentLeg);
          await heard.next('LegAnswered', (event) => event.legId === names.agentLeg);
          ari.perform([
            { callId, type: 'CreateBridge', bridgeId: names.talk, kind: 'mixing' },
            { callId, type: 'PutLegInBridge', bridgeId: names.talk, legId },
            { callId, type: 'PutLegInBridge', bridgeId: names.talk, legId: names.agentLeg },
            { callId, type: 'DestroyBridge', bridgeId: names.waiting },
            { callId, type: 'StartRecording', bridgeId: names.talk, recordingId: names.recording },
          ]);
          await Promise.all([call.media.hears(1000, 500), ringing.media.hears(440, 500)]);
          ari.perform([
            { callId, type: 'MuteRecording', recordingId: names.recording },
            { callId, type: 'MuteRecording', recordingId: names.recording },
          ]);
          await call.media.hears(1000, 1000);
          ari.perform([{ callId, type: 'UnmuteRecording', recordingId: names.recording }]);
          await call.media.hears(1000, 1000);
          ari.perform([{ callId, type: 'StopRecording', recordingId: names.recording }]);
          const recordingEnded = await heard.next('RecordingEnded');
          t.like(recordingEnded, { recordingId: names.recording, result: 'finished' });
          t.true(recordingEnded.seconds >= 2 && recordingEnded.seconds <= 6, String(recordingEnded.seconds));

          await ringing.hangUp();
          await heard.next('LegEnded', (event) => event.legId === names.agentLeg);
          ari.perform([
            { callId, type: 'HangUpLeg', legId, cause: 16 },
            { callId, type: 'DestroyBridge', bridgeId: names.talk },
            { callId, type: 'HangUpLeg', legId, cause: 16 },
          ]);
          await heard.next('LegEnded', (event) => event.legId === legId);
          t.like(await call.ended, { by: 'them', answered: true });

          t.deepEqual(heard.of(names.agentLeg), ['LegRang', 'LegAnswered', 'LegQualityMeasured', 'LegEnded']);
          t.deepEqual(heard.of(legId), [
            'CallArrived',
            'LegAnswered',
            'DigitPressed',
            'LegQualityMeasured',
            'LegEnded',
          ]);
          for (const leg of [legId, names.agentLeg]) {
            const { quality } = await heard.next('LegQualityMeasured', (event) => event.legId === leg);
            t.true(quality.receivedPackets > 100 && quality.sentPackets > 100, JSON.stringify(quality));
            t.true(quality.receivedLossShare < 0.05 && quality.receivedJitterMs < 100, JSON.stringify(quality));
          }
          t.is(heard.events.filter(({ type }) => type === 'EffectFailed').length, 0);

          const file = join(line.asterisk.recordingFolder, `${names.recording}.wav`);
          t.true((await stat(file)).size > 0);
          const recorded = decodeWav(await readFile(file));
          t.true(secondsOfTone(recorded, 1000) + secondsOfTone(recorded, 440) > 0.5, 'both sides are in the recording');
          t.true(quietSeconds(recorded) > 0.7, 'the pause is silence');
          t.true(loudness(recorded.slice(-4000)) > 0.05, 'after the pause there is sound again');
        });
      });
      // Asterisk answers a bridge's end before the bridge is gone.
      await t.notThrowsAsync(until('no bridge is left', async () => (await getAri(line, 'bridges')) === '[]', 5_000));
    });
  },
);

/** The longest silence. */
function quietSeconds(sound: Int16Array): number {
  let longest = 0;
  let run = 0;
  for (let start = 0; start + 160 <= sound.length; start += 160) {
    run = loudness(sound.subarray(start, start + 160)) < 0.001 ? run + 0.02 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

async function getAri({ asterisk: { ari } }: Line, path: string): Promise<string> {
  const authorization = `Basic ${btoa(`${ari.user}:${ari.password}`)}`;
  return (await fetch(`${ari.url}/${path}`, { headers: { authorization } })).text();
}

test.serial('[R2.10] the caller hangs up first: said so, measured, ended', async (t) => {
  await onLine(async (line) => {
    const { ari, heard } = line;
    await withCaller({ ...caller(line), play: tone(440, 60) }, async (call) => {
      const { callId, legId } = await heard.next('CallArrived');
      const playbackId = namesOf(callId).playback(1);
      ari.perform([
        { callId, type: 'AnswerLeg', legId },
        { callId, type: 'PlayUtterances', legId, playbackId, utterances: [utterance(500)] },
      ]);
      await call.media.hears(500);
      await call.hangUp();
      t.is((await heard.next('LegEnded', (event) => event.legId === legId)).cause, 16);
      t.deepEqual(heard.of(legId), ['CallArrived', 'LegAnswered', 'LegQualityMeasured', 'LegEnded']);
      t.is((await heard.next('PlaybackEnded')).result, 'failed');
      // All of this comes too late for the leg and is no failure.
      ari.perform([
        { callId, type: 'AnswerLeg', legId: 'gone' as LegId },
        {
          callId,
          type: 'PlayUtterances',
          legId,
          playbackId: namesOf(callId).playback(2),
          utterances: [utterance(500)],
        },
        { callId, type: 'StopPlayback', playbackId },
        { callId, type: 'HangUpLeg', legId, cause: 16 },
        { callId, type: 'CreateBridge', bridgeId: namesOf(callId).talk, kind: 'mixing' },
        { callId, type: 'PutLegInBridge', bridgeId: namesOf(callId).talk, legId },
        { callId, type: 'DestroyBridge', bridgeId: namesOf(callId).talk },
        { callId, type: 'DestroyBridge', bridgeId: namesOf(callId).talk },
        // This one is: the bridge is gone.
        { callId, type: 'PutLegInBridge', bridgeId: namesOf(callId).talk, legId },
      ]);
      const failure = await heard.next('EffectFailed');
      t.is(failure.effect.type, 'PutLegInBridge');
      t.true([404, 409].includes(failure.status), `${failure.status} ${failure.reason}`);
      t.is(heard.events.filter(({ type }) => type === 'EffectFailed').length, 1);
    });
  });
});

test.serial('[R1.1] a refused call ends with a SIP rejection', async (t) => {
  await onLine(async (line) => {
    const { ari, heard } = line;
    await withCaller({ ...caller(line), to: '015559999' }, async (call) => {
      const { callId, legId, calledNumber } = await heard.next('CallArrived');
      t.is(calledNumber, '015559999');
      ari.perform([{ callId, type: 'HangUpLeg', legId, cause: 1 }]);
      t.like(await call.ended, { answered: false, status: 404, by: 'them' });
      t.is((await heard.next('LegEnded')).cause, 1);
      t.deepEqual(heard.of(legId), ['CallArrived', 'LegEnded']);
    });
  });
});

test.serial('[R2.2] busy, rejecting, silent and unregistered phones', async (t) => {
  await onLine(async (line) => {
    const { ari, heard, known } = line;
    const ring = (user: string, name: string): LegId => {
      const callId = name as CallId;
      const { agentLeg: legId, offer: offerId } = namesOf(callId);
      known.add(legId);
      const ringing = { phone: phoneUser(user), callerNumber: null, ringSeconds: 20 };
      ari.perform([{ callId, type: 'RingPhone', legId, offerId, ...ringing }]);
      return legId;
    };
    await withPhone({ ...phone(line), answer: 'busy' }, async () => {
      const legId = ring('101', 'busy');
      t.is((await heard.next('LegEnded', (event) => event.legId === legId)).cause, 17);
    });
    await withPhone({ ...phone(line), answer: 'reject' }, async () => {
      const legId = ring('101', 'rejecting');
      t.is((await heard.next('LegEnded', (event) => event.legId === legId)).cause, 21);
    });
    await withPhone({ ...phone(line), answer: 'never' }, async ({ nextCall }) => {
      const legId = ring('101', 'silent');
      const call = await nextCall();
      t.is(call.number, 'anonymous');
      await heard.next('LegRang', (event) => event.legId === legId);
      ari.perform([{ callId: 'silent' as CallId, type: 'HangUpLeg', legId, cause: 16 }]);
      t.is((await heard.next('LegEnded', (event) => event.legId === legId)).cause, 16);
      t.deepEqual(heard.of(legId), ['LegRang', 'LegEnded']);
      t.like(await call.ended, { answered: false, by: 'them' });
    });
    const gone = await heard.next('PhoneReachabilityChanged', ({ reachable }) => !reachable);
    t.is(gone.phone, phoneUser('101'));
    ring('101', 'unregistered');
    ring('999', 'unknown');
    for (const name of ['unregistered', 'unknown']) {
      const failure = await heard.next('EffectFailed', ({ effect }) => effect.callId === (name as CallId));
      t.like(failure, { status: 500, reason: 'Allocation failed' });
    }
  });
});

test.serial('[R2.1] a phone dials a feature code', async (t) => {
  await onLine(async (line) => {
    const { ari, heard } = line;
    await withPhone({ ...phone(line, '102'), answer: 'never' }, async (dialling) => {
      const dialled = dialling.dial('*131');
      const { legId, phone: user, code } = await heard.next('FeatureCodeDialled');
      t.deepEqual([user, code], ['102', '*131']);
      const callId = namesOf('code' as CallId);
      ari.perform([
        { callId: 'code' as CallId, type: 'AnswerLeg', legId },
        {
          callId: 'code' as CallId,
          type: 'PlayUtterances',
          legId,
          playbackId: callId.playback(1),
          utterances: [utterance(700)],
        },
      ]);
      await heard.next('PlaybackEnded');
      ari.perform([{ callId: 'code' as CallId, type: 'HangUpLeg', legId, cause: 16 }]);
      const end = await dialled;
      t.like(end, { answered: true, by: 'them' });
      t.true(secondsOfTone(end.heard, 700) > 1.2);
      await heard.next('LegEnded', (event) => event.legId === legId);
    });
  });
});

test.after.always('latencies', (t) => {
  for (const [type, list] of [...latencies].sort()) {
    const sorted = list.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
    t.log(`${type.padEnd(16)} ${String(sorted.length).padStart(3)}  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`);
  }
});
