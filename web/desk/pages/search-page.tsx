import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { showReference } from '../../../sql/calendar/reference.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import { FormToken } from '../../pages/form-token.tsx';
import { Guide } from '../../pages/guide.tsx';
import { Notice } from '../../pages/notice.tsx';
import { citizenTime } from '../../present/citizen-time.ts';
import { machineTime, presentDay } from '../../present/time.ts';
import type { PageFrame } from '../../render.tsx';
import type { DeskCall } from '../desk-call.ts';

const { time } = citizenTime('sl');

export type SearchPageProps = PageFrame & {
  /** What was searched for without typing; null for nothing. */
  readonly heading: string | null;
  readonly typed: string;
  /** What became of a visit that is no longer among one's own. */
  readonly news: string | null;
  readonly call: DeskCall | null;
  /** Null: nothing was searched. */
  readonly found: readonly AppointmentView[] | null;
  readonly more: boolean;
  /** False: too little was typed. */
  readonly searchable: boolean;
};

export function SearchPage(props: SearchPageProps) {
  const { m, found, call } = props;
  const words = m.deskVisits.search;
  return (
    <div class="desk-page">
      <h1>{words.title}</h1>
      <Notice notice={props.news === null ? null : { kind: 'done', sentence: props.news }} />
      <Guide m={m} points={words.guide} />
      <search>
        <form method="post" action="/obiski" class="card">
          <FormToken token={props.csrfToken} />
          {call === null ? null : <input type="hidden" name="klic" value={call.callId} />}
          <label for="iskano">{words.label}</label>
          <div class="desk-search">
            <input
              id="iskano"
              name="iskano"
              type="search"
              autoComplete="off"
              maxLength={200}
              value={props.typed}
              aria-describedby="iskano-namig"
              autofocus={found === null}
            />
            <button type="submit">{words.submit}</button>
          </div>
          <small id="iskano-namig">{words.hint}</small>
        </form>
      </search>
      {props.heading === null ? null : <p class="notice notice-plain">{props.heading}</p>}
      {found === null ? null : (
        <p role="status">
          {found.length > 0
            ? props.more
              ? words.many(found.length)
              : words.found(found.length)
            : props.searchable
              ? words.none
              : words.tooShort}
        </p>
      )}
      {found === null || found.length === 0 ? null : <Table {...props} found={found} />}
    </div>
  );
}

function Table({ m, found, call }: SearchPageProps & { readonly found: readonly AppointmentView[] }) {
  const { search: words, states } = m.deskVisits;
  const query = call === null ? '' : `?klic=${encodeURIComponent(call.callId)}`;
  return (
    <div class="card table-scroll" role="region" aria-label={words.caption} tabIndex={0}>
      <table>
        <caption class="visually-hidden">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.service}</th>
            <th scope="col">{words.where}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.reference}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((visit) => {
            const name = visit.visitor?.name ?? words.erased;
            return (
              <tr key={visit.appointmentId}>
                <th scope="row">
                  <a href={`/obiski/${visit.appointmentId}${query}`}>{name}</a>
                </th>
                <td class="number">
                  <time dateTime={machineTime(visit.startsAt)}>
                    {presentDay(visit.startsAt)} <strong>{time(visit.startsAt)}</strong>
                  </time>
                </td>
                <td>{visit.serviceNames.map((text) => textIn(text, 'sl')).join(' + ')}</td>
                <td>
                  {visit.locationName}, {visit.counterName}
                </td>
                <td>
                  <span class={`visit-state visit-${visit.state}`}>{states[visit.state]}</span>
                </td>
                <td class="number">{showReference(visit.reference)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
