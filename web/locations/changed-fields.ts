import type { Typed } from './typed.ts';

/** Names of the fields that somebody changed, for the audit log; what stood in them is no business of it. */
export function changedFields(before: Typed, after: Typed): { readonly fields: string } {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter(
    (name) => !name.startsWith('_') && name !== 'razlicica' && (before[name] ?? '') !== (after[name] ?? ''),
  );
  return { fields: changed.sort().join(', ') };
}
