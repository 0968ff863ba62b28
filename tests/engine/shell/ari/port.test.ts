import test from 'ava';
import type { EngineEvent } from '../../../../engine/core/events.ts';
import { type BridgeId, type CallId, instant, type LegId, type RecordingId } from '../../../../engine/core/ids.ts';
import { AriRefused } from '../../../../engine/shell/ari/call-plane.ts';
import { type Ari, type AriOptions, connectAri } from '../../../../engine/shell/ari/port.ts';
import { type FakeAsterisk, resourceAt, withFakeAsterisk } from './fake-asterisk.ts';
import { Heard } from './heard.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const callId = 'call-1' as CallId;

type OnPort = {
  readonly fake: FakeAsterisk;
  readonly heard: Heard;
  readonly known: Set<LegId>;
  connect(recordings?: AriOptions['recordings']): Promise<Ari>;
};

async function withPort(work: (port: OnPort) => Promise<void>): Promise<void> {
  await withFakeAsterisk(async (fake) => {
    const heard = new Heard();
    const known = new Set<LegId>();
    const open: Ari[] = [];
    const connect: OnPort['connect'] = async (recordings) => {
      const ari = await connectAri({
        ...fake.access,
        application: 'uenarocanje',
        mediaOf: () => ['sound:x'],
        knowsLeg: (legId) => known.has(legId),
        ...(recordings === undefined ? {} : { recordings }),
        onEvent: heard.hear,
        log: quiet,
        now: () => instant(Date.now()),
        limits: { shortestWaitMs: 1, longestWaitMs: 5, everyMs: 50, slowMs: 1_000, requestMs: 3_000 },
      });
      open.push(ari);
      return ari;
    };
    try {
      await work({ fake, heard, known, connect });
    } finally {
      for (const ari of open) await ari.close();
    }
  });
}

const channel = (id: string, over: object = {}) => ({
  id,
  state: 'Ring',
  caller: { name: '', number: '041555666' },
  creationtime: '2026-11-21T23:33:20.886+0000',
  dialplan: { app_name: 'Stasis', app_data: 'uenarocanje,trunk,sample,015551234' },
  ...over,
});
const start = (id: string, ...args: string[]) => ({
  type: 'StasisStart',
  timestamp: '2026-11-21T23:33:20.888+0000',
  args: args.length === 0 ? ['trunk', 'sample', '015551234'] : args,
  channel: channel(id),
});
const device = (state: string) => ({ type: 'DeviceStateChanged', device_state: { name: 'PJSIP/101', state } });
const types = (heard: Heard): EngineEvent['type'][] => heard.events.map(({ type }) => type);
const said = (value: unknown) => ({ status: 200, text: JSON.stringify(value) });

test('[R9.2] nothing is told before AsteriskConnected; what came meanwhile is told after it', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    fake.http = (path) => {
      // While the inventory is under way a caller comes; the list has that caller, too.
      if (path !== 'channels') return resourceAt(path);
      fake.tell(start('in'));
      return said([channel('in'), channel('before', { dialplan: { app_name: 'MusicOnHold', app_data: '' } })]);
    };
    await connect();
    await heard.next('CallArrived');
    t.deepEqual(types(heard), ['AsteriskConnected', 'CallArrived']);
    t.like(heard.events[0], { legs: ['before'], reachablePhones: ['101'] });
    await fake.until(({ asked }) => asked.some(({ method, uri }) => `${method} ${uri}` === 'GET channels/in'));
  });
});

test('[R9.2] [R2.8] when Asterisk began, and what became of recordings, is told with AsteriskConnected', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    const lasts = new Map([
      ['over', 12],
      ['late', 7],
    ]);
    fake.answer = ({ uri }) => {
      if (uri === 'asterisk/info?only=status')
        return { status: 200, body: { status: { startup_time: '2026-11-21T23:33:20.886+0000' } } };
      return { status: uri === 'recordings/live/runs' ? 200 : uri.startsWith('recordings/') ? 404 : 204 };
    };
    await connect({
      running: () => ['runs', 'over', 'never'] as RecordingId[],
      late: () => ['late', 'gone'] as RecordingId[],
      secondsInSpool: (id) => lasts.get(id) ?? null,
    });
    t.like(await heard.next('AsteriskConnected'), {
      startedAt: Date.parse('2026-11-21T23:33:20.886Z'),
      recordings: [
        { recordingId: 'runs', state: 'running', seconds: 0 },
        { recordingId: 'over', state: 'finished', seconds: 12 },
        { recordingId: 'never', state: 'missing', seconds: 0 },
        { recordingId: 'late', state: 'finished', seconds: 7 },
      ],
    } as object);
    t.false(
      fake.asked.some(({ uri }) => uri.includes('gone')),
      'of what was given up only the files that are there',
    );
  });
});

