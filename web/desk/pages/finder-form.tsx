import { dateOf } from '../../present/time.ts';
import { finderAddress } from '../finder.ts';
import { type DayPart, dayParts } from '../wish.ts';
import type { FinderPageProps } from './finder-page.tsx';

/** What is asked for, always on top: changed by a word and Enter. */
export function FinderForm(props: FinderPageProps) {
  const { m, finder, moving, query } = props;
  const words = m.desk.form;
  const { wish, service } = finder;
  const placeProblem = finder.near.typed !== '' && finder.near.from === null;
  return (
    <form method="get" action="/termini" class="card desk-form" aria-label={words.label}>
      <Carried {...props} />
      {moving === null ? (
        <div class="desk-service">
          <label for="storitev">{words.service}</label>
          <input
            id="storitev"
            name="storitev"
            type="search"
            list="storitve-seznam"
            autoComplete="off"
            maxLength={100}
            value={service === null ? finder.typed : (finder.options.find(({ id }) => id === service.id)?.name ?? '')}
            aria-describedby="storitev-namig"
            autofocus={service === null}
          />
          <small id="storitev-namig">{service === null ? words.serviceHint : m.desk.duration(service.minutes)}</small>
          <datalist id="storitve-seznam">
            {finder.options.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
        </div>
      ) : null}
      <div>
        <label for="kraj">{words.near}</label>
        <input
          id="kraj"
          name="kraj"
          type="text"
          autoComplete="off"
          maxLength={100}
          value={finder.near.typed}
          aria-describedby="kraj-namig"
          {...(placeProblem ? { 'aria-invalid': 'true' as const } : {})}
        />
        <small id="kraj-namig" class={placeProblem ? 'field-error' : ''}>
          {placeProblem ? m.desk.unknownPlace(finder.near.typed) : words.nearHint}
        </small>
      </div>
      <div>
        <label for="od">{words.since}</label>
        <input id="od" name="od" type="date" min={dateOf(Date.now())} value={wish.since ?? ''} />
      </div>
      <div>
        <label for="cas">{words.part}</label>
        <select id="cas" name="cas">
          {(Object.keys(dayParts) as DayPart[]).map((part) => (
            <option key={part} value={part === 'ves' ? '' : part} selected={part === wish.part}>
              {words.parts[part]}
            </option>
          ))}
        </select>
      </div>
      {service !== null && service.mostVisits > 1 && moving === null ? (
        <div>
          <label for="obiskov">{words.visits}</label>
          <input id="obiskov" name="obiskov" type="number" min={1} max={service.mostVisits} value={finder.visits} />
        </div>
      ) : null}
      <fieldset class="desk-days">
        <legend>{words.weekdays}</legend>
        {words.weekdayNames.map((name, place) => (
          <label key={name}>
            <input
              type="checkbox"
              name="dan"
              value={String(place + 1)}
              checked={wish.weekdays.length < 7 && wish.weekdays.includes(place + 1)}
            />
            <span aria-hidden="true">{name}</span>
            <span class="visually-hidden">{words.weekdayLong[place]}</span>
          </label>
        ))}
      </fieldset>
      {finder.together.length === 0 || moving !== null ? null : (
        <fieldset class="desk-days">
          <legend>{words.together}</legend>
          {finder.together.map(({ id, name, chosen }) => (
            <label key={id}>
              <input type="checkbox" name="skupaj" value={id} checked={chosen} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="form-row">
        <button type="submit">{words.submit}</button>
        {moving === null && service !== null ? (
          <a href={finderAddress({ klic: query.klic }, {})}>{words.reset}</a>
        ) : null}
      </div>
    </form>
  );
}

/** What goes along with every form of the page. */
export function Carried({ call, moving, submission, finder }: FinderPageProps) {
  return (
    <>
      {call === null ? null : <input type="hidden" name="klic" value={call.callId} />}
      {moving === null ? (
        <input type="hidden" name="oddaja" value={submission} />
      ) : (
        <input type="hidden" name="prestavi" value={String(moving.appointmentId)} />
      )}
      {finder.order === 'time' && finder.near.from !== null ? (
        <input type="hidden" name="razvrsti" value="termin" />
      ) : null}
    </>
  );
}
