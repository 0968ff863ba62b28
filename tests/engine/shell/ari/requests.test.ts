import test from 'ava';
import type {
  BridgeId,
  CallId,
  LegId,
  OfferId,
  PhoneUser,
  PlaybackId,
  RecordingId,
} from '../../../../engine/core/ids.ts';
import {
  type AriEffect,
  isAriEffect,
  type RequestContext,
  requestsOf,
  type Verdict,
  verdictOn,
} from '../../../../engine/shell/ari/requests.ts';

const callId = 'call-1' as CallId;
const legId = '1795304000.0' as LegId;
const bridgeId = 'entry 1' as BridgeId;
const recordingId = 'call-1-r1' as RecordingId;
const playbackId = 'p-1' as PlaybackId;

const context = (over: Partial<RequestContext> = {}): RequestContext => ({
  application: 'uenarocanje',
  media: [],
  kindOf: () => null,
  hearsMusic: () => false,
  heldIn: () => [],
  playbacksOf: () => [],
  ...over,
});

const ring: AriEffect = {
  callId,
  type: 'RingPhone',
  legId: 'leg-1' as LegId,
  offerId: 'offer-1' as OfferId,
  phone: '101' as PhoneUser,
  callerNumber: '+38641555666',
  ringSeconds: 20,
};
const dial: AriEffect = {
  callId,
  type: 'DialNumber',
  legId: 'leg-2' as LegId,
  trunk: 'trunk',
  number: '+38641123456',
  callerNumber: '+38615551234',
  ringSeconds: 30,
  heardBy: null,
};
const put: AriEffect = { callId, type: 'PutLegInBridge', bridgeId, legId };
const play: AriEffect = { callId, type: 'PlayUtterances', legId, playbackId, utterances: [] };
const create: AriEffect = { callId, type: 'CreateBridge', bridgeId, kind: 'mixing' };

const rows: readonly (readonly [
  title: string,
  effect: AriEffect,
  context: RequestContext,
  requests: readonly string[],
])[] = [
  [
    'dials a number through a trunk',
    dial,
    context(),
    [
      'POST channels?endpoint=PJSIP%2F%2B38641123456%40trunk-trunk&app=uenarocanje&appArgs=dialled%2Cleg-2&channelId=leg-2&timeout=35&callerId=%2B38615551234&formats=alaw,ulaw',
    ],
  ],
  [
    'dials, and an agent hears the ringing tone',
    { ...dial, heardBy: { legId, playbackId } },
    context(),
    [
      'POST channels?endpoint=PJSIP%2F%2B38641123456%40trunk-trunk&app=uenarocanje&appArgs=dialled%2Cleg-2&channelId=leg-2&timeout=35&callerId=%2B38615551234&formats=alaw,ulaw',
      'POST channels/1795304000.0/play?media=tone%3A425%2F1000%2C0%2F4000&playbackId=p-1 ?',
    ],
  ],
  ['answers', { callId, type: 'AnswerLeg', legId }, context(), ['POST channels/1795304000.0/answer']],
  [
    'hangs up with a cause',
    { callId, type: 'HangUpLeg', legId, cause: 17 },
    context(),
    ['DELETE channels/1795304000.0?reason_code=17'],
  ],
  [
    'plays a list under one name',
    play,
    context({ media: ['sound:/s/a b', 'sound:c,d'] }),
    ['POST channels/1795304000.0/play?media=sound%3A%2Fs%2Fa%20b,sound%3Ac%2Cd&playbackId=p-1'],
  ],
  ['stops a playback', { callId, type: 'StopPlayback', playbackId }, context(), ['DELETE playbacks/p-1']],
  [
    'makes a holding bridge',
    { ...create, kind: 'holding' },
    context(),
    ['POST bridges?type=holding&bridgeId=entry%201'],
  ],
  [
    'makes a mixing bridge that counts packets',
    create,
    context(),
    ['POST bridges?type=mixing,proxy_media&bridgeId=entry%201'],
  ],
  [
    'puts a leg into a holding bridge, with music',
    put,
    context({ kindOf: () => 'holding' }),
    [
      'POST bridges/entry%201/addChannel?channel=1795304000.0&inhibitConnectedLineUpdates=true',
      'POST channels/1795304000.0/moh ?',
    ],
  ],
  [
    'puts a leg into a mixing bridge, what it hears is cut',
    put,
    context({ kindOf: () => 'mixing', hearsMusic: () => true, playbacksOf: () => [playbackId] }),
    [
      'DELETE playbacks/p-1 ?',
      'DELETE channels/1795304000.0/moh ?',
      'POST bridges/entry%201/addChannel?channel=1795304000.0&inhibitConnectedLineUpdates=true',
    ],
  ],
  [
    'puts a leg into a mixing bridge that hears nothing',
    put,
    context({ kindOf: () => 'mixing' }),
    ['POST bridges/entry%201/addChannel?channel=1795304000.0&inhibitConnectedLineUpdates=true'],
  ],
  [
    'takes an unknown bridge for a mixing one',
    put,
    context(),
    ['POST bridges/entry%201/addChannel?channel=1795304000.0&inhibitConnectedLineUpdates=true'],
  ],
  ['ends a bridge', { callId, type: 'DestroyBridge', bridgeId }, context(), ['DELETE bridges/entry%201']],
  [
    'ends a bridge in which somebody is still held: out first, and nothing more is said there',
    { callId, type: 'DestroyBridge', bridgeId },
    context({ heldIn: () => [legId], playbacksOf: () => [playbackId] }),
    [
      'DELETE playbacks/p-1 ?',
      'POST bridges/entry%201/removeChannel?channel=1795304000.0 ?',
      'DELETE bridges/entry%201',
    ],
  ],
  [
    'rings a phone',
    ring,
    context(),
    [
      'POST channels?endpoint=PJSIP/101&app=uenarocanje&appArgs=offer%2Coffer-1&channelId=leg-1&timeout=25&callerId=%2B38641555666&formats=alaw,ulaw',
    ],
  ],
  [
    'records a bridge, never over another recording',
    { callId, type: 'StartRecording', bridgeId, recordingId },
    context(),
    ['POST bridges/entry%201/record?name=call-1-r1&format=wav&ifExists=fail'],
  ],
  ['mutes', { callId, type: 'MuteRecording', recordingId }, context(), ['POST recordings/live/call-1-r1/mute']],
  ['unmutes', { callId, type: 'UnmuteRecording', recordingId }, context(), ['DELETE recordings/live/call-1-r1/mute']],
  [
    'stops recording',
    { callId, type: 'StopRecording', recordingId },
    context(),
    ['POST recordings/live/call-1-r1/stop'],
  ],
];

