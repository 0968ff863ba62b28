import type { OfficeRule } from '../../sql/calendar/office-rules.ts';
import type { ChangeContent, OpeningChange } from '../../sql/calendar/opening-change.ts';
import type { ChangePreview } from '../../sql/calendar/preview-change.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import type { Messages } from '../messages/sl.ts';
import { FormToken } from '../pages/form-token.tsx';
import { Notice } from '../pages/notice.tsx';
import { noonOf } from '../present/citizen-time.ts';
import { presentDayAndTime, presentLongDay } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { type DaySum, daySums } from './day-sums.ts';
import { changePath } from './hours-page.tsx';
import { RuleList } from './rule-list.tsx';
import { sayDay, sayException } from './rule-words.ts';
import type { ScopeView } from './scope-view.ts';

type Props = PageFrame & {
  readonly view: ScopeView;
  readonly change: OpeningChange;
  /** What would follow; null: it can not be done any more. */
  readonly preview: ChangePreview | null;
  /** What the save must find unchanged. */
  readonly seen: string;
  /** The rules that hold now. */
  readonly standing: readonly OfficeRule[];
  /** Somebody saved other rules since the draft began. */
  readonly overtaken: boolean;
  readonly counterNames: ReadonlyMap<number, string>;
  readonly notice: DoneNotice | null;
};

/** How many days and visits are shown at once; the rest is folded. */
const shownAtOnce = 21;

/** What a change would do, day by day and visit by visit, before anybody saves it. */
export function PreviewPage(props: Props) {
  const { m, view, change, preview, notice } = props;
  const words = m.openingRules.preview;
  const back = backOf(m, view, change);
  return (
    <div class="locations-page">
      <p>
        <a href={back.href}>{back.label}</a>
      </p>
      <h1>{words.title(view.name)}</h1>
      <Notice notice={notice} />
      {props.overtaken ? <Overtaken {...props} /> : null}
      <What {...props} />
      {preview === null ? null : (
        <>
          <Sums {...props} preview={preview} />
          <Days {...props} preview={preview} />
          <Visits {...props} preview={preview} />
        </>
      )}
      <div class="form-row">
        {preview === null || props.overtaken ? null : (
          <form method="post" action={changePath(change.id, 'shrani')}>
            <FormToken token={props.csrfToken} />
            <input type="hidden" name="razlicica" value={String(change.version)} />
            <input type="hidden" name="videno" value={props.seen} />
            <button type="submit">{words.save}</button>
          </form>
        )}
        <form method="post" action={changePath(change.id, 'zavrzi')}>
          <FormToken token={props.csrfToken} />
          <button type="submit" class="secondary outline">
            {words.discard}
          </button>
        </form>
      </div>
    </div>
  );
}

/** Where whoever is not content with the preview goes on. */
function backOf(
  m: Messages,
  view: ScopeView,
  { id, content }: OpeningChange,
): { readonly href: string; readonly label: string } {
  const words = m.openingRules;
  switch (content.kind) {
    case 'rules':
      return { href: changePath(id), label: words.preview.backToDraft };
    case 'addException':
    case 'changeException':
      return { href: changePath(id, 'izjema'), label: words.preview.backToException };
    default:
      return { href: view.path, label: m.locations.back(words.title(view.name)) };
  }
}

function Overtaken({ m, change, csrfToken }: Props) {
  const words = m.openingRules.preview;
  return (
    <form class="card outbox-attention" method="post" action={changePath(change.id, 'osvezi')}>
      <FormToken token={csrfToken} />
      <p role="alert">{words.overtakenBySomebody}</p>
      <button type="submit" class="secondary">
        {words.replaceAnyway}
      </button>
    </form>
  );
}

function What({ m, change, standing }: Props) {
  const words = m.openingRules.preview;
  const { content } = change;
  return (
    <section class="card" aria-labelledby="sprememba">
      <h2 id="sprememba">{words.what}</h2>
      {content.kind === 'rules' ? (
        <div class="side-by-side">
          <div>
            <h3>{words.now}</h3>
            {standing.length === 0 ? <p>{words.nothingStands}</p> : <RuleList rules={standing} />}
          </div>
          <div>
            <h3>{words.afterwards}</h3>
            {content.rules.length === 0 ? <p>{words.nothingStands}</p> : <RuleList rules={content.rules} />}
          </div>
        </div>
      ) : (
        <p>
          <strong>{sayContent(m, content)}</strong>
        </p>
      )}
    </section>
  );
}

