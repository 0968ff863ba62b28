import type { DialResult } from './callback.ts';
import type { Cdr } from './cdr.ts';
import { missingCase } from './decision.ts';
import type { CallFact } from './facts.ts';
import type { Instant, LegId } from './ids.ts';

export type CdrDial = {
  readonly legId: LegId;
  readonly dialledAt: Instant;
  readonly rangAt: Instant | null;
  readonly answeredAt: Instant | null;
  /** The talk began, or it was in vain. */
  readonly endedAt: Instant | null;
  readonly result: DialResult | null;
  readonly cause: number | null;
};

type DialFact = CallFact & { readonly type: 'PersonDialled' | 'PersonRang' | 'PersonAnswered' | 'DialEnded' };

export function withDial(cdr: Cdr, fact: DialFact): Cdr {
  const { at } = fact;
  switch (fact.type) {
    case 'PersonDialled': {
      const { legId, agentId } = fact;
      const dial = { legId, dialledAt: at, rangAt: null, answeredAt: null, endedAt: null, result: null, cause: null };
      return { ...cdr, agentId, dial };
    }
    case 'PersonRang':
      return changed(cdr, { rangAt: at });
    case 'PersonAnswered':
      return changed(cdr, { answeredAt: at });
    case 'DialEnded':
      return changed(cdr, { endedAt: at, result: fact.result, cause: fact.cause });
    default:
      return missingCase(fact);
  }
}

function changed(cdr: Cdr, change: Partial<CdrDial>): Cdr {
  return cdr.dial === undefined ? cdr : { ...cdr, dial: { ...cdr.dial, ...change } };
}
