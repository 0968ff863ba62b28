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
  const firstTry = ({ tries }: Callback) => tries[0]?.dialledAt ?? null;
  const judged = all.filter(
    (one) => firstTry(one) !== null || one.promisedBy < (one.state === 'closed' ? one.closedAt : asOf),
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
    promisesKept: judged.filter((one) => (firstTry(one) ?? Number.POSITIVE_INFINITY) <= one.promisedBy).length,
  };
}
