import { meanWaitingDays, noShowShare, sumOf, usedShare, type VisitSum, visitsOf } from '../../reports/visit-sums.ts';
import { dayMonthYear, decimal, none, share } from '../../reports/words/format.ts';
import type { DeedCount } from '../../sql/calendar/visit-statistics.ts';
import { Guide } from '../pages/guide.tsx';
import { Notice } from '../pages/notice.tsx';
import { presentCount } from '../present/count.ts';
import type { PageFrame } from '../render.tsx';
import { csvKinds } from './visit-csv.ts';
import type { VisitFigures } from './visit-figures.ts';

export const statisticsPath = '/statistika';

type Props = PageFrame & {
  readonly figures: VisitFigures;
  /** Both included, as people say it. */
  readonly from: string;
  readonly to: string;
  readonly problem: string | null;
};

/** How the visits of one's places ended (R3.10), and what was done with appointments there. */
export function StatisticsPage(props: Props) {
  const { m, figures, from, to, problem } = props;
  const words = m.statistics;
  const columns: readonly Column[] = [
    { head: words.visits, cell: (sum) => presentCount(visitsOf(sum)) },
    { head: words.served, cell: ({ served }) => presentCount(served) },
    { head: words.arrived, cell: ({ arrived }) => presentCount(arrived) },
    { head: words.noShow, cell: ({ noShow }) => presentCount(noShow) },
    { head: words.noShowShare, cell: (sum) => share(noShowShare(sum)) },
    { head: words.unmarked, cell: ({ unmarked }) => presentCount(unmarked) },
    { head: words.coming, cell: ({ coming }) => presentCount(coming) },
    { head: words.cancelled, cell: ({ cancelled }) => presentCount(cancelled) },
    { head: words.waiting, cell: (sum) => decimal(meanWaitingDays(sum)) },
  ];
  const used: Column = { head: words.used, cell: (sum) => (sum.openMinutes === 0 ? none : share(usedShare(sum))) };
  return (
    <div class="statistics-page">
      <h1>{words.title}</h1>
      <Guide m={m} points={words.guide} />
      <Notice notice={problem === null ? null : { kind: 'refused', sentence: problem }} />
      <form method="get" action={statisticsPath} class="card filter" aria-label={words.period}>
        <div>
          <label for="od">{words.from}</label>
          <input type="date" id="od" name="od" value={from} required />
        </div>
        <div>
          <label for="do">{words.to}</label>
          <input type="date" id="do" name="do" value={to} required />
        </div>
        <div class="form-row">
          <button type="submit">{words.show}</button>
        </div>
      </form>
      <p>
        <strong>{words.shown(dayMonthYear(from), dayMonthYear(to))}</strong>
      </p>
      {figures.places.length === 0 ? (
        <p class="card">{words.none}</p>
      ) : (
        <>
          <SumTable
            id="po-krajih"
            title={words.places}
            first={words.place}
            total={words.sum}
            columns={[...columns, used]}
            rows={figures.places.map((place) => ({
              name: place.locationName,
              of: place.locationName === place.unitName ? '' : place.unitName,
              sum: place,
            }))}
          />
          {figures.services.length === 0 ? null : (
            <SumTable
              id="po-storitvah"
              title={words.services}
              first={words.service}
              total={words.sum}
              columns={columns}
              rows={figures.services.map((service) => ({ name: service.serviceName, of: '', sum: service }))}
            />
          )}
        </>
      )}
      <Deeds {...props} />
      <section class="card" aria-labelledby="prenos">
        <h2 id="prenos">{words.csv}</h2>
        <ul>
          {csvKinds.map((kind) => (
            <li key={kind}>
              <a href={`${statisticsPath}/${kind}.csv?od=${from}&do=${to}`}>{words.csvOf[kind]}</a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

type Column = { readonly head: string; readonly cell: (sum: VisitSum) => string };
type Row = { readonly name: string; readonly of: string; readonly sum: VisitSum };

function SumTable({
  id,
  title,
  first,
  total,
  columns,
  rows,
}: {
  readonly id: string;
  readonly title: string;
  readonly first: string;
  readonly total: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}) {
  const all: readonly Row[] =
    rows.length > 1 ? [...rows, { name: total, of: '', sum: sumOf(rows.map(({ sum }) => sum)) }] : rows;
  return (
    <section>
      <h2 id={id}>{title}</h2>
      <div class="card table-scroll" role="region" aria-label={title} tabIndex={0}>
        <table class="stacked">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map(({ head }) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map(({ name, of, sum }, place) => (
              <tr key={place}>
                <th scope="row">
                  {name}
                  {of === '' ? null : <small> {of}</small>}
                </th>
                {columns.map(({ head, cell }) => (
                  <td key={head} class="number" data-label={head}>
                    {cell(sum)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const deeds = ['booked', 'cancelled', 'moved'] as const satisfies readonly DeedCount['what'][];
const channels = ['web', 'agent', 'telephone', 'clerk', 'system'] as const satisfies readonly DeedCount['channel'][];

function Deeds({ m, figures }: Props) {
  const words = m.statistics;
  const count = (what: DeedCount['what'], channel: DeedCount['channel'] | null): number =>
    figures.deeds
      .filter((deed) => deed.what === what && (channel === null || deed.channel === channel))
      .reduce((sum, deed) => sum + deed.count, 0);
  return (
    <section>
      <h2 id="dejanja">{words.deeds}</h2>
      {figures.deeds.length === 0 ? (
        <p class="card">{words.noDeeds}</p>
      ) : (
        <div class="card table-scroll" role="region" aria-label={words.deeds} tabIndex={0}>
          <table class="stacked">
            <caption class="visually-hidden">{words.deeds}</caption>
            <thead>
              <tr>
                <th scope="col">{words.deed}</th>
                {channels.map((channel) => (
                  <th key={channel} scope="col">
                    {words.channels[channel]}
                  </th>
                ))}
                <th scope="col">{words.sum}</th>
              </tr>
            </thead>
            <tbody>
              {deeds.map((what) => (
                <tr key={what}>
                  <th scope="row">{words.deedNames[what]}</th>
                  {channels.map((channel) => (
                    <td key={channel} class="number" data-label={words.channels[channel]}>
                      {presentCount(count(what, channel))}
                    </td>
                  ))}
                  <td class="number" data-label={words.sum}>
                    {presentCount(count(what, null))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
