import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import type { Counter } from '../../../sql/calendar/counters.ts';
import { type Mark, marks } from '../../../sql/calendar/mark-visit.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import type { Place } from '../../../sql/places/place.ts';
import { FormToken } from '../../pages/form-token.tsx';
import { Guide } from '../../pages/guide.tsx';
import { Notice } from '../../pages/notice.tsx';
import { citizenTime, dayAfter, noonOf } from '../../present/citizen-time.ts';
import { dateOf, machineTime, sayDuration } from '../../present/time.ts';
import type { PageFrame } from '../../render.tsx';

const { longDay, time } = citizenTime('sl');

export type DayPageProps = PageFrame & {
  /** One's own, of which there may be none. */
  readonly places: readonly Place[];
  readonly place: Place | null;
  readonly counters: readonly Counter[];
  readonly counterId: number | null;
  readonly day: string;
  readonly visits: readonly AppointmentView[];
  readonly now: number;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
};

/** After so many minutes somebody who did not come is late. */
const lateAfterMs = 5 * 60_000;

export function DayPage(props: DayPageProps) {
  const { m, place, day } = props;
  const words = m.deskVisits.day;
  return (
    <div class="desk-page">
      <h1>{words.heading(longDay(noonOf(day)))}</h1>
      <Notice notice={props.notice} />
      <Guide m={m} points={words.guide} />
      {place === null ? (
        <p class="card">{words.noPlaces}</p>
      ) : (
        <>
          <Choice {...props} place={place} />
          <div id="dan-obiskov" data-live={`/danes/dogodki?lokacija=${encodeURIComponent(place.id)}`}>
            <Figures {...props} />
            <Visits {...props} />
          </div>
          <p>
            <small>{words.keys}</small>
          </p>
        </>
      )}
      <p id="oznanilo" class="visually-hidden" aria-live="polite" />
    </div>
  );
}

