import test from 'ava';
import type { EngineEvent } from '../../../../engine/core/events.ts';
import { type AgentSessionId, type CallId, instant } from '../../../../engine/core/ids.ts';
import { AriMessageMalformed, decodeAri, decodeQuality, wantedEvents } from '../../../../engine/shell/ari/decode.ts';

const at = instant(1_795_304_000_000);
const fresh = { callId: () => 'call-1' as CallId, sessionId: () => 'session-1' as AgentSessionId };

/** As Asterisk 22.10.1 sent it. */
const channel = {
  id: '1795304000.0',
  name: 'PJSIP/trunk-sample-00000000',
  state: 'Ring',
  protocol_id: '1-15029@127.0.0.1',
  caller: { name: 'Caller', number: '041555666' },
  connected: { name: '', number: '' },
  accountcode: '',
  dialplan: {
    context: 'from-trunk',
    exten: '015551234',
    priority: 2,
    app_name: 'Stasis',
    app_data: 'uenarocanje,trunk,sample,015551234,1795304000',
  },
  creationtime: '2026-11-21T23:33:20.886+0000',
  language: 'en',
};
const legId = channel.id;
const ours = {
  ...channel,
  id: 'leg-1',
  dialplan: { ...channel.dialplan, app_name: 'AppDial2', app_data: '(Outgoing Line)' },
};
const timestamp = '2026-11-21T23:33:20.888+0000';
const start = {
  type: 'StasisStart',
  timestamp,
  args: ['trunk', 'sample', '015551234', '1795304000'],
  channel,
  application: 'uenarocanje',
};
const arrived = {
  type: 'CallArrived',
  callId: 'call-1',
  legId,
  callerNumber: '041555666',
  calledNumber: '015551234',
  trunk: 'sample',
};
const withCaller = (number: unknown) => ({ ...start, channel: { ...channel, caller: { name: '', number } } });
const device = (name: string, state: string) => ({ type: 'DeviceStateChanged', device_state: { name, state } });
const rtp =
  'ssrc=233289531;themssrc=3390111744;lp=4;rxjitter=0.000000;rxcount=396;txjitter=0.000375;txcount=400;rlp=8;rtt=0.012000;rxmes=0.0;txmes=88.087887';

const transfer = (destination: object) => ({
  type: 'ChannelTransfer',
  refer_to: { requested_destination: destination },
  referred_by: { source_channel: ours },
});

