import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import type { AppointmentId } from '../../sql/calendar/words.ts';
import type { Place } from '../../sql/places/place.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { FormProblems, type FormState, TextField } from '../locations/form-parts.tsx';
import { placePath } from '../locations/locations-page.tsx';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import { presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';

export const visitField = (id: number): string => `obisk-${id}`;

/** The visit that a field names; none for other fields. */
export function chosenBy(field: string): readonly AppointmentId[] {
  const [, id] = /^obisk-(\d{1,15})$/.exec(field) ?? [];
  return id === undefined ? [] : [Number(id) as AppointmentId];
}

type Props = PageFrame &
  FormState & {
    readonly place: Place;
    readonly visits: readonly AppointmentView[];
    /** How many there are, also those that are not shown. */
    readonly count: number;
    readonly notice: DoneNotice | null;
  };

/** Visits that can not stay; who is chosen gets another time proposed. */
export function VisitsToMovePage({ m, place, visits, count, typed, problems, notice, csrfToken }: Props) {
  const words = m.evacuation.toMove;
  return (
    <div class="locations-page">
      <p>
        <a href={placePath(place.id)}>{m.locations.back(place.name)}</a>
      </p>
      <h1>{words.title(place.name)}</h1>
      <Notice notice={notice} />
      {visits.length === 0 ? (
        <p class="card">{words.none}</p>
      ) : (
        <>
          <p>{words.intro}</p>
          <FormProblems heading={words.problems.heading} problems={problems} />
          <form class="card" id="obiski" method="post" action={placePath(place.id, 'premik')} noValidate tabIndex={-1}>
            <FormToken token={csrfToken} />
            <div class="table-scroll" role="region" aria-label={words.title(place.name)} tabIndex={0}>
              <table class="stacked">
                <caption class="visually-hidden">{words.title(place.name)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{words.choose}</th>
                    <th scope="col">{words.at}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.where}</th>
                    <th scope="col">{words.reachable}</th>
                    <th scope="col">{words.reference}</th>
                  </tr>
                </thead>
                <tbody>
                  {visits.map((visit) => {
                    const when = presentDayAndTime(visit.startsAt);
                    return (
                      <tr key={visit.appointmentId}>
                        <td>
                          <input
                            type="checkbox"
                            name={visitField(visit.appointmentId)}
                            value="da"
                            checked={typed[visitField(visit.appointmentId)] === 'da'}
                            aria-label={words.chooseWhich(visit.reference, when)}
                          />
                        </td>
                        <th scope="row">{when}</th>
                        <td data-label={words.service}>{visit.serviceNames.map(({ sl }) => sl).join(', ')}</td>
                        <td data-label={words.where}>
                          {m.openingRules.counterOf(visit.counterName, visit.locationName)}
                        </td>
                        <td data-label={words.reachable}>{words.contact[contactOf(visit)]}</td>
                        <td data-label={words.reference}>{visit.reference}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
            {count > visits.length ? <p>{words.more(visits.length, count)}</p> : null}
            <TextField
              typed={typed}
              problems={problems}
              name="razlog"
              label={words.note}
              hint={words.noteHint}
              maxLength={200}
            />
            <div class="form-row">
              <button type="submit">{words.start}</button>
              {count > visits.length ? (
                <button type="submit" name="obseg" value="vsi" class="secondary">
                  {words.startAll(count)}
                </button>
              ) : null}
            </div>
          </form>
        </>
      )}
    </div>
  );
}

/** How somebody can be told; who they are is no business of this page. */
function contactOf({ visitor }: AppointmentView): 'both' | 'email' | 'phone' | 'none' {
  const email = visitor?.email != null;
  const phone = visitor?.phone != null;
  return email && phone ? 'both' : email ? 'email' : phone ? 'phone' : 'none';
}
