import type { Knex } from 'knex';
import type { EntryFacts } from '../../sql/people/read-entry-facts.ts';
import type { Role } from '../../sql/people/roles.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';

/** Whoever may change what others may do must have a second factor, unless the setting says otherwise (R9.4). */
const usuallyRequired: readonly Role[] = ['administrator', 'locationManager'];

export async function requiredRoles(db: Knex): Promise<readonly Role[]> {
  return (await readSetting(db, 'secondFactor'))?.requiredFor ?? usuallyRequired;
}

/** Whoever still has the password of the sample tries the program out, with the sign-ins that its start printed. */
export const mustHaveFactor = (
  { roles, passwordOfSample }: Pick<EntryFacts, 'roles' | 'passwordOfSample'>,
  required: readonly Role[],
): boolean => !passwordOfSample && roles.some((role) => required.includes(role));