const rows: readonly (readonly [title: string, message: object, event: object | null])[] = [
  ['[R1.1] a call from a trunk', start, arrived],
  [
    '[R2.6] a phone refers its call to what would be dialled',
    transfer({ destination: '102' }),
    { type: 'LegReferred', legId: 'leg-1', to: '102', attended: false },
  ],
  [
    '[R2.6] a phone refers its call to another call of its own',
    transfer({ destination: '102', protocol_id: 'fee51b93', additional_protocol_params: [] }),
    { type: 'LegReferred', legId: 'leg-1', to: '102', attended: true },
  ],
  [
    '[R2.6] a phone refers its call to a number of the directory, by its code',
    transfer({ destination: '*8123456' }),
    { type: 'LegReferred', legId: 'leg-1', to: '*8123456', attended: false },
  ],
  ...['041999888', '+38641999888', '*8041999888', 'janez.novak', '*11', undefined].map(
    (destination) =>
      [
        `[R9.3] [R9.4] where a phone may not refer its call to is not kept: ${destination}`,
        transfer({ destination }),
        { type: 'LegReferred', legId: 'leg-1', to: '', attended: false },
      ] as const,
  ),
  ['[R2.10] a withheld number: none', withCaller(''), { ...arrived, callerNumber: null }],
  ['[R2.10] a withheld number: anonymous', withCaller('Anonymous'), { ...arrived, callerNumber: null }],
  [
    '[R2.10] a caller without a number at all',
    { ...start, channel: { ...channel, caller: {} } },
    { ...arrived, callerNumber: null },
  ],
  [
    '[R9.2] a call that waited 83 s without an engine',
    { ...start, timestamp: '2026-11-21T23:34:43.886+0000' },
    { ...arrived, arrivedAt: at - 83_000 },
  ],
  [
    '[R9.2] a call that had waited on another Asterisk, by what the plan tells',
    { ...start, args: ['trunk', 'sample', '015551234', '1795303900'] },
    { ...arrived, arrivedAt: at - 100_888 },
  ],
  ['an arrival that is no time', { ...start, args: ['trunk', 'sample', '015551234', 'x'] }, arrived],
  ['a plan that tells no arrival', { ...start, args: ['trunk', 'sample', '015551234'] }, arrived],
  ['a start without a readable time', { ...start, timestamp: 'soon' }, arrived],
  [
    '[R2.1] a feature code from a phone',
    { ...start, args: ['phone', '101', '*131'] },
    { type: 'FeatureCodeDialled', legId, phone: '101', code: '*131', sessionId: 'session-1' },
  ],
  [
    'a phone that we rang answers',
    { ...start, args: ['offer', 'o-1'], channel: ours },
    { type: 'LegAnswered', legId: 'leg-1' },
  ],
  [
    'a number that we dialled answers',
    { ...start, args: ['dialled', 'leg-1'], channel: ours },
    { type: 'LegAnswered', legId: 'leg-1' },
  ],
  ['a start with arguments of somebody else', { ...start, args: ['conference'] }, null],
  [
    'a phone rings',
    { type: 'ChannelStateChange', channel: { ...ours, state: 'Ringing' } },
    { type: 'LegRang', legId: 'leg-1' },
  ],
  [
    'our answer is confirmed',
    { type: 'ChannelStateChange', channel: { ...channel, state: 'Up' } },
    { type: 'LegAnswered', legId },
  ],
  ['a phone of ours came up: its start tells', { type: 'ChannelStateChange', channel: { ...ours, state: 'Up' } }, null],
  ['another state', { type: 'ChannelStateChange', channel: { ...channel, state: 'Ring' } }, null],
  ['a side asks for the end: the end tells', { type: 'ChannelHangupRequest', channel }, null],
  [
    '[R2.10] a leg ends',
    { type: 'ChannelDestroyed', cause: 17, channel: ours },
    { type: 'LegEnded', legId: 'leg-1', cause: 17 },
  ],
  [
    '[R2.10] an answered leg ends without a cause',
    { type: 'ChannelDestroyed', cause: 0, channel: { ...channel, state: 'Up' } },
    { type: 'LegEnded', legId, cause: 16 },
  ],
  [
    '[R2.10] a ringing leg ends without a cause',
    { type: 'ChannelDestroyed', cause: 0, channel: ours },
    { type: 'LegEnded', legId: 'leg-1', cause: 0 },
  ],
  [
    '[R1.3] a key',
    { type: 'ChannelDtmfReceived', digit: '#', duration_ms: 100, channel },
    { type: 'DigitPressed', legId, digit: '#' },
  ],
  [
    'a playback is over',
    { type: 'PlaybackFinished', playback: { id: 'p-1', state: 'done' } },
    { type: 'PlaybackEnded', playbackId: 'p-1', result: 'finished' },
  ],
  [
    'a playback failed',
    { type: 'PlaybackFinished', playback: { id: 'p-1', state: 'failed' } },
    { type: 'PlaybackEnded', playbackId: 'p-1', result: 'failed' },
  ],
  [
    '[R2.8] a recording is finished',
    { type: 'RecordingFinished', recording: { name: 'r-1', state: 'done', duration: 7 } },
    { type: 'RecordingEnded', recordingId: 'r-1', result: 'finished', seconds: 7 },
  ],
  [
    '[R2.8] a recording failed',
    { type: 'RecordingFailed', recording: { name: 'r-1', state: 'failed', cause: 'disk' } },
    { type: 'RecordingEnded', recordingId: 'r-1', result: 'failed', seconds: 0 },
  ],
  [
    '[R2.1] a phone registers',
    device('PJSIP/101', 'NOT_INUSE'),
    { type: 'PhoneReachabilityChanged', phone: '101', reachable: true },
  ],
  [
    '[R2.1] a phone talks',
    device('PJSIP/101', 'BUSY'),
    { type: 'PhoneReachabilityChanged', phone: '101', reachable: true },
  ],
  [
    '[R2.1] a phone is gone',
    device('PJSIP/101', 'UNAVAILABLE'),
    { type: 'PhoneReachabilityChanged', phone: '101', reachable: false },
  ],
  [
    '[R2.1] a phone was taken out',
    device('PJSIP/101', 'INVALID'),
    { type: 'PhoneReachabilityChanged', phone: '101', reachable: false },
  ],
  ['a trunk is no phone', device('PJSIP/trunk-sample', 'INUSE'), null],
  ['a recorder is no phone', device('Recorder/ARI', 'UNKNOWN'), null],
  ['a user event', { type: 'ChannelUserevent', eventname: 'Other', userevent: {}, channel }, null],
  ['the end of Stasis is not the end of the leg', { type: 'StasisEnd', channel }, null],
  ['an event that we know nothing of', { type: 'ChannelTalkingStarted', channel }, null],
  ['no type', {}, null],
];

