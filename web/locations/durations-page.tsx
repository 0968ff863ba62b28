import type { PlaceDuration } from '../../sql/calendar/durations-of-place.ts';
import type { Place } from '../../sql/places/place.ts';
import { FormToken } from '../pages/form-token.tsx';
import type { PageFrame } from '../render.tsx';
import { FormProblems } from './form-parts.tsx';
import { placePath } from './locations-page.tsx';
import type { Problems, Typed } from './typed.ts';

export const minutesField = (id: string): string => `minut-${id}`;
/** What stood in the field when the page was made: who saves over somebody else's value is told. */
export const seenField = (id: string): string => `videno-${id}`;

type Props = PageFrame & {
  readonly place: Place;
  readonly durations: readonly PlaceDuration[];
  readonly typed: Typed;
  readonly problems: Problems;
};

/** How long services take here, where the place differs from what holds above it. */
export function DurationsPage({ m, place, durations, typed, problems, csrfToken }: Props) {
  const { locations } = m;
  const words = locations.durations;
  const [first] = Object.keys(problems);
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href={placePath(place.id)}>{locations.back(place.name)}</a>
      </p>
      <h1>{words.title(place.name)}</h1>
      <p>{words.intro}</p>
      <FormProblems heading={locations.form.problems} problems={problems} />
      {durations.length === 0 ? (
        <p class="card">{words.none}</p>
      ) : (
        <form class="card" method="post" action={placePath(place.id, 'trajanja')} noValidate>
          <FormToken token={csrfToken} />
          <div class="table-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.service}</th>
                  <th scope="col">{words.inForce}</th>
                  <th scope="col">{words.own}</th>
                </tr>
              </thead>
              <tbody>
                {durations.map(({ serviceId, name, own, inherited, inheritedFrom }) => {
                  const field = minutesField(serviceId);
                  const wrong = problems[field] !== undefined;
                  return (
                    <tr key={serviceId}>
                      <th scope="row">{name.sl}</th>
                      <td>
                        {inheritedFrom === null ? words.minutes(inherited) : words.fromPlace(inherited, inheritedFrom)}
                      </td>
                      <td>
                        <input type="hidden" name={seenField(serviceId)} value={own === null ? '' : String(own)} />
                        <input
                          id={field}
                          name={field}
                          type="text"
                          inputMode="numeric"
                          maxLength={3}
                          class="minutes-field"
                          aria-label={words.ownOf(name.sl)}
                          value={typed[field] ?? ''}
                          {...(wrong ? { 'aria-invalid': 'true' as const } : {})}
                          {...(first === field ? { autofocus: true } : {})}
                        />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          <div class="form-row form-end">
            <button type="submit">{words.save}</button>
            <a href={placePath(place.id)}>{locations.form.cancel}</a>
          </div>
        </form>
      )}
    </div>
  );
}
