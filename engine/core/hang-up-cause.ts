import type { OfferResult } from './facts.ts';

/**
 * What came of a phone that was rung and did not answer, from the Q.850 cause of its leg's end. Asterisk makes the cause
 * from the phone's SIP answer (hangup_sip2cause in res_pjsip_session.c); the answers stand beside the causes.
 *
 * A cause that is not here says nothing about the agent: the line failed.
 */
const verdicts: Readonly<Record<number, VerdictOnRinging>> = {
  // Nobody has such a phone, or it can not be reached.
  1: 'unreachable', // unallocated number: 404, 485, 604
  2: 'unreachable', // no route to transit network
  3: 'unreachable', // no route to destination: 420
  20: 'unreachable', // subscriber absent
  22: 'unreachable', // number changed: 410
  27: 'unreachable', // destination out of order: 502
  28: 'unreachable', // invalid number format: 484
  // The phone speaks.
  17: 'busy', // user busy: 486, 600
  0: 'rejected', // none given: 302, the phone forwards its calls away
  21: 'rejected', // call rejected: 401, 403, 407, 603
  // It rang, or could have, and nobody took it.
  16: 'noAnswer', // normal clearing before an answer
  18: 'noAnswer', // no user responding: 408
  19: 'noAnswer', // alerting, no answer: 480, and the ring time-out
  26: 'noAnswer', // non-selected user clearing: answered elsewhere
  // 102: 504, a server between us and the phone waited in vain.
  102: 'unreachable',
};

export type VerdictOnRinging = Extract<OfferResult, 'busy' | 'rejected' | 'noAnswer' | 'unreachable' | 'failed'>;

export function offerResultOf(cause: number): VerdictOnRinging {
  return verdicts[cause] ?? 'failed';
}
