import type { LocationId } from '../../engine/core/ids.ts';
import { type Counter, listCounters } from '../../sql/calendar/counters.ts';
import { type Location, listLocations } from '../../sql/places/list-locations.ts';
import { type Place, readPlace } from '../../sql/places/place.ts';
import type { Room, WebContext } from '../context.ts';
import { type Action, may, placesOf } from '../may.ts';
import { RequestError } from '../request-error.ts';
import { userOf } from '../routes/guard.ts';

export type ParamContext = WebContext & { readonly params: Record<string, string> };

/** The place of an address, if the signed-in user may do this there; a place of somebody else is not there. */
export async function placeFor(ctx: ParamContext, { db }: Room, action: Action): Promise<Place> {
  const id = String(ctx.params.id);
  const place = may(userOf(ctx), action, id) ? await readPlace(db, id) : null;
  if (place === null) throw new RequestError(404);
  return place;
}

/** The counter of an address at its place, closed or not. */
export async function counterFor({ params }: ParamContext, { db }: Room, place: Place): Promise<Counter> {
  const counters = await listCounters(db, { locationIds: [place.id], closed: true });
  const counter = counters.find(({ id }) => String(id) === params.okence);
  if (counter === undefined) throw new RequestError(404);
  return counter;
}

/** The part of the tree where somebody may do this, its parents before their children. */
export async function reachOf(ctx: WebContext, { db }: Room, action: Action): Promise<readonly Location[]> {
  const allowed = placesOf(userOf(ctx), action);
  const all = await listLocations(db);
  return allowed === null ? all : all.filter(({ id }) => allowed.includes(id));
}

/** A place and all below it, as the tree has them. */
export function subtreeOf(tree: readonly Location[], id: string): readonly LocationId[] {
  const found = new Set<string>([id]);
  for (const location of tree) if (location.parentId !== null && found.has(location.parentId)) found.add(location.id);
  return tree.filter((location) => found.has(location.id)).map((location) => location.id);
}