/** A change in one line. */
export function sayContent({ openingRules }: Messages, content: ChangeContent): string {
  const kind = openingRules.kinds[content.kind];
  switch (content.kind) {
    case 'addException':
    case 'removeException':
      return `${kind}: ${sayException(content.exception)}`;
    case 'changeException':
      return `${kind}: ${sayException(content.before)} → ${sayException(content.exception)}`;
    case 'addHoliday':
    case 'removeHoliday':
      return `${kind}: ${openingRules.holidays.what(sayDay(content.day), content.name.sl)}`;
    case 'rules':
    case 'closeCounter':
      return kind;
  }
}

type Previewed = Props & { readonly preview: ChangePreview };

function Sums({ m, preview }: Previewed) {
  const words = m.openingRules.preview;
  const { slotsMore, slotsFewer, visitsHit, until } = preview;
  return (
    <>
      <ul class="sums">
        <li class="sum sum-more">{words.more(slotsMore)}</li>
        <li class="sum sum-fewer">{words.fewer(slotsFewer)}</li>
        <li class={visitsHit.length > 0 ? 'sum sum-hit' : 'sum'}>{words.hit(visitsHit.length)}</li>
      </ul>
      <p class="hint">
        {until === null ? null : words.untilDay(sayDay(until))} {words.counting}
      </p>
    </>
  );
}

function Days({ m, preview, counterNames }: Previewed) {
  const words = m.openingRules.preview;
  const sums = daySums(preview);
  if (sums.length === 0) return <p class="card">{words.nothing}</p>;
  const rest = sums.slice(shownAtOnce);
  return (
    <div class="card">
      <h2>{words.days}</h2>
      <DayTable m={m} sums={sums.slice(0, shownAtOnce)} counterNames={counterNames} caption={words.days} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{words.restDays(rest.length)}</summary>
          <DayTable m={m} sums={rest} counterNames={counterNames} caption={words.restDays(rest.length)} />
        </details>
      )}
    </div>
  );
}

function DayTable(props: {
  readonly m: Messages;
  readonly sums: readonly DaySum[];
  readonly counterNames: ReadonlyMap<number, string>;
  readonly caption: string;
}) {
  const { m, sums, counterNames, caption } = props;
  const words = m.openingRules.preview;
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
            <th scope="col">{words.difference}</th>
            <th scope="col">{words.counter}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ day, slotsBefore, slotsAfter, counters }) => (
            <tr key={day}>
              <th scope="row">{presentLongDay(noonOf(day))}</th>
              <td class="number">{slotsBefore}</td>
              <td class="number">{slotsAfter}</td>
              <td class="number">{signed(slotsAfter - slotsBefore)}</td>
              <td>
                {counters.length === 1 && counters[0] !== undefined ? (
                  counterNames.get(counters[0].counterId)
                ) : (
                  <details>
                    <summary>{m.locations.counters(counters.length)}</summary>
                    <ul>
                      {counters.map((one) => (
                        <li key={one.counterId}>
                          {counterNames.get(one.counterId)}: {one.slotsBefore} → {one.slotsAfter}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const signed = (difference: number): string =>
  difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : '0';

function Visits({ m, preview }: Previewed) {
  const words = m.openingRules.preview;
  const { visitsHit } = preview;
  if (visitsHit.length === 0) return <p class="card">{words.noVisits}</p>;
  const shown = visitsHit.slice(0, 100);
  return (
    <div class="card">
      <h2>{words.visits}</h2>
      <p>{words.visitsText}</p>
      <div class="table-scroll" role="region" aria-label={words.visits} tabIndex={0}>
        <table>
          <caption class="visually-hidden">{words.visits}</caption>
          <thead>
            <tr>
              <th scope="col">{words.visitAt}</th>
              <th scope="col">{words.visitService}</th>
              <th scope="col">{words.visitWhere}</th>
              <th scope="col">{words.reference}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((visit) => (
              <tr key={visit.appointmentId}>
                <th scope="row">{presentDayAndTime(visit.startsAt)}</th>
                <td>{visit.serviceNames.map(({ sl }) => sl).join(', ')}</td>
                <td>{m.openingRules.counterOf(visit.counterName, visit.locationName)}</td>
                <td>{visit.reference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {visitsHit.length > shown.length ? <p>{words.restVisits(visitsHit.length - shown.length)}</p> : null}
    </div>
  );
}
