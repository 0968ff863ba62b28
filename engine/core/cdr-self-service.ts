import type { Cdr } from './cdr.ts';
import type { CallFact } from './facts.ts';
import type { Instant } from './ids.ts';
import type { SelfServiceKind } from './self-service.ts';

/** One thing that a caller was served with by keys (R1.5). */
export type CdrSelfService = {
  readonly at: Instant;
  readonly kind: SelfServiceKind;
  readonly service?: string;
  readonly location?: string | null;
  readonly appointment?: number;
};

export function withSelfService(
  cdr: Cdr,
  { type, callId, ...served }: CallFact & { readonly type: 'SelfServed' },
): Cdr {
  return { ...cdr, selfServices: [...(cdr.selfServices ?? []), served] };
}
