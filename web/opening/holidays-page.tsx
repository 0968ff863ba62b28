import type { Holiday } from '../../sql/calendar/holidays.ts';
import { languages } from '../../sql/calendar/words.ts';
import type { FormState } from '../locations/form-parts.tsx';
import { FormProblems, TextField } from '../locations/form-parts.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { noonOf } from '../present/citizen-time.ts';
import { presentLongDay } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { sayDay } from './rule-words.ts';
import { scopePaths } from './scope-view.ts';

type Props = PageFrame & FormState & { readonly holidays: readonly Holiday[]; readonly mayManage: boolean };

export const nameField = (language: string): string => `ime-${language}`;

/** Work-free days of the next two years: those by law, and those that people added. */
export function HolidaysPage(props: Props) {
  const { m, holidays, mayManage, csrfToken } = props;
  const words = m.openingRules.holidays;
  return (
    <div class="locations-page">
      <p>
        <a href="/lokacije">{m.locations.all}</a>
        {mayManage ? (
          <>
            {' · '}
            <a href={scopePaths.everywhere}>{m.openingRules.everywhereLink}</a>
          </>
        ) : null}
      </p>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <div class="card table-scroll" role="region" aria-label={words.title} tabIndex={0}>
        <table class="stacked">
          <caption class="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.source}</th>
            </tr>
          </thead>
          <tbody>
            {holidays.map(({ day, name, source }) => (
              <tr key={day}>
                <th scope="row">{presentLongDay(noonOf(day))}</th>
                <td data-label={words.name}>{name.sl}</td>
                <td data-label={words.source}>
                  {words.sources[source]}{' '}
                  {mayManage && source === 'manual' ? (
                    <form class="inline-form" method="post" action={`/prazniki/${day}/odstrani`}>
                      <FormToken token={csrfToken} />
                      <button type="submit" class="secondary outline" aria-label={words.removeWhich(sayDay(day))}>
                        {words.remove}
                      </button>
                    </form>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayManage ? <AddForm {...props} /> : null}
    </div>
  );
}

function AddForm({ m, typed, problems, csrfToken }: Props) {
  const words = m.openingRules.holidays;
  const state = { typed, problems };
  return (
    <section class="card" aria-labelledby="dodaj">
      <h2 id="dodaj">{words.add}</h2>
      <FormProblems heading={words.problems.heading} problems={problems} />
      <form method="post" action="/prazniki" noValidate>
        <FormToken token={csrfToken} />
        <TextField {...state} name="dan" label={words.addDay} type="date" required />
        {languages.map((language) => (
          <TextField
            key={language}
            {...state}
            name={nameField(language)}
            label={words.nameIn[language]}
            lang={language}
            required={language === 'sl'}
          />
        ))}
        <button type="submit">{m.openingRules.exceptions.next}</button>
      </form>
    </section>
  );
}
