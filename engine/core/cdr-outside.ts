import type { Cdr } from './cdr.ts';
import { missingCase } from './decision.ts';
import type { CallFact, OutsideResult } from './facts.ts';
import type { AgentId, ContactId, Instant, LegId, QueueEntryId } from './ids.ts';

/** The part of a call's record that tells of numbers outside to which the caller was put through (R1.10, R2.6). */
export type CdrOutside = {
  readonly legId: LegId;
  readonly entryId: QueueEntryId;
  readonly contactId: ContactId;
  /** Who gave the call there; null: a rule did. */
  readonly by: AgentId | null;
  readonly rule: string | null;
  /** Asked by the agent before: then the talk with the caller begins with the answer here, and rang for the agent. */
  readonly asked?: true;
  readonly dialledAt: Instant;
  readonly rangAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly result: OutsideResult | null;
  readonly cause: number | null;
  /** Somebody answered, and Asterisk could not bring them together. */
  readonly notBuilt?: true;
};

type OutsideFact = CallFact & {
  type: 'OutsideDialled' | 'OutsideRang' | 'OutsideAnswered' | 'OutsideTookOver' | 'OutsideEnded';
};

export function withOutside(cdr: Cdr, fact: OutsideFact): Cdr {
  const { at, legId } = fact;
  const before = cdr.outside ?? [];
  const amended = (change: Partial<CdrOutside>): readonly CdrOutside[] =>
    before.map((one) => (one.legId === legId ? { ...one, ...change } : one));
  switch (fact.type) {
    case 'OutsideDialled': {
      const { entryId, contactId, agentId: by, rule } = fact;
      const open = { rangAt: null, answeredAt: null, endedAt: null, result: null, cause: null };
      return { ...cdr, outside: [...before, { legId, entryId, contactId, by, rule, dialledAt: at, ...open }] };
    }
    case 'OutsideRang':
      return { ...cdr, outside: amended({ rangAt: at }) };
    case 'OutsideAnswered':
      return { ...cdr, humanAnsweredAt: cdr.humanAnsweredAt ?? at, outside: amended({ answeredAt: at }) };
    case 'OutsideTookOver': {
      const { entryId, contactId, agentId: by } = fact;
      const consult = cdr.consults?.find(({ offerId }) => offerId === fact.offerId);
      const heard = { dialledAt: consult?.startedAt ?? at, rangAt: null, answeredAt: at };
      const taken = { legId, entryId, contactId, by, rule: null, asked: true as const, ...heard };
      return { ...cdr, outside: [...before, { ...taken, endedAt: null, result: null, cause: null }] };
    }
    case 'OutsideEnded': {
      const { result, cause } = fact;
      const outside = amended({ endedAt: at, result, cause });
      return result === 'reached' ? { ...cdr, outside, talkEndedAt: at } : { ...cdr, outside };
    }
    default:
      return missingCase(fact);
  }
}
