import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { type ChangeReason, changeReasons } from '../../../sql/calendar/deed.ts';
import type { VisitHistoryEntry } from '../../../sql/calendar/read-appointment.ts';
import { showReference } from '../../../sql/calendar/reference.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import type { OutboxMessage } from '../../../sql/messages/outbox-message.ts';
import { Fact } from '../../pages/fact.tsx';
import { FormToken } from '../../pages/form-token.tsx';
import { Notice } from '../../pages/notice.tsx';
import { type DetailErrors, type DetailsTyped, detailFields } from '../../portal/details-form.ts';
import { ownNames } from '../../portal/language.ts';
import { citizenTime } from '../../present/citizen-time.ts';
import { presentNumber } from '../../present/phone-number.ts';
import { machineTime } from '../../present/time.ts';
import type { PageFrame } from '../../render.tsx';
import type { DeskCall } from '../desk-call.ts';
import { VisitorFields } from './reservation-page.tsx';
import { VisitHistory, VisitMessages } from './visit-history.tsx';

const { moment, span } = citizenTime('sl');

export type VisitPageProps = PageFrame & {
  readonly visit: AppointmentView;
  /** Others that were booked with it. */
  readonly together: readonly AppointmentView[];
  readonly history: readonly (VisitHistoryEntry & { readonly by: string | null; readonly before: string | null })[];
  /** Null: the reader may see no messages. */
  readonly messages: readonly OutboxMessage[] | null;
  readonly call: DeskCall | null;
  readonly now: number;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  readonly cancelling: {
    readonly reason: ChangeReason | null;
    readonly words: string;
    readonly problem: string | null;
  };
  readonly changing: { readonly typed: DetailsTyped; readonly errors: DetailErrors };
  /** The form that is open from the beginning. */
  readonly open: 'cancel' | 'change' | null;
};