test('[R2.10] who came before all channels were subscribed to is told of once: their own subscription is taken back', async (t) => {
  await withPort(async ({ fake, heard, known, connect }) => {
    known.add('before' as LegId);
    fake.http = (path) => {
      if (path === 'channels') return said([channel('before'), channel('new')]);
      if (path !== 'applications/uenarocanje') return resourceAt(path);
      fake.http = resourceAt;
      fake.tell({ type: 'ChannelDtmfReceived', digit: '1', channel: channel('before') });
      fake.tell({ type: 'ChannelDtmfReceived', digit: '1', channel: channel('before') });
      return said({ name: 'uenarocanje', channel_ids: ['__AST_CHANNEL_ALL_TOPIC', 'before', 'new'] });
    };
    await connect();
    t.is((await heard.next('CallArrived')).legId, 'new' as LegId);
    await heard.next('DigitPressed');
    const taken = fake.asked.flatMap(({ method, uri }) =>
      method === 'DELETE' ? (/subscription\?eventSource=channel:(.+)/.exec(uri)?.[1] ?? []) : [],
    );
    t.deepEqual(taken, ['before', 'new']);
    fake.tell({ type: 'ChannelDestroyed', cause: 16, channel: channel('before') });
    await heard.next('LegEnded');
    t.deepEqual(types(heard), ['AsteriskConnected', 'CallArrived', 'DigitPressed', 'LegEnded']);
  });
});

test('[R9.2] an inventory that can not be had is tried for on a new connection', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    fake.http = (path) => (path === 'bridges' ? { status: 500, text: '{"message":"no"}' } : resourceAt(path));
    const ari = await connect();
    await fake.until(({ connections }) => connections === 3);
    t.false(ari.connected);
    t.deepEqual(types(heard), []);
    fake.http = resourceAt;
    await heard.next('AsteriskConnected');
    t.true(ari.connected);
  });
});

test('[R9.2] a lost connection is told once, and what exists when it is back', async (t) => {
  await withPort(async ({ fake, heard, known, connect }) => {
    const ari = await connect();
    await heard.next('AsteriskConnected');
    fake.http = (path) =>
      path === 'channels' ? said([channel('stays', { state: 'Up' }), channel('owed')]) : resourceAt(path);
    known.add('stays' as LegId).add('owed' as LegId);
    fake.drop();
    await heard.next('AsteriskLost');
    ari.perform([{ callId, type: 'HangUpLeg', legId: 'owed' as LegId, cause: 16 }]);
    const connected = await heard.next('AsteriskConnected', () => true, 1);
    t.deepEqual(connected.legs, ['stays'] as LegId[]);
    await fake.until(({ asked }) =>
      asked.some(({ method, uri }) => `${method} ${uri}` === 'DELETE channels/owed?reason_code=16'),
    );
    ari.perform([{ callId, type: 'AnswerLeg', legId: 'stays' as LegId }]);
    t.is((await heard.next('LegAnswered')).legId, 'stays' as LegId);
    t.deepEqual(types(heard), ['AsteriskConnected', 'AsteriskLost', 'AsteriskConnected', 'LegAnswered']);
  });
});

test('[R2.10] a leg that came and went before all channels were subscribed to ends, and no other', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    fake.answer = ({ method, uri }) => ({ status: method === 'GET' && uri === 'channels/quick' ? 404 : 200 });
    fake.http = (path) => {
      if (path !== 'channels') return resourceAt(path);
      fake.http = resourceAt;
      for (const id of ['stays', 'quick', 'told']) fake.tell(start(id));
      fake.tell({ type: 'ChannelDestroyed', cause: 17, channel: channel('told') });
      return said([]);
    };
    await connect();
    t.is((await heard.next('LegEnded', ({ legId }) => legId === ('quick' as LegId))).cause, 16);
    fake.tell({ type: 'ChannelDestroyed', cause: 17, channel: channel('stays') });
    await heard.next('LegEnded', ({ legId }) => legId === ('stays' as LegId));
    const ended = heard.events.flatMap((event) => (event.type === 'LegEnded' ? [`${event.legId} ${event.cause}`] : []));
    t.deepEqual(ended, ['told 17', 'quick 16', 'stays 17']);
  });
});

