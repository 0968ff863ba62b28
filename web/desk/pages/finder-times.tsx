import { changeReasons } from '../../../sql/calendar/deed.ts';
import type { FreeSlot } from '../../../sql/calendar/words.ts';
import { FormToken } from '../../pages/form-token.tsx';
import { Sign } from '../../pages/sign.tsx';
import { writeSlots } from '../../portal/slot-choices.ts';
import { citizenTime, noonOf } from '../../present/citizen-time.ts';
import { presentNumber } from '../../present/phone-number.ts';
import { finderAddress } from '../finder.ts';
import type { DeskTime } from '../read-times.ts';
import { Carried } from './finder-form.tsx';
import type { FinderPageProps } from './finder-page.tsx';

const { longDay, moment, time } = citizenTime('sl');

export type LostTime = {
  readonly why: string;
  readonly alternatives: readonly { readonly slots: readonly FreeSlot[]; readonly placeName: string }[];
};

/** Times of the chosen place: each button holds it. */
export function FinderTimes(props: FinderPageProps) {
  const { m, finder, query } = props;
  const words = m.desk.times;
  const { place, times } = finder;
  if (place === null) return null;
  const days = times?.days ?? [];
  return (
    <section class="card" id="termini" aria-labelledby="termini-naslov">
      <h2 id="termini-naslov">{words.heading(place.name)}</h2>
      <p>
        <small>
          {place.address}
          {place.phone === '' ? null : (
            <>
              {' · '}
              {words.contact}: {presentNumber(place.phone)}
            </>
          )}
        </small>
      </p>
      {finder.visits > 1 ? <p>{words.together(finder.visits)}</p> : null}
      {days.length === 0 ? <p>{words.none}</p> : null}
      <TimeForm {...props}>
        {days.map(({ day, times: ofDay }) => (
          <section key={day} class="desk-day">
            <h3>{longDay(noonOf(day))}</h3>
            <ul class="desk-times">
              {ofDay.map((choice) => (
                <li key={choice.startsAt}>
                  <TimeButton m={m} choice={choice} day={longDay(noonOf(day))} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </TimeForm>
      {days.some(({ times: ofDay }) => ofDay.some(({ reserved }) => reserved)) ? (
        <p>
          <small>{words.reservedHint}</small>
        </p>
      ) : null}
      <p class="form-row">
        {finder.fromDay === '' ? null : (
          <a href={`${finderAddress(query, { naprej: '' })}#termini`}>‹ {words.soonest}</a>
        )}
        {times?.nextDay == null ? null : (
          <a href={`${finderAddress(query, { naprej: times.nextDay })}#termini`}>{words.later} ›</a>
        )}
      </p>
    </section>
  );
}

/** What was lost, and what can be had instead by one button. */
export function LostTimes(props: FinderPageProps & { readonly lost: LostTime }) {
  const { m, lost } = props;
  return (
    <div class="notice notice-refused" role="alert">
      <Sign name="warning" />
      <div>
        <p>
          {m.desk.lost} {lost.why} {lost.alternatives.length === 0 ? m.desk.lostNone : m.desk.lostInstead}
        </p>
        <TimeForm {...props}>
          <div class="form-row">
            {lost.alternatives.map(({ slots, placeName }) => (
              <button key={writeSlots(slots)} type="submit" name="termin" value={writeSlots(slots)} class="secondary">
                {slots[0] === undefined ? '' : moment(slots[0].startsAt)}, {placeName}
              </button>
            ))}
          </div>
        </TimeForm>
      </div>
    </div>
  );
}

function TimeForm(props: FinderPageProps & { readonly children?: preact.ComponentChildren }) {
  const { m, finder, moving, csrfToken } = props;
  return (
    <form method="post" action={moving === null ? '/termini' : `/obiski/${moving.appointmentId}/prestavi`}>
      <FormToken token={csrfToken} />
      <Carried {...props} />
      {finder.services.map((id, place) => (
        <input key={id} type="hidden" name={place === 0 ? 'storitev' : 'skupaj'} value={id} />
      ))}
      {finder.place === null ? null : <input type="hidden" name="lokacija" value={finder.place.locationId} />}
      {moving === null ? null : (
        <p class="form-row">
          <label for="razlog">{m.deskVisits.visit.reason}</label>
          <select id="razlog" name="razlog">
            {changeReasons.map((reason) => (
              <option key={reason} value={reason}>
                {m.deskVisits.visit.reasons[reason]}
              </option>
            ))}
          </select>
        </p>
      )}
      {props.children}
    </form>
  );
}

function TimeButton(props: { readonly m: FinderPageProps['m']; readonly choice: DeskTime; readonly day: string }) {
  const { m, choice, day } = props;
  const words = m.desk.times;
  const kinds = { single: '', sideBySide: words.sideBySide, inARow: words.inARow, apart: words.apart };
  const kind = kinds[choice.kind];
  return (
    <button
      type="submit"
      name="termin"
      value={writeSlots(choice.slots)}
      class={choice.reserved ? 'desk-time reserved' : 'desk-time'}
    >
      <span class="visually-hidden">{day}, </span>
      {time(choice.startsAt)}
      {kind === '' ? null : (
        <small>
          {' '}
          –{time(choice.endsAt)}, {kind}
        </small>
      )}
      {choice.reserved ? <small> {words.reserved}</small> : null}
    </button>
  );
}
