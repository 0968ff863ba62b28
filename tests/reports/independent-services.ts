import type { CallFigures } from '../../reports/figures.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';

/** No visit stands in a journal, so nothing was booked in these stories; waiting times are told by it. */
export function servicesOf(
  records: readonly ShippedRecord[],
  answered: readonly { readonly disposition: string | null }[],
  starts: number,
  ends: number,
): CallFigures['services'] {
  const none = { web: 0, agent: 0, clerk: 0, telephone: 0, system: 0 };
  const served = records
    .flatMap(({ facts }) => facts)
    .filter((fact) => fact.type === 'SelfServed' && fact.at >= starts && fact.at < ends);
  const told = (kind: string) => served.filter((fact) => fact.type === 'SelfServed' && fact.kind === kind).length;
  const byAgent = answered.filter(({ disposition }) => disposition === 'cakalneDobe').length;
  return {
    ...{ booked: none, cancelled: none, moved: none, assured: none },
    waitingTimes: { byKey: told('waitingTime'), byAgent },
    informations: { openingHours: told('openingHours'), documents: told('documents') },
  };
}
