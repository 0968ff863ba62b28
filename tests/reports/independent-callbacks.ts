import type { Callback } from '../../engine/core/callback.ts';
import type { CallFigures } from '../../reports/figures.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';

/** The figures of callbacks a second time, from the last that the journal tells of each. */
export function independentCallbacks(
  records: readonly ShippedRecord[],
  starts: number,
  ends: number,
  asOf: number,
): CallFigures['callbacks'] {
  const last = new Map<string, Callback>();
  for (const { facts } of records)
    for (const fact of facts) if (fact.type === 'CallbackChanged') last.set(fact.callbackId, fact);
  const all = [...last.values()].filter(({ askedAt }) => askedAt >= starts && askedAt < ends);
  const because = (reason: Callback['reason']) => all.filter((one) => one.reason === reason).length;
  const endedAs = (outcome: string) => all.filter((one) => one.state === 'closed' && one.outcome === outcome).length;
  // From the records of the calls, and not from what the callback says of itself.
  const firstRing = new Map<string, number>();
  const attempts = new Map<string, string>();
  const ring = (callId: string, at: number) => {
    const callbackId = attempts.get(callId);
    if (callbackId !== undefined && !firstRing.has(callbackId)) firstRing.set(callbackId, at);
  };
  for (const { facts } of records)
    for (const fact of facts) {
      if (fact.type === 'CallStarted' && fact.outbound) attempts.set(fact.callId, fact.outbound.callbackId);
      if (fact.type === 'PersonRang' || fact.type === 'PersonAnswered') ring(fact.callId, fact.at);
      if (fact.type === 'DialEnded' && ['busy', 'noAnswer', 'rejected'].includes(fact.result))
        ring(fact.callId, fact.at);
      if (fact.type !== 'CallbackChanged') continue;
      const byHand = fact.tries.find(({ callId }) => callId === null);
      if (byHand && !firstRing.has(fact.callbackId)) firstRing.set(fact.callbackId, byHand.dialledAt);
    }
  const firstRung = ({ callbackId }: Callback) => firstRing.get(callbackId) ?? null;
  const judged = all.filter(
    (one) =>
      firstRung(one) !== null ||
      (one.state === 'closed' && one.outcome === 'notReached') ||
      one.promisedBy < (one.state === 'closed' ? one.closedAt : asOf),
  );
  return {
    all: all.length,
    asked: because('asked'),
    closedLine: because('closed'),
    lost: because('lost'),
    abandoned: because('abandoned'),
    byHand: because('byHand'),
    reached: endedAs('reached'),
    notReached: endedAs('notReached'),
    cancelled: endedAs('cancelled'),
    handledOtherwise: endedAs('handledOtherwise'),
    open: all.filter(({ state }) => state !== 'closed').length,
    tries: all.reduce((sum, { tries }) => sum + tries.length, 0),
    promises: judged.length,
    promisesKept: judged.filter((one) => (firstRung(one) ?? Number.POSITIVE_INFINITY) <= one.promisedBy).length,
  };
}