for (const [title, message, event] of rows) {
  test(title, (t) => {
    const expected = event === null ? null : ({ at, ...event } as EngineEvent);
    t.deepEqual(decodeAri(message, at, fresh), expected);
  });
}

const endOf = (state: string, channelvars: object) => ({
  type: 'ChannelDestroyed',
  cause: 16,
  channel: { ...channel, state, channelvars },
});

test('[R2.10] the message of an answered leg’s end says how its audio was', (t) => {
  t.deepEqual(decodeQuality(endOf('Up', { RTPAUDIOQOS: rtp }), at), {
    type: 'LegQualityMeasured',
    at,
    legId,
    quality: {
      receivedPackets: 396,
      sentPackets: 400,
      receivedLossShare: 0.01,
      sentLossShare: 0.02,
      receivedJitterMs: 0.38,
      roundTripMs: 12,
    },
  } as EngineEvent);
});

test('[R2.10] a leg without audio, an unanswered one and every other message say nothing of audio', (t) => {
  t.is(decodeQuality(endOf('Up', { RTPAUDIOQOS: '' }), at), null);
  t.is(decodeQuality(endOf('Up', {}), at), null);
  t.is(decodeQuality(endOf('Ringing', { RTPAUDIOQOS: rtp }), at), null);
  t.is(decodeQuality({ type: 'ChannelDestroyed', cause: 16, channel: { ...channel, state: 'Up' } }, at), null);
  t.is(decodeQuality({ ...endOf('Up', { RTPAUDIOQOS: rtp }), type: 'ChannelStateChange' }, at), null);
});

const malformed: readonly object[] = [
  { type: 'StasisStart', args: ['trunk', 'sample', '1'] },
  { ...start, args: 'trunk' },
  { ...start, args: ['trunk'] },
  { ...start, args: ['trunk', 'sample', 7] },
  { ...start, channel: { ...channel, id: 5 } },
  { type: 'ChannelStateChange', channel: null },
  { type: 'ChannelHold' },
  { type: 'ChannelDestroyed', channel },
  { type: 'ChannelDestroyed', channel, cause: 'sixteen' },
  { type: 'ChannelDtmfReceived', channel },
  { type: 'PlaybackFinished' },
  { type: 'RecordingFinished', recording: {} },
  { type: 'DeviceStateChanged', device_state: { state: 'INUSE' } },
];

test('an event without what it needs is named, not guessed', (t) => {
  for (const message of malformed) {
    t.throws(
      () => decodeAri(message, at, fresh),
      { instanceOf: AriMessageMalformed, message: /expected/ },
      JSON.stringify(message),
    );
  }
  t.throws(() => decodeAri('StasisStart', at, fresh), { instanceOf: AriMessageMalformed });
});

test('every event that is decoded passes the filter, and so do the answers to requests', (t) => {
  const passing = new Set<string>(wantedEvents);
  for (const [, message, event] of rows) if (event !== null) t.true(passing.has((message as { type: string }).type));
  t.true(passing.has('RESTResponse'));
});
