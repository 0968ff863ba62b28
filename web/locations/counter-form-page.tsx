import type { Counter } from '../../sql/calendar/counters.ts';
import type { Service, ServiceCategory } from '../../sql/calendar/services.ts';
import type { Place } from '../../sql/places/place.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import type { PageFrame } from '../render.tsx';
import { serviceField } from './counter-form.ts';
import type { DoneNotice } from './done-notice.ts';
import type { FormState } from './form-parts.tsx';
import { FormProblems, TextField, Tick } from './form-parts.tsx';
import { placePath } from './locations-page.tsx';

type Props = PageFrame &
  FormState & {
    readonly title: string;
    readonly place: Place;
    /** Null: a new one. */
    readonly counter: Counter | null;
    readonly services: readonly Service[];
    readonly categories: readonly ServiceCategory[];
    readonly notice: DoneNotice | null;
  };

/** A counter: its name, where it stands, and what is done at it. */
export function CounterFormPage(props: Props) {
  const { m, title, place, counter, typed, problems } = props;
  const { locations } = m;
  const words = locations.counter;
  const state = { typed, problems };
  return (
    <div class="locations-page narrow-page">
      <p>
        <a href={placePath(place.id)}>{locations.back(place.name)}</a>
      </p>
      <h1>{title}</h1>
      <Notice notice={props.notice} />
      <FormProblems heading={locations.form.problems} problems={problems} />
      <form class="card" method="post" action={placePath(place.id, 'okenca', counter?.id ?? 'novo')} noValidate>
        <FormToken token={props.csrfToken} />
        <input type="hidden" name="razlicica" value={typed.razlicica ?? ''} />
        <TextField {...state} name="ime" label={words.name} hint={words.nameHint} maxLength={60} required />
        <TextField {...state} name="mesto" label={words.position} hint={words.positionHint} inputMode="numeric" short />
        <TextField {...state} name="soba" label={words.floorNote} hint={words.floorNoteHint} maxLength={120} />
        <Services {...props} />
        <div class="form-row">
          <button type="submit">{counter === null ? locations.form.add : locations.form.save}</button>
          <a href={placePath(place.id)}>{locations.form.cancel}</a>
        </div>
      </form>
      {counter === null ? null : <OpenOrClose {...props} counter={counter} />}
    </div>
  );
}

function Services({ m, services, categories, typed }: Props) {
  const words = m.locations.counter;
  return (
    <fieldset class="ticks">
      <legend>{words.services}</legend>
      <span class="hint">{words.servicesHint}</span>
      {categories.map((category) => {
        const own = services.filter(({ categoryId }) => categoryId === category.id);
        if (own.length === 0) return null;
        return (
          <fieldset key={category.id} class="ticks">
            <legend>{category.name.sl}</legend>
            {own.map(({ id, name }) => (
              <Tick key={id} name={serviceField(id)} label={name.sl} typed={typed} />
            ))}
          </fieldset>
        );
      })}
    </fieldset>
  );
}

function OpenOrClose({ m, place, counter, csrfToken }: Props & { readonly counter: Counter }) {
  const words = m.locations.counter;
  const at = placePath(place.id, 'okenca', counter.id);
  return counter.closed ? (
    <form class="card" method="post" action={`${at}/odpri`}>
      <FormToken token={csrfToken} />
      <p>{words.reopenText}</p>
      <button type="submit" class="secondary">
        {words.reopen}
      </button>
    </form>
  ) : (
    <section class="card" aria-labelledby="zapiranje">
      <h2 id="zapiranje">{words.closeHeading}</h2>
      <p>{words.closeText}</p>
      <form method="post" action={`${at}/zapri`}>
        <FormToken token={csrfToken} />
        <button type="submit" class="secondary">
          {words.close}
        </button>
      </form>
    </section>
  );
}
