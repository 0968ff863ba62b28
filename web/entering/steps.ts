import type { EntryFacts } from '../../sql/people/read-entry-facts.ts';
import type { Role } from '../../sql/people/roles.ts';
import { mustHaveFactor } from '../second-factor/requirement.ts';

/**
 * What a sign-in still asks for after the right password.
 *
 *   password ──► code ──► own password ──► enrolment ──► in
 *            (has a factor) (was given one) (must have one)
 */
export type Step = 'code' | 'ownPassword' | 'enrolment';

export const pathOf: Readonly<Record<Step, string>> = {
  code: '/prijava/koda',
  ownPassword: '/prijava/novo-geslo',
  enrolment: '/prijava/nastavitev',
};

/** Null: nothing more; whoever it is may come in. */
export function nextStep(facts: EntryFacts, codeGiven: boolean, required: readonly Role[]): Step | null {
  if (facts.hasFactor && !codeGiven) return 'code';
  if (facts.passwordGiven) return 'ownPassword';
  if (!facts.hasFactor && mustHaveFactor(facts, required)) return 'enrolment';
  return null;
}
