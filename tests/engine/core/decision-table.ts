/** Tells how each pair was decided, a row a state: m(ove), i(gnore), u(nexpected). */
export function decisionTable<M extends { state: string }, E extends { type: string }>(
  machines: readonly M[],
  events: readonly E[],
  decide: (machine: M, event: E) => { kind: string },
): string[] {
  return machines.map(
    (machine) => `${machine.state}: ${events.map((event) => decide(machine, event).kind[0]).join('')}`,
  );
}
