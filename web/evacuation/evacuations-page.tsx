import type { EvacuationSum } from '../../sql/calendar/evacuation-progress.ts';
import type { Messages } from '../messages/sl.ts';
import { Guide } from '../pages/guide.tsx';
import { presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';

export const evacuationPath = (id: number, ...more: readonly (string | number)[]): string =>
  ['/premiki', id, ...more].join('/');

type Props = PageFrame & {
  readonly evacuations: readonly EvacuationSum[];
  readonly nameOf: (userId: string) => string;
};

/** All evacuations of the places within reach, the newest first. */
export function EvacuationsPage({ m, evacuations, nameOf }: Props) {
  const words = m.evacuation;
  return (
    <div class="locations-page">
      <p>
        <a href="/lokacije">{m.locations.all}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {evacuations.length === 0 ? <p class="card">{words.none}</p> : null}
      <ul class="rule-list">
        {evacuations.map((one) => (
          <li key={one.evacuationId} class="card evacuation-card">
            <div>
              <a href={evacuationPath(one.evacuationId)}>
                <strong>{words.one(one.evacuationId, presentDayAndTime(one.madeAt))}</strong>
              </a>
              <small>
                {nameOf(one.madeBy)}
                {one.note === '' ? '' : ` · ${one.note}`}
              </small>
            </div>
            <Progress m={m} sum={one} />
          </li>
        ))}
      </ul>
      <Guide m={m} points={words.help} />
    </div>
  );
}

/** How far it is: done of all, and what is still to do. */
export function Progress({ m, sum }: { readonly m: Messages; readonly sum: EvacuationSum }) {
  const words = m.evacuation;
  const done = sum.accepted + sum.settled;
  const label = words.progress(done, sum.visits);
  return (
    <div class="evacuation-progress">
      <progress max={sum.visits} value={done} aria-label={label} />
      <span>{label}</span>
      <small>
        {(['waiting', 'toCall', 'proposed', 'accepted', 'settled'] as const)
          .filter((state) => sum[state] > 0)
          .map((state) => words.sums[state](sum[state]))
          .join(' · ')}
      </small>
    </div>
  );
}
