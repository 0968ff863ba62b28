/**
 * What a machine answers to an event: it moves (with the findings that others hear), ignores it for a reason
 * that has a name, or did not expect it. The last is counted and logged, never thrown.
 */
export type Decision<Machine, Finding> =
  | { readonly kind: 'move'; readonly next: Machine; readonly findings: readonly Finding[] }
  | { readonly kind: 'ignore'; readonly why: string }
  | { readonly kind: 'unexpected' };

export function move<Machine, Finding = never>(next: Machine, ...findings: Finding[]): Decision<Machine, Finding> {
  return { kind: 'move', next, findings };
}

export function ignore(why: string): { readonly kind: 'ignore'; readonly why: string } {
  return { kind: 'ignore', why };
}

export const unexpected = { kind: 'unexpected' } as const;

/** Makes the compiler prove that every case of a union was handled. */
export function missingCase(value: never): never {
  throw new Error(`A case was not handled: ${JSON.stringify(value)}`);
}
