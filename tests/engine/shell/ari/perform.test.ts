import test from 'ava';
import fc from 'fast-check';
import type { BridgeId, LegId, RecordingId } from '../../../../engine/core/ids.ts';
import type { AriEffect } from '../../../../engine/shell/ari/requests.ts';
import { until } from '../../../until.ts';
import {
  answer,
  call,
  callId,
  hangUp,
  legId,
  play,
  playbackId,
  recordingId,
  ring,
  settled,
  talk,
  Wire,
  waiting,
} from './wire.ts';

test('effects go out in their order and wait for no answer', async (t) => {
  const wire = new Wire();
  wire.performer.perform([answer('a'), hangUp('a'), answer('b'), hangUp('b')]);
  t.deepEqual(wire.sent, [
    'POST channels/a-leg/answer',
    'DELETE channels/a-leg',
    'POST channels/b-leg/answer',
    'DELETE channels/b-leg',
  ]);
  await wire.reply(0, 'no answer in time');
  t.deepEqual(wire.failures, ['AnswerLeg 0 no answer in time']);
});

test('whatever the delays of sounds and answers, the order within a call holds', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('bridge', 'play', 'mute')), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.infiniteStream(fc.nat()),
      async (steps, chances) => {
        const sounds: (() => void)[] = [];
        const wire = new Wire({
          mediaOf: () => new Promise((resolve) => sounds.push(() => resolve(['sound:x']))),
        });
        const wanted = new Map<string, string[]>();
        steps.forEach(([name, kind], n) => {
          const id = `${name}-${n}`;
          const effects: Record<typeof kind, readonly [AriEffect, string]> = {
            bridge: [{ callId: call(name), type: 'DestroyBridge', bridgeId: id as BridgeId }, `DELETE bridges/${id}`],
            play: [{ ...play('x'), callId: call(name), legId: id as LegId }, `POST channels/${id}/play`],
            mute: [
              { callId: call(name), type: 'MuteRecording', recordingId: id as RecordingId },
              `POST recordings/live/${id}/mute`,
            ],
          };
          const [effect, line] = effects[kind];
          wanted.set(name, [...(wanted.get(name) ?? []), line]);
          wire.performer.perform([effect]);
        });
        for (const chance of chances) {
          if (wire.open.length === 0 && sounds.length === 0) break;
          if (sounds.length > 0 && (chance % 2 === 0 || wire.open.length === 0)) {
            sounds.splice(chance % sounds.length, 1)[0]?.();
            await settled();
          } else await wire.reply(chance % 3 === 0 ? 404 : 204, '', chance % wire.open.length);
        }
        for (const [name, lines] of wanted) {
          t.deepEqual(
            wire.sent.filter((line) => line.includes(`/${name}-`)),
            lines,
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a refused effect is told with its status and Asterisk's words; a vanished thing is not", async (t) => {
  const wire = new Wire();
  wire.performer.perform([ring, hangUp('a'), { callId, type: 'StopPlayback', playbackId }]);
  await wire.reply(500, '{"error":"Allocation failed"}');
  await wire.reply(404, '{"message":"Channel not found"}');
  await wire.reply(404, '{"message":"Playback not found"}');
  t.deepEqual(wire.failures, ['RingPhone 500 Allocation failed']);
});

test('[R9.4] a number that may not be dialled is a failure of its effect alone', async (t) => {
  const wire = new Wire();
  const number = '041123456@elsewhere';
  wire.performer.perform([
    {
      callId,
      type: 'DialNumber',
      legId,
      number,
      trunk: 'sample',
      callerNumber: '38615551234',
      ringSeconds: 20,
      heardBy: null,
    },
    hangUp('a'),
  ]);
  await settled();
  t.deepEqual(wire.sent, ['DELETE channels/a-leg']);
  t.regex(wire.failures[0] ?? '', /^DialNumber 0 A number to dial must be digits/);
});

test('[R2.4] a phone that may ring for nobody, because Asterisk did not say, is put down', async (t) => {
  const wire = new Wire();
  wire.performer.perform([ring]);
  await wire.reply(0, 'no answer in time');
  t.deepEqual(wire.sent, ['POST channels', 'DELETE channels/a-leg']);
  t.deepEqual(wire.failures, ['RingPhone 0 no answer in time']);
});

test('[R9.2] what ends something waits for the connection, the rest fails', async (t) => {
  const wire = new Wire();
  wire.performer.perform([hangUp('a'), { callId, type: 'StopRecording', recordingId }]);
  wire.connected = false;
  await wire.reply(0, 'connection lost');
  await wire.reply(0, 'connection lost');
  wire.performer.perform([answer('b'), hangUp('b')]);
  await settled();
  await wire.reply(0, 'not connected');
  t.deepEqual(wire.failures, ['AnswerLeg 0 not connected']);
  wire.connected = true;
  t.deepEqual([...wire.performer.payOwed()], ['a-leg', 'b-leg'] as LegId[]);
  await wire.replyAll();
  t.deepEqual(wire.sent.slice(3).sort(), [
    'DELETE channels/a-leg',
    'DELETE channels/b-leg',
    'POST recordings/live/a-r1/stop',
  ]);
  t.deepEqual([...wire.performer.payOwed()], []);
});

test('[R9.2] a leg that is up already is answered without asking', (t) => {
  const wire = new Wire();
  wire.up.add(legId);
  wire.performer.perform([answer('a')]);
  t.deepEqual(wire.sent, []);
  t.deepEqual(wire.answered, [legId]);
});

test('[R1.8] music starts in a holding bridge and stops, with what is said, on the way to a mixing one', async (t) => {
  const wire = new Wire();
  wire.performer.perform([
    { callId, type: 'CreateBridge', bridgeId: waiting, kind: 'holding' },
    { callId, type: 'PutLegInBridge', bridgeId: waiting, legId },
    play('v1'),
    { callId, type: 'CreateBridge', bridgeId: talk, kind: 'mixing' },
    { callId, type: 'PutLegInBridge', bridgeId: talk, legId },
    { callId, type: 'PutLegInBridge', bridgeId: talk, legId: 'a-agent' as LegId },
  ]);
  await wire.replyAll();
  t.deepEqual(wire.sent, [
    'POST bridges',
    'POST bridges/a-waiting/addChannel',
    'POST channels/a-leg/moh',
    'POST channels/a-leg/play',
    'POST bridges',
    'DELETE playbacks/a-p1',
    'DELETE channels/a-leg/moh',
    'POST bridges/a-talk/addChannel',
  ]);
  t.regex(wire.uris.at(-1) ?? '', /channel=a-leg,a-agent&/, 'both at once');
  wire.performer.playbackEnded(playbackId);
  wire.performer.perform([{ callId, type: 'PutLegInBridge', bridgeId: talk, legId }]);
  await wire.replyAll();
  t.deepEqual(wire.sent.slice(8), ['POST bridges/a-talk/addChannel']);
});

test('[R1.8] a leg goes where it should even when its music fails', async (t) => {
  const wire = new Wire();
  wire.performer.learnBridge(waiting, 'holding', [legId]);
  wire.performer.perform([
    { callId, type: 'PutLegInBridge', bridgeId: talk, legId },
    { callId, type: 'PutLegInBridge', bridgeId: waiting, legId },
  ]);
  await wire.reply(500);
  t.deepEqual(
    wire.sent.slice(0, 2),
    ['DELETE channels/a-leg/moh', 'POST bridges/a-talk/addChannel'],
    'learned from the inventory',
  );
  await wire.reply();
  await wire.reply();
  await wire.reply(500);
  t.deepEqual(wire.failures, []);
  t.deepEqual(wire.open, []);
});

test('[R2.8] a recording is muted once, whatever is asked', async (t) => {
  const wire = new Wire();
  const mute: AriEffect = { callId, type: 'MuteRecording', recordingId };
  const unmute: AriEffect = { callId, type: 'UnmuteRecording', recordingId };
  wire.performer.perform([mute, mute, unmute, mute]);
  await wire.replyAll();
  t.deepEqual(wire.sent, [
    'POST recordings/live/a-r1/mute',
    'DELETE recordings/live/a-r1/mute',
    'POST recordings/live/a-r1/mute',
  ]);
});

test('[R2.8] a mute that failed is tried again', async (t) => {
  const wire = new Wire();
  const mute: AriEffect = { callId, type: 'MuteRecording', recordingId };
  wire.performer.perform([mute, mute]);
  await wire.reply(500);
  await wire.reply();
  t.is(wire.sent.length, 2);
  t.deepEqual(wire.failures, ['MuteRecording 500 ']);
});

test('[R2.8] a recording that has not begun is muted as soon as it has', async (t) => {
  const wire = new Wire();
  wire.performer.perform([{ callId, type: 'MuteRecording', recordingId }]);
  for (const status of [409, 409, 204]) {
    await until('it is asked for', () => wire.open.length > 0);
    await wire.reply(status);
  }
  t.deepEqual(wire.sent, Array(3).fill('POST recordings/live/a-r1/mute'));
  t.deepEqual(wire.failures, []);
});

test('[R2.8] a recording that is stopped twice is not lost', async (t) => {
  const wire = new Wire();
  wire.performer.perform([{ callId, type: 'StopRecording', recordingId }]);
  await wire.reply(409, '{"message":"Recording not in session"}');
  t.deepEqual(wire.failures, []);
});

test('a call waits for its sounds, other calls do not', async (t) => {
  const made = Promise.withResolvers<readonly string[]>();
  const wire = new Wire({ mediaOf: ({ versionId }) => (versionId === ('slow' as never) ? made.promise : ['sound:b']) });
  wire.performer.perform([play('slow', 'quick'), hangUp('a'), hangUp('b')]);
  await settled();
  t.deepEqual(wire.sent, ['DELETE channels/b-leg']);
  made.resolve(['sound:a']);
  await settled();
  t.deepEqual(wire.sent.slice(1), ['POST channels/a-leg/play', 'DELETE channels/a-leg']);
});

test('[R1.9] what can not be said fails, and the call goes on', async (t) => {
  const wire = new Wire({
    mediaOf: ({ versionId }) => {
      if (versionId === ('unknown' as never)) throw new Error('The text is not known.');
      if (versionId === ('refused' as never)) return Promise.reject(new Error('espeak-ng ended with 1.'));
      return [];
    },
  });
  wire.performer.perform([play('unknown'), play('refused', 'empty'), play('empty'), hangUp('a')]);
  await settled();
  t.deepEqual(wire.failures, [
    'PlayUtterances 0 The text is not known.',
    'PlayUtterances 0 espeak-ng ended with 1.',
    'PlayUtterances 0 there is nothing to play',
  ]);
  t.deepEqual(wire.sent, ['DELETE channels/a-leg']);
});
