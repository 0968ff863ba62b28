import type { FreeDay } from '../../../sql/calendar/count-free-days.ts';
import { noonOf } from '../../present/citizen-time.ts';
import { firstDayOf, monthAfter, monthOf, weeksOf } from '../month.ts';
import type { SlotsPageProps } from './slots-page.tsx';
import { addressIn } from './slots-page.tsx';

/** A month: how many times are free on each day, by figure and word as well as by colour. */
export function MonthTable(props: SlotsPageProps) {
  const { frame, view } = props;
  const { m, time } = frame;
  const words = m.booking.slot;
  const previous = monthAfter(view.month, -1);
  return (
    <section class="month">
      <div class="month-links">
        {previous < monthOf(view.today) ? (
          <span />
        ) : (
          <a href={addressIn(props, { mesec: previous })}>
            <span aria-hidden="true">‹</span>
            <span class="visually-hidden">{words.previousMonth}</span>
          </a>
        )}
        <h2>{time.month(noonOf(firstDayOf(view.month)))}</h2>
        <a href={addressIn(props, { mesec: monthAfter(view.month, 1) })}>
          <span aria-hidden="true">›</span>
          <span class="visually-hidden">{words.nextMonth}</span>
        </a>
      </div>
      <table>
        <thead>
          <tr>
            {time.weekdays.map(({ short, long }) => (
              <th key={long} scope="col">
                <abbr title={long}>{short}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(view.days).map((week) => (
            <tr key={week.find((day) => day !== null)?.day}>
              {week.map((day, place) =>
                day === null ? (
                  <td key={place} />
                ) : (
                  <td key={day.day}>
                    <Day {...props} day={day} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Day(props: SlotsPageProps & { readonly day: FreeDay }) {
  const { day, view, frame } = props;
  const words = frame.m.booking.slot;
  const number = Number(day.day.slice(8));
  const past = day.day < view.today;
  // A day on which not all of them find room is none.
  if (past || day.free < view.visits) {
    return (
      <span class="day-cell none">
        <span>{number}</span>
        {past ? null : <span class="visually-hidden">: {day.open ? words.full : words.closed}</span>}
      </span>
    );
  }
  const chosen = day.day === view.day;
  return (
    <a
      class="day-cell"
      href={`${addressIn(props, { dan: day.day })}#termini`}
      {...(chosen ? { 'aria-current': 'date' as const } : {})}
    >
      <span class="visually-hidden">
        {frame.time.longDay(noonOf(day.day))}: {words.free(day.free)}
      </span>
      <span aria-hidden="true">{number}</span>
      <small aria-hidden="true">{day.free}</small>
    </a>
  );
}
