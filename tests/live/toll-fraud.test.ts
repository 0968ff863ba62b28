import test from 'ava';
import { takesRefer } from '../../asterisk-conf/takes-refer.ts';
import { asteriskCdrColumns } from '../../asterisk-conf/templates/cdr.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import { asteriskCdr, type LiveLine, withLiveLine } from './live-line.ts';
import { plainOffer, rawRequest } from './raw-sip.ts';
import { withRawSip } from './sip-scanner.ts';

const ourNumber = '015551234';
const noWrapUp = { prepare: async (db: LiveLine['db']) => void (await db('queue').update({ wrap_up_seconds: 0 })) };
const isFinal = (text: string): boolean => !text.startsWith('SIP/2.0 1');

/** What somebody at the trunk may dial in the hope to come out elsewhere, with further header lines. */
const dialled: readonly (readonly [what: string, user: string, ...more: string[]])[] = [
  ['a number abroad', '0043199999999'],
  ['a number abroad with plus', '+43199999999'],
  ['a mobile number', '041999888'],
  ['a phone of ours', '101'],
  ['the sign-in of an agent', '*11'],
  ['a feature code, escaped', '%2a12'],
  ['a code with a hash', '%2321%23'],
  ['the trunk by its name', 'trunk-trunk'],
  ['a channel', 'PJSIP%2F101'],
  ['a channel with an address', 'PJSIP%2F041999888%40trunk-trunk'],
  ['a variable', '%24%7BENV(HOME)%7D'],
  ['another place in the dialplan', 'x,from-phones,1'],
  ['a number with a context', '041999888;phone-context=+386'],
  ['a number with parameters', '041999888;user=phone;rn=+38615551234;npdi'],
  ['our number and one more behind it', '015551234%2C041999888'],
  ['a number with a diversion to us', '041999888', 'Diversion: <sip:015551234@example.si>;reason=unconditional'],
  ['a number with a history', '041999888', 'History-Info: <sip:015551234@example.si>;index=1'],
  ['a number with a route', '041999888', 'Route: <sip:041999888@127.0.0.1:9;lr>'],
  ['a number that is to replace a call', '041999888', 'Replaces: nosuchcall;to-tag=1;from-tag=2'],
  ['a number that refers', '041999888', 'Refer-To: <sip:041999888@example.si>', 'Referred-By: <sip:101@example.si>'],
];

test.serial('[R9.4] [R1.1] whatever is dialled at the trunk goes nowhere, and is recorded', async (t) => {
  await withLiveLine(async (line) => {
    const { host, port } = line.asterisk.sip;
    await withRawSip(line.asterisk, '127.0.0.1', async (trunk) => {
      for (const [what, user, ...more] of dialled) {
        const request = { method: 'INVITE', uri: `sip:${user}@${host}:${port}`, from: '<sip:041123456@example.si>' };
        const body = plainOffer(host);
        const answer = await trunk.ask(rawRequest(trunk, { ...request, more, body }), isFinal);
        t.is(answer?.status, 404, what);
      }
    });
    // Where Asterisk takes a REFER, who wants the place of somebody in a call does not come as far as the engine.
    const guarded = takesRefer(line.asterisk.version) ? ['a number that is to replace a call'] : [];
    const told = dialled.length - guarded.length;
    const records = await line.closedCalls(told);
    t.is(records.length, told);
    for (const { outcome, hangUpCause, hangUpSide } of records)
      t.deepEqual([outcome, hangUpCause, hangUpSide], ['refused', 1, 'line']);
    t.true(records.some(({ calledNumber }) => calledNumber === '##21##' || calledNumber === '#21#'));
    const agents = await line.wallboard(() => true);
    t.true(
      agents.agents.every(({ state }) => state === 'signedOut'),
      'nobody was signed in from outside',
    );
    await onlyTheseLegs(line, /^PJSIP\/trunk-trunk-/, t);
  });
});

test.serial('[R9.4] neither an agent’s phone nor a caller can send a call elsewhere', async (t) => {
  await withLiveLine(async (line) => {
    const phone = await line.phone('101', { answer: { afterMs: 50 }, play: tone(1_000, 60) });
    await line.atWork(phone);
    for (const number of ['041999888', '+43199999999', '102', 'trunk-trunk', '015551234', '*99', '*1', '**11'])
      t.true((await phone.dial(number)).status >= 400, `${number} from a phone`);

    const caller = { sip: line.asterisk.sip, from: '041123456', to: ourNumber, play: tone(440, 60) };
    const call = await placeCall(caller);
    const received = await phone.nextCall();
    await Promise.all([call.media.hears(1_000, 500), received.media.hears(440, 500)]);
    const elsewhere: [string, string] = ['Refer-To', `<sip:041999888@${line.asterisk.sip.host}>`];
    const phoneTarget: [string, string] = ['Refer-To', `<sip:102@${line.asterisk.sip.host}?Replaces=x>`];
    for (const target of [elsewhere, phoneTarget]) {
      // An Asterisk that would not survive one knows no REFER and answers none; another hands those of phones to the engine.
      const taken = takesRefer(line.asterisk.version);
      t.is(await call.ask('REFER', [target]), taken ? 603 : null, 'REFER of the caller');
      t.is(await received.ask('REFER', [target]), taken ? 202 : null, 'REFER of the phone');
    }
    for (const [from, user] of [
      ['127.0.0.1', '041777666'],
      ['127.0.0.9', '101'],
    ] as const) {
      await withRawSip(line.asterisk, from, async (thief) => {
        const { host, port } = line.asterisk.sip;
        for (const replaces of [call.replaces, received.replaces]) {
          const answer = await thief.ask(
            rawRequest(thief, {
              method: 'INVITE',
              uri: `sip:041999888@${host}:${port}`,
              from: `<sip:${user}@example.si>`,
              more: [`Replaces: ${replaces}`],
              body: plainOffer(from),
            }),
            isFinal,
          );
          t.true((answer?.status ?? 0) >= 400, 'INVITE with Replaces');
        }
      });
    }
    await Promise.all([call.media.hears(1_000, 500), received.media.hears(440, 500)]);
    const legs = (await line.asterisk.command('core show channels concise')).match(/^PJSIP\//gm);
    t.is(legs?.length, 2, 'the talk goes on between two');
    await received.hangUp();
    await call.ended;
    await until('no channel is left', async () =>
      /0 active channels/.test(await line.asterisk.command('core show channels')),
    );
    // The two who came as the trunk are refused by the line, or by the guard before it.
    const refused = takesRefer(line.asterisk.version) ? [] : ['refused', 'refused'];
    const records = await line.closedCalls(1 + refused.length);
    t.deepEqual(records.map(({ outcome }) => outcome).toSorted(), ['answered', ...refused]);
    await onlyTheseLegs(line, /^PJSIP\/(trunk-trunk|101)-/, t);
  }, noWrapUp);
});

/** Asterisk's own record knows each leg that there was. */
async function onlyTheseLegs(
  line: LiveLine,
  wanted: RegExp,
  t: { true(value: boolean, message: string): void },
): Promise<void> {
  const rows = (await asteriskCdr(line.asterisk)).trim().split('\n');
  t.true(rows.length > 0, 'it has records');
  for (const row of rows) {
    const values = row.split(',').map((value) => value.replace(/^"|"$/g, ''));
    for (const column of ['channel', 'dstchannel'] as const) {
      const name = values[asteriskCdrColumns.indexOf(column)] ?? '';
      t.true(name === '' || wanted.test(name), `${column} ${name}`);
    }
  }
}
