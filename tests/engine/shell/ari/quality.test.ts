import test from 'ava';
import { readLegQuality } from '../../../../engine/shell/ari/quality.ts';

const said = (over: Readonly<Record<string, string>> = {}): string => {
  const figures = {
    ssrc: '1308804876',
    themssrc: '3390111744',
    lp: '0',
    rxjitter: '0.000000',
    rxcount: '372',
    txjitter: '0.000750',
    txcount: '360',
    rlp: '0',
    rtt: '0.000000',
    rxmes: '0.000000',
    txmes: '88.087887',
    ...over,
  };
  return Object.entries(figures)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
};

test('[R2.10] a clean leg', (t) => {
  t.deepEqual(readLegQuality(said()), {
    receivedPackets: 372,
    sentPackets: 360,
    receivedLossShare: 0,
    sentLossShare: 0,
    receivedJitterMs: 0.75,
    roundTripMs: null,
  });
});

test('[R2.10] loss to us is of what should have come, loss from us of what we sent', (t) => {
  const quality = readLegQuality(said({ lp: '28', rlp: '36', rtt: '0.1234' }));
  t.like(quality, { receivedLossShare: 0.07, sentLossShare: 0.1, roundTripMs: 123.4 });
});

test('[R2.10] the jitter is that of what we received, which Asterisk calls txjitter', (t) => {
  t.like(readLegQuality(said({ txjitter: '0.012', rxjitter: '0.5' })), { receivedJitterMs: 12 });
});

test('[R2.10] a leg in which nothing was sent or received has no loss', (t) => {
  const quality = readLegQuality(said({ rxcount: '0', txcount: '0', lp: '0', rlp: '0' }));
  t.like(quality, { receivedLossShare: 0, sentLossShare: 0 });
});

test('[R2.10] more loss than was sent is all of it', (t) => {
  t.like(readLegQuality(said({ rlp: '4000' })), { sentLossShare: 1 });
});

test('what is no measurement is none', (t) => {
  for (const text of [
    '',
    'ssrc=1',
    said({ rxcount: 'nan' }),
    said({ lp: '-1' }),
    said({ txcount: '1.5' }),
    'rxcount',
  ]) {
    t.is(readLegQuality(text), null, text);
  }
  t.like(readLegQuality(said({ txjitter: 'inf', rtt: '-1' })), { receivedJitterMs: 0, roundTripMs: null });
});
