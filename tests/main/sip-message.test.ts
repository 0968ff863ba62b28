import test from 'ava';
import { answerChallenge } from '../../main/demonstration/digest.ts';
import { readAudio } from '../../main/demonstration/sdp.ts';
import {
  answerTo,
  formatSip,
  header,
  parseSip,
  type SipRequest,
  tagIn,
  uriIn,
  userIn,
} from '../../main/demonstration/sip-message.ts';

const invite = [
  'INVITE sip:101@127.0.0.1:5070 SIP/2.0',
  'v: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1',
  'f: "Nekdo" <sip:041999888@127.0.0.1>;tag=abc',
  't: <sip:101@127.0.0.1>',
  'i: call-1',
  'CSeq: 7 INVITE',
  'Subject: a folded',
  '  line',
  '',
  'v=0',
].join('\r\n');

test('a message is read with short and folded headers, and answered with what must come back', (t) => {
  const request = parseSip(invite) as SipRequest;
  t.like(request, { kind: 'request', method: 'INVITE', uri: 'sip:101@127.0.0.1:5070', body: 'v=0' });
  t.is(header(request, 'Call-ID'), 'call-1');
  t.is(header(request, 'subject'), 'a folded line');
  const from = header(request, 'from') ?? '';
  t.deepEqual([userIn(from), tagIn(from), uriIn(from)], ['041999888', 'abc', 'sip:041999888@127.0.0.1']);
  const answer = parseSip(formatSip(answerTo(request, 180, 'Ringing', 'mine')));
  t.like(answer, { kind: 'response', status: 180, reason: 'Ringing' });
  t.is(answer && tagIn(header(answer, 'to') ?? ''), 'mine');
  t.is(answer && header(answer, 'cseq'), '7 INVITE');
  t.is(parseSip('\r\n\r\n'), null);
});

test('a challenge is answered as in the example of RFC 2617 §3.5 without qop, and by SHA-256 when asked', (t) => {
  const challenge =
    'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
  const credentials = { user: 'Mufasa', password: 'Circle Of Life' };
  const answer = answerChallenge(challenge, 'GET', '/dir/index.html', credentials);
  t.regex(answer, /response="670fd8c2df070c60b045671b8b24ff02"/);
  t.regex(answer, /opaque="5ccc069c403ebaf9f0171e9517f40e41"/);
  const modern = answerChallenge(`${challenge}, algorithm=SHA-256, qop="auth,auth-int"`, 'GET', '/', credentials);
  t.regex(modern, /response="[0-9a-f]{64}".*qop=auth, nc=00000001, cnonce="[0-9a-f]{16}"/);
});

test('audio is read from SDP: address, law, keys; a codec that we do not speak is none', (t) => {
  const sdp = 'v=0\r\nc=IN IP4 192.0.2.7\r\nm=audio 4000 RTP/AVP 96 0 101\r\na=rtpmap:101 telephone-event/8000\r\n';
  t.deepEqual(readAudio(sdp), { host: '192.0.2.7', port: 4000, law: 'PCMU', keyPayload: 101 });
  t.is(readAudio('c=IN IP4 192.0.2.7\r\nm=audio 4000 RTP/AVP 96\r\n'), null);
});