for (const [title, effect, given, requests] of rows) {
  test(title, (t) => {
    const said = requestsOf(effect, given).map(({ method, uri, body, optional }) =>
      [method, uri, ...(body === undefined ? [] : [JSON.stringify(body)]), ...(optional ? ['?'] : [])].join(' '),
    );
    t.deepEqual(said, requests);
  });
}

test('[R9.4] what a caller puts into the number reaches neither the query nor the phone', (t) => {
  for (const callerNumber of [null, '', 'anonymous', '041 555', '1"<sip:x>', '041&timeout=99', '4'.repeat(33)]) {
    const [request] = requestsOf({ ...ring, callerNumber }, context());
    t.is(new URLSearchParams(request?.uri.split('?')[1]).get('callerId'), '"Skrita številka" <anonymous>');
    t.is(new URLSearchParams(request?.uri.split('?')[1]).get('timeout'), '25');
  }
});

test('[R9.4] what is no number and no name of a trunk is never dialled', (t) => {
  for (const number of ['', '041@trunk', '041&x', '*11', '+', 'PJSIP/101', '4'.repeat(18)])
    t.throws(() => requestsOf({ ...dial, number }, context()), { message: /^A number to dial must be digits/ });
  for (const trunk of ['', 'Trunk', 'a/b', 'a@b'])
    t.throws(() => requestsOf({ ...dial, trunk }, context()), { message: /^A trunk’s name must be/ });
});

test('sealing a recording is not for Asterisk', (t) => {
  t.false(isAriEffect({ callId, type: 'SealRecording', recordingId }));
  t.true(isAriEffect(ring));
});

const verdicts: readonly (readonly [AriEffect, Readonly<Record<number, Verdict>>])[] = [
  [
    { callId, type: 'AnswerLeg', legId },
    { 204: 'done', 404: 'gone', 409: 'gone', 500: 'failed', 0: 'failed' },
  ],
  [
    { callId, type: 'HangUpLeg', legId, cause: 16 },
    { 204: 'done', 404: 'gone', 500: 'failed', 0: 'failed' },
  ],
  [play, { 201: 'done', 404: 'gone', 409: 'gone', 400: 'failed', 0: 'failed' }],
  [
    { callId, type: 'StopPlayback', playbackId },
    { 204: 'done', 404: 'gone', 500: 'failed' },
  ],
  [create, { 200: 'done', 409: 'done', 500: 'failed', 0: 'failed' }],
  [put, { 204: 'done', 400: 'gone', 422: 'gone', 404: 'failed', 409: 'failed', 0: 'failed' }],
  [
    { callId, type: 'DestroyBridge', bridgeId },
    { 204: 'done', 404: 'gone', 409: 'gone', 0: 'failed' },
  ],
  [dial, { 200: 'done', 500: 'failed', 404: 'failed', 400: 'failed', 0: 'failed' }],
  [ring, { 200: 'done', 500: 'failed', 404: 'failed', 400: 'failed', 0: 'failed' }],
  [
    { callId, type: 'StartRecording', bridgeId, recordingId },
    { 201: 'done', 404: 'failed', 409: 'failed', 0: 'failed' },
  ],
  [
    { callId, type: 'MuteRecording', recordingId },
    { 204: 'done', 404: 'gone', 409: 'failed', 0: 'failed' },
  ],
  [
    { callId, type: 'UnmuteRecording', recordingId },
    { 204: 'done', 404: 'gone', 0: 'failed' },
  ],
  [
    { callId, type: 'StopRecording', recordingId },
    { 204: 'done', 404: 'gone', 409: 'gone', 0: 'failed' },
  ],
];

for (const [effect, table] of verdicts) {
  for (const [status, verdict] of Object.entries(table)) {
    test(`${effect.type} answered with ${status}: ${verdict}`, (t) => {
      t.is(verdictOn(effect, { status: Number(status), body: '' }), verdict);
    });
  }
}