test('[R1.1] what Asterisk does beside our calls is not told', async (t) => {
  await withPort(async ({ fake, heard, known, connect }) => {
    await connect();
    await heard.next('AsteriskConnected');
    known.add('rings' as LegId);
    for (const id of ['elsewhere', 'rings']) {
      fake.tell({ type: 'ChannelStateChange', channel: channel(id, { state: 'Ringing' }) });
      fake.tell({ type: 'ChannelDestroyed', cause: 16, channel: channel(id) });
    }
    t.is((await heard.next('LegEnded')).legId, 'rings' as LegId);
    t.deepEqual(types(heard), ['AsteriskConnected', 'LegRang', 'LegEnded']);
  });
});

test('[R9.2] a call that waited without an engine is up: our answer is confirmed at once', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    const ari = await connect();
    await heard.next('AsteriskConnected');
    fake.tell({ ...start('in'), channel: channel('in', { state: 'Up' }) });
    const { callId: fresh, legId } = await heard.next('CallArrived');
    ari.perform([{ callId: fresh, type: 'AnswerLeg', legId }]);
    await heard.next('LegAnswered');
    t.false(fake.asked.some(({ uri }) => uri.endsWith('/answer')));
  });
});

test('[R2.1] a phone that rings and talks is reachable all the time', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    await connect();
    await heard.next('AsteriskConnected');
    for (const state of ['RINGING', 'BUSY', 'NOT_INUSE', 'UNAVAILABLE', 'UNAVAILABLE', 'NOT_INUSE'])
      fake.tell(device(state));
    await heard.next('PhoneReachabilityChanged', ({ reachable }) => reachable);
    const told = heard.events.flatMap((event) => (event.type === 'PhoneReachabilityChanged' ? [event.reachable] : []));
    t.deepEqual(told, [false, true]);
  });
});

test('[R2.4] a phone that answers an offer that nobody knows is put down; a known one is told', async (t) => {
  await withPort(async ({ fake, heard, known, connect }) => {
    await connect();
    await heard.next('AsteriskConnected');
    known.add('known' as LegId);
    fake.tell(start('unknown', 'offer', 'o-1'));
    fake.tell(start('stranger', 'dialled', 'stranger'));
    fake.tell(start('known', 'offer', 'o-2'));
    t.is((await heard.next('LegAnswered')).legId, 'known' as LegId);
    await fake.until(({ asked }) =>
      asked.some(({ method, uri }) => method === 'DELETE' && uri.startsWith('channels/unknown?')),
    );
    t.deepEqual(types(heard), ['AsteriskConnected', 'LegAnswered']);
  });
});

test('an event that can not be read is left out, and the next one is heard', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    await connect();
    await heard.next('AsteriskConnected');
    for (const event of [
      { type: 'ChannelDestroyed' },
      { type: 'StasisStart', args: 5, channel: {} },
      { type: 'StasisEnd' },
    ])
      fake.tell(event);
    fake.tell(start('in'));
    await heard.next('CallArrived');
    t.deepEqual(types(heard), ['AsteriskConnected', 'CallArrived']);
  });
});

test('a refused password opens no door, and a closed port is silent', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    fake.handshake = 403;
    await t.throwsAsync(connect(), { instanceOf: AriRefused });
    fake.handshake = 101;
    const ari = await connect();
    await heard.next('AsteriskConnected');
    await Promise.all([ari.close(), ari.close()]);
    await ari.close();
    t.false(ari.connected);
    ari.perform([{ callId, type: 'AnswerLeg', legId: 'x' as LegId }]);
    t.deepEqual(types(heard), ['AsteriskConnected']);
    t.deepEqual(
      Object.values(await ari.checkHealth()).map(({ ok }) => ok),
      [false, false, false],
    );
  });
});

test('[R9.2] a class that hangs is an event; what came to nothing meanwhile is asked for anew when it is back', async (t) => {
  await withPort(async ({ fake, heard, connect }) => {
    const ari = await connect();
    await heard.next('AsteriskConnected');
    fake.http = (path) => (path === 'bridges' ? undefined : resourceAt(path));
    fake.answer = ({ uri }) => (uri.startsWith('bridges') ? 'silence' : { status: 204 });
    t.deepEqual((await heard.next('AsteriskHealthChanged')).hanging, ['bridges']);
    const bridgeId = 'hold-call-1-q1' as BridgeId;
    ari.perform([{ callId, type: 'CreateBridge', bridgeId, kind: 'holding' }]);
    t.is((await heard.next('EffectFailed')).status, 0);
    const came = types(heard).length;
    fake.http = resourceAt;
    fake.answer = () => ({ status: 204 });
    await heard.next('AsteriskConnected', () => true, came);
    t.deepEqual(types(heard).slice(came), ['AsteriskLost', 'AsteriskConnected']);
  });
});
