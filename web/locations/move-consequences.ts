import type { User } from '../../sql/people/read-user.ts';
import type { Role } from '../../sql/people/roles.ts';
import type { Location } from '../../sql/places/list-locations.ts';

/** A right that somebody would have, or no longer have, at a place that moves. */
export type RightChange = {
  readonly userId: string;
  readonly userName: string;
  readonly role: Role;
  /** Where it was granted. */
  readonly locationId: string;
};

/** The places above one, the nearest first. */
export function placesAbove(tree: readonly Location[], parentId: string | null): readonly string[] {
  const above: string[] = [];
  let id = parentId;
  while (id !== null && !above.includes(id)) {
    above.push(id);
    id = tree.find((location) => location.id === id)?.parentId ?? null;
  }
  return above;
}

/**
 * Who gains and who loses which role when a place moves: rights come from the places above it. Whoever has the role
 * everywhere, or at the place itself, or above it before and after, has it as before.
 */
export function changesOfRights(
  users: readonly User[],
  { placeId, before, after }: { placeId: string; before: readonly string[]; after: readonly string[] },
): { readonly gained: readonly RightChange[]; readonly lost: readonly RightChange[] } {
  const gained: RightChange[] = [];
  const lost: RightChange[] = [];
  for (const { id: userId, name: userName, grants, disabledAt } of users) {
    if (disabledAt !== null) continue;
    for (const role of new Set(grants.map((grant) => grant.role))) {
      const at = grants.filter((grant) => grant.role === role).map(({ locationId }) => locationId);
      if (at.includes(null) || at.includes(placeId as (typeof at)[number])) continue;
      const had = before.find((id) => at.some((granted) => granted === id));
      const has = after.find((id) => at.some((granted) => granted === id));
      if (had !== undefined && has === undefined) lost.push({ userId, userName, role, locationId: had });
      if (had === undefined && has !== undefined) gained.push({ userId, userName, role, locationId: has });
    }
  }
  return { gained, lost };
}
