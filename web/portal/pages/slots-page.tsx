import { FormToken } from '../../pages/form-token.tsx';
import { noonOf } from '../../present/citizen-time.ts';
import type { CitizenFrame } from '../citizen-page.tsx';
import type { SlotView } from '../slot-view.ts';
import { slotViews, viewNames } from '../slot-view.ts';
import { MonthTable } from './month-table.tsx';
import { PlaceFacts, type PlaceSaid } from './place-facts.tsx';
import { Steps } from './steps.tsx';
import { TimeButtons } from './time-buttons.tsx';

export type SlotsPageProps = {
  readonly frame: CitizenFrame;
  readonly formToken: string;
  readonly submission: string;
  /** The visit that is to be moved, by its number; it goes along in links and forms. */
  readonly visit?: string;
  readonly serviceName: string;
  readonly placeName: string;
  readonly placeAddress: string;
  /** What the unit says of the place; it may be left out where the citizen has seen it. */
  readonly about?: PlaceSaid;
  /** Address of this page, for its links and forms. */
  readonly here: string;
  readonly otherPlace: string;
  readonly view: SlotView;
  readonly mostVisits: number;
  readonly firstFree: number | null;
  /** Time of the visit that is to be moved; null: a new one. */
  readonly moving: string | null;
  readonly back: readonly string[];
  /** Closures that citizens are told of, each in a sentence with its days. */
  readonly announcements?: readonly string[];
};

/** When: a month, a day or a list; a time is one button. */
export function SlotsPage(props: SlotsPageProps) {
  const { frame, view, moving } = props;
  const { m, time } = frame;
  const words = m.booking.slot;
  return (
    <>
      {moving === null ? <Steps m={m} step={3} back={props.back} /> : null}
      <h1>{words.title}</h1>
      {moving === null ? null : <p class="notice notice-plain">{words.movesTo(moving)}</p>}
      <p class="chosen">
        <strong>{props.serviceName}</strong>
        <br />
        {words.place}: <strong>{props.placeName}</strong>
        {props.placeAddress === '' ? '' : `, ${props.placeAddress}`} <a href={props.otherPlace}>{words.otherPlace}</a>
      </p>
      {props.about === undefined ? null : (
        <details class="about-place">
          <summary>{words.about}</summary>
          <dl class="facts">
            <PlaceFacts frame={frame} place={props.about} />
          </dl>
        </details>
      )}
      {props.announcements?.map((sentence) => (
        <p key={sentence} class="notice notice-plain as-typed">
          {sentence}
        </p>
      ))}
      {props.mostVisits > 1 && moving === null ? <HowMany {...props} /> : null}
      <Views {...props} />
      {props.firstFree === null ? (
        <p class="notice notice-plain">{words.noneAtAll}</p>
      ) : (
        <p class="hint">{words.firstFree(time.moment(props.firstFree))}</p>
      )}
      <div class={view.name === 'month' ? 'days-and-times' : ''}>
        {view.name === 'month' ? <MonthTable {...props} /> : null}
        <section id="termini" class="times" aria-label={view.day === null ? words.title : undefined}>
          {view.name === 'day' && view.day !== null ? <DayLinks {...props} day={view.day} /> : null}
          <Times {...props} />
        </section>
      </div>
    </>
  );
}

function HowMany({ frame, view, here, submission, mostVisits }: SlotsPageProps) {
  const words = frame.m.booking.slot;
  return (
    <form class="how-many" method="get" action={here}>
      <input type="hidden" name="oddaja" value={submission} />
      <input type="hidden" name="pogled" value={viewNames[view.name]} />
      <label for="obiskov">{words.visits}</label>
      <span class="hint" id="obiskov-namig">
        {words.visitsHint}
      </span>
      <div class="search-row">
        <select id="obiskov" name="obiskov" aria-describedby="obiskov-namig">
          {Array.from({ length: mostVisits }, (_, place) => (
            <option key={place} value={String(place + 1)} selected={place + 1 === view.visits}>
              {frame.m.counted.visits(place + 1)}
            </option>
          ))}
        </select>
        <button type="submit" class="plain">
          {words.visitsButton}
        </button>
      </div>
    </form>
  );
}

/** The address of this page with what is kept of the choice. */
export function addressIn(
  { here, submission, visit, view }: Pick<SlotsPageProps, 'here' | 'submission' | 'visit' | 'view'>,
  changes: { readonly pogled?: string; readonly dan?: string; readonly mesec?: string },
): string {
  const query = new URLSearchParams({
    ...(visit === undefined ? { oddaja: submission } : { obisk: visit }),
    ...(view.visits > 1 ? { obiskov: String(view.visits) } : {}),
    pogled: viewNames[view.name],
    ...changes,
  });
  return `${here}?${query}`;
}

function Views(props: SlotsPageProps) {
  const words = props.frame.m.booking.slot;
  const { view } = props;
  return (
    <nav class="views no-print" aria-label={words.viewsLabel}>
      <ul>
        {slotViews.map((name) => (
          <li key={name}>
            <a
              href={addressIn(props, { pogled: viewNames[name], ...(view.day === null ? {} : { dan: view.day }) })}
              {...(name === view.name ? { 'aria-current': 'true' as const } : {})}
            >
              {words.views[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DayLinks(props: SlotsPageProps & { readonly day: string }) {
  const words = props.frame.m.booking.slot;
  const { day, view } = props;
  const next = new Date(noonOf(day) + 86_400_000).toISOString().slice(0, 10);
  const previous = new Date(noonOf(day) - 86_400_000).toISOString().slice(0, 10);
  return (
    <p class="month-links">
      {previous < view.today ? <span /> : <a href={addressIn(props, { dan: previous })}>‹ {words.previousDay}</a>}
      <a href={addressIn(props, { dan: next })}>{words.nextDay} ›</a>
    </p>
  );
}

/** What a form carries besides the chosen time. */
export function Carried({ submission, visit }: { readonly submission: string; readonly visit?: string | undefined }) {
  if (visit !== undefined) return <input type="hidden" name="obisk" value={visit} />;
  return <input type="hidden" name="oddaja" value={submission} />;
}

function Times(props: SlotsPageProps) {
  const { view, frame, here, submission, formToken } = props;
  const words = frame.m.booking.slot;
  const { time } = frame;
  if (view.times.length === 0) {
    const sentence = view.name === 'month' && view.day === null ? words.noneThisMonth : words.noneThisDay;
    return (
      <>
        {view.day === null ? null : <h2>{time.longDay(noonOf(view.day))}</h2>}
        <p>{sentence}</p>
      </>
    );
  }
  return (
    <form method="post" action={here}>
      <FormToken token={formToken} />
      <Carried submission={submission} visit={props.visit} />
      {view.visits > 1 ? <p class="hint">{words.several(frame.m.counted.visits(view.visits))}</p> : null}
      {view.times.map(({ day, choices }) => (
        <section key={day} class="day-of-times">
          <h2>{words.timesOf(time.longDay(noonOf(day)))}</h2>
          <TimeButtons frame={frame} choices={choices} day={time.longDay(noonOf(day))} />
        </section>
      ))}
      {view.nextDay === null ? null : (
        <p>
          <a href={`${addressIn(props, { dan: view.nextDay })}#termini`}>{words.later} ›</a>
        </p>
      )}
    </form>
  );
}
