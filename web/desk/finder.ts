import type { Instant } from '../../engine/core/ids.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { listOfferedServices } from '../../sql/calendar/list-offered-services.ts';
import { listPlacesOfService } from '../../sql/calendar/list-places-of-service.ts';
import { listServiceCategories, listServices, type Service } from '../../sql/calendar/services.ts';
import { languages, listIn, type ServiceId, textIn } from '../../sql/calendar/words.ts';
import { findPostDistricts } from '../../sql/places/find-post-districts.ts';
import { foldedText } from '../../sql/places/folded-text.ts';
import type { PostDistrict } from '../../sql/places/post-district.ts';
import type { Room } from '../context.ts';
import type { SignedInUser } from '../may.ts';
import { isDay } from '../portal/month.ts';
import { listPlaces, type PlaceChoice, type PlaceOrder } from '../portal/place-list.ts';
import { searchServices } from '../portal/search-services.ts';
import { dateOf } from '../present/time.ts';
import { channelAt } from './desk-channel.ts';
import { readFirsts } from './read-firsts.ts';
import { type DeskTimes, readTimes } from './read-times.ts';
import { listOf, readWish, type Wish } from './wish.ts';

export type FinderQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

export type ServiceOption = { readonly id: ServiceId; readonly name: string; readonly category: string };

/** All that the page of finding a time shows. */
export type Finder = {
  readonly options: readonly ServiceOption[];
  /** What was typed for the service. */
  readonly typed: string;
  readonly service: Service | null;
  /** Others that fit what was typed. */
  readonly alsoFound: readonly ServiceOption[];
  /** Services that may be done in the same visit, and whether they are. */
  readonly together: readonly (ServiceOption & { readonly chosen: boolean })[];
  readonly services: readonly ServiceId[];
  readonly wish: Wish;
  readonly near: {
    readonly typed: string;
    readonly from: PostDistrict | null;
    readonly others: readonly PostDistrict[];
  };
  readonly order: PlaceOrder;
  readonly visits: number;
  readonly places: readonly PlaceChoice[];
  readonly place: PlaceChoice | null;
  readonly times: DeskTimes | null;
  readonly fromDay: string;
};

export async function readFinder(
  { db }: Pick<Room, 'db'>,
  user: SignedInUser,
  query: FinderQuery,
  moving: AppointmentView | null,
): Promise<Finder> {
  const now = Date.now() as Instant;
  const [catalogue, categories, offered] = await Promise.all([
    listServices(db),
    listServiceCategories(db),
    listOfferedServices(db),
  ]);
  const options = catalogue
    .filter(({ id }) => offered.has(id))
    .map((service) => {
      const category = textIn(categories.find(({ id }) => id === service.categoryId)?.name ?? {}, 'sl');
      return { id: service.id, name: textIn(service.name, 'sl'), category };
    });
  const text = (name: string): string => (listOf(query[name])[0] ?? '').slice(0, 100).trim();
  const typed = text('storitev');
  const found =
    moving === null ? findServices(catalogue, options, typed) : options.filter(({ id }) => id === moving.services[0]);
  const service = catalogue.find(({ id }) => id === found[0]?.id) ?? null;
  const extras = moving === null ? listOf(query.skupaj) : moving.services.slice(1);
  const together = options
    .filter(({ id }) => service?.together.includes(id) === true)
    .map((option) => ({ ...option, chosen: extras.includes(option.id) }));
  const wish = readWish(query);
  const nearTyped = text('kraj');
  const [from = null, ...others] = nearTyped === '' ? [] : await findPostDistricts(db, nearTyped);
  const order: PlaceOrder = from !== null && text('razvrsti') !== 'termin' ? 'distance' : 'time';
  const common = { options, typed, service, alsoFound: found.slice(1, 6), together, wish, order };
  const near = { typed: nearTyped, from, others: others.slice(0, 4) };
  const fromDay = isDay(text('naprej')) ? text('naprej') : '';
  if (service === null) {
    return { ...common, near, services: [], visits: 1, places: [], place: null, times: null, fromDay };
  }
  const services =
    moving === null
      ? [service.id, ...together.filter(({ chosen }) => chosen).map(({ id }) => id)]
      : [...moving.services];
  const most = moving === null ? service.mostVisits : 1;
  const visits = Math.min(most, Math.max(1, Math.trunc(Number(text('obiskov'))) || 1));
  const [all, firsts] = await Promise.all([
    listPlacesOfService(db, { services }),
    readFirsts(db, user, { services, wish, now }),
  ]);
  const places = listPlaces(all, firsts, { from, order, now }).ordered;
  // Whoever moves a visit most often stays at its place.
  const asked = text('lokacija') || (moving?.locationId ?? '');
  const place =
    places.find(({ locationId, first }) => locationId === asked && (first !== null || text('lokacija') !== '')) ??
    places.find(({ first }) => first !== null);
  if (place === undefined || place.first === null) {
    return { ...common, near, services, visits, places, place: place ?? null, times: null, fromDay };
  }
  const firstDay = dateOf(place.first.startsAt);
  const times = await readTimes(db, {
    services,
    locationId: place.locationId,
    channel: channelAt(user, place.locationId),
    fromDay: [fromDay, firstDay].sort()[1] ?? firstDay,
    visits,
    wish,
    now,
  });
  return { ...common, near, services, visits, places, place, times, fromDay };
}

/** By its id, as links have it, by its whole name, or by plain words: the best first. */
function findServices(
  catalogue: readonly Service[],
  options: readonly ServiceOption[],
  typed: string,
): readonly ServiceOption[] {
  if (typed === '') return [];
  const exact = options.filter(({ id, name }) => id === typed || foldedText(name) === foldedText(typed));
  if (exact.length > 0) return exact;
  const searchable = options.map((option) => {
    const service = catalogue.find(({ id }) => id === option.id);
    return {
      option,
      names: Object.values(service?.name ?? {}),
      keywords: [...languages.flatMap((language) => [...listIn(service?.keywords ?? {}, language)]), option.category],
      descriptions: Object.values(service?.description ?? {}),
    };
  });
  return searchServices(searchable, typed).map(({ option }) => option);
}

/** The address of the page with what was chosen, and changes to it; an empty value is left out. */
export function finderAddress(query: FinderQuery, changes: Readonly<Record<string, string>>): string {
  const address = new URLSearchParams();
  for (const name of kept) {
    const values = name in changes ? [changes[name] ?? ''] : listOf(query[name]);
    for (const value of values) if (value !== '') address.append(name, value);
  }
  const text = address.toString();
  return text === '' ? '/termini' : `/termini?${text}`;
}

const kept = [
  'klic',
  'prestavi',
  'oddaja',
  'storitev',
  'skupaj',
  'kraj',
  'razvrsti',
  'dan',
  'cas',
  'od',
  'obiskov',
  'lokacija',
  'naprej',
] as const;
