import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import type { Messages } from '../../messages/sl.ts';
import { machineTime, presentDayAndTime } from '../../present/time.ts';

/** The visits that are tied to a call, each a link to its page (R3.9). Nothing where there are none. */
export function VisitsOfCall(props: { readonly m: Messages; readonly visits: readonly AppointmentView[] }) {
  const { m, visits } = props;
  if (visits.length === 0) return null;
  const words = m.deskVisits;
  return (
    <section class="card" aria-labelledby="obiski-klica">
      <h2 id="obiski-klica">{words.ofCall.heading}</h2>
      <ul class="desk-slots">
        {visits.map((visit) => (
          <li key={visit.appointmentId}>
            <a href={`/obiski/${visit.appointmentId}`}>
              <time dateTime={machineTime(visit.startsAt)}>{presentDayAndTime(visit.startsAt)}</time>
            </a>
            , {visit.serviceNames.map((name) => textIn(name, 'sl')).join(' + ')}, {visit.locationName}{' '}
            <span class={`visit-state visit-${visit.state}`}>{words.states[visit.state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
