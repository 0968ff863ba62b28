import type { HeldSlot } from '../../../sql/calendar/hold.ts';
import { FormToken } from '../../pages/form-token.tsx';
import type { BookedBefore } from '../booked-before.ts';
import type { CitizenFrame } from '../citizen-page.tsx';
import { type DetailErrors, type DetailField, type DetailsTyped, detailFields } from '../details-form.ts';
import { citizenLanguages, ownNames } from '../language.ts';
import type { RobotQuestion } from '../robot-question.ts';
import { writeSlots } from '../slot-choices.ts';
import { Deadline } from './deadline.tsx';
import { ErrorsFound, Field, TickBox } from './field.tsx';
import { type Alternative, AlternativeButtons } from './lost-page.tsx';
import { Steps } from './steps.tsx';

export type DetailsPageProps = {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly action: string;
  readonly serviceName: string;
  readonly place: { readonly name: string; readonly address: string };
  readonly slots: readonly Pick<HeldSlot, 'startsAt' | 'endsAt' | 'counterName' | 'counterId'>[];
  /** Null: nothing is held (any more), see `lost`. */
  readonly held: { readonly expiresAt: number; readonly canBeExtended: boolean } | null;
  readonly extended: boolean;
  /** The time was over, and is kept again, because nobody else took it. */
  readonly again: boolean;
  /** Of the server: what is left is counted by its clock. */
  readonly now: number;
  readonly lost: {
    readonly title: string;
    readonly why: string;
    readonly alternatives: readonly Alternative[];
  } | null;
  readonly documents: readonly string[];
  readonly information: readonly string[];
  readonly typed: DetailsTyped;
  readonly errors: DetailErrors;
  /** The version of the privacy notice in force. */
  readonly notice: string;
  /** Null: whoever came by a link of ours is no robot. */
  readonly question: RobotQuestion | null;
  /** What was answered to it already. */
  readonly answer?: string;
  /** Null: an agent chose the time, and only that can be finished here. */
  readonly otherTime: string | null;
  readonly title: string;
  readonly lead: string | null;
  /** How many visits were booked on the same way before, and where the newest is; null: none. */
  readonly besides: BookedBefore | null;
  readonly back: readonly string[];
};

