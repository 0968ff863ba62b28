import Router from 'koa-router';
import { z } from 'zod';
import { instant } from '../../engine/core/ids.ts';
import { daysIn, daysPeriod, monthPeriod, type Period } from '../../reports/period.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { placesOf } from '../may.ts';
import { dateOf } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { allow, userOf } from '../routes/guard.ts';
import { StatisticsPage, statisticsPath } from './statistics-page.tsx';
import { csvKinds, visitCsv } from './visit-csv.ts';
import { readVisitFigures, type VisitFigures } from './visit-figures.ts';

const day = z.iso.date();
const longestDays = 366;

/** Figures of visits for whoever keeps places: of their own places only (R3.4, R3.10). */
export function statisticsRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { messages } = room;

  router.get(statisticsPath, allow('seeVisitStatistics'), async (ctx) => {
    const asked = periodOf(ctx);
    const period = asked ?? thisMonth();
    renderPage(
      ctx,
      room,
      { title: messages.statistics.title, status: asked === null ? 422 : 200 },
      <StatisticsPage
        {...frameOf(ctx, room)}
        figures={await figuresOf(ctx, period)}
        from={period.from}
        to={lastDayOf(period)}
        problem={asked === null ? messages.statistics.badPeriod : null}
      />,
    );
  });

  router.get(`${statisticsPath}/:kaj.csv`, allow('seeVisitStatistics'), async (ctx) => {
    const kind = csvKinds.find((each) => each === ctx.params.kaj);
    const period = periodOf(ctx);
    if (kind === undefined || period === null) throw new RequestError(404);
    ctx.attachment(messages.statistics.csvName(kind, period.from, lastDayOf(period)));
    ctx.type = 'text/csv; charset=utf-8';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = visitCsv(messages, kind, await figuresOf(ctx, period));
  });
  return router;

  function figuresOf(ctx: WebContext, { from, to }: Period): Promise<VisitFigures> {
    const locationIds = placesOf(userOf(ctx), 'seeVisitStatistics');
    return readVisitFigures(room.db, { from, to, locationIds, now: instant(Date.now()) });
  }
}

/** The month that runs when nothing is asked for; null: what is asked for can not be. */
function periodOf(ctx: WebContext): Period | null {
  if (ctx.query.od === undefined && ctx.query.do === undefined) return thisMonth();
  const [from, to] = [day.safeParse(ctx.query.od), day.safeParse(ctx.query.do)];
  if (!from.success || !to.success || from.data > to.data) return null;
  const period = daysPeriod(from.data, to.data);
  return daysIn(period) > longestDays ? null : period;
}

const thisMonth = (): Period => monthPeriod(dateOf(Date.now()).slice(0, 7));

/** A period ends before its last bound. */
const lastDayOf = ({ to }: Period): string => new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
