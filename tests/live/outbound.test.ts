import test from 'ava';
import { claimablePort } from '../../asterisk-conf/free-port.ts';
import type { BridgeId, CallId, LegId, PlaybackId } from '../../engine/core/ids.ts';
import { instant } from '../../engine/core/ids.ts';
import { connectAri } from '../../engine/shell/ari/port.ts';
import type { AriEffect } from '../../engine/shell/ari/requests.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { openTelephoneCompany } from '../../main/demonstration/telephone-company.ts';
import { withCaller } from '../../main/demonstration/test-phone.ts';
import { Heard } from '../engine/shell/ari/heard.ts';
import { withOwnAsterisk } from './own-asterisk.ts';
import { rawRequest } from './raw-sip.ts';
import { withRawSip } from './sip-scanner.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const busy = '+38641000017';
const silent = '+38641000020';

test.serial(
  '[R9.4] [R2.6] the engine dials a number through the trunk: answered, busy, ringing out and taken back',
  async (t) => {
    const port = await claimablePort('the telephone company', '127.0.0.1', 0, 'tcp+udp');
    const trunks = [{ name: 'sample', addresses: ['127.0.0.1'], outbound: { address: '127.0.0.1', port } }];
    await withOwnAsterisk({ trunks }, async (asterisk) => {
      const company = await openTelephoneCompany({
        sip: asterisk.sip,
        port,
        behaviourOf: (number) => (number === busy ? { answer: 'busy' } : { answer: 'onDemand', play: tone(700, 60) }),
      });
      const heard = new Heard();
      const arrived = new Set<LegId>();
      const ari = await connectAri({
        ...asterisk.ari,
        application: 'uenarocanje',
        mediaOf: () => [],
        knowsLeg: (legId) => arrived.has(legId) || legId.endsWith('-out'),
        onEvent: (event) => {
          if (event.type === 'CallArrived') arrived.add(event.legId);
          heard.hear(event);
        },
        log: quiet,
        now: () => instant(Date.now()),
      });
      try {
        await heard.next('AsteriskConnected');
        const dialling = (callId: CallId, number: string, heardBy: LegId | null): AriEffect => ({
          callId,
          type: 'DialNumber',
          legId: `${callId}-out` as LegId,
          trunk: 'sample',
          number,
          callerNumber: '+38615551234',
          ringSeconds: number === silent ? 1 : 30,
          heardBy: heardBy === null ? null : { legId: heardBy, playbackId: `${callId}-p1` as PlaybackId },
        });

        const caller = { sip: asterisk.sip, from: '041555666', to: '015551234', play: tone(440, 60) };
        await withCaller(caller, async (call) => {
          const { callId, legId } = await heard.next('CallArrived');
          ari.perform([{ callId, type: 'AnswerLeg', legId }]);
          await heard.next('LegAnswered', (event) => event.legId === legId);
          ari.perform([dialling(callId, '+38641123456', legId)]);
          const rung = await company.nextCall();
          t.is(rung.dialled, '+38641123456');
          t.is(rung.number, '+38615551234', 'the person called sees the line’s number');
          await heard.next('LegRang', (event) => event.legId === `${callId}-out`);
          await call.media.hears(425, 500);
          rung.answer();
          await heard.next('LegAnswered', (event) => event.legId === `${callId}-out`);
          const bridgeId = `${callId}-talk` as BridgeId;
          ari.perform([
            { callId, type: 'CreateBridge', bridgeId, kind: 'mixing' },
            { callId, type: 'PutLegInBridge', bridgeId, legId },
            { callId, type: 'PutLegInBridge', bridgeId, legId: `${callId}-out` as LegId },
          ]);
          await Promise.all([call.media.hears(700, 500), rung.media.hears(440, 500)]);
          await rung.hangUp();
          t.is((await heard.next('LegEnded', (event) => event.legId === `${callId}-out`)).cause, 16);
        });

        const other = 'other' as CallId;
        ari.perform([dialling(other, busy, null)]);
        t.is((await heard.next('LegEnded', (event) => event.legId === 'other-out')).cause, 17, 'busy');
        const nobody = 'nobody' as CallId;
        ari.perform([dialling(nobody, '+38641000019', null)]);
        const rungOut = await company
          .nextCall()
          .then((refused) => (refused.dialled === busy ? company.nextCall() : refused));
        ari.perform([{ callId: nobody, type: 'HangUpLeg', legId: 'nobody-out' as LegId, cause: 16 }]);
        await heard.next('LegEnded', (event) => event.legId === 'nobody-out');
        t.is((await rungOut.ended).status, 487, 'it stops ringing when it is taken back');
        await company.close();
        ari.perform([dialling('gone' as CallId, silent, null)]);
        t.true((await heard.next('LegEnded', (event) => event.legId === 'gone-out')).cause > 0, 'nobody listens there');

        await withRawSip(asterisk, '127.0.0.1', async (thief) => {
          const { host, port: sipPort } = asterisk.sip;
          const request = { method: 'REGISTER', uri: `sip:${host}:${sipPort}`, from: '<sip:trunk-sample@example.si>' };
          const more = [`Contact: <sip:thief@127.0.0.1:9>`, 'Expires: 60'];
          const to = rawRequest(thief, { ...request, more });
          const answer = await thief.ask(to, (text) => !text.startsWith('SIP/2.0 1'));
          t.true((answer?.status ?? 0) >= 400, 'nobody registers in the company’s place');
        });
        t.regex(await asterisk.command('pjsip show contacts'), new RegExp(`trunk-sample/sip:127\\.0\\.0\\.1:${port}`));
        t.notRegex(await asterisk.command('pjsip show contacts'), /thief/);
      } finally {
        await ari.close();
        await company.close();
      }
    });
  },
);
