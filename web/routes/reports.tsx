import Router from 'koa-router';
import { z } from 'zod';
import type { Period } from '../../reports/period.ts';
import { daysPeriod, localDateAt, monthBefore, monthPeriod, yearPeriod } from '../../reports/period.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listUsers } from '../../sql/people/read-user.ts';
import { listReports } from '../../sql/reports/list-reports.ts';
import { insertReport } from '../../sql/reports/make-report-once.ts';
import { readReport } from '../../sql/reports/read-report.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import { ReportsPage } from '../pages/reports-page.tsx';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { readForm, seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';

const form = z.object({
  vrsta: z.enum(['month', 'year', 'period']),
  mesec: z.string().max(10).default(''),
  leto: z.string().max(10).default(''),
  od: z.string().max(10).default(''),
  do: z.string().max(10).default(''),
});
export type ReportForm = z.output<typeof form>;

/** Reports made by night and on demand (R5.1). */
export function reportsRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  // Rendering takes the process's time; two at once would only take longer, and wallboards wait.
  let making = false;

  router.get('/porocila', allow('seeReports'), async (ctx) => {
    const made = ctx.query.izdelano === 'da';
    await showReports(ctx, room, made ? { kind: 'done', sentence: room.messages.papers.made } : null);
  });
  router.get('/porocila/:file', allow('seeReports'), async (ctx) => {
    const id = /^(\d{1,18})\.pdf$/.exec(String(ctx.params.file))?.[1];
    const report = id === undefined ? null : await readReport(room.db, id);
    if (id === undefined || report === null) throw new RequestError(404);
    await addAuditEntry(room.db, { userId: userOf(ctx).id, action: 'reportDownloaded', subject: id });
    ctx.attachment(room.messages.papers.fileName(fileNameOf(report)));
    ctx.type = 'application/pdf';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = report.pdf;
  });
  router.post('/porocila/izdelaj', allow('makeReports'), async (ctx) => {
    const given = readForm(ctx, form);
    const period = periodOf(given, localDateAt(Date.now()));
    const { papers } = room.messages;
    if (period === null) return showReports(ctx, room, { kind: 'refused', sentence: papers.badPeriod }, given, 422);
    if (making) return showReports(ctx, room, { kind: 'refused', sentence: papers.making }, given, 409);
    making = true;
    try {
      const user = userOf(ctx);
      const pdf = await room.makeReport(room.db, period);
      const key = { kind: period.kind, periodStart: period.from, periodEnd: period.to };
      const id = await insertReport(room.db, key, pdf, user.id);
      await addAuditEntry(room.db, { userId: user.id, action: 'reportMade', subject: id });
    } finally {
      making = false;
    }
    seeOther(ctx, '/porocila?izdelano=da');
  });
  return router;
}

type Notice = { readonly kind: 'refused' | 'done'; readonly sentence: string };

async function showReports(
  ctx: WebContext,
  room: Room,
  notice: Notice | null,
  given: ReportForm | null = null,
  status = 200,
): Promise<void> {
  const { db, messages } = room;
  const [reports, users] = await Promise.all([listReports(db), listUsers(db)]);
  const today = localDateAt(Date.now());
  const lastMonth = monthBefore(today).from.slice(0, 7);
  renderPage(
    ctx,
    room,
    { title: messages.papers.reportsTitle, status },
    <ReportsPage
      {...frameOf(ctx, room)}
      reports={reports}
      nameOf={(id) => users.find((user) => user.id === id)?.name ?? messages.none}
      mayMake={may(userOf(ctx), 'makeReports')}
      notice={notice}
      given={given ?? { vrsta: 'month', mesec: lastMonth, leto: today.slice(0, 4), od: `${lastMonth}-01`, do: today }}
      today={today}
    />,
  );
}

/** Null for what makes no period, or has not begun. */
export function periodOf({ vrsta, mesec, leto, od, do: last }: ReportForm, today: string): Period | null {
  try {
    const period =
      vrsta === 'month' ? monthPeriod(mesec) : vrsta === 'year' ? yearPeriod(Number(leto)) : daysPeriod(od, last);
    return period.from <= today ? period : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** "2026-10", "2026", "2026-10-05_2026-10-11" with both days inside. */
function fileNameOf({
  kind,
  periodStart,
  periodEnd,
}: {
  kind: string;
  periodStart: string;
  periodEnd: string;
}): string {
  if (kind === 'month') return periodStart.slice(0, 7);
  if (kind === 'year') return periodStart.slice(0, 4);
  const last = new Date(Date.parse(`${periodEnd}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return `${periodStart}_${last}`;
}