function Choice(props: DayPageProps & { readonly place: Place }) {
  const { m, places, place, counters, counterId, day, now } = props;
  const words = m.deskVisits.day;
  const today = dateOf(now);
  const address = (other: string): string => {
    const query = new URLSearchParams({ lokacija: place.id, dan: other });
    if (counterId !== null) query.set('okence', String(counterId));
    return `/danes?${query}`;
  };
  return (
    <form method="get" action="/danes" class="card desk-form">
      {places.length > 1 ? (
        <div>
          <label for="lokacija">{words.place}</label>
          <select id="lokacija" name="lokacija">
            {places.map(({ id, name }) => (
              <option key={id} value={id} selected={id === place.id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      ) : (
        <input type="hidden" name="lokacija" value={place.id} />
      )}
      <div>
        <label for="okence">{words.counter}</label>
        <select id="okence" name="okence">
          <option value="">{words.allCounters}</option>
          {counters.map(({ id, name }) => (
            <option key={id} value={String(id)} selected={id === counterId}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="dan">{words.date}</label>
        <input id="dan" name="dan" type="date" value={day} />
      </div>
      <div class="form-row">
        <button type="submit">{words.show}</button>
        <a href={address(dayAfter(day, -1))}>‹ {words.previous}</a>
        {day === today ? null : <a href={address(today)}>{words.today}</a>}
        <a href={address(dayAfter(day, 1))}>{words.next} ›</a>
        <a href={`/termini?lokacija=${encodeURIComponent(place.id)}`}>{words.book}</a>
        <a href={`/urnik?lokacija=${encodeURIComponent(place.id)}&dan=${day}`}>{words.toSchedule}</a>
      </div>
    </form>
  );
}

/** How the day stands, in one line. */
function Figures({ m, visits }: DayPageProps) {
  const { day: words, states } = m.deskVisits;
  if (visits.length === 0) return null;
  const shown = (['booked', 'arrived', 'served', 'noShow'] as const).map((state) => ({
    state,
    count: visits.filter((visit) => visit.state === state).length,
  }));
  return (
    <p class="day-figures">
      <strong>{words.count(visits.length)}</strong>
      {shown
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => (
          <span key={state} class={`visit-state visit-${state}`}>
            {states[state]}: {count}
          </span>
        ))}
    </p>
  );
}

function Visits(props: DayPageProps) {
  const { m, visits } = props;
  const words = m.deskVisits.day;
  if (visits.length === 0) return <p class="card">{words.none}</p>;
  return (
    <ol class="card day-list" aria-label={words.listLabel}>
      {visits.map((visit) => (
        <Row key={visit.appointmentId} {...props} visit={visit} />
      ))}
    </ol>
  );
}

function Row(props: DayPageProps & { readonly visit: AppointmentView }) {
  const { m, visit, now, day } = props;
  const { day: words, states, search } = m.deskVisits;
  const name = visit.visitor?.name ?? search.erased;
  const late = visit.state === 'booked' && day === dateOf(now) ? now - visit.startsAt : 0;
  return (
    <li data-visit={String(visit.appointmentId)} class={`day-row day-${visit.state}`}>
      <time dateTime={machineTime(visit.startsAt)}>{time(visit.startsAt)}</time>
      <div>
        <a
          id={`obisk-${visit.appointmentId}`}
          href={`/obiski/${visit.appointmentId}`}
          aria-label={words.open(name, time(visit.startsAt))}
        >
          {name}
        </a>{' '}
        <span class={`visit-state visit-${visit.state}`}>{states[visit.state]}</span>
        {visit.assuredAt === null || visit.state !== 'booked' ? null : (
          <>
            {' '}
            <span class="visit-state visit-assured">{words.assured}</span>
          </>
        )}
        {late > lateAfterMs && visit.endsAt > now ? (
          <small class="late"> {words.lateBy(sayDuration(Math.floor(late / 60_000) * 60_000))}</small>
        ) : null}
        <br />
        <small>
          {visit.serviceNames.map((text) => textIn(text, 'sl')).join(' + ')}, {visit.counterName}
          {visit.visitor === null || visit.visitor.note === '' ? '' : ` · ${words.note}: ${visit.visitor.note}`}
        </small>
      </div>
      {day > dateOf(now) ? null : <Marks {...props} name={name} />}
    </li>
  );
}

const wordOf = { arrived: 'prihod', served: 'opravljeno', noShow: 'niprihoda' } as const satisfies Record<Mark, string>;
const keyOf = { arrived: 'p', served: 'o', noShow: 'n' } as const satisfies Record<Mark, string>;

/** What can be said of the visit as it stands: a button each, and a key. */
function Marks(props: DayPageProps & { readonly visit: AppointmentView; readonly name: string }) {
  const { m, visit, name, counterId, csrfToken } = props;
  const words = m.deskVisits.day;
  const can = marks[visit.state];
  const undoable = visit.state === 'arrived' || visit.state === 'served' || visit.state === 'noShow';
  const label = (what: string): string => words.markFor(what, name, time(visit.startsAt));
  return (
    <form method="post" action={`/danes/${visit.appointmentId}`} class="day-marks">
      <FormToken token={csrfToken} />
      {counterId === null ? null : <input type="hidden" name="okence" value={String(counterId)} />}
      {can.map((mark) => (
        <button
          key={mark}
          type="submit"
          name="dejanje"
          value={wordOf[mark]}
          data-key={keyOf[mark]}
          class={mark === 'noShow' ? 'secondary outline small' : 'secondary small'}
          aria-label={label(words[mark])}
        >
          {words[mark]}
        </button>
      ))}
      {undoable ? (
        <button
          type="submit"
          name="dejanje"
          value="razveljavi"
          data-key="r"
          class="secondary outline small"
          aria-label={label(words.undo)}
        >
          {words.undo}
        </button>
      ) : null}
    </form>
  );
}
