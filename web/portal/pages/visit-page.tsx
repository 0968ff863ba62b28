import { Fragment } from 'preact';
import { takesSms } from '../../../messages/sms/takes-sms.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { showReference } from '../../../sql/calendar/reference.ts';
import type { VisitData } from '../../../sql/messages/message.ts';
import type { Place } from '../../../sql/places/place.ts';
import type { CitizenFrame } from '../citizen-page.tsx';
import { Bullets } from './details-page.tsx';
import { PlaceFacts } from './place-facts.tsx';
import { Steps } from './steps.tsx';

export type ShownVisit = {
  readonly visit: AppointmentView;
  readonly data: VisitData;
  readonly place: Place | null;
  /** Addresses of what may be done with it; null: nothing any more. */
  readonly actions: { readonly cancel: string; readonly move: string; readonly wait: string } | null;
  /** For an earlier one; null: for none. */
  readonly waiting: ShownWaiting | null;
  readonly calendar: string;
};

/** What somebody waits for, what they are offered now, and what would be free at once. */
export type ShownWaiting = {
  readonly wishes: readonly (readonly [label: string, text: string])[];
  readonly offer: { readonly sentence: string; readonly href: string } | null;
  readonly freeNow: readonly { readonly label: string; readonly href: string }[];
};

export type VisitPageProps = {
  readonly frame: CitizenFrame;
  readonly visits: readonly ShownVisit[];
  readonly notice: { readonly kind: 'done' | 'refused'; readonly sentence: string } | null;
  /** Straight after the booking: the fifth page of the path. */
  readonly justBooked: boolean;
  /** Address of the page with one's own data. */
  readonly ownData: string;
};

/** All that a citizen must know of their visits, and what they can do with each. */
export function VisitPage(props: VisitPageProps) {
  const { frame, visits, justBooked, notice } = props;
  const { m } = frame;
  const words = m.visit;
  const many = visits.length > 1;
  const visitor = visits[0]?.visit.visitor ?? null;
  return (
    <>
      {justBooked ? <Steps m={m} step={5} back={[]} /> : null}
      {justBooked ? (
        <div class="confirmed">
          <h1>{many ? words.confirmedMany : words.confirmed}</h1>
          {visitor === null ? null : <p>{toldBy(props)}</p>}
          <p class="no-print">{words.keep}</p>
        </div>
      ) : (
        <h1>{many ? words.titleMany : words.title}</h1>
      )}
      {notice === null ? null : (
        <p class={`notice notice-${notice.kind}`} role={notice.kind === 'done' ? 'status' : 'alert'}>
          {notice.sentence}
        </p>
      )}
      {visits.map((shown) => (
        <VisitCard key={shown.visit.appointmentId} frame={frame} shown={shown} />
      ))}
      <p class="no-print">{visitor === null ? words.erased : <a href={props.ownData}>{m.data.link}</a>}</p>
    </>
  );
}

function toldBy({ frame, visits }: VisitPageProps): string {
  const { told } = frame.m.visit;
  const visitor = visits[0]?.visit.visitor;
  if (visitor?.email != null && visitor.phone !== null && takesSms(visitor.phone)) return told.both;
  return visitor?.email != null ? told.email : told.phone;
}

function VisitCard({ frame, shown }: { readonly frame: CitizenFrame; readonly shown: ShownVisit }) {
  const { m, time, to } = frame;
  const words = m.visit;
  const { visit, data, place, actions } = shown;
  return (
    <article class={`card visit-card visit-${visit.state}`}>
      <header>
        <h2>{time.moment(visit.startsAt)}</h2>
        <p class={`visit-state state-${visit.state}`}>{words.states[visit.state]}</p>
      </header>
      {visit.cancelledAt === null ? null : <p>{words.cancelledOn(time.moment(visit.cancelledAt))}</p>}
      <dl class="facts">
        <dt>{words.reference}</dt>
        <dd class="reference">{showReference(visit.reference)}</dd>
        <dt>{words.service}</dt>
        <dd>{data.serviceName}</dd>
        <dt>{words.where}</dt>
        <dd>
          {data.locationName}
          <br />
          {data.address}
        </dd>
        <dt>{words.counter}</dt>
        <dd>{data.counterName}</dd>
        {place === null ? null : <PlaceFacts frame={frame} place={place} />}
        {visit.visitor === null ? null : (
          <>
            <dt>{words.name}</dt>
            <dd>{visit.visitor.name}</dd>
          </>
        )}
      </dl>
      {visit.state !== 'booked' || data.documents.length === 0 ? null : (
        <>
          <h3>{words.documents}</h3>
          <Bullets entries={data.documents} />
        </>
      )}
      {visit.state !== 'booked' || data.information.length === 0 ? null : (
        <>
          <h3>{words.information}</h3>
          <Bullets entries={data.information} />
        </>
      )}
      {visit.state === 'booked' && actions !== null ? (
        shown.waiting === null ? (
          <p class="no-print">
            <a href={actions.wait}>{m.answers.wait.link}</a>
          </p>
        ) : (
          <Waiting m={m} waiting={shown.waiting} change={actions.wait} />
        )
      ) : null}
      {visit.state === 'booked' && actions !== null ? (
        <p class="buttons no-print">
          <a class="as-button" href={shown.calendar}>
            {words.calendar}
          </a>
          <a class="as-button plain" href={actions.move}>
            {words.move}
          </a>
          <a class="as-button plain" href={actions.cancel}>
            {words.cancel}
          </a>
        </p>
      ) : (
        <p class="no-print">
          <a href={to('/narocanje')}>{words.another}</a>
        </p>
      )}
    </article>
  );
}

function Waiting(props: { readonly m: CitizenFrame['m']; readonly waiting: ShownWaiting; readonly change: string }) {
  const { wishes, offer, freeNow } = props.waiting;
  const words = props.m.answers.wait;
  return (
    <section class="waiting no-print">
      <h3>{words.heading}</h3>
      {offer === null ? null : (
        <p class="offered">
          {offer.sentence} <a href={offer.href}>{words.answer}</a>
        </p>
      )}
      <dl class="facts">
        {wishes.map(([label, text]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
      </dl>
      {offer !== null || freeNow.length === 0 ? null : (
        <>
          <p>{words.freeNow}</p>
          <ul>
            {freeNow.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={props.change}>{words.changeLink}</a>
      </p>
    </section>
  );
}