/** What to know and to bring, and who comes: the fourth page of the path. */
export function DetailsPage(props: DetailsPageProps) {
  const { frame, slots, errors, lost } = props;
  const { m, time, to } = frame;
  const words = m.booking.details;
  const found = detailFields.flatMap((name) => {
    const sentence = errors[name];
    return sentence === undefined ? [] : [[name, sentence] as const];
  });
  const first = found[0]?.[0] ?? null;
  const error = (name: DetailField) => ({ error: errors[name] ?? null, focus: first === name });
  return (
    <>
      {props.otherTime === null ? null : <Steps m={m} step={4} back={props.back} />}
      <h1>{props.title}</h1>
      {props.lead === null ? null : <p class="lead">{props.lead}</p>}
      {props.besides === null ? null : (
        <p class="notice notice-plain">
          <span>
            {words.besides(props.besides.visits, slots.length)} {words.besidesMove}{' '}
            <a href={props.besides.href}>{words.besidesLink}</a>
          </span>
        </p>
      )}
      <ErrorsFound heading={m.errorsFound} errors={found} />
      <form method="post" action={props.action} class="details" novalidate>
        <FormToken token={props.formToken} />
        <input type="hidden" name="termini" value={writeSlots(slots)} />
        <input type="hidden" name="obvestilo" value={props.notice} />
        {props.question === null ? null : <input type="hidden" name="vprasanje" value={props.question.token} />}
        {/* Enter in a field sends the form by its first button: that is this one, not the one that gives up. */}
        <button type="submit" name="dejanje" value="potrdi" class="visually-hidden" tabIndex={-1} aria-hidden="true">
          {words.submit}
        </button>
        {lost === null ? null : (
          <section class="card lost" role="alert">
            <h2>{lost.title}</h2>
            <p>
              {lost.why} {m.booking.lost.kept}{' '}
              {lost.alternatives.length === 0 ? m.booking.lost.none : m.booking.lost.choose}
            </p>
            <AlternativeButtons frame={frame} alternatives={lost.alternatives} />
            {props.otherTime === null ? null : (
              <p>
                <a href={props.otherTime}>{m.booking.lost.more}</a>
              </p>
            )}
          </section>
        )}
        <section class="card visit-card" aria-labelledby="termin-naslov">
          <h2 id="termin-naslov">{slots.length > 1 ? words.yourVisits : words.yourVisit}</h2>
          <p>
            <strong>{props.serviceName}</strong>
            <br />
            {props.place.name}
            {props.place.address === '' ? '' : `, ${props.place.address}`}
          </p>
          <ul>
            {slots.map((slot) => (
              <li key={writeSlots([slot])}>
                <strong>{time.span(slot.startsAt, slot.endsAt)}</strong>, {slot.counterName}
              </li>
            ))}
          </ul>
          {props.held === null ? null : <Deadline {...props} held={props.held} ownChoice={props.otherTime !== null} />}
          {props.otherTime === null ? null : (
            <p class="no-print">
              <a href={props.otherTime}>{words.other}</a>
            </p>
          )}
        </section>
        <section class="card" aria-labelledby="dokumenti-naslov">
          <h2 id="dokumenti-naslov">{words.documents}</h2>
          {props.documents.length === 0 ? <p>{words.noDocuments}</p> : <Bullets entries={props.documents} />}
          {props.information.length === 0 ? null : (
            <>
              <h3>{words.information}</h3>
              <Bullets entries={props.information} />
            </>
          )}
          <TickBox name="prebrano" label={words.read} required ticked={props.typed.read} {...error('prebrano')} />
        </section>
        <section class="card" aria-labelledby="podatki-naslov">
          <h2 id="podatki-naslov">{words.you}</h2>
          <p class="hint">{words.needed}</p>
          <Person {...props} error={error} />
          <TickBox
            name="soglasje"
            label={`${words.consent} `}
            required
            ticked={props.typed.consent && props.typed.notice === props.notice}
            {...error('soglasje')}
          >
            <a href={to('/zasebnost')} target="_blank" rel="noopener">
              {words.consentLink}
            </a>
            .
          </TickBox>
          {props.question === null ? null : (
            <Question frame={frame} question={props.question} answer={props.answer ?? ''} error={error('odgovor')} />
          )}
        </section>
        <div class="buttons">
          <button type="submit" name="dejanje" value="potrdi">
            {slots.length > 1 ? words.submitMany : words.submit}
          </button>
          {props.otherTime === null ? null : (
            <button type="submit" name="dejanje" value="opusti" class="plain">
              {words.letGo}
            </button>
          )}
        </div>
      </form>
    </>
  );
}

function Question(props: {
  readonly frame: CitizenFrame;
  readonly question: RobotQuestion;
  readonly answer: string;
  readonly error: ReturnType<ErrorOf>;
}) {
  const words = props.frame.m.booking.details;
  const { one, other } = props.question;
  return (
    <>
      <Field name="odgovor" label={words.question(one, other)} hint={words.questionHint} required {...props.error}>
        {(described) => (
          <input
            {...described}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            class="short"
            value={props.answer}
          />
        )}
      </Field>
      <div class="trap" aria-hidden="true">
        <label for="spletna-stran">{words.trap}</label>
        <input id="spletna-stran" name="spletna-stran" type="text" tabIndex={-1} autoComplete="off" value="" />
      </div>
    </>
  );
}

type ErrorOf = (name: DetailField) => { readonly error: string | null; readonly focus: boolean };

function Person({ frame, typed, error }: DetailsPageProps & { readonly error: ErrorOf }) {
  const words = frame.m.booking.details;
  return (
    <>
      <Field name="ime" label={words.name} hint={words.nameHint} required {...error('ime')}>
        {(described) => <input {...described} type="text" autoComplete="name" maxLength={300} value={typed.name} />}
      </Field>
      <p class="hint">{words.contactHint}</p>
      <Field name="eposta" label={words.email} {...error('eposta')}>
        {(described) => (
          <input
            {...described}
            type="email"
            autoComplete="email"
            autoCapitalize="none"
            spellcheck={false}
            maxLength={300}
            value={typed.email}
          />
        )}
      </Field>
      <Field name="telefon" label={words.phone} hint={words.phoneHint} {...error('telefon')}>
        {(described) => <input {...described} type="tel" autoComplete="tel" maxLength={40} value={typed.phone} />}
      </Field>
      <Field name="opomba" label={words.note} hint={words.noteHint} {...error('opomba')}>
        {(described) => <textarea {...described} rows={3} maxLength={2000} value={typed.note} />}
      </Field>
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
    </>
  );
}

export function Bullets({ entries }: { readonly entries: readonly string[] }) {
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry}>{entry}</li>
      ))}
    </ul>
  );
}
