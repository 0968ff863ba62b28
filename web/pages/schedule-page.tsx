import type { Schedule } from '../../reports/schedule/schedule.ts';
import { periodHeading } from '../../reports/schedule/words.ts';
import type { Counter } from '../../sql/calendar/counters.ts';
import type { Place } from '../../sql/places/place.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import { noProblems } from '../locations/typed.ts';
import type { PageFrame } from '../render.tsx';
import type { ScheduleChoice } from '../schedule/choice.ts';
import { addressOf } from '../schedule/choice.ts';
import { hoursOf } from '../schedule/rows.ts';
import { typedOfBlock } from '../schedule/time-block-form.ts';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';
import { CounterColumn, HoursColumn, WeekOverview } from './schedule-columns.tsx';
import { type PartDayClosure, TimeBlocks } from './time-block-page.tsx';

export type SchedulePageProps = PageFrame & {
  readonly schedule: Schedule;
  readonly chosen: ScheduleChoice;
  readonly places: readonly Pick<Place, 'id' | 'name' | 'parentId'>[];
  /** Of the place, those out of use too. */
  readonly counters: readonly { readonly id: number; readonly name: string }[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly mayNames: boolean;
  readonly mayFeeds: boolean;
  /** Whether names lead to the visits' own pages. */
  readonly openVisits: boolean;
  readonly before: string;
  readonly after: string;
  readonly today: string;
  /** Of the counters in use, where time may be blocked; null: whoever looks may not. */
  readonly blockable: readonly Pick<Counter, 'id' | 'name'>[] | null;
  readonly closures: readonly PartDayClosure[];
  readonly notice: DoneNotice | null;
};

export function SchedulePage(props: SchedulePageProps) {
  const { m, schedule, chosen, mayFeeds, openVisits } = props;
  const { counters, counterDays, view, names } = schedule;
  const heading = `${schedule.place.name}, ${periodHeading(schedule)}`;
  return (
    <div class="schedule-page">
      <h1>{m.schedule.title}</h1>
      <Notice notice={props.notice} />
      <Guide
        m={m}
        points={props.blockable === null ? m.schedule.guide : [...m.schedule.guide, ...m.schedule.blockGuide]}
      />
      <Filter {...props} />
      <Steps {...props} />
      <div>
        <h2>
          {heading}
          {schedule.serviceName === null ? null : <small> {schedule.serviceName}</small>}
        </h2>
        {counters.length === 0 ? (
          <p class="card">{m.schedule.noCounters}</p>
        ) : view === 'day' || counters.length === 1 ? (
          <div class="schedule-scroll" role="region" aria-label={heading} tabIndex={0}>
            <div class="schedule-grid">
              <HoursColumn hours={hoursOf(counterDays)} />
              {(view === 'day' ? counterDays : withoutQuietWeekend(counterDays)).map((counterDay) => (
                <CounterColumn
                  key={`${counterDay.counter.id} ${counterDay.day}`}
                  m={m}
                  counterDay={counterDay}
                  schedule={schedule}
                  hours={hoursOf(counterDays)}
                  openVisits={openVisits}
                />
              ))}
            </div>
          </div>
        ) : (
          <WeekOverview
            m={m}
            schedule={schedule}
            openVisits={openVisits}
            linkOf={(day) => addressOf({ ...chosen, pogled: 'dan', dan: day })}
          />
        )}
      </div>
      <Legend {...props} />
      {props.blockable === null || props.blockable.length === 0 || view !== 'day' ? null : (
        <TimeBlocks
          m={m}
          csrfToken={props.csrfToken}
          schedule={schedule}
          chosen={chosen}
          counters={props.blockable}
          closures={props.closures}
          typed={typedOfBlock({ counterId: chosen.okence ?? null })}
          problems={noProblems}
        />
      )}
      <p class="schedule-foot">
        {names ? `${m.schedule.logged} ` : ''}
        {m.schedule.printHint}
      </p>
      {mayFeeds ? (
        <p class="schedule-foot">
          <a href={`/urnik/koledarji?lokacija=${encodeURIComponent(schedule.place.id)}`}>{m.schedule.feeds}</a>
        </p>
      ) : null}
    </div>
  );
}

/** Saturday and Sunday are shown when something stands in them. */
export function withoutQuietWeekend<Day extends { readonly day: string; readonly blocks: readonly unknown[] }>(
  days: readonly Day[],
): readonly Day[] {
  return days.filter(
    ({ day, blocks }) => blocks.length > 0 || ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()),
  );
}

function Filter({ m, chosen, places, counters, services, mayNames }: SchedulePageProps) {
  const say = m.schedule;
  return (
    <form method="get" action="/urnik" class="card filter" aria-label={say.filter}>
      <div>
        <label for="lokacija">{say.place}</label>
        <select id="lokacija" name="lokacija">
          {places.map((place) => (
            <option key={place.id} value={place.id} selected={place.id === chosen.lokacija}>
              {place.parentId === null ? place.name : `– ${place.name}`}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="dan">{say.day}</label>
        <input type="date" id="dan" name="dan" value={chosen.dan} required />
      </div>
      <div>
        <label for="pogled">{say.view}</label>
        <select id="pogled" name="pogled">
          {(['dan', 'teden'] as const).map((view) => (
            <option key={view} value={view} selected={view === chosen.pogled}>
              {say.views[view]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="okence">{say.counter}</label>
        <select id="okence" name="okence">
          <option value="">{say.everyCounter}</option>
          {counters.map(({ id, name }) => (
            <option key={id} value={id} selected={id === chosen.okence}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="storitev">{say.service}</label>
        <select id="storitev" name="storitev">
          <option value="">{say.everyService}</option>
          {services.map(({ id, name }) => (
            <option key={id} value={id} selected={id === chosen.storitev}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {mayNames ? (
        <div>
          <label for="imena">{say.names}</label>
          <select id="imena" name="imena">
            <option value="">{say.withNames}</option>
            <option value="ne" selected={chosen.imena === 'ne'}>
              {say.withoutNames}
            </option>
          </select>
        </div>
      ) : null}
      <div class="form-row">
        <button type="submit">{say.show}</button>
      </div>
    </form>
  );
}

function Steps({ m, chosen, before, after, today }: SchedulePageProps) {
  const say = m.schedule;
  const view = chosen.pogled;
  return (
    <nav class="schedule-steps" aria-label={say.otherDays}>
      <a href={addressOf({ ...chosen, dan: before })}>← {say.before[view]}</a>
      <a href={addressOf({ ...chosen, dan: today })}>{say.thisOne[view]}</a>
      <a href={addressOf({ ...chosen, dan: after })}>{say.after[view]} →</a>
      <a href={addressOf(chosen, '/urnik.pdf')} role="button" class="secondary outline">
        {say.pdf}
      </a>
    </nav>
  );
}

function Legend({ m }: SchedulePageProps) {
  return (
    <ul class="schedule-legend" aria-label={m.schedule.legend}>
      {Object.entries(m.schedule.kinds).map(([kind, name]) => (
        <li key={kind}>
          <span class={`swatch block-${kind}`} aria-hidden="true" /> {name}
        </li>
      ))}
    </ul>
  );
}
