import type { Schedule } from '../../reports/schedule/schedule.ts';
import { timesOf } from '../../reports/schedule/words.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import type { Counter } from '../../sql/calendar/counters.ts';
import { showReference } from '../../sql/calendar/reference.ts';
import { textIn } from '../../sql/calendar/words.ts';
import { FormProblems, type FormState, SelectField, TextField } from '../locations/form-parts.tsx';
import type { Messages } from '../messages/sl.ts';
import { saySpan } from '../opening/rule-words.ts';
import { noonOf } from '../present/citizen-time.ts';
import { presentLongDay } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { ScheduleChoice } from '../schedule/choice.ts';
import { blockFields } from '../schedule/time-block-form.ts';
import { FormToken } from './form-token.tsx';
import { Guide } from './guide.tsx';

type FormProps = Pick<PageFrame, 'm' | 'csrfToken'> &
  FormState & {
    /** The schedule that it came from, and that it goes back to. */
    readonly chosen: ScheduleChoice;
    readonly counters: readonly Pick<Counter, 'id' | 'name'>[];
  };

export const blockPath = '/urnik/zapora';

/** Which schedule it came from: its filters and whether names stand in it are the same afterwards. */
function ChosenFields({ chosen }: Pick<FormProps, 'chosen'>) {
  const { lokacija, dan, okence, storitev, imena } = chosen;
  return (
    <>
      {Object.entries({ lokacija, dan, okence, storitev, imena }).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

/** Counter, from, to and why. */
export function BlockFields({ m, csrfToken, typed, problems, chosen, counters }: FormProps) {
  const words = m.timeBlocks;
  const state = { typed, problems };
  return (
    <>
      <FormToken token={csrfToken} />
      <ChosenFields chosen={chosen} />
      <div class="fields">
        <SelectField
          {...state}
          name={blockFields.counter}
          label={words.counter}
          options={counters.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <TextField {...state} name={blockFields.from} label={words.from} hint={words.fromHint} maxLength={5} required />
        <TextField {...state} name={blockFields.to} label={words.to} hint={words.toHint} maxLength={5} required />
        <TextField
          {...state}
          name={blockFields.reason}
          label={words.reason}
          hint={words.reasonHint}
          maxLength={100}
          required
        />
      </div>
    </>
  );
}

/** A part of the day in which a counter is closed by an exception of its own. */
export type PartDayClosure = {
  readonly id: number;
  readonly counterName: string;
  /** "09:00"; `to` may be "24:00". */
  readonly from: string;
  readonly to: string;
  readonly note: string;
  /** Null: whoever looks may not change it. */
  readonly path: string | null;
};

/** On the schedule of a day: time is blocked, and what is blocked is opened again. */
export function TimeBlocks(
  props: FormProps & { readonly schedule: Schedule; readonly closures: readonly PartDayClosure[] },
) {
  const { m, csrfToken, schedule, chosen, closures } = props;
  const words = m.timeBlocks;
  const blocked = schedule.counterDays.flatMap(({ counter, blocks }) =>
    blocks.flatMap((block) => (block.kind === 'blocked' ? [{ counter, block }] : [])),
  );
  return (
    <section class="card time-blocks" aria-labelledby="zapora">
      <h2 id="zapora">{words.title}</h2>
      <p>{words.intro}</p>
      <form method="post" action={blockPath} noValidate>
        <BlockFields {...props} />
        <button type="submit" name="dejanje" value="zapri">
          {words.submit}
        </button>
      </form>
      <h3>{words.list}</h3>
      {blocked.length + closures.length === 0 ? (
        <p>
          {chosen.okence !== undefined
            ? words.noneOfCounter
            : chosen.storitev !== undefined
              ? words.noneOfCounters
              : words.none}
        </p>
      ) : (
        <ul class="time-block-list">
          {blocked.map(({ counter, block }) => (
            <li key={block.appointmentId}>
              <span>
                <strong class="block-time">{timesOf(block)}</strong> {counter.name}
                {block.note === '' ? '' : `: ${block.note}`}
              </span>
              <form method="post" action={`${blockPath}/${block.appointmentId}/odpri`}>
                <FormToken token={csrfToken} />
                <ChosenFields chosen={chosen} />
                <button type="submit" class="secondary outline small">
                  {words.lift}
                  <span class="visually-hidden">{words.liftOf(counter.name, timesOf(block))}</span>
                </button>
              </form>
            </li>
          ))}
          {closures.map(({ id, counterName, from, to, note, path }) => (
            <li key={`izjema ${id}`}>
              <span>
                <strong class="block-time">{saySpan(from, to)}</strong> {counterName}
                {note === '' ? '' : `: ${note}`} <small>{words.byException}</small>
              </span>
              {path === null ? null : (
                <a href={path}>
                  {words.editException}
                  <span class="visually-hidden">{words.exceptionOf(counterName, saySpan(from, to))}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export type TimeBlockPageProps = PageFrame &
  FormProps & {
    readonly placeName: string;
    readonly backTo: string;
    /** Null: what was typed is wrong, and nothing was looked for. */
    readonly found: {
      readonly visits: readonly AppointmentView[];
      readonly held: boolean;
      /** The visits are others than those that were shown before. */
      readonly changed: boolean;
    } | null;
    readonly mayNames: boolean;
    readonly mayMove: boolean;
  };

/** What is wrong with a block, or what stands in its way and what can be done about it. */
export function TimeBlockPage(props: TimeBlockPageProps) {
  const { m, placeName, chosen, found, problems } = props;
  const words = m.timeBlocks;
  return (
    <div class="narrow-page time-block-page">
      <p>
        <a href={props.backTo}>{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.place(placeName, presentLongDay(noonOf(chosen.dan)))}</p>
      <FormProblems heading={words.problems.heading} problems={problems} />
      <Guide m={m} points={m.schedule.blockGuide} />
      <form method="post" action={blockPath} noValidate>
        {/* Enter in a field sends the form by its first button: that is this one, not one that says what becomes of visits. */}
        <button type="submit" name="dejanje" value="zapri" class="visually-hidden" tabIndex={-1} aria-hidden="true">
          {words.submit}
        </button>
        {found === null ? null : <Found {...props} found={found} />}
        <div class="card">
          <BlockFields {...props} />
          <div class="form-row">
            <button type="submit" name="dejanje" value="zapri" class={found === null ? '' : 'secondary outline'}>
              {words.submit}
            </button>
            <a href={props.backTo}>{m.locations.form.cancel}</a>
          </div>
        </div>
      </form>
    </div>
  );
}

function Found(props: TimeBlockPageProps & { readonly found: NonNullable<TimeBlockPageProps['found']> }) {
  const { m, found, mayMove } = props;
  const words = m.timeBlocks;
  const { visits, held, changed } = found;
  return (
    <section class="card" role="alert" aria-labelledby="obiski">
      <h2 id="obiski">{visits.length === 0 ? words.heldHit : words.hit}</h2>
      {changed ? <p>{words.changed}</p> : null}
      <p>
        {visits.length === 0 ? words.heldOnly : words.hitText(visits.length)} {held ? words.heldText : ''}
      </p>
      {visits.length === 0 ? null : <Visits {...props} visits={visits} />}
      <input type="hidden" name="videno" value={visits.map(({ appointmentId }) => appointmentId).join('.')} />
      {mayMove && visits.length > 0 ? (
        <p>
          <button type="submit" name="dejanje" value="premakni" aria-describedby="premakni-namig">
            {words.move}
          </button>
          <small id="premakni-namig">{words.moveHint}</small>
        </p>
      ) : null}
      <p>
        <button
          type="submit"
          name="dejanje"
          value="okrog"
          class={mayMove && visits.length > 0 ? 'secondary' : ''}
          aria-describedby="okrog-namig"
        >
          {words.around}
        </button>
        <small id="okrog-namig">{visits.length === 0 ? words.aroundHeldHint : words.aroundHint}</small>
      </p>
      {mayMove || visits.length === 0 ? null : <p class="hint">{words.askManager}</p>}
    </section>
  );
}

function Visits({ m, visits, mayNames }: { m: Messages; visits: readonly AppointmentView[]; mayNames: boolean }) {
  const words = m.timeBlocks;
  return (
    <div class="table-scroll" role="region" aria-label={words.hit} tabIndex={0}>
      <table class="stacked">
        <caption class="visually-hidden">{words.hit}</caption>
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            {mayNames ? <th scope="col">{words.who}</th> : null}
            <th scope="col">{words.service}</th>
            <th scope="col">{words.reference}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.appointmentId}>
              <th scope="row">{timesOf(visit)}</th>
              {mayNames ? (
                <td data-label={words.who}>
                  <a href={`/obiski/${visit.appointmentId}`}>{visit.visitor?.name ?? words.erased}</a>
                </td>
              ) : null}
              <td data-label={words.service}>{visit.serviceNames.map((text) => textIn(text, 'sl')).join(' + ')}</td>
              <td data-label={words.reference}>{showReference(visit.reference)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
