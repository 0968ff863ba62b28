import { listCounters } from '../../sql/calendar/counters.ts';
import type { Scope } from '../../sql/calendar/office-rules.ts';
import { readCounterPlace } from '../../sql/calendar/read-counter-place.ts';
import { listPlaces, type Place, readPlace } from '../../sql/places/place.ts';
import type { Room, WebContext } from '../context.ts';
import { placePath } from '../locations/locations-page.tsx';
import { counterFor, type ParamContext, placeFor } from '../locations/reach.ts';
import { may } from '../may.ts';
import { RequestError } from '../request-error.ts';
import { userOf } from '../routes/guard.ts';

/** Whose hours a page is about. */
export type ScopeView = {
  readonly scope: Scope;
  /** The page of its hours. */
  readonly path: string;
  /** "Upravna enota Litija", "Okence 2, Upravna enota Litija" */
  readonly name: string;
  /** The location by whose right it is managed; null: everywhere. */
  readonly place: Place | null;
};

/** Where the hours of each kind of scope stand. */
export const scopePaths = {
  location: '/lokacije/:id/pravila',
  counter: '/lokacije/:id/okenca/:okence/pravila',
  everywhere: '/pravila-za-vse',
} as const;

/** The scope of an address, if the signed-in user may look at it, or manage it. */
export async function scopeFor(
  ctx: ParamContext,
  room: Room,
  of: Scope['of'],
  action: 'seeLocations' | 'manageLocations',
): Promise<ScopeView> {
  if (of === 'everywhere') {
    if (!mayManageScope(ctx, null)) throw new RequestError(403);
    return everywhereView(room);
  }
  const place = await placeFor(ctx, room, action);
  if (of === 'location') return locationView(place);
  const counter = await counterFor(ctx, room, place);
  return {
    scope: { of: 'counter', counterId: counter.id },
    path: placePath(place.id, 'okenca', counter.id, 'pravila'),
    name: room.messages.openingRules.counterOf(counter.name, place.name),
    place,
  };
}

export const mayManageScope = (ctx: WebContext, place: Place | null): boolean =>
  place === null ? may(userOf(ctx), 'manageEverywhere') : may(userOf(ctx), 'manageLocations', place.id);

const everywhereView = ({ messages }: Room): ScopeView => ({
  scope: { of: 'everywhere' },
  path: scopePaths.everywhere,
  name: messages.openingRules.everywhere,
  place: null,
});

const locationView = (place: Place): ScopeView => ({
  scope: { of: 'location', locationId: place.id },
  path: placePath(place.id, 'pravila'),
  name: place.name,
  place,
});

/** The view of a scope that a change names. */
export async function viewOfScope(room: Room, scope: Scope): Promise<ScopeView> {
  const { db, messages } = room;
  if (scope.of === 'everywhere') return everywhereView(room);
  if (scope.of === 'location') {
    const place = await readPlace(db, scope.locationId);
    if (place === null) throw new RequestError(404);
    return locationView(place);
  }
  const at = await readCounterPlace(db, scope.counterId);
  const place = at === null ? null : await readPlace(db, at.locationId);
  if (at === null || place === null) throw new RequestError(404);
  return {
    scope,
    path: placePath(place.id, 'okenca', scope.counterId, 'pravila'),
    name: messages.openingRules.counterOf(at.counterName, place.name),
    place,
  };
}

/** A scope and those above it, nearest first: where what it does not say itself comes from. */
export async function scopesAbove(room: Room, view: ScopeView): Promise<readonly ScopeView[]> {
  const places = new Map<string, Place>((await listPlaces(room.db)).map((place) => [place.id, place]));
  const above: ScopeView[] = [];
  let place = view.scope.of === 'location' && view.place !== null ? parentOf(places, view.place) : view.place;
  while (place !== null && above.length < 20) {
    above.push(locationView(place));
    place = parentOf(places, place);
  }
  return view.scope.of === 'everywhere' ? [view] : [view, ...above, everywhereView(room)];
}

const parentOf = (places: ReadonlyMap<string, Place>, { parentId }: Place): Place | null =>
  parentId === null ? null : (places.get(parentId) ?? null);

/** "Okence 2" by its id, for tables of days and visits. */
export async function counterNames(room: Room): Promise<ReadonlyMap<number, string>> {
  const counters = await listCounters(room.db, { closed: true });
  const places = new Map<string, Place>((await listPlaces(room.db)).map((place) => [place.id, place]));
  return new Map(
    counters.map(({ id, name, locationId }) => [
      id,
      room.messages.openingRules.counterOf(name, places.get(locationId)?.name ?? ''),
    ]),
  );
}
