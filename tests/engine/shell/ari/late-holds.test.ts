import test from 'ava';
import type { LegId, PlaybackId } from '../../../../engine/core/ids.ts';
import type { AriEffect } from '../../../../engine/shell/ari/requests.ts';

import { callId, legId, play, playbackId, ring, talk, Wire, waiting } from './wire.ts';

const queued: readonly AriEffect[] = [
  { callId, type: 'CreateBridge', bridgeId: waiting, kind: 'holding' },
  { callId, type: 'PutLegInBridge', bridgeId: waiting, legId },
  { ...ring, legId: 'a-agent' as LegId },
];
const talking: readonly AriEffect[] = [
  { callId, type: 'CreateBridge', bridgeId: talk, kind: 'mixing' },
  { callId, type: 'PutLegInBridge', bridgeId: talk, legId },
  { callId, type: 'PutLegInBridge', bridgeId: talk, legId: 'a-agent' as LegId },
  { callId, type: 'DestroyBridge', bridgeId: waiting },
];
const talkSent = ['POST bridges', 'DELETE channels/a-leg/moh', 'POST bridges/a-talk/addChannel'];

test('[R1.8] who comes while a phone rings hears music without a bridge, and talks without leaving one', async (t) => {
  const wire = new Wire();
  wire.performer.perform(queued);
  wire.performer.perform(talking);
  await wire.replyAll();
  t.deepEqual(wire.sent, ['POST channels/a-leg/moh', 'POST channels', ...talkSent]);
});

test('[R1.8] what is said on arrival comes before the music; the bridge is built for the next thing that is said', async (t) => {
  const wire = new Wire();
  wire.performer.perform([...queued, play('v1')]);
  await wire.replyAll();
  t.deepEqual(wire.sent, ['POST channels', 'POST channels/a-leg/play']);
  wire.performer.playbackEnded(playbackId);
  await wire.replyAll();
  t.deepEqual(wire.sent.splice(0), ['POST channels', 'POST channels/a-leg/play', 'POST channels/a-leg/moh']);
  const again: AriEffect = { ...play('v2'), playbackId: 'a-p2' as PlaybackId };
  wire.performer.perform([again]);
  wire.performer.playbackEnded('a-p2' as PlaybackId);
  wire.performer.perform(talking);
  await wire.replyAll();
  t.deepEqual(wire.sent, [
    'POST bridges',
    'POST bridges/a-waiting/addChannel',
    'POST channels/a-leg/moh',
    'POST channels/a-leg/play',
    ...talkSent,
    'DELETE bridges/a-waiting',
  ]);
});

test('[R1.10] who leaves the queue before the bridge was built is spoken to without music', async (t) => {
  const wire = new Wire();
  wire.performer.perform(queued);
  wire.performer.perform([{ callId, type: 'DestroyBridge', bridgeId: waiting }, play('v1')]);
  await wire.replyAll();
  t.deepEqual(wire.sent.slice(2), ['DELETE channels/a-leg/moh', 'POST channels/a-leg/play']);
});

test('[R9.2] a bridge that an earlier engine made is used again and ended, though nobody is in it any more', async (t) => {
  const wire = new Wire();
  wire.performer.learnBridge(waiting, 'holding', []);
  wire.performer.perform(queued);
  wire.performer.perform(talking);
  await wire.replyAll();
  t.deepEqual(wire.sent, [
    'POST bridges',
    'POST bridges/a-waiting/addChannel',
    'POST channels/a-leg/moh',
    'POST channels',
    ...talkSent,
    'DELETE bridges/a-waiting',
  ]);
});

test('[R1.8] what cannot be said on arrival leaves no silence behind', async (t) => {
  const wire = new Wire({ mediaOf: () => Promise.reject(new Error('no such text')) });
  wire.performer.perform([...queued, play('v1')]);
  await wire.replyAll();
  t.deepEqual(wire.sent, ['POST channels', 'POST channels/a-leg/moh']);
  t.deepEqual(wire.failures, ['PlayUtterances 0 no such text']);
});

test('[R9.2] what Asterisk lost on arrival is stopped, and there is music from then on', async (t) => {
  const wire = new Wire();
  wire.performer.perform([...queued, play('v1')]);
  await wire.replyAll();
  wire.performer.perform([{ callId, type: 'StopPlayback', playbackId }]);
  await wire.replyAll(404);
  t.deepEqual(wire.sent.slice(2), ['DELETE playbacks/a-p1', 'POST channels/a-leg/moh']);
  t.deepEqual(wire.failures, []);
});

test('[R2.6] who comes to a queue from a talk is taken out of it, whatever rings; who waits with nobody free has the bridge', async (t) => {
  const wire = new Wire();
  wire.performer.perform(talking.slice(0, 3));
  wire.performer.perform(queued);
  wire.performer.legEnded(legId);
  wire.performer.perform(queued.slice(0, 2));
  await wire.replyAll();
  const built = ['POST bridges', 'POST bridges/a-waiting/addChannel', 'POST channels/a-leg/moh'];
  t.deepEqual(wire.sent, ['POST bridges', 'POST bridges/a-talk/addChannel', ...built, 'POST channels', ...built]);
});

test('[R9.2] a caller who is not found in the bridge is put there, and it ends with the wait', async (t) => {
  const wire = new Wire();
  wire.performer.perform(queued);
  wire.performer.perform(queued.slice(0, 2));
  wire.performer.perform([{ callId, type: 'DestroyBridge', bridgeId: waiting }]);
  await wire.replyAll();
  t.deepEqual(wire.sent.slice(2), [
    'POST bridges',
    'POST bridges/a-waiting/addChannel',
    'POST channels/a-leg/moh',
    'POST bridges/a-waiting/removeChannel',
    'DELETE bridges/a-waiting',
  ]);
});

test('[R9.2] [R1.10] the bridge is built before a number outside rings, whose tone is named after it', async (t) => {
  const wire = new Wire();
  wire.performer.perform(queued);
  const tone = { legId, playbackId: 'a-q1-tone' as PlaybackId };
  const dial = {
    type: 'DialNumber',
    callId,
    legId: 'a-outside' as LegId,
    trunk: 'trunk',
    number: '+38614781234',
  } as const;
  wire.performer.perform([{ ...dial, callerNumber: '+38615551234', ringSeconds: 30, heardBy: tone }]);
  await wire.replyAll();
  t.deepEqual(wire.sent.slice(2), [
    'POST bridges',
    'POST bridges/a-waiting/addChannel',
    'POST channels/a-leg/moh',
    'POST channels',
    'POST channels/a-leg/play',
  ]);
});
