import type { User } from '../../sql/people/read-user.ts';
import type { Role, RoleGrant } from '../../sql/people/roles.ts';
import { placesOf, type SignedInUser } from '../may.ts';

/** Where somebody looks after people: null is everywhere, with every role. */
export type Reach = readonly string[] | null;

/** What a location manager may give and take (R3.4); all other roles are the administrator's. */
export const delegatedRoles = ['clerk', 'locationManager'] as const satisfies readonly Role[];

export const reachOf = (user: SignedInUser): Reach => placesOf(user, 'managePeople');

const isWithin = (reach: readonly string[], { locationId }: RoleGrant): boolean =>
  locationId !== null && reach.includes(locationId);

/** Whether exactly this may be given or taken. */
export function mayGrant(reach: Reach, grant: RoleGrant): boolean {
  if (reach === null) return true;
  return isWithin(reach, grant) && (delegatedRoles as readonly Role[]).includes(grant.role);
}

/** Who works within the reach is seen. */
export function maySee(reach: Reach, { grants }: Pick<User, 'grants'>): boolean {
  return reach === null || grants.some((grant) => isWithin(reach, grant));
}

/**
 * Whether the person's own data, password and sign-in may be changed: only of somebody all of whose rights are within
 * the reach. Else a new password would open what the manager has no right to.
 */
export function mayChange(reach: Reach, { grants }: Pick<User, 'grants'>): boolean {
  return reach === null || (grants.length > 0 && grants.every((grant) => mayGrant(reach, grant)));
}
