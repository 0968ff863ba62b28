import type { OpeningException } from '../../dialplan/opening-hours.ts';
import type { Opening } from '../../sql/opening/read-opening.ts';
import { sayEach, weekdays } from '../contacts/contact-hours.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import type { Messages } from '../messages/sl.ts';
import { sayDay } from '../opening/rule-words.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import { noonOf } from '../present/citizen-time.ts';
import type { PageFrame } from '../render.tsx';
import { markOf } from './line-hours-form.ts';

export const lineHoursPath = '/ure-linije';
export const weekPath = `${lineHoursPath}/teden`;
export const addPath = `${lineHoursPath}/izjeme/dodaj`;
export const exceptionPath = (date: string): string => `${lineHoursPath}/izjeme/${date}`;

export type PublicHoliday = { readonly day: string; readonly name: string };

type Props = PageFrame & {
  /** What callers find now, a sentence each. */
  readonly now: readonly string[];
  readonly weekly: Opening['weekly'];
  /** From today on. */
  readonly exceptions: Opening['exceptions'];
  /** Of the coming year; null: the line is set to know none. */
  readonly holidays: readonly PublicHoliday[] | null;
  readonly today: string;
  readonly notice: DoneNotice | null;
};

/** When the line opens and closes by itself: the week, days that differ, and holidays by law (R1.6). */
export function LineHoursPage(props: Props) {
  const { m, now, notice } = props;
  const words = m.lineHours;
  return (
    <div class="people-page narrow-page line-hours">
      <h1>{words.title}</h1>
      <Guide m={m} points={words.guide} />
      <Notice notice={notice} />
      <section class="card" aria-labelledby="zdaj">
        <h2 id="zdaj">{words.now.heading}</h2>
        <p>{now.join(' ')}</p>
        <p>
          <a href="/linija">{words.now.lineLink}</a>
        </p>
      </section>
      <Week {...props} />
      <Exceptions {...props} />
      <Holidays {...props} />
    </div>
  );
}

function Week({ m, weekly }: Props) {
  const words = m.lineHours.week;
  return (
    <section class="card" aria-labelledby="teden">
      <h2 id="teden">{words.heading}</h2>
      <table>
        <caption class="visually-hidden">{words.heading}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.hours}</th>
          </tr>
        </thead>
        <tbody>
          {weekdays.map((day) => {
            const hours = sayEach(weekly.filter(({ weekday }) => weekday === day));
            return (
              <tr key={day}>
                <th scope="row">{m.lineHours.weekdays[day - 1]}</th>
                <td>{hours === '' ? words.closed : hours}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>
        <a role="button" href={weekPath}>
          {words.edit}
        </a>
      </p>
    </section>
  );
}

function Exceptions(props: Props) {
  const { m, exceptions } = props;
  const words = m.lineHours.exceptions;
  return (
    <section class="card" aria-labelledby="izjeme">
      <h2 id="izjeme">{words.heading}</h2>
      {exceptions.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <ul class="overflow-rules">
          {exceptions.map((exception) => (
            <Exception key={exception.date} {...props} exception={exception} />
          ))}
        </ul>
      )}
      <p>
        <a role="button" href={addPath}>
          {words.add}
        </a>
      </p>
    </section>
  );
}

function Exception(props: Props & { readonly exception: OpeningException }) {
  const { m, holidays, today, exception, csrfToken } = props;
  const { date, periods, note } = exception;
  const words = m.lineHours.exceptions;
  const day = sayDay(date);
  const holiday = holidays?.find((one) => one.day === date);
  return (
    <li>
      <h3>
        {sayDayAndWeekday(m, date)}
        {date === today ? `, ${words.today}` : ''}
      </h3>
      <p>
        {periods.length === 0 ? words.closed : words.open(sayEach(periods))}
        {holiday === undefined ? '' : ` ${words.onHoliday(holiday.name)}`}
        {note === '' ? '' : ` ${words.reasonIs(note)}`}
      </p>
      <div class="form-row">
        <a href={exceptionPath(date)} aria-label={words.editWhich(day)}>
          {words.edit}
        </a>
        <form method="post" action={`${exceptionPath(date)}/odstrani`}>
          <FormToken token={csrfToken} />
          <input type="hidden" name="znamka" value={markOf(exception)} />
          <button type="submit" class="secondary" aria-label={words.removeWhich(day)}>
            {words.remove}
          </button>
        </form>
      </div>
    </li>
  );
}

function Holidays({ m, holidays, exceptions }: Props) {
  const words = m.lineHours.holidays;
  const differs = (day: string): boolean => exceptions.some(({ date }) => date === day);
  return (
    <section class="card" aria-labelledby="prazniki">
      <h2 id="prazniki">{words.heading}</h2>
      <p>{holidays === null ? words.none : words.intro}</p>
      {holidays === null ? null : (
        <table>
          <caption class="visually-hidden">{words.heading}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.name}</th>
            </tr>
          </thead>
          <tbody>
            {holidays.map(({ day, name }) => (
              <tr key={day}>
                <th scope="row">{sayDayAndWeekday(m, day)}</th>
                <td>{differs(day) ? `${name} – ${words.exception}` : name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** "5. 3. 2027 (petek)" */
export function sayDayAndWeekday({ lineHours, desk }: Messages, day: string): string {
  const weekday = (new Date(noonOf(day)).getUTCDay() + 6) % 7;
  return lineHours.dayWithWeekday(sayDay(day), desk.form.weekdayLong[weekday] ?? '');
}
