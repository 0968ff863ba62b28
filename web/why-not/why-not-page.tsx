import type { Service } from '../../sql/calendar/services.ts';
import type { Location } from '../../sql/places/list-locations.ts';
import { SelectField, TextField } from '../locations/form-parts.tsx';
import { placePath } from '../locations/locations-page.tsx';
import { Guide } from '../pages/guide.tsx';
import { Sign } from '../pages/sign.tsx';
import { noonOf } from '../present/citizen-time.ts';
import { presentLongDay, presentTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { CounterRuns } from './day-runs.ts';

export const askedChannels = ['web', 'agent', 'clerk'] as const;

export type Asked = {
  readonly storitev: string;
  readonly lokacija: string;
  readonly dan: string;
  readonly pot: string;
};

type Props = PageFrame & {
  readonly services: readonly Service[];
  readonly places: readonly Location[];
  readonly asked: Asked;
  readonly problem: string | null;
  /** Null: nothing was asked yet. */
  readonly counters: readonly CounterRuns[] | null;
};

/** Each time of a day, and why it can not be had (R3.5). */
export function WhyNotPage(props: Props) {
  const { m, services, places, asked, problem, counters } = props;
  const words = m.whyNot;
  const state = { typed: asked, problems: problem === null ? {} : { dan: problem } };
  return (
    <div class="locations-page">
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <form class="card filter why-form" method="get" action="/zakaj-ni-prosto" noValidate>
        <SelectField
          {...state}
          name="storitev"
          label={words.service}
          options={services.map(({ id, name }) => ({ value: id, label: name.sl }))}
        />
        <SelectField
          {...state}
          name="lokacija"
          label={words.place}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField {...state} name="dan" label={words.day} type="date" />
        <SelectField
          {...state}
          name="pot"
          label={words.channel}
          options={askedChannels.map((value) => ({ value, label: words.channels[value] }))}
        />
        <button type="submit" class="secondary">
          {words.show}
        </button>
      </form>
      {counters === null ? null : <Answers {...props} counters={counters} />}
      <Guide m={m} points={words.help} />
    </div>
  );
}

function Answers({ m, asked, counters }: Props & { readonly counters: readonly CounterRuns[] }) {
  const words = m.whyNot;
  const day = presentLongDay(noonOf(asked.dan));
  return (
    <>
      <p>
        <a href={placePath(asked.lokacija, 'pravila')}>{words.hours}</a>
      </p>
      {counters.length === 0 ? <p class="card">{words.noCounter}</p> : null}
      {counters.map(({ counterId, counterName, runs }) => (
        <section key={counterId} class="card" aria-labelledby={`okence-${counterId}`}>
          <h2 id={`okence-${counterId}`}>{words.dayOf(counterName, day)}</h2>
          <table class="why-times">
            <thead>
              <tr>
                <th scope="col">{words.time}</th>
                <th scope="col">{words.answer}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map(({ from, until, said, free }) => (
                <tr key={from} class={free ? 'why-free' : undefined}>
                  <th scope="row">
                    {presentTime(from)}–{presentTime(until)}
                  </th>
                  <td>
                    {free ? <Sign name="reached" /> : null} {said}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}
