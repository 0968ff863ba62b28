import { createHash } from 'node:crypto';
import type { LocationId } from '../../engine/core/ids.ts';
import { foldedText } from '../../sql/places/folded-text.ts';
import type { UnitChanges } from '../../sql/places/import-units.ts';
import type { Place, PlaceInput } from '../../sql/places/place.ts';
import type { PostDistrict } from '../../sql/places/post-district.ts';
import { newIdOf } from '../locations/place-form.ts';
import type { Unit } from './read-register.ts';

/** What a register would change, for people to look at. */
export type Preview = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Of post districts only: what the file does not have any more. Units are never taken away. */
  readonly removed: readonly string[];
  readonly same: number;
  /** The same for the same change; another when somebody changed something in between. */
  readonly digest: string;
};

/** Nearer than this a point is the same, in degrees: about fifty metres. */
const near = 0.0005;

export function previewDistricts(present: readonly PostDistrict[], read: readonly PostDistrict[]): Preview {
  const before = new Map(present.map((district) => [district.postCode, district]));
  const named = ({ postCode, name }: PostDistrict): string => `${postCode} ${name}`;
  const added: string[] = [];
  const changed: string[] = [];
  for (const district of read) {
    const old = before.get(district.postCode);
    if (old === undefined) added.push(named(district));
    else if (old.name !== district.name) changed.push(`${named(old)} → ${district.name}`);
    else if (Math.abs(old.latitude - district.latitude) > near || Math.abs(old.longitude - district.longitude) > near)
      changed.push(`${named(district)} (središče)`);
  }
  const after = new Set(read.map(({ postCode }) => postCode));
  const removed = present.filter(({ postCode }) => !after.has(postCode)).map(named);
  return preview({ added, changed, removed, same: read.length - added.length - changed.length });
}

/** A unit is known again by its name; one that has coordinates keeps them, because its house is not its area's centre. */
export function previewUnits(
  present: readonly Pick<Place, 'id' | 'name' | 'kind' | 'latitude'>[],
  read: readonly Unit[],
): { readonly preview: Preview; readonly changes: UnitChanges } {
  const units = new Map(present.filter(({ kind }) => kind === 'ue').map((place) => [foldedText(place.name), place]));
  const taken: string[] = present.map(({ id }) => id);
  const added: PlaceInput[] = [];
  const located: UnitChanges['located'][number][] = [];
  const changed: string[] = [];
  for (const { name, latitude, longitude } of read) {
    const full = `Upravna enota ${name}`;
    const known = units.get(foldedText(full)) ?? units.get(foldedText(name));
    if (known === undefined) {
      const id = newIdOf(name, taken);
      taken.push(id);
      added.push(newUnit(id, full, { latitude, longitude }));
    } else if (known.latitude === null) {
      located.push({ id: known.id, latitude, longitude });
      changed.push(`${known.name} (koordinate)`);
    }
  }
  const told = { added: added.map(({ name }) => name), changed, removed: [] };
  return {
    preview: preview({ ...told, same: read.length - added.length - changed.length }),
    changes: { added, located },
  };
}

function newUnit(id: LocationId, name: string, point: { latitude: number; longitude: number }): PlaceInput {
  return {
    id,
    parentId: null,
    kind: 'ue',
    name,
    address: '',
    postCode: '',
    city: '',
    phone: '',
    email: '',
    website: '',
    ...point,
    languages: ['sl'],
    directions: {},
    notifyEmail: '',
    notifyWhen: 'never',
    closed: false,
  };
}

function preview(told: Omit<Preview, 'digest'>): Preview {
  const digest = createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22);
  return { ...told, digest };
}

export const changesAnything = ({ added, changed, removed }: Preview): boolean =>
  added.length + changed.length + removed.length > 0;
