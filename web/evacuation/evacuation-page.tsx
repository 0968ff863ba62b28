import type { EvacuatedVisit, EvacuationSum, NamedSlot } from '../../sql/calendar/evacuation-progress.ts';
import type { DoneNotice } from '../locations/done-notice.ts';
import type { Messages } from '../messages/sl.ts';
import { Notice } from '../pages/notice.tsx';
import { presentNumber } from '../present/phone-number.ts';
import { presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import { evacuationPath, Progress } from './evacuations-page.tsx';

type Props = PageFrame & {
  readonly sum: EvacuationSum;
  /** Whom to call, the earliest visits first. */
  readonly calls: readonly EvacuatedVisit[];
  /** One page of all. */
  readonly visits: readonly EvacuatedVisit[];
  readonly page: number;
  readonly pages: number;
  readonly nameOf: (userId: string) => string;
  /** Names and numbers are shown, and calls are noted. */
  readonly mayCall: (visit: EvacuatedVisit) => boolean;
  readonly notice: DoneNotice | null;
};

export const placeAndTime = ({ openingRules }: Messages, slot: NamedSlot): string =>
  `${presentDayAndTime(slot.startsAt)}, ${openingRules.counterOf(slot.counterName, slot.locationName)}`;

/** How one evacuation stands: whom to call, and what became of each visit. */
export function EvacuationPage(props: Props) {
  const { m, sum, nameOf, notice } = props;
  const words = m.evacuation;
  return (
    <div class="locations-page">
      <p>
        <a href="/premiki">{words.title}</a>
      </p>
      <h1>{words.one(sum.evacuationId, presentDayAndTime(sum.madeAt))}</h1>
      <Notice notice={notice} />
      <p>
        {nameOf(sum.madeBy)}
        {sum.note === '' ? '' : ` · ${sum.note}`}
      </p>
      <div class="card">
        <Progress m={m} sum={sum} />
        {sum.waiting === 0 ? null : <Search m={m} sum={sum} />}
      </div>
      <CallList {...props} />
      <AllVisits {...props} />
    </div>
  );
}

/** A time is still being looked for; islands/progress.ts keeps it up to date. */
function Search({ m, sum }: Pick<Props, 'm' | 'sum'>) {
  const words = m.evacuation;
  const done = sum.visits - sum.waiting;
  const sentence = words.search(done, sum.visits);
  return (
    <div class="evacuation-search" data-progress={evacuationPath(sum.evacuationId, 'iskanje')}>
      <progress max={sum.visits} value={done} aria-label={words.search(done, sum.visits)} />
      <span data-progress-text>{sentence}</span>
      <small>{words.searchNote}</small>
      <a href={evacuationPath(sum.evacuationId)}>{words.searchAgain}</a>
    </div>
  );
}

function CallList({ m, sum, calls: toCall, mayCall }: Props) {
  const words = m.evacuation;
  return (
    <section class="card" aria-labelledby="klici">
      <h2 id="klici">{words.callList}</h2>
      {toCall.length === 0 ? <p>{words.callListNone}</p> : null}
      {toCall.length > 0 && !toCall.some(mayCall) ? <p>{words.callListNoRight}</p> : null}
      <ul class="rule-list">
        {toCall.map((visit) => (
          <li key={visit.appointmentId}>
            <div>
              {mayCall(visit) ? (
                <strong>
                  {visit.visitor?.name ?? words.erased}
                  {', '}
                  <Phone m={m} visit={visit} />
                </strong>
              ) : (
                <strong>{visit.reference}</strong>
              )}
              <small>
                {visit.from === null ? null : `${placeAndTime(m, visit.from)} · `}
                {visit.serviceNames.map(({ sl }) => sl).join(', ')}
              </small>
              <Tries m={m} visit={visit} />
            </div>
            {mayCall(visit) ? (
              <a
                href={evacuationPath(sum.evacuationId, 'obisk', visit.appointmentId)}
                aria-label={words.callWhich(visit.reference)}
              >
                {words.call}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Phone({ m, visit }: { readonly m: Messages; readonly visit: EvacuatedVisit }) {
  const phone = visit.visitor?.phone ?? null;
  return phone === null ? <span>{m.evacuation.noPhone}</span> : <a href={`tel:${phone}`}>{presentNumber(phone)}</a>;
}

export function Tries({ m, visit }: { readonly m: Messages; readonly visit: EvacuatedVisit }) {
  if (visit.tries === 0 || visit.lastTriedAt === null) return null;
  return <small>{m.evacuation.tries(visit.tries, presentDayAndTime(visit.lastTriedAt))}</small>;
}

function AllVisits({ m, sum, visits, mayCall, nameOf, page, pages }: Props) {
  const words = m.evacuation;
  const was = ({ from, reference }: EvacuatedVisit): string => (from === null ? reference : placeAndTime(m, from));
  return (
    <div class="card">
      <h2>{words.all}</h2>
      <div class="table-scroll" role="region" aria-label={words.all} tabIndex={0}>
        <table class="stacked">
          <caption class="visually-hidden">{words.all}</caption>
          <thead>
            <tr>
              <th scope="col">{words.was}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.proposal}</th>
              <th scope="col">{words.nowAt}</th>
            </tr>
          </thead>
          <tbody>
            {visits.map((visit) => (
              <tr key={visit.appointmentId}>
                <th scope="row">
                  {mayCall(visit) && (visit.state === 'proposed' || visit.state === 'toCall') ? (
                    <a
                      href={evacuationPath(sum.evacuationId, 'obisk', visit.appointmentId)}
                      aria-label={`${words.callWhich(visit.reference)}: ${was(visit)}`}
                    >
                      {was(visit)}
                    </a>
                  ) : (
                    was(visit)
                  )}
                </th>
                <td data-label={words.state}>
                  <span class={`evacuation-state evacuation-${visit.state === 'toCall' ? 'to-call' : visit.state}`}>
                    {words.states[visit.state]}
                  </span>
                  {visit.settledAs === null ? null : <small> {words.settledAs[visit.settledAs]}</small>}
                  {visit.settledBy === null ? null : <small> ({nameOf(visit.settledBy)})</small>}
                  {visit.state === 'proposed' && visit.expiresAt !== null ? (
                    <small> {words.until(presentDayAndTime(visit.expiresAt))}</small>
                  ) : null}
                </td>
                <td data-label={words.proposal}>
                  {visit.proposed === null ? words.noProposal : placeAndTime(m, visit.proposed)}
                </td>
                <td data-label={words.nowAt}>
                  {visit.now === null ? words.settledAs.cancelled : placeAndTime(m, visit.now)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pages m={m} id={sum.evacuationId} page={page} pages={pages} />
    </div>
  );
}

function Pages({ m, id, page, pages }: Pick<Props, 'm' | 'page' | 'pages'> & { readonly id: number }) {
  if (pages === 1) return null;
  const words = m.evacuation;
  const at = (number: number): string => `${evacuationPath(id)}?stran=${number}`;
  return (
    <nav class="pages" aria-label={words.pages}>
      {page > 1 ? <a href={at(page - 1)}>{words.before}</a> : null}
      <span>{words.pageOf(page, pages)}</span>
      {page < pages ? <a href={at(page + 1)}>{words.after}</a> : null}
    </nav>
  );
}
