import type { HeldSlot } from '../../../sql/calendar/hold.ts';
import { FormToken } from '../../pages/form-token.tsx';
import { Notice } from '../../pages/notice.tsx';
import type { BookedBefore } from '../../portal/booked-before.ts';
import { type DetailErrors, type DetailField, type DetailsTyped, detailFields } from '../../portal/details-form.ts';
import { citizenLanguages, ownNames } from '../../portal/language.ts';
import { Bullets } from '../../portal/pages/details-page.tsx';
import { ErrorsFound, Field, TickBox } from '../../portal/pages/field.tsx';
import { writeSlots } from '../../portal/slot-choices.ts';
import { citizenTime } from '../../present/citizen-time.ts';
import { presentTime } from '../../present/time.ts';
import type { PageFrame } from '../../render.tsx';
import type { DeskCall } from '../desk-call.ts';
import type { LostTime } from './finder-times.tsx';

const { moment, span } = citizenTime('sl');

export type ReservationPageProps = PageFrame & {
  readonly submission: string;
  readonly serviceName: string;
  readonly place: { readonly name: string; readonly address: string };
  readonly slots: readonly Pick<HeldSlot, 'startsAt' | 'endsAt' | 'counterName' | 'counterId'>[];
  /** Null: nothing is held any more, see `lost`. */
  readonly held: { readonly expiresAt: number; readonly canBeExtended: boolean } | null;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  readonly lost: LostTime | null;
  /** How many visits were booked on the same way before, and where the newest is; null: none. */
  readonly besides: BookedBefore | null;
  readonly documents: readonly string[];
  readonly information: readonly string[];
  readonly typed: DetailsTyped;
  readonly errors: DetailErrors;
  readonly call: DeskCall | null;
  readonly otherTime: string;
};

/** What to say to the citizen and who comes, while the time is held. */
export function ReservationPage(props: ReservationPageProps) {
  const { m, errors, lost, slots } = props;
  const words = m.desk.reservation;
  const found = detailFields.flatMap((name) => {
    const sentence = errors[name];
    return sentence === undefined ? [] : [[name, sentence] as const];
  });
  return (
    <div class="desk-page">
      <h1>{words.title}</h1>
      <Notice notice={props.notice} />
      {props.besides === null ? null : (
        <p class="notice notice-plain">
          <span>
            {words.besides(props.besides.visits, slots.length)} <a href={props.besides.href}>{words.besidesLink}</a>
          </span>
        </p>
      )}
      <ErrorsFound heading={m.desk.reservation.errorsFound} errors={found} />
      <form method="post" action={`/termini/${props.submission}`} class="desk-columns" novalidate>
        <div>
          <FormToken token={props.csrfToken} />
          <input type="hidden" name="termini" value={writeSlots(slots)} />
          {/* Enter in a field sends the form by its first button: that is this one, not the one that gives up. */}
          <button type="submit" name="dejanje" value="potrdi" class="visually-hidden" tabIndex={-1} aria-hidden="true">
            {words.confirm}
          </button>
          {lost === null ? null : (
            <section class="card" role="alert">
              <p>
                {words.ended} {lost.why}
              </p>
              <div class="form-row">
                {lost.alternatives.map(({ slots: others, placeName }) => (
                  <button
                    key={writeSlots(others)}
                    type="submit"
                    name="termin"
                    value={writeSlots(others)}
                    class="secondary"
                  >
                    {others[0] === undefined ? '' : moment(others[0].startsAt)}, {placeName}
                  </button>
                ))}
              </div>
            </section>
          )}
          <section class="card" aria-labelledby="termin-naslov">
            <h2 id="termin-naslov">{props.serviceName}</h2>
            <ul class="desk-slots">
              {slots.map((slot) => (
                <li key={writeSlots([slot])}>
                  <strong>{span(slot.startsAt, slot.endsAt)}</strong>, {slot.counterName}
                </li>
              ))}
            </ul>
            <p>
              {props.place.name}, {props.place.address}
            </p>
            <p class="form-row">
              {props.held === null ? null : (
                <span class="deadline" data-until={String(props.held.expiresAt)}>
                  {(slots.length > 1 ? words.heldUntilMany : words.heldUntil)(presentTime(props.held.expiresAt))}
                </span>
              )}
              {props.held?.canBeExtended === true ? (
                <button type="submit" name="dejanje" value="podaljsaj" class="secondary small">
                  {words.extend}
                </button>
              ) : null}
              <a href={props.otherTime}>{words.otherTime}</a>
              <button type="submit" name="dejanje" value="opusti" class="secondary outline small">
                {words.letGo}
              </button>
            </p>
          </section>
          <Told {...props} focus={found[0]?.[0] ?? null} />
        </div>
        <Who {...props} focus={found[0]?.[0] ?? null} />
      </form>
    </div>
  );
}

