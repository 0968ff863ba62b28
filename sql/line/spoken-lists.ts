import type { SelfServiceRules, SpokenNames } from '../../engine/core/self-service.ts';
import type { Settings } from '../settings/settings.ts';
import type { ConfigurationDocument } from './read-configuration.ts';

/**
 * The lists that callers choose from by keys (R1.5), in the order of the setting: with its own words where it has some,
 * otherwise with the catalogue's. What the catalogue does not have any more is left out.
 */
export function spokenLists(
  { services, places }: Settings['selfService'],
  { listedServices, listedPlaces }: Pick<ConfigurationDocument, 'listedServices' | 'listedPlaces'>,
): SelfServiceRules {
  return {
    services: services.flatMap((listed) => {
      const found = listedServices.find(({ id }) => id === listed.id);
      if (found === undefined) return [];
      return [{ service: listed.id, names: names(listed, found.name.sl, found.name.en ?? found.name.sl) }];
    }),
    places: places.flatMap((listed) => {
      const found = listedPlaces.find(({ id }) => id === listed.id);
      return found === undefined ? [] : [{ location: listed.id, names: names(listed, found.name, found.name) }];
    }),
  };
}

function names(
  { sl, en }: { readonly sl?: string; readonly en?: string },
  inSlovene: string,
  inEnglish: string,
): SpokenNames {
  return { sl: sl ?? inSlovene, en: en ?? inEnglish };
}
