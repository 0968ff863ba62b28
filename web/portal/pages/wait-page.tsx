import { FormToken } from '../../pages/form-token.tsx';
import { kilometres } from '../../present/citizen-count.ts';
import type { CitizenFrame } from '../citizen-page.tsx';
import {
  kilometreChoices,
  noticeChoices,
  type WishErrors,
  type WishPlace,
  type WishTyped,
  weekdayChoices,
  wishFields,
} from '../wish-form.ts';
import { type AskedTime, Time } from './answer-page.tsx';
import { ErrorsFound, Field } from './field.tsx';

export type WaitPageProps = {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly action: string;
  readonly current: AskedTime;
  readonly places: readonly WishPlace[];
  readonly typed: WishTyped;
  readonly errors: WishErrors;
  /** Today, and the day of the visit: an earlier one lies between them. */
  readonly days: { readonly first: string; readonly last: string };
  readonly waiting: boolean;
  readonly back: string;
};

/** When and where somebody would rather go sooner. */
export function WaitPage(props: WaitPageProps) {
  const { frame, errors } = props;
  const words = frame.m.answers;
  const found = wishFields.flatMap((name) => {
    const sentence = errors[name];
    return sentence === undefined ? [] : [[name, sentence] as const];
  });
  return (
    <section class="card narrow">
      <h1>{words.wait.title}</h1>
      <p>{words.wait.lead}</p>
      <p>
        {words.current}: <Time {...props.current} />
      </p>
      <ErrorsFound heading={frame.m.errorsFound} errors={found} />
      <form method="post" action={props.action} novalidate>
        <FormToken token={props.formToken} />
        <Where {...props} />
        <When {...props} />
        <div class="buttons">
          <button type="submit" name="dejanje" value="cakaj">
            {props.waiting ? words.wait.change : words.wait.submit}
          </button>
          {props.waiting ? (
            <button type="submit" name="dejanje" value="nehaj" class="plain">
              {words.wait.stop}
            </button>
          ) : null}
          <a class="as-button plain" href={props.back}>
            {frame.m.back}
          </a>
        </div>
      </form>
    </section>
  );
}

function Where({ frame, places, typed, errors }: WaitPageProps) {
  const words = frame.m.answers.wait;
  const error = errors.kraji ?? null;
  const [own, ...others] = places;
  const near = others.some(({ km }) => km !== null);
  const choice = (value: WishTyped['where'], label: string) => (
    <label class="place-tick">
      <input
        type="radio"
        name="kje"
        value={value}
        checked={typed.where === value}
        {...(value === 'izbrani' && error !== null ? { autofocus: true } : {})}
      />
      {label}
    </label>
  );
  return (
    <fieldset id="kraji" {...(error === null ? {} : { 'aria-describedby': 'kraji-napaka' })}>
      <legend>{words.places}</legend>
      {error === null ? null : (
        <span class="field-error" id="kraji-napaka">
          {error}
        </span>
      )}
      {choice('tu', words.onlyHere(own?.name ?? ''))}
      {near ? (
        <>
          {choice('blizu', words.near)}
          <label for="km" class="visually-hidden">
            {words.howFar}
          </label>
          <select id="km" name="km" class="short-date indented">
            {kilometreChoices.map((km) => (
              <option key={km} value={String(km)} selected={String(km) === typed.km}>
                {words.within(km)} ({words.countPlaces(places.filter((place) => (place.km ?? 1e9) <= km).length)})
              </option>
            ))}
          </select>
        </>
      ) : null}
      {others.length === 0 ? null : (
        <>
          {choice('izbrani', words.chosen)}
          <details class="indented" open={typed.where === 'izbrani'}>
            <summary>{words.whichPlaces}</summary>
            {places.map(({ id, name, km }) => (
              <label key={id} class="place-tick">
                <input type="checkbox" name="kraji" value={id} checked={typed.places.includes(id)} />
                <span>
                  {name}
                  {km === null || km === 0 ? null : <small> {kilometres(frame.language, km)}</small>}
                </span>
              </label>
            ))}
          </details>
        </>
      )}
    </fieldset>
  );
}

function When({ frame, typed, errors, days }: WaitPageProps) {
  const { answers, counted } = frame.m;
  const words = answers.wait;
  return (
    <>
      <fieldset aria-describedby="dan-namig">
        <legend>{words.days}</legend>
        <span class="hint" id="dan-namig">
          {words.daysHint}
        </span>
        <div class="ticks">
          {weekdayChoices.map((day) => (
            <label key={day} class="place-tick">
              <input type="checkbox" name="dan" value={String(day)} checked={typed.days.includes(String(day))} />
              {frame.time.weekdays[day - 1]?.long}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.part}</legend>
        <div class="ticks">
          {(['ves', 'dop', 'pop'] as const).map((part) => (
            <label key={part} class="place-tick">
              <input type="radio" name="cas" value={part} checked={typed.part === part} />
              {words.parts[part]}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        name="od"
        label={words.since}
        hint={words.sinceHint}
        error={errors.od ?? null}
        focus={errors.od !== undefined && errors.kraji === undefined}
      >
        {(described) => (
          <input {...described} type="date" min={days.first} max={days.last} value={typed.since} class="short-date" />
        )}
      </Field>
      <Field name="prej" label={words.noticeLabel} hint={words.noticeHint} error={null} focus={false}>
        {(described) => (
          <select {...described} class="short-date">
            {noticeChoices.map((count) => (
              <option key={count} value={String(count)} selected={String(count) === typed.notice}>
                {count === 0 ? words.noNotice : counted.days(count)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