type Focused = ReservationPageProps & { readonly focus: DetailField | null };

function Told({ m, documents, information, typed, errors, focus }: Focused) {
  const words = m.desk.reservation;
  return (
    <section class="card" aria-labelledby="povejte">
      <h2 id="povejte">{words.tell}</h2>
      <h3>{words.bring}</h3>
      {documents.length === 0 ? <p>{words.bringNothing}</p> : <Bullets entries={documents} />}
      {information.length === 0 ? null : (
        <>
          <h3>{words.know}</h3>
          <Bullets entries={information} />
        </>
      )}
      <p>{words.consentText}</p>
      <TickBox
        name="prebrano"
        label={words.read}
        required
        error={errors.prebrano ?? null}
        ticked={typed.read}
        focus={focus === 'prebrano'}
      />
      <TickBox name="soglasje" label={words.consent} error={null} ticked={typed.consent} focus={false} />
      <small>{words.consentHint}</small>
    </section>
  );
}

function Who(props: Focused) {
  const { m, typed, slots, focus, call } = props;
  const words = m.desk.reservation;
  const landline = call !== null && call.shown !== null && typed.phone === '' ? words.callsFrom(call.shown) : null;
  return (
    <section class="card" aria-labelledby="kdo">
      <h2 id="kdo">{words.who}</h2>
      <VisitorFields {...props} focus={focus} phoneHint={landline ?? words.phoneHint} contactHint={words.contactHint} />
      <Field name="jezik" label={words.language} error={null} focus={false}>
        {(described) => (
          <select {...described}>
            {citizenLanguages.map((language) => (
              <option key={language} value={language} lang={language} selected={language === typed.language}>
                {ownNames[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="desk-actions">
        <button type="submit" name="dejanje" value="potrdi">
          {slots.length > 1 ? words.confirmMany : words.confirm}
        </button>
        <button type="submit" name="dejanje" value="poslji" class="secondary" aria-describedby="poslji-namig">
          {words.handOver}
        </button>
        <small id="poslji-namig">{words.handOverHint}</small>
      </div>
    </section>
  );
}

/** Name, addresses and note of who comes; on every page on which staff types them. */
export function VisitorFields(props: {
  readonly m: PageFrame['m'];
  readonly typed: DetailsTyped;
  readonly errors: DetailErrors;
  readonly focus: DetailField | null;
  readonly phoneHint: string;
  readonly contactHint: string | null;
}) {
  const { m, typed, errors, focus } = props;
  const words = m.desk.reservation;
  const error = (name: DetailField) => ({ error: errors[name] ?? null, focus: focus === name });
  return (
    <>
      <Field name="ime" label={words.name} required {...error('ime')}>
        {(described) => <input {...described} type="text" autoComplete="off" maxLength={300} value={typed.name} />}
      </Field>
      <Field name="telefon" label={words.phone} hint={props.phoneHint} {...error('telefon')}>
        {(described) => <input {...described} type="tel" autoComplete="off" maxLength={40} value={typed.phone} />}
      </Field>
      <Field name="eposta" label={words.email} hint={props.contactHint ?? undefined} {...error('eposta')}>
        {(described) => (
          <input
            {...described}
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            maxLength={300}
            value={typed.email}
          />
        )}
      </Field>
      <Field name="opomba" label={words.note} hint={words.noteHint} {...error('opomba')}>
        {(described) => <textarea {...described} rows={2} maxLength={2000} value={typed.note} />}
      </Field>
    </>
  );
}
