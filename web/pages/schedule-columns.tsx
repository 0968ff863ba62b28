import type { Block, CounterDay, Schedule, ScheduledVisit } from '../../reports/schedule/schedule.ts';
import { figuresOf } from '../../reports/schedule/schedule.ts';
import {
  blockText,
  closedText,
  dayHeading,
  figuresText,
  nothingText,
  referenceOf,
  stateNames,
  timesOf,
} from '../../reports/schedule/words.ts';
import type { Messages } from '../messages/sl.ts';
import { type Hours, isIn, minutesOfRow, placeOf } from '../schedule/rows.ts';

/** The clock at the left edge; each block says its own time, so nobody needs it read out. */
export function HoursColumn({ hours }: { readonly hours: Hours }) {
  const all = Array.from({ length: hours.until - hours.from }, (_, place) => hours.from + place);
  const rows = 60 / minutesOfRow;
  return (
    <div class="schedule-hours" aria-hidden="true">
      <div class="schedule-blocks">
        {all.map((hour, place) => (
          <span key={hour} class={`row-${place * rows} rows-${rows}`}>
            {hour}.00
          </span>
        ))}
      </div>
    </div>
  );
}

type ColumnProps = {
  readonly m: Messages;
  readonly schedule: Schedule;
  readonly counterDay: CounterDay;
  readonly hours: Hours;
  readonly openVisits: boolean;
};

/** A counter's day: a column of the grid on a wide screen, a list on a narrow one. */
export function CounterColumn({ m, schedule, counterDay, hours, openVisits }: ColumnProps) {
  const { counter, day, blocks, closedBecause } = counterDay;
  return (
    <section class="schedule-column" aria-label={`${counter.name}, ${dayHeading(day)}`}>
      <header>
        <h3>{schedule.view === 'day' ? counter.name : dayHeading(day)}</h3>
        <small>
          {blocks.length === 0
            ? schedule.view === 'day'
              ? counter.floorNote
              : counter.name
            : figuresText(figuresOf(counterDay, schedule.madeAt))}
        </small>
        {closedBecause === null ? null : <p class="closed-because">{closedText(closedBecause)}</p>}
        {blocks.length === 0 && closedBecause === null ? <p class="closed-because">{nothingText}</p> : null}
      </header>
      {blocks.length === 0 ? null : (
        <ol class="schedule-blocks">
          {blocks
            .filter((block) => isIn(block, hours))
            .map((block) => (
              <BlockItem
                key={block.startsAt}
                m={m}
                block={block}
                now={schedule.madeAt}
                place={placeOf(block, hours)}
                openVisits={openVisits}
              />
            ))}
        </ol>
      )}
    </section>
  );
}

type BlockProps = {
  readonly m: Messages;
  readonly block: Block;
  readonly now: number;
  readonly place: string;
  readonly openVisits: boolean;
};

function BlockItem({ m, block, now, place, openVisits }: BlockProps) {
  const past = block.endsAt <= now ? ' block-past' : '';
  const state = block.kind === 'visit' ? ` visit-${block.visit.state}${block.visit.chosen ? '' : ' visit-other'}` : '';
  return (
    <li class={`block block-${block.kind}${state}${past} ${place}`}>
      <span class="block-time">{timesOf(block)}</span>{' '}
      {block.kind !== 'visit' ? (
        <span>{blockText(block, now)}</span>
      ) : (
        <>
          <VisitName m={m} visit={block.visit} openVisits={openVisits} />{' '}
          {block.visit.name === null ? null : <span class="block-service">{block.visit.service}</span>}{' '}
          <span class="block-reference">{referenceOf(block.visit)}</span>{' '}
          {block.visit.state === 'booked' ? null : <em>{stateNames[block.visit.state]}</em>}
        </>
      )}
    </li>
  );
}

/** The name, or what is done; a link to the visit's page for whoever works with visits here. */
function VisitName({ m, visit, openVisits }: { m: Messages; visit: ScheduledVisit; openVisits: boolean }) {
  const text = visit.name ?? (visit.chosen ? visit.service : m.schedule.otherService);
  if (!openVisits) return <strong>{text}</strong>;
  return (
    <a class="block-link" href={`/obiski/${visit.appointmentId}`}>
      {text}
    </a>
  );
}

type OverviewProps = {
  readonly m: Messages;
  readonly schedule: Schedule;
  readonly linkOf: (day: string) => string;
  readonly openVisits: boolean;
};

/** The week of several counters: a row a counter, a column a day; in each what is booked and how much is free. */
export function WeekOverview({ m, schedule, linkOf, openVisits }: OverviewProps) {
  const { counters, counterDays, madeAt } = schedule;
  const days = schedule.days.filter(
    (day, place) => place < 5 || counterDays.some((each) => each.day === day && each.blocks.length > 0),
  );
  return (
    <div class="card table-scroll" role="region" aria-label={m.schedule.views.teden} tabIndex={0}>
      <table class="week-overview">
        <caption class="visually-hidden">{m.schedule.views.teden}</caption>
        <thead>
          <tr>
            <th scope="col">{m.schedule.counter}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                <a href={linkOf(day)}>{dayHeading(day)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counters.map((counter) => (
            <tr key={counter.id}>
              <th scope="row">{counter.name}</th>
              {days.map((day) => {
                const counterDay = counterDays.find((each) => each.counter.id === counter.id && each.day === day);
                return (
                  <td key={day} data-day={dayHeading(day)}>
                    {counterDay === undefined ? null : (
                      <DayCell m={m} counterDay={counterDay} now={madeAt} openVisits={openVisits} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayCell({
  m,
  counterDay,
  now,
  openVisits,
}: {
  readonly m: Messages;
  readonly counterDay: CounterDay;
  readonly now: number;
  readonly openVisits: boolean;
}) {
  const { blocks, closedBecause } = counterDay;
  if (blocks.length === 0) return <small>{closedBecause === null ? nothingText : closedText(closedBecause)}</small>;
  return (
    <>
      {closedBecause === null ? null : <p class="closed-because">{closedText(closedBecause)}</p>}
      <ul>
        {blocks.map((block) =>
          block.kind === 'visit' ? (
            <li
              key={block.startsAt}
              class={`block block-visit visit-${block.visit.state}${block.visit.chosen ? '' : ' visit-other'}`}
            >
              <span class="block-time">{timesOf(block)}</span>{' '}
              <VisitName m={m} visit={block.visit} openVisits={openVisits} />
            </li>
          ) : null,
        )}
      </ul>
      <small>{figuresText(figuresOf(counterDay, now))}</small>
    </>
  );
}
