import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { visitPath } from '../../../messages/link-paths.ts';
import { visitData } from '../../../messages/visit-data.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { listPlacesOfService } from '../../../sql/calendar/list-places-of-service.ts';
import { joinWaitlist, readWaiting, stopWaiting } from '../../../sql/calendar/waitlist.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { RequestError } from '../../request-error.ts';
import { queryText, seeOther } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { textOf } from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { canChange, openVisit, visitAmong } from '../open-visit.ts';
import { WaitPage } from '../pages/answer-page.tsx';
import { visitorOf } from '../visitor-cookie.ts';
import { refuseTooMany } from './limits.ts';

/** Asking for an earlier visit from the page of the visit that one has. */
export function waitRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const { db } = room;
  const path = frame.to(`${visitPath(':token')}/prej`);

  router.get(path, async (ctx) => {
    const { token = '' } = ctx.params;
    await show(ctx, token, await visitOf(ctx, token), null, null);
  });

  router.post(path, async (ctx) => {
    const { token = '' } = ctx.params;
    await refuseTooMany(ctx, room, 'act');
    const visit = await visitOf(ctx, token);
    const now = Date.now() as Instant;
    const back = frame.to(visitPath(token));
    if (textOf(ctx.request.body)('dejanje') === 'nehaj') {
      await stopWaiting(db, { now }, visit.appointmentId);
      return seeOther(ctx, `${back}?stanje=necaka`);
    }
    const offered = new Set((await places(visit)).map(({ locationId }) => locationId));
    const chosen = listOf(ctx.request.body, 'kraji').filter((id) => offered.has(id));
    if (chosen.length === 0) return show(ctx, token, visit, [], frame.m.answers.wait.problem);
    const wish = { locationIds: chosen, firstDay: null, lastDay: null, weekdays: null, from: null, to: null };
    const joined = await joinWaitlist(db, { now }, visit.appointmentId, wish);
    return seeOther(ctx, `${back}?stanje=${joined === 'waiting' ? 'caka' : 'prepozno'}`);
  });
  return router;

  async function visitOf(ctx: WebContext, token: string): Promise<AppointmentView> {
    const opened = await openVisit(room, token, ['view'], Date.now() as Instant);
    const visit = opened === null ? null : visitAmong(opened, queryText(ctx, 'obisk'));
    if (visit === null || !canChange(visit, Date.now())) throw new RequestError(404);
    return visit;
  }

  function places(visit: AppointmentView) {
    return listPlacesOfService(db, { serviceId: visit.services[0] ?? '' });
  }

  async function show(
    ctx: WebContext,
    token: string,
    visit: AppointmentView,
    ticked: readonly string[] | null,
    problem: string | null,
  ): Promise<void> {
    const [waiting, offering, data] = await Promise.all([
      readWaiting(db, visit.appointmentId, Date.now() as Instant),
      places(visit),
      visitData(db, visit, language),
    ]);
    const wished = ticked ?? waiting?.locationIds ?? [visit.locationId];
    await renderCitizenPage(
      ctx,
      room,
      { title: frame.m.answers.wait.title, status: problem === null ? 200 : 422 },
      <WaitPage
        frame={frame}
        formToken={visitorOf(ctx, room).formToken}
        action={`${frame.to(visitPath(token))}/prej?obisk=${visit.appointmentId}`}
        current={{ moment: frame.time.moment(visit.startsAt), place: `${data.locationName}, ${data.address}` }}
        places={offering.map(({ locationId, name }) => ({ id: locationId, name, ticked: wished.includes(locationId) }))}
        waiting={waiting !== null}
        problem={problem}
        back={frame.to(visitPath(token))}
      />,
    );
  }
}

/** All values of a field that may be there more than once. */
function listOf(body: unknown, name: string): readonly string[] {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((entry): entry is string => typeof entry === 'string');
}
