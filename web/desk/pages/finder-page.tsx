import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { Guide } from '../../pages/guide.tsx';
import { Notice } from '../../pages/notice.tsx';
import { presentDayAndTime } from '../../present/time.ts';
import type { PageFrame } from '../../render.tsx';
import type { DeskCall } from '../desk-call.ts';
import { type Finder, type FinderQuery, finderAddress } from '../finder.ts';
import { FinderForm } from './finder-form.tsx';
import { FinderPlaces } from './finder-places.tsx';
import { FinderTimes, type LostTime, LostTimes } from './finder-times.tsx';

export type FinderPageProps = PageFrame & {
  readonly finder: Finder;
  readonly query: FinderQuery;
  /** The name of what is being booked; it goes along, so that another time replaces the one that is held. */
  readonly submission: string;
  readonly call: DeskCall | null;
  /** The visit that is to be moved; null: a new one. */
  readonly moving: AppointmentView | null;
  readonly lost: LostTime | null;
};

/** Service, wishes, places and times on one page (R3.5, R3.6, R3.9). */
export function FinderPage(props: FinderPageProps) {
  const { m, finder, query, call, moving } = props;
  const { desk } = m;
  const { service } = finder;
  return (
    <div class="desk-page">
      <h1>{moving === null ? desk.title : desk.moveTitle}</h1>
      {call === null ? null : (
        <p class="notice notice-plain">
          <span>
            {desk.fromCall(call.shown)}{' '}
            <a href={`/obiski?klic=${encodeURIComponent(call.callId)}`}>{desk.callerVisits}</a>
          </span>
        </p>
      )}
      {moving === null ? null : (
        <p class="notice notice-plain">
          <span>
            {desk.moving(`${presentDayAndTime(moving.startsAt)}, ${moving.locationName}`)}{' '}
            <a href={`/obiski/${moving.appointmentId}`}>{desk.keepTime}</a>
          </span>
        </p>
      )}
      {moving === null ? <Guide m={m} points={desk.guide} /> : null}
      {props.lost === null ? null : <LostTimes {...props} lost={props.lost} />}
      <FinderForm {...props} />
      {service === null && finder.typed !== '' ? (
        <Notice notice={{ kind: 'refused', sentence: desk.nothingFound(finder.typed) }} />
      ) : null}
      {service === null || service.online ? null : <p class="notice notice-plain">{desk.onlyStaff}</p>}
      {finder.alsoFound.length === 0 ? null : (
        <p class="desk-pills">
          {desk.alsoFound}{' '}
          {finder.alsoFound.map(({ id, name }) => (
            <a key={id} href={finderAddress(query, { storitev: id, skupaj: '', lokacija: '', naprej: '' })}>
              {name}
            </a>
          ))}
        </p>
      )}
      {service === null ? (
        <ServiceList {...props} />
      ) : (
        <div class="desk-columns">
          <FinderPlaces {...props} />
          <FinderTimes {...props} />
        </div>
      )}
    </div>
  );
}

function ServiceList({ m, finder, query }: FinderPageProps) {
  const categories = [...new Set(finder.options.map(({ category }) => category))];
  return (
    <section class="card" aria-labelledby="storitve">
      <h2 id="storitve">{m.desk.chooseService}</h2>
      <div class="desk-services">
        {categories.map((category) => (
          <div key={category}>
            <h3>{category}</h3>
            <ul>
              {finder.options
                .filter((option) => option.category === category)
                .map(({ id, name }) => (
                  <li key={id}>
                    <a href={finderAddress(query, { storitev: id })}>{name}</a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
