import test from 'ava';
import { offerResultOf } from '../../../engine/core/hang-up-cause.ts';

const rows: readonly (readonly [cause: number, said: string, verdict: ReturnType<typeof offerResultOf>])[] = [
  [0, 'nothing: 302, the phone forwards its calls away', 'rejected'],
  [1, 'unallocated number: 404', 'unreachable'],
  [2, 'no route to transit network', 'unreachable'],
  [3, 'no route to destination: 420', 'unreachable'],
  [16, 'normal clearing before an answer', 'noAnswer'],
  [17, 'user busy: 486, 600', 'busy'],
  [18, 'no user responding: 408', 'noAnswer'],
  [19, 'no answer from the user: 480, ring time-out', 'noAnswer'],
  [20, 'subscriber absent', 'unreachable'],
  [21, 'call rejected: 403, 603', 'rejected'],
  [22, 'number changed: 410', 'unreachable'],
  [26, 'answered elsewhere', 'noAnswer'],
  [27, 'destination out of order: 502', 'unreachable'],
  [28, 'invalid number format: 484', 'unreachable'],
  [29, 'facility rejected: 501', 'failed'],
  [34, 'no circuit: 503', 'failed'],
  [38, 'network out of order: 500', 'failed'],
  [41, 'temporary failure: 409', 'failed'],
  [42, 'congestion', 'failed'],
  [44, 'channel not available', 'failed'],
  [47, 'resource unavailable', 'failed'],
  [58, 'bearer capability not available: 488, 606', 'failed'],
  [88, 'incompatible destination', 'failed'],
  [102, 'recovery on timer expiry: 504', 'unreachable'],
  [127, 'interworking: 405, 415, 481, 487', 'failed'],
];

for (const [cause, said, verdict] of rows) {
  test(`[R2.2] cause ${cause}, ${said}: ${verdict}`, (t) => {
    t.is(offerResultOf(cause), verdict);
  });
}

test('[R2.2] every cause there can be has a verdict', (t) => {
  for (let cause = 0; cause <= 127; cause += 1) {
    t.true(['busy', 'rejected', 'noAnswer', 'unreachable', 'failed'].includes(offerResultOf(cause)));
  }
});
