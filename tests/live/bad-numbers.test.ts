import test from 'ava';
import type { Cdr } from '../../engine/core/cdr.ts';
import { until } from '../until.ts';
import { withLiveLine } from './live-line.ts';
import { plainOffer, type RawSip, rawRequest } from './raw-sip.ts';
import { withRawSip } from './sip-scanner.ts';

type Told = readonly [what: string, from: string, number: string | null, ...more: string[]];

/** The From that a trunk may send, the number that the record has, and further header lines. */
const callers: readonly Told[] = [
  ['a mobile number', '<sip:041123456@example.si>', '38641123456'],
  ['a number of Ljubljana with plus', '<sip:+38615551111@example.si;user=phone>', '38615551111'],
  ['a tel URI', '<tel:+38641222333>', '38641222333'],
  ['an Austrian number', '<sip:+4315012345@example.si>', '4315012345'],
  ['an Austrian number with zeros', '<sip:004315012345@example.si>', '4315012345'],
  ['a bare international number', '<sip:38641222333@example.si>', '38641222333'],
  ['anonymous by RFC 3323', '"Anonymous" <sip:anonymous@anonymous.invalid>', null],
  ['anonymous in other letters', '<sip:ANONYMOUS@example.si>', null],
  ['unavailable', '"Unavailable" <sip:Unavailable@example.si>', null],
  ['unknown', '<sip:unknown@example.si>', null],
  ['restricted', '<sip:Restricted@example.si>', null],
  [
    'withheld, but told to us by the network',
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
    null,
    'P-Asserted-Identity: <sip:+38641222333@example.si>',
    'Privacy: id',
  ],
  ['withheld with its number in From', '<sip:041222333@example.si>', null, 'Privacy: user;id'],
  [
    'told by the network, not withheld',
    '<sip:x@example.si>',
    '38641222333',
    'P-Asserted-Identity: <tel:+38641222333>',
    'Privacy: none',
  ],
  ['nothing before the host', '<sip:example.si>', null],
  ['a name', '<sip:novak@example.si>', null],
  ['one digit', '<sip:1@example.si>', null],
  ['40 digits', `<sip:${'4'.repeat(40)}@example.si>`, null],
  ['40 digits with plus', `<sip:+${'386'.repeat(13)}1@example.si>`, null],
  ['plus alone', '<sip:+@example.si>', null],
  ['letters in a number', '<sip:041abc456@example.si>', null],
  ['an escaped quote in a number', '<sip:041%22123456@example.si>', null],
  ['an escaped line break in a number', '<sip:041%0d%0a123456@example.si>', null],
  ['bytes that are no text', '<sip:%ff%fe041123456@example.si>', null],
  ['a number with visual separators', '<sip:041-123-456@example.si>', '38641123456'],
  ['a number with a phone-context', '<sip:041123456;phone-context=+386@example.si>', '38641123456'],
  ['quotes and commas in the name', '"a\\"b, \\\\, <c>" <sip:041123456@example.si>', '38641123456'],
  ['a name in UTF-8', `"${Buffer.from('Žiga Črnič').toString('latin1')}" <sip:041123456@example.si>`, '38641123456'],
  ['a name that is no UTF-8', '"\xff\xfe" <sip:041123456@example.si>', '38641123456'],
  ['a name of markup', '"<script>alert(1)</script>" <sip:041123456@example.si>', '38641123456'],
  ['a name of SQL', `"'; drop table call; --" <sip:041123456@example.si>`, '38641123456'],
  ['a very long name', `"${'a'.repeat(500)}" <sip:041123456@example.si>`, '38641123456'],
];

/** What else may be dialled, and how the record has it. */
const dialled: readonly (readonly [user: string, called: string])[] = [
  ['01999', '01999'],
  ['%2b386%201%20999', '+3861999!'],
  ['%2a%23', '*#'],
  ['015551234x', '015551234x'],
  ['0155512345', '0155512345'],
  ['%22%27%3b--', "'!"],
  ['01-999', '01-999'],
  ['a%c4%8d', 'a!'],
  ['9'.repeat(90), '9'.repeat(79)],
  ['%3cb%3e', 'b!'],
];

test('[R1.1] [R2.10] whatever number calls or is called, the record has a true one or none', async (t) => {
  await withLiveLine(async (line) => {
    const target = (user: string): string => `sip:${user}@${line.asterisk.sip.host}:${line.asterisk.sip.port}`;
    const known = new Set<string>();
    /** The record of the call that was just made. */
    const newRecord = async (): Promise<Cdr | undefined> => {
      const fresh = (await line.closedCalls(known.size + 1)).find(({ callId }) => !known.has(callId));
      known.add(fresh?.callId ?? '');
      return fresh;
    };
    await withRawSip(line.asterisk, '127.0.0.1', async (trunk) => {
      for (const [what, from, number, ...more] of callers) {
        t.is(await briefCall(trunk, target('015551234'), from, more), 200, what);
        const record = await newRecord();
        t.deepEqual([record?.callerNumber, record?.outcome], [number, 'abandoned'], what);
      }
      for (const [user, called] of dialled) {
        t.is(await briefCall(trunk, target(user), '<sip:041999888@example.si>', []), 404, user);
        const record = await newRecord();
        t.deepEqual([record?.calledNumber, record?.outcome, record?.hangUpCause], [called, 'refused', 1], user);
      }
    });
    await until('no channel is left', async () =>
      /0 active channels/.test(await line.asterisk.command('core show channels')),
    );
  });
});

/** A call that is hung up as soon as it is answered; its status. */
async function briefCall(trunk: RawSip, uri: string, from: string, more: readonly string[]): Promise<number | null> {
  const callId = Math.random().toString(36).slice(2);
  const dialog = { uri, callId, from: `${from};tag=t${callId}` };
  const invite = { ...dialog, method: 'INVITE', more, body: plainOffer(trunk.host) };
  const isOurs = (text: string): boolean => text.includes(callId);
  const isFinal = (text: string): boolean => isOurs(text) && /^SIP\/2\.0 [2-6]/.test(text);
  const answer = await trunk.ask(rawRequest(trunk, invite), isFinal, 20_000);
  const to = /^To: (.*)$/im.exec(answer?.text ?? '')?.[1]?.trim() ?? '';
  if (answer === null || answer.status !== 200) return answer?.status ?? null;
  trunk.send(rawRequest(trunk, { ...dialog, to, method: 'ACK' }));
  await trunk.ask(rawRequest(trunk, { ...dialog, to, method: 'BYE', sequence: 2 }), isOurs);
  return answer.status;
}
