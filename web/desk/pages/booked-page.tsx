import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import type { BookingProgress } from '../../../sql/calendar/hand-over.ts';
import { showReference } from '../../../sql/calendar/reference.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import { may } from '../../may.ts';
import { FormToken } from '../../pages/form-token.tsx';
import { Notice } from '../../pages/notice.tsx';
import { citizenTime } from '../../present/citizen-time.ts';
import { presentNumber } from '../../present/phone-number.ts';
import { presentTime } from '../../present/time.ts';
import type { PageFrame } from '../../render.tsx';
import type { DeskCall } from '../desk-call.ts';

const { moment } = citizenTime('sl');

type Again = { readonly call: DeskCall | null };

/** What became of it: the numbers to read out, and what the citizen gets. */
export function BookedPage(
  props: PageFrame & Again & { readonly visits: readonly AppointmentView[]; readonly byCitizen: boolean },
) {
  const { m, visits, user } = props;
  const words = m.desk.reservation;
  const [first] = visits;
  const sentence = props.byCitizen ? words.handedDone : visits.length > 1 ? words.doneMany : words.done;
  return (
    <div class="desk-page desk-narrow">
      <h1>{visits.length > 1 ? words.doneMany : words.done}</h1>
      <Notice notice={{ kind: 'done', sentence }} />
      <section class="card" aria-labelledby="preberite">
        <h2 id="preberite">{words.readReference}</h2>
        <ul class="desk-slots">
          {visits.map((visit) => (
            <li key={visit.reference}>
              <strong class="reference">{showReference(visit.reference)}</strong>
              <br />
              {moment(visit.startsAt)}, {visit.counterName}
              {user !== null && may(user, 'handleVisits', visit.locationId) ? (
                <>
                  {' '}
                  <a href={`/obiski/${visit.appointmentId}`}>{words.openVisit}</a>
                </>
              ) : null}
            </li>
          ))}
        </ul>
        {first === undefined ? null : (
          <p>
            {first.serviceNames.map((name) => textIn(name, 'sl')).join(' + ')}, {first.locationName}, {first.address}
          </p>
        )}
        {first === undefined ? null : <p>{sentTo(words, first)}</p>}
      </section>
      <Onward {...props} />
    </div>
  );
}

function sentTo(words: PageFrame['m']['desk']['reservation'], { visitor }: AppointmentView): string {
  const email = visitor?.email ?? null;
  const phone = visitor?.phone ?? null;
  if (email !== null && phone !== null) return words.sentBoth;
  if (email !== null) return words.sentEmail;
  return phone !== null ? words.sentSms : words.sentNothing;
}

function Onward({ m, call, user }: PageFrame & Again) {
  const words = m.desk.reservation;
  const query = call === null ? '' : `?klic=${encodeURIComponent(call.callId)}`;
  return (
    <p class="form-row">
      <a role="button" href={`/termini${query}`}>
        {words.another}
      </a>
      {call !== null && user !== null && may(user, 'useConsole') ? <a href="/konzola">{words.backToConsole}</a> : null}
    </p>
  );
}

/** The citizen has the link; the page tells by itself when they are through. */
export function HandedOverPage(
  props: PageFrame &
    Again & {
      readonly submission: string;
      readonly serviceName: string;
      readonly progress: BookingProgress;
      readonly otherTime: string;
    },
) {
  const { m, progress, submission } = props;
  const words = m.desk.reservation;
  const { visitor, expiresAt, slots } = progress;
  const waiting = progress.state === 'held' && expiresAt !== null;
  return (
    <div class="desk-page desk-narrow">
      <h1>{words.handedOver}</h1>
      <p
        class={`notice ${waiting ? 'notice-plain' : 'notice-refused'}`}
        role="status"
        {...(waiting ? { 'data-until': String(expiresAt) } : {})}
      >
        {waiting ? words.waitingFor(presentTime(expiresAt)) : words.handedEnded}
      </p>
      <section class="card" aria-labelledby="kaj">
        <h2 id="kaj">{props.serviceName}</h2>
        <ul class="desk-slots">
          {slots.map((slot) => (
            <li key={`${slot.counterId}@${slot.startsAt}`}>
              {moment(slot.startsAt)}, {slot.counterName}
            </li>
          ))}
        </ul>
        {visitor === null ? null : (
          <p>
            {[visitor.name, visitor.phone === null ? '' : presentNumber(visitor.phone), visitor.email ?? '']
              .filter((part) => part !== '')
              .join(', ')}
          </p>
        )}
        {waiting ? (
          <form method="post" action={`/termini/${submission}`} class="form-row">
            <FormToken token={props.csrfToken} />
            <button type="submit" name="dejanje" value="prevzemi" class="secondary">
              {words.takeBack}
            </button>
            <button type="submit" name="dejanje" value="ponovi" class="secondary outline">
              {words.sendAgain}
            </button>
            <button type="submit" name="dejanje" value="opusti" class="secondary outline">
              {words.letGo}
            </button>
          </form>
        ) : (
          <p>
            <a href={props.otherTime}>{words.otherTime}</a>
          </p>
        )}
      </section>
      {waiting ? <small>{words.liveHint}</small> : null}
      <Onward {...props} />
    </div>
  );
}