export function VisitPage(props: VisitPageProps) {
  const { m, visit, together } = props;
  const { visit: words, states } = m.deskVisits;
  return (
    <div class="desk-page">
      <h1>
        {words.heading(showReference(visit.reference))}{' '}
        <span class={`visit-state visit-${visit.state}`}>{states[visit.state]}</span>
      </h1>
      <Notice notice={props.notice} />
      <div class="desk-columns">
        <div>
          <section class="card" aria-labelledby="podatki">
            <h2 id="podatki">{visit.serviceNames.map((name) => textIn(name, 'sl')).join(' + ')}</h2>
            <Facts {...props} />
          </section>
          {together.length === 0 ? null : (
            <section class="card" aria-labelledby="skupaj">
              <h2 id="skupaj">{words.together}</h2>
              <ul class="desk-slots">
                {together.map((other) => (
                  <li key={other.appointmentId}>
                    <a href={`/obiski/${other.appointmentId}`}>{moment(other.startsAt)}</a>, {other.counterName}{' '}
                    <span class={`visit-state visit-${other.state}`}>{states[other.state]}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Deeds {...props} />
        </div>
        <div>
          <VisitHistory {...props} />
          <VisitMessages {...props} />
        </div>
      </div>
    </div>
  );
}

function Facts({ m, visit }: VisitPageProps) {
  const words = m.deskVisits.visit;
  const { visitor } = visit;
  return (
    <dl class="facts">
      <Fact name={words.when}>
        <strong>
          <time dateTime={machineTime(visit.startsAt)}>{span(visit.startsAt, visit.endsAt)}</time>
        </strong>
      </Fact>
      {visit.assuredAt === null ? null : <Fact name={words.assured}>{moment(visit.assuredAt)}</Fact>}
      <Fact name={words.where}>
        {visit.locationName}, {visit.address}
      </Fact>
      <Fact name={words.counter}>
        {[visit.counterName, visit.counterFloorNote].filter((part) => part !== '').join(', ')}
      </Fact>
      {visitor === null ? (
        <Fact name={words.who}>{words.erased}</Fact>
      ) : (
        <>
          <Fact name={words.who}>{visitor.name}</Fact>
          <Fact name={words.phone}>{visitor.phone === null ? m.none : presentNumber(visitor.phone)}</Fact>
          <Fact name={words.email}>{visitor.email ?? m.none}</Fact>
          {visitor.note === '' ? null : (
            <Fact name={words.note}>
              <span class="as-typed">{visitor.note}</span>
            </Fact>
          )}
        </>
      )}
      <Fact name={words.language}>{ownNames[visit.language]}</Fact>
      <Fact name={words.consent}>
        {visit.consentVersion === null ? words.consentAtCounter : words.consentGiven(visit.consentVersion)}
      </Fact>
    </dl>
  );
}

function Deeds(props: VisitPageProps) {
  const { m, visit, call, now, csrfToken } = props;
  const words = m.deskVisits.visit;
  const stands = visit.state === 'booked' && visit.endsAt > now;
  const query = call === null ? '' : `&klic=${encodeURIComponent(call.callId)}`;
  const path = `/obiski/${visit.appointmentId}`;
  if (!stands) {
    return (
      <p>
        <a role="button" href={`/termini?storitev=${visit.services[0]}${query}`}>
          {words.rebook}
        </a>
      </p>
    );
  }
  return (
    <section class="card desk-deeds" aria-label={words.title}>
      <p class="form-row">
        <a role="button" href={`/termini?prestavi=${visit.appointmentId}${query}`}>
          {words.move}
        </a>
      </p>
      <form method="post" action={`${path}/potrdilo`}>
        <FormToken token={csrfToken} />
        <button type="submit" class="secondary" aria-describedby="potrdilo-namig">
          {words.sendAgain}
        </button>{' '}
        <small id="potrdilo-namig">{words.sendAgainHint}</small>
      </form>
      {visit.visitor === null ? null : <Change {...props} />}
      <Cancel {...props} />
    </section>
  );
}

function Change({ m, visit, changing, open, csrfToken, call }: VisitPageProps) {
  const words = m.deskVisits.visit;
  const focus = detailFields.find((name) => changing.errors[name] !== undefined) ?? null;
  return (
    <details open={open === 'change'}>
      <summary>{words.change}</summary>
      <form method="post" action={`/obiski/${visit.appointmentId}/podatki`} novalidate>
        <FormToken token={csrfToken} />
        {call === null ? null : <input type="hidden" name="klic" value={call.callId} />}
        <VisitorFields m={m} {...changing} focus={focus} phoneHint={m.desk.reservation.phoneHint} contactHint={null} />
        <button type="submit" class="secondary">
          {words.changeSubmit}
        </button>
      </form>
    </details>
  );
}

function Cancel({ m, visit, cancelling, open, csrfToken, call }: VisitPageProps) {
  const words = m.deskVisits.visit;
  const { problem } = cancelling;
  return (
    <details open={open === 'cancel'}>
      <summary>{words.cancel}</summary>
      <form method="post" action={`/obiski/${visit.appointmentId}/odpovej`} novalidate>
        <FormToken token={csrfToken} />
        {call === null ? null : <input type="hidden" name="klic" value={call.callId} />}
        {problem === null ? null : (
          <p class="field-error" role="alert" id="odpoved-napaka">
            {problem}
          </p>
        )}
        <fieldset {...(problem === null ? {} : { 'aria-describedby': 'odpoved-napaka' })}>
          <legend>{words.reason}</legend>
          {changeReasons.map((reason) => (
            <label key={reason}>
              <input type="radio" name="razlog" value={reason} checked={cancelling.reason === reason} />
              {words.reasons[reason]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="sporocilo">{words.words}</label>
          <span class="hint" id="sporocilo-namig">
            {words.wordsHint}
          </span>
          <textarea id="sporocilo" name="sporocilo" rows={2} maxLength={1000} aria-describedby="sporocilo-namig">
            {cancelling.words}
          </textarea>
        </div>
        <button type="submit" class="danger">
          {words.cancelSubmit}
        </button>
      </form>
    </details>
  );
}
