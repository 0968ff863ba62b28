import type { ComponentChildren } from 'preact';
import { showReference } from '../../../sql/calendar/reference.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import { presentNumber } from '../../present/phone-number.ts';
import type { CitizenFrame } from '../citizen-page.tsx';
import type { OwnData, OwnVisit } from '../own-data.ts';
import { wishWords } from '../wish-words.ts';

/** All that is kept of a booking, to read, to take along and to have erased (R9.3). */
export function OwnDataPage(props: {
  readonly frame: CitizenFrame;
  readonly data: OwnData;
  /** The name of a place that somebody wishes for. */
  readonly nameOf: (locationId: string) => string;
  readonly download: string;
  readonly erase: string;
  readonly back: string;
}) {
  const { frame, data, nameOf } = props;
  const { m, time } = frame;
  const words = m.data;
  const { person, consent, messages } = data;
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {person === null ? (
        <p class="notice notice-plain">{m.visit.erased}</p>
      ) : (
        <Part name="oseba" heading={words.person}>
          <dl class="facts">
            <Given label={words.name} value={person.name} none={words.none} />
            <Given label={words.email} value={person.email} none={words.none} />
            <Given
              label={words.phone}
              value={person.phone === null ? null : presentNumber(person.phone)}
              none={words.none}
            />
            <Given label={words.note} value={person.note} none={words.none} />
          </dl>
        </Part>
      )}
      <Part name="soglasje" heading={words.consent}>
        <p>
          {consent?.consentVersion == null || consent.consentAt === null
            ? words.noConsent
            : words.consentGiven(consent.consentVersion, time.moment(consent.consentAt))}
        </p>
        {consent?.informationConfirmedAt == null ? null : (
          <p>{words.informed(time.moment(consent.informationConfirmedAt))}</p>
        )}
      </Part>
      <Part name="termini" heading={words.visits}>
        {data.visits.map((visit) => (
          <Visit key={visit.appointmentId} frame={frame} visit={visit} nameOf={nameOf} />
        ))}
      </Part>
      <Part name="sporocila" heading={words.messages}>
        {messages === null || messages.messages.length === 0 ? (
          <p>{words.noMessages}</p>
        ) : (
          <ul>
            {messages.messages.map((message, place) => (
              <li key={place}>
                {words.kinds[message.kind as keyof typeof words.kinds] ?? message.kind} (
                {words.channels[message.channel]}
                ),{' '}
                {message.sentAt !== null
                  ? time.moment(message.sentAt)
                  : message.state === 'failed' || message.state === 'withdrawn'
                    ? words.notSent
                    : words.notSentYet}
              </li>
            ))}
          </ul>
        )}
      </Part>
      {person === null ? null : (
        <Part name="hramba" heading={words.retention}>
          <p>{words.until(time.longDay(data.keptUntil))}</p>
          <p class="hint no-print">{words.downloadHint}</p>
          <p class="buttons no-print">
            <a class="as-button" href={props.download} download="moji-podatki.json">
              {words.download}
            </a>
            <a class="as-button plain" href={props.erase}>
              {words.erase}
            </a>
          </p>
        </Part>
      )}
      <p class="no-print">
        <a href={props.back}>{words.back}</a>
      </p>
    </>
  );
}

function Part(props: { readonly name: string; readonly heading: string; readonly children: ComponentChildren }) {
  return (
    <section class="card" aria-labelledby={`${props.name}-naslov`}>
      <h2 id={`${props.name}-naslov`}>{props.heading}</h2>
      {props.children}
    </section>
  );
}

function Given(props: { readonly label: string; readonly value: string | null; readonly none: string }) {
  const { label, value, none } = props;
  return (
    <>
      <dt>{label}</dt>
      <dd class="as-typed">{value === null || value === '' ? <span class="hint">{none}</span> : value}</dd>
    </>
  );
}

function Visit(props: {
  readonly frame: CitizenFrame;
  readonly visit: OwnVisit;
  readonly nameOf: (locationId: string) => string;
}) {
  const { frame, visit, nameOf } = props;
  const { language, m, time } = frame;
  const words = m.data;
  return (
    <div class="own-visit">
      <h3>
        {time.moment(visit.startsAt)} <small>({m.visit.states[visit.state]})</small>
      </h3>
      <p>
        {visit.serviceNames.map((name) => textIn(name, language)).join(' + ')}, {visit.locationName},{' '}
        {m.visit.reference} {showReference(visit.reference)}
      </p>
      <ul>
        {visit.history.map((entry, place) => (
          <li key={place}>
            {time.moment(entry.at)}: {words.history[entry.what]} ({words.by[entry.channel]})
          </li>
        ))}
      </ul>
      {visit.wishesEarlier === null ? null : (
        <>
          <h4>{m.answers.wait.link}</h4>
          <dl class="facts">
            {wishWords(frame, visit.wishesEarlier, nameOf).map(([label, text]) => (
              <Given key={label} label={label} value={text} none={words.none} />
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
