import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { visitCalendar } from '../../../messages/calendar.ts';
import { cancelPath, movePath, visitPath, waitPath } from '../../../messages/link-paths.ts';
import { visitData } from '../../../messages/visit-data.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { citizen } from '../../../sql/calendar/words.ts';
import { readPlace } from '../../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { RequestError } from '../../request-error.ts';
import { queryText, seeOther } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import type { CitizenLanguage } from '../language.ts';
import { canChange, openVisit, visitAmong } from '../open-visit.ts';
import { CancelPage, VisitNoticePage } from '../pages/cancel-page.tsx';
import { type ShownVisit, VisitPage, type VisitPageProps } from '../pages/visit-page.tsx';
import { showWaiting } from '../show-waiting.ts';
import { visitorOf } from '../visitor-cookie.ts';
import { refuseTooMany } from './limits.ts';

/** My visit by its link (R4.5): what it is, cancelling it, its calendar file. */
export function visitRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const { db } = room;
  const words = frame.m.visit;

  router.get(frame.to(visitPath(':token')), async (ctx) => {
    const { token = '' } = ctx.params;
    const opened = await openVisit(room, token, ['view'], now());
    if (opened === null) return gone(ctx);
    const notices: Readonly<Record<string, VisitPageProps['notice']>> = {
      odpovedan: { kind: 'done', sentence: words.cancelled },
      prestavljen: { kind: 'done', sentence: words.moved },
      prepozno: { kind: 'refused', sentence: words.tooLate },
      caka: { kind: 'done', sentence: frame.m.answers.wait.waiting },
      necaka: { kind: 'done', sentence: frame.m.answers.wait.stopped },
    };
    const visits = await Promise.all(opened.together.map((visit) => shown(visit, token)));
    const justBooked = ctx.query.potrjeno === 'da' && visits.every(({ visit }) => visit.state === 'booked');
    await renderCitizenPage(
      ctx,
      room,
      { title: justBooked ? words.confirmed : words.title },
      <VisitPage
        frame={frame}
        visits={visits}
        notice={notices[queryText(ctx, 'stanje')] ?? null}
        justBooked={justBooked}
        ownData={frame.to(`${visitPath(token)}/podatki`)}
      />,
    );
  });

  router.get(frame.to(`${visitPath(':token')}/termin.ics`), async (ctx) => {
    const opened = await openVisit(room, ctx.params.token ?? '', ['view'], now());
    const visit = opened === null ? null : visitAmong(opened, queryText(ctx, 'obisk'));
    if (visit === null) return gone(ctx);
    const file = visitCalendar({
      visit: await visitData(db, visit, language),
      cancelled: visit.state === 'cancelled',
      language,
      organizer: room.sender,
      attendee: null,
      now: Date.now(),
    });
    ctx.set('Cache-Control', 'no-store');
    ctx.attachment(file.fileName);
    ctx.type = 'text/calendar; charset=utf-8';
    ctx.body = file.content;
  });

  router.get(frame.to(cancelPath(':token')), async (ctx) => {
    const { token = '' } = ctx.params;
    const visit = await changeable(ctx, token);
    if (visit === null) return;
    if (visit.state === 'cancelled') return said(ctx, words.cancelled);
    if (!canChange(visit, Date.now())) return said(ctx, words.tooLate);
    await renderCitizenPage(
      ctx,
      room,
      { title: words.cancelTitle },
      <CancelPage
        frame={frame}
        formToken={visitorOf(ctx, room).formToken}
        action={`${frame.to(cancelPath(token))}${ctx.search}`}
        keep={(await isViewLink(token)) ? frame.to(visitPath(token)) : frame.to('/obisk')}
        visit={await describe(visit)}
      />,
    );
  });

  router.post(frame.to(cancelPath(':token')), async (ctx) => {
    const { token = '' } = ctx.params;
    await refuseTooMany(ctx, room, 'act');
    const visit = await changeable(ctx, token);
    if (visit === null) return;
    const deed = { now: now(), actor: citizen, announce: room.announce };
    const { outcome } = await cancelAppointment(db, deed, visit.appointmentId);
    if (outcome === 'unknown') throw new RequestError(404);
    const done = outcome === 'cancelled';
    if (!(await isViewLink(token))) return said(ctx, done ? words.cancelled : words.tooLate, done ? 200 : 409);
    seeOther(ctx, `${frame.to(visitPath(token))}?stanje=${done ? 'odpovedan' : 'prepozno'}`);
  });
  return router;

  function now(): Instant {
    return Date.now() as Instant;
  }

  async function isViewLink(token: string): Promise<boolean> {
    return (await openVisit(room, token, ['view'], now())) !== null;
  }

  /** The visit that a link may cancel; null when the answer is given already. */
  async function changeable(ctx: WebContext, token: string): Promise<AppointmentView | null> {
    const opened = await openVisit(room, token, ['cancel', 'view'], now());
    const visit = opened === null ? null : visitAmong(opened, queryText(ctx, 'obisk'));
    if (visit === null) await gone(ctx);
    return visit;
  }

  async function describe(visit: AppointmentView): Promise<string> {
    const data = await visitData(db, visit, language);
    return `${frame.time.moment(visit.startsAt)}, ${data.serviceName}, ${data.locationName}`;
  }

  async function shown(visit: AppointmentView, token: string): Promise<ShownVisit> {
    const which = `?obisk=${visit.appointmentId}`;
    const [data, place, waiting] = await Promise.all([
      visitData(db, visit, language),
      readPlace(db, visit.locationId),
      canChange(visit, Date.now()) ? showWaiting(room, frame, visit, token) : null,
    ]);
    return {
      visit,
      data,
      place,
      waiting,
      actions: canChange(visit, Date.now())
        ? {
            cancel: frame.to(cancelPath(token)) + which,
            move: frame.to(movePath(token)) + which,
            wait: frame.to(waitPath(token)) + which,
          }
        : null,
      calendar: `${frame.to(visitPath(token))}/termin.ics${which}`,
    };
  }

  async function said(ctx: WebContext, text: string, status = 200): Promise<void> {
    const links = [{ href: frame.to('/narocanje'), label: words.another }];
    const title = words.cancelTitle;
    await renderCitizenPage(ctx, room, { title, status }, <VisitNoticePage title={title} text={text} links={links} />);
  }

  async function gone(ctx: WebContext): Promise<void> {
    const { title, text } = words.gone;
    const links = [{ href: frame.to('/obisk'), label: words.find.title }];
    await renderCitizenPage(
      ctx,
      room,
      { title, status: 404 },
      <VisitNoticePage title={title} text={text} links={links} />,
    );
  }
}
