import type { LocationId } from '../../engine/core/ids.ts';
import { languages } from '../../sql/calendar/words.ts';
import { foldedText } from '../../sql/places/folded-text.ts';
import type { Place, PlaceInput } from '../../sql/places/place.ts';
import type { Messages } from '../messages/sl.ts';
import { isEmail, readPhone } from '../portal/details-form.ts';
import { presentNumber } from '../present/phone-number.ts';
import { lineOf, type Problems, type Typed, textOf, ticked } from './typed.ts';

/** In which languages people may be served; location_languages lists the same. */
export const servedLanguages = ['sl', 'en', 'it', 'hu', 'de', 'hr'] as const;
export const notifyWays = ['atOnce', 'daily', 'never'] as const;

const degrees = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));

/** A place as its form shows it. */
export function typedOfPlace(place: Place): Typed {
  return {
    razlicica: String(place.version),
    naziv: place.name,
    naslov: place.address,
    posta: place.postCode,
    kraj: place.city,
    telefon: presentNumber(place.phone),
    eposta: place.email,
    splet: place.website,
    sirina: degrees(place.latitude),
    dolzina: degrees(place.longitude),
    obvescanje: place.notifyWhen,
    'obvestila-na': place.notifyEmail,
    zaprta: place.closed ? 'da' : '',
    ...Object.fromEntries(place.languages.map((language) => [`jezik-${language}`, 'da'])),
    ...Object.fromEntries(languages.map((language) => [`pot-${language}`, place.directions[language] ?? ''])),
  };
}

/** A new place begins with what it most likely has in common with the one above it. */
export const typedOfNewPlace = (parent: Place | null): Typed => ({
  obvescanje: parent?.notifyWhen ?? 'atOnce',
  'jezik-sl': 'da',
  posta: parent?.postCode ?? '',
  kraj: parent?.city ?? '',
  splet: parent?.website ?? '',
});

/** Wide enough for Slovenia and its border; whoever mixes the two numbers up is told so. */
const latitudes = [45, 47.2] as const;
const longitudes = [13, 17] as const;

/** What is wrong with it, a sentence a field, and the place when nothing is. */
export function judgePlace(
  { locations }: Messages,
  typed: Typed,
  place: Pick<PlaceInput, 'id' | 'parentId' | 'kind'>,
): { readonly problems: Problems; readonly place: PlaceInput } {
  const words = locations.problems;
  const problems: Record<string, string> = {};
  const text = (name: string): string => lineOf(typed, name);
  if (text('naziv').length < 3 || text('naziv').length > 120) problems.naziv = words.name;
  if (text('naslov') === '') problems.naslov = words.address;
  if (!/^\d{4}$/.test(text('posta'))) problems.posta = words.postCode;
  if (text('kraj') === '') problems.kraj = words.city;
  const phone = text('telefon') === '' ? '' : readPhone(text('telefon'));
  if (phone === null) problems.telefon = words.phone;
  if (text('eposta') !== '' && !isEmail(text('eposta'))) problems.eposta = words.email;
  if (text('splet') !== '' && !isWebsite(text('splet'))) problems.splet = words.website;
  const latitude = coordinate(text('sirina'), latitudes);
  const longitude = coordinate(text('dolzina'), longitudes);
  if (latitude === undefined) problems.sirina = words.latitude;
  else if (latitude === null && text('dolzina') !== '') problems.sirina = words.bothCoordinates;
  if (longitude === undefined) problems.dolzina = words.longitude;
  else if (longitude === null && text('sirina') !== '') problems.dolzina = words.bothCoordinates;
  const served = servedLanguages.filter((language) => ticked(typed, `jezik-${language}`));
  if (served.length === 0) problems.jeziki = words.languages;
  const notifyWhen = notifyWays.find((way) => way === typed.obvescanje) ?? 'atOnce';
  const notifyEmail = text('obvestila-na');
  if (notifyEmail !== '' && !isEmail(notifyEmail)) problems['obvestila-na'] = words.email;
  else if (notifyEmail === '' && place.parentId === null && notifyWhen !== 'never')
    problems['obvestila-na'] = words.notifyEmail;
  return {
    problems,
    place: {
      ...place,
      name: text('naziv'),
      address: text('naslov'),
      postCode: text('posta'),
      city: text('kraj'),
      phone: phone ?? '',
      email: text('eposta'),
      website: text('splet'),
      latitude: latitude ?? null,
      longitude: longitude ?? null,
      languages: served,
      directions: Object.fromEntries(
        languages.flatMap((language) => {
          const way = textOf(typed, `pot-${language}`);
          return way === '' ? [] : [[language, way]];
        }),
      ),
      notifyEmail,
      notifyWhen,
      closed: ticked(typed, 'zaprta'),
    },
  };
}

/** Null: nothing typed; undefined: no number of degrees in Slovenia. */
function coordinate(text: string, [least, most]: readonly [number, number]): number | null | undefined {
  if (text === '') return null;
  const value = /^\d{1,2}([.,]\d{1,8})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function isWebsite(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.');
}

/** "Krajevni urad Šentjernej" becomes "sentjernej"; a number follows when the name stands already. */
export function newIdOf(name: string, taken: readonly string[]): LocationId {
  const words = name.replace(/^(krajevni urad|upravna enota|ku|ue)\s+/iu, '');
  const base =
    foldedText(words)
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'lokacija';
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id as LocationId;
}
