import type { PlaceOfService } from '../../sql/calendar/list-places-of-service.ts';
import type { Wish } from '../../sql/calendar/waitlist.ts';
import { dayOf } from '../locations/typed.ts';
import type { CitizenMessages } from '../messages/citizen.ts';
import { dateOf } from '../present/time.ts';
import { textOf } from './details-form.ts';
import { distanceBetween } from './distance.ts';

/** What suits somebody who waits for an earlier visit, as it stands in the form: it comes back however it was. */
export type WishTyped = {
  readonly where: 'tu' | 'blizu' | 'izbrani';
  readonly km: string;
  readonly places: readonly string[];
  readonly days: readonly string[];
  readonly part: 'ves' | 'dop' | 'pop';
  readonly since: string;
  readonly notice: string;
};

/** Names of the fields that can be wrong, in the order in which they stand. */
export const wishFields = ['kraji', 'od'] as const;
export type WishErrors = Partial<Record<(typeof wishFields)[number], string>>;

export const kilometreChoices = [10, 20, 30, 50, 100] as const;
export const noticeChoices = [0, 1, 2, 3, 7] as const;
/** Monday to Saturday: on Sundays no unit is open. */
export const weekdayChoices = [1, 2, 3, 4, 5, 6] as const;
const noon = '12:00';

/** Somewhere to go instead, with the way from where the visit is now; null: not known. */
export type WishPlace = { readonly id: string; readonly name: string; readonly km: number | null };

/** The places that offer the service, the visit's own first, then the nearest. */
export function wishPlaces(places: readonly PlaceOfService[], ownId: string): readonly WishPlace[] {
  const own = places.find(({ locationId }) => locationId === ownId);
  const far = Number.POSITIVE_INFINITY;
  return places
    .map((place): WishPlace => ({ id: place.locationId, name: place.name, km: kilometresBetween(own, place) }))
    .sort((a, b) => Number(b.id === ownId) - Number(a.id === ownId) || compare(a.km ?? far, b.km ?? far));
}

function kilometresBetween(own: PlaceOfService | undefined, place: PlaceOfService): number | null {
  const from = own === undefined ? null : pointOf(own);
  const to = pointOf(place);
  return from === null || to === null ? null : distanceBetween(from, to);
}

const pointOf = ({ longitude, latitude }: PlaceOfService) =>
  longitude === null || latitude === null ? null : { longitude, latitude };

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** As the form shows what is wished already; null: nothing yet. */
export function typedOf(wish: Wish | null, ownId: string): WishTyped {
  const only = wish === null || (wish.locationIds.length === 1 && wish.locationIds[0] === ownId);
  return {
    where: wish?.withinKm != null ? 'blizu' : only ? 'tu' : 'izbrani',
    km: String(wish?.withinKm ?? 30),
    places: wish?.locationIds ?? [ownId],
    days: wish?.weekdays?.map(String) ?? [],
    part: wish?.to === noon ? 'dop' : wish?.from === noon ? 'pop' : 'ves',
    since: wish?.firstDay ?? '',
    notice: String(wish?.noticeDays ?? 0),
  };
}

export function readWishTyped(body: unknown): WishTyped {
  const text = textOf(body);
  const where = (['blizu', 'izbrani'] as const).find((candidate) => candidate === text('kje')) ?? 'tu';
  const part = (['dop', 'pop'] as const).find((candidate) => candidate === text('cas')) ?? 'ves';
  return {
    where,
    km: text('km'),
    places: listOf(body, 'kraji'),
    days: listOf(body, 'dan'),
    part,
    since: text('od').trim(),
    notice: text('prej'),
  };
}

/** What is wrong with it, a sentence a field; and the wish, when nothing is. */
export function judgeWish(
  { answers }: CitizenMessages,
  typed: WishTyped,
  visit: { readonly locationId: string; readonly startsAt: number; readonly now: number },
  places: readonly WishPlace[],
): { readonly errors: WishErrors; readonly wish: Wish } {
  const words = answers.wait.problems;
  const errors: WishErrors = {};
  const withinKm = typed.where === 'blizu' ? (kilometreChoices.find((km) => String(km) === typed.km) ?? 30) : null;
  const locationIds = places
    .filter(({ id, km }) => {
      if (withinKm !== null) return id === visit.locationId || (km !== null && km <= withinKm);
      return typed.where === 'tu' ? id === visit.locationId : typed.places.includes(id);
    })
    .map(({ id }) => id);
  if (locationIds.length === 0) errors.kraji = words.places;
  const firstDay = typed.since === '' ? null : dayOf({ od: typed.since }, 'od');
  if (typed.since !== '' && firstDay === null) errors.od = words.day;
  // A day that has come says nothing any more; one after the visit could never be met.
  else if (firstDay !== null && firstDay > dateOf(visit.startsAt)) errors.od = words.tooLate;
  const weekdays = weekdayChoices.filter((day) => typed.days.includes(String(day)));
  return {
    errors,
    wish: {
      locationIds,
      withinKm,
      weekdays: weekdays.length === 0 || weekdays.length === weekdayChoices.length ? null : weekdays,
      from: typed.part === 'pop' ? noon : null,
      to: typed.part === 'dop' ? noon : null,
      firstDay: firstDay !== null && firstDay > dateOf(visit.now) ? firstDay : null,
      lastDay: null,
      noticeDays: noticeChoices.find((days) => String(days) === typed.notice) ?? 0,
    },
  };
}

/** All values of a field that may be there more than once. */
function listOf(body: unknown, name: string): readonly string[] {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((entry): entry is string => typeof entry === 'string');
}
