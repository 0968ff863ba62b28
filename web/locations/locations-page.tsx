import type { Location } from '../../sql/places/list-locations.ts';
import type { Place } from '../../sql/places/place.ts';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import type { DoneNotice } from './done-notice.ts';

type Props = PageFrame & {
  readonly tree: readonly Location[];
  readonly places: ReadonlyMap<string, Place>;
  readonly mayAddUnit: boolean;
  readonly links: readonly { readonly href: string; readonly label: string }[];
  readonly notice: DoneNotice | null;
};

export const placePath = (id: string, ...more: readonly (string | number)[]): string =>
  ['/lokacije', encodeURIComponent(id), ...more].join('/');

/** The tree of places within reach, each with what somebody looks for first. */
export function LocationsPage({ m, tree, places, mayAddUnit, links, notice }: Props) {
  const { locations } = m;
  const least = Math.min(...tree.map(({ depth }) => depth));
  return (
    <div class="locations-page">
      <h1>{locations.title}</h1>
      <p>{locations.intro}</p>
      <Notice notice={notice} />
      <p class="form-row">
        {links.map(({ href, label }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
        {mayAddUnit ? <a href="/nova-enota">{locations.addUnit}</a> : null}
      </p>
      {tree.length === 0 ? <p class="card">{locations.none}</p> : null}
      <ul class="place-tree">
        {tree.map(({ id, depth, name }) => {
          const place = places.get(id);
          return (
            <li key={id} class={`card place-depth-${Math.min(depth - least, 3)}`}>
              <a href={placePath(id)}>
                <strong>{name}</strong>
              </a>
              {place === undefined ? null : (
                <span>
                  {place.address === '' ? null : `${place.address} · `}
                  {place.closed ? locations.closed : locations.counters(place.counters)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Guide m={m} points={locations.help} />
    </div>
  );
}
