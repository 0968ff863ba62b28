import { periodTitle } from '../../reports/period.ts';
import type { FiledReport } from '../../sql/reports/list-reports.ts';
import { machineTime, presentDayAndTime } from '../present/time.ts';
import type { PageFrame } from '../render.tsx';
import type { ReportForm } from '../routes/reports.tsx';
import { FormToken } from './form-token.tsx';
import { Guide } from './guide.tsx';
import { Notice } from './notice.tsx';

type ReportsPageProps = PageFrame & {
  readonly reports: readonly FiledReport[];
  nameOf(userId: string): string;
  readonly mayMake: boolean;
  readonly notice: { readonly kind: 'refused' | 'done'; readonly sentence: string } | null;
  /** What stands in the form: the month before, or what was refused. */
  readonly given: ReportForm;
  readonly today: string;
};

export function ReportsPage(props: ReportsPageProps) {
  const { m, reports } = props;
  return (
    <div class="reports-page">
      <h1>{m.papers.reportsTitle}</h1>
      <Guide m={m} points={m.guide.reports} />
      <Notice notice={props.notice} />
      {reports.length === 0 ? <p class="card">{m.papers.reportsNone}</p> : <ReportsTable {...props} />}
      {props.mayMake ? <MakeForms {...props} /> : null}
    </div>
  );
}

const titleOf = (report: FiledReport): string =>
  periodTitle({ kind: report.kind, from: report.periodStart, to: report.periodEnd });

function ReportsTable({ m, reports, nameOf }: ReportsPageProps) {
  return (
    <div class="card table-scroll" role="region" aria-label={m.papers.reportsCaption} tabIndex={0}>
      <table>
        <caption class="visually-hidden">{m.papers.reportsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.papers.period}</th>
            <th scope="col">{m.papers.madeAt}</th>
            <th scope="col">{m.papers.madeBy}</th>
            <th scope="col">{m.papers.mailed}</th>
            <th scope="col">{m.papers.file}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <tr key={report.id}>
              <th scope="row">{titleOf(report)}</th>
              <td>
                <time dateTime={machineTime(report.madeAt)}>{presentDayAndTime(report.madeAt)}</time>
              </td>
              <td>{report.madeBy === null ? m.papers.nightly : nameOf(report.madeBy)}</td>
              <td>{report.mailedAt === null ? m.none : presentDayAndTime(report.mailedAt)}</td>
              <td>
                <a href={`/porocila/${report.id}.pdf`} aria-label={m.papers.downloadOf(titleOf(report))}>
                  {m.papers.download}
                </a>{' '}
                <small>({sizeOf(report.bytes)})</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const kilobytes = new Intl.NumberFormat('sl-SI', { maximumFractionDigits: 0 });
const sizeOf = (bytes: number): string => `${kilobytes.format(Math.max(1, bytes / 1024))} kB`;

/** A form for each kind: each asks only for what it needs, without script too. */
function MakeForms({ m, csrfToken, given, today }: ReportsPageProps) {
  const words = m.papers;
  const hidden = (kind: ReportForm['vrsta']) => (
    <>
      <FormToken token={csrfToken} />
      <input type="hidden" name="vrsta" value={kind} />
    </>
  );
  const action = '/porocila/izdelaj';
  return (
    <section aria-labelledby="izdelaj">
      <h2 id="izdelaj">{words.makeHeading}</h2>
      <div class="make-forms">
        <form class="card" method="post" action={action}>
          {hidden('month')}
          <h3>{words.ofMonth}</h3>
          <label for="mesec">{words.month}</label>
          <input
            type="month"
            id="mesec"
            name="mesec"
            required
            pattern="\d{4}-\d{2}"
            value={given.mesec}
            max={today.slice(0, 7)}
            aria-describedby="mesec-namig"
          />
          <small id="mesec-namig">{words.monthHint}</small>
          <button type="submit">{words.make}</button>
        </form>
        <form class="card" method="post" action={action}>
          {hidden('year')}
          <h3>{words.ofYear}</h3>
          <label for="leto">{words.year}</label>
          <input
            type="number"
            id="leto"
            name="leto"
            required
            min={2000}
            max={Number(today.slice(0, 4))}
            value={given.leto}
          />
          <button type="submit">{words.make}</button>
        </form>
        <form class="card" method="post" action={action}>
          {hidden('period')}
          <h3>{words.ofPeriod}</h3>
          <label for="od">{words.from}</label>
          <input type="date" id="od" name="od" required value={given.od} max={today} />
          <label for="do">{words.to}</label>
          <input type="date" id="do" name="do" required value={given.do} />
          <button type="submit">{words.make}</button>
        </form>
      </div>
    </section>
  );
}
