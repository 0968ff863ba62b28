import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { WebSocket } from 'ws';
import { provideAsterisk } from '../../asterisk-conf/provide.ts';
import { usualWithoutEngine } from '../../asterisk-conf/settings.ts';
import { type AsteriskInstance, startAsterisk } from '../../asterisk-conf/start.ts';
import { waysOfDialling } from '../../dialplan/number-plan.ts';
import { secondsOfTone, tone } from '../../main/demonstration/sound.ts';
import { withCaller, withPhone } from '../../main/demonstration/test-phone.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const password = 'secret-of-101';

/** A real Asterisk with one phone, for test phones to prove themselves on before they prove anything else. */
async function withAsterisk(work: (asterisk: AsteriskInstance) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-phones-'));
  try {
    const root = await provideAsterisk({ report: () => undefined });
    const asterisk = await startAsterisk({
      root,
      dataFolder: folder,
      log: quiet,
      settings: {
        hostname: hostname(),
        sip: { host: '127.0.0.1', port: 0, tlsPort: null, certificate: null },
        rtp: { from: 18000, to: 18200 },
        http: { host: '127.0.0.1', port: 0 },
        ariUser: 'tests',
        ariPassword: 'tests-only',
        application: 'uenarocanje',
        number: '38615551234',
        aliases: waysOfDialling({ number: '38615551234', aliases: [] }),
        trunks: [{ name: 'trunk', addresses: ['127.0.0.1'] }],
        phones: [{ username: '101', password, transport: 'udp', mediaEncryption: 'no' }],
        waitPrompt: null,
        musicFolder: null,
        withoutEngine: usualWithoutEngine,
        callRecords: false,
        prometheus: false,
      },
    });
    try {
      await work(asterisk);
    } finally {
      await asterisk.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type StasisStart = {
  readonly type: string;
  readonly args?: readonly string[];
  readonly channel?: { readonly id: string };
  readonly digit?: string;
};

/** The smallest engine there can be: it connects each caller with phone 101. */
async function withConnector(asterisk: AsteriskInstance, work: (digits: string[]) => Promise<void>): Promise<void> {
  const { url, user, password: secret } = asterisk.ari;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/events?app=uenarocanje&api_key=${user}:${secret}`);
  await once(socket, 'open');
  const ask = (path: string) =>
    fetch(`${url}/${path}`, { method: 'POST', headers: { authorization: `Basic ${btoa(`${user}:${secret}`)}` } });
  const digits: string[] = [];
  let bridges = 0;
  socket.on('message', async (data) => {
    const event = JSON.parse(String(data)) as StasisStart;
    if (event.type === 'ChannelDtmfReceived') digits.push(event.digit ?? '');
    if (event.type !== 'StasisStart' || event.channel === undefined) return;
    const [kind, bridge] = event.args ?? [];
    if (kind === 'trunk') {
      bridges += 1;
      const name = `bridge-${bridges}`;
      await ask(`bridges/${name}?type=mixing`);
      await ask(`channels/${event.channel.id}/answer`);
      await ask(`bridges/${name}/addChannel?channel=${event.channel.id}`);
      await ask(`channels?endpoint=PJSIP/101&app=uenarocanje&appArgs=far,${name}&callerId=0599`);
    } else if (kind === 'far') await ask(`bridges/${bridge}/addChannel?channel=${event.channel.id}`);
  });
  try {
    await work(digits);
  } finally {
    socket.close();
    await once(socket, 'close');
  }
}

test('test phones register, ring, talk, press keys and hang up on a real Asterisk', async (t) => {
  await withAsterisk(async (asterisk) => {
    const phone = { sip: asterisk.sip, user: '101', password, play: tone(1000, 20) };
    const caller = { sip: asterisk.sip, from: '041999888', to: '015551234', play: tone(440, 20) };
    await t.throwsAsync(
      withPhone({ ...phone, password: 'wrong', answer: 'never' }, async () => undefined),
      { message: /401/ },
    );

    await withConnector(asterisk, async (digits) => {
      await withPhone({ ...phone, answer: { afterMs: 100 } }, async ({ nextCall }) => {
        await withCaller(caller, async (call) => {
          const ringing = await nextCall();
          t.is(ringing.number, '0599');
          t.true(await call.answered);
          t.true(await ringing.answered);
          await Promise.all([call.media.hears(1000), ringing.media.hears(440)]);
          await call.media.press('5');
          await call.media.press('#');
          await Promise.all([call.media.hears(1000), ringing.media.hears(440)]);
          const end = await call.hangUp();
          t.like(end, { answered: true, status: 200, by: 'us' });
          t.true(secondsOfTone(end.heard, 1000) >= 0.2, 'the caller heard the agent');
          t.is(secondsOfTone(end.heard, 440), 0, 'and not itself');
          t.deepEqual(digits, ['5', '#']);
        });
      });
      await withPhone({ ...phone, answer: 'onDemand' }, async ({ nextCall }) => {
        await withCaller(caller, async (call) => {
          const first = await nextCall();
          first.refuse(486);
          t.like(await first.ended, { answered: false, status: 486, by: 'us' });
          t.like(await call.hangUp(), { answered: true, by: 'us' });
        });
      });
    });
  });
});

test('without an engine a caller hears music, a stranger number is refused and a feature code fails', async (t) => {
  await withAsterisk(async (asterisk) => {
    await withCaller({ sip: asterisk.sip, from: '041999888', to: '015551234' }, async (call) => {
      t.true(await call.answered);
    });
    await withCaller({ sip: asterisk.sip, from: '041999888', to: '015559999' }, async (call) => {
      t.like(await call.ended, { answered: false, status: 404, by: 'them' });
    });
    await withPhone({ sip: asterisk.sip, user: '101', password, answer: 'never' }, async (phone) => {
      t.like(await phone.dial('*11'), { answered: false, by: 'them' });
      t.like(await phone.dial('041999888'), { answered: false, by: 'them' });
    });
  });
});
