import type { Knex } from 'knex';
import { createTransport } from 'nodemailer';
import { mailUnmailedReports, type UnmailedReport } from '../sql/reports/mail-unmailed-reports.ts';
import { defaultHeading, type ReportHeading } from './heading.ts';
import { type Period, periodTitle } from './period.ts';

export type MailOptions = {
  /** "smtps://user:password@host:465"; null: nothing is mailed, reports wait on the page. */
  readonly smtpUrl: string | null;
  readonly from: string;
  readonly reportsTo: readonly string[];
};

/** A report that could not be mailed. It carries no address: `code` and `responseCode` are those of SMTP. */
export class MailFailed extends Error {
  override readonly name = 'MailFailed';
  readonly code: string;

  constructor(cause: unknown) {
    const { code = 'unknown', responseCode } = cause as { code?: string; responseCode?: number };
    super(`The mail server did not take a report (${code}${responseCode === undefined ? '' : ` ${responseCode}`}).`);
    this.code = code;
  }
}

/** Reports older than this are not mailed any more, so that a mail server set up late does not send the past. */
const mailedWithinDays = 40;

/**
 * Mails the nightly job's reports that were not mailed yet. Returns how many.
 * @throws {MailFailed} when the server did not take one; it stays for the next round.
 */
export async function mailReports(
  db: Knex,
  { smtpUrl, from, reportsTo }: MailOptions,
  heading: ReportHeading = defaultHeading,
): Promise<number> {
  if (smtpUrl === null || reportsTo.length === 0) return 0;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    return await mailUnmailedReports(db, mailedWithinDays, async (report) => {
      try {
        await transport.sendMail({ from, to: [...reportsTo], ...mailOf(report, from, heading) });
      } catch (error) {
        throw new MailFailed(error);
      }
    });
  } finally {
    transport.close();
  }
}

/** The mail's words. A report that is sent twice after a crash has the same Message-ID, so that mailboxes know it. */
function mailOf(report: UnmailedReport, from: string, heading: ReportHeading) {
  const period: Period = { kind: report.kind, from: report.periodStart, to: report.periodEnd };
  const title = periodTitle(period);
  const name = report.kind === 'year' ? 'Letno' : 'Mesečno';
  return {
    subject: `${heading.centre}: ${name.toLowerCase()} poročilo o klicih, ${title}`,
    messageId: `<porocilo.${report.kind}.${report.periodStart}.${report.id}@${domainOf(from)}>`,
    text:
      `Spoštovani,\n\nv priponki je ${name.toLowerCase()} poročilo o klicih za ${title}.\n\n` +
      `Poročilo je izdelano samodejno. Opredelitve vseh podatkov so v samem poročilu.\n\n${heading.centre}\n`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'sl' },
    attachments: [
      {
        filename: reportFileName(period),
        content: report.pdf,
        contentType: 'application/pdf',
      },
    ],
  };
}

/** "porocilo-o-klicih-2026-11.pdf": a name that every mailbox and disk takes. */
export function reportFileName(period: Period): string {
  const days = period.kind === 'month' ? 7 : period.kind === 'year' ? 4 : 10;
  const span = period.kind === 'period' ? `${period.from}-do-${lastDayOf(period)}` : period.from.slice(0, days);
  return `porocilo-o-klicih-${span}.pdf`;
}

function lastDayOf({ to }: Period): string {
  return new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function domainOf(address: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(address)?.[1] ?? 'localhost';
}
