import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { visitPath, waitPath } from '../../../messages/link-paths.ts';
import { visitData } from '../../../messages/visit-data.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { listPlacesOfService } from '../../../sql/calendar/list-places-of-service.ts';
import { joinWaitlist, readWaiting, stopWaiting } from '../../../sql/calendar/waitlist.ts';
import { citizen } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { dateOf } from '../../present/time.ts';
import { RequestError } from '../../request-error.ts';
import { queryText, seeOther } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { textOf } from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { canChange, openVisit, visitAmong } from '../open-visit.ts';
import { VisitNoticePage } from '../pages/cancel-page.tsx';
import { WaitPage } from '../pages/wait-page.tsx';
import { visitorOf } from '../visitor-cookie.ts';
import { judgeWish, readWishTyped, typedOf, type WishErrors, type WishTyped, wishPlaces } from '../wish-form.ts';
import { refuseTooMany, toldTooOften } from './limits.ts';

/** Asking for an earlier visit from the page of the visit that one has: where, when, and how soon. */
export function waitRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const { db } = room;
  const path = frame.to(waitPath(':token'));

  router.get(path, async (ctx) => {
    const { token = '' } = ctx.params;
    await show(ctx, token, await visitOf(ctx, token), null, {});
  });

  router.post(path, async (ctx) => {
    const { token = '' } = ctx.params;
    await refuseTooMany(ctx, room, 'act');
    const visit = await visitOf(ctx, token);
    const now = Date.now() as Instant;
    const back = frame.to(visitPath(token));
    if (textOf(ctx.request.body)('dejanje') === 'nehaj') {
      await stopWaiting(db, { now, actor: citizen, announce: room.announce }, visit.appointmentId);
      return seeOther(ctx, `${back}?stanje=necaka`);
    }
    const typed = readWishTyped(ctx.request.body);
    const { errors, wish } = judgeWish(frame.m, typed, { ...visit, now }, await placesOf(visit));
    if (Object.keys(errors).length > 0) return show(ctx, token, visit, typed, errors);
    if (await toldTooOften(ctx, room, visit)) return often(ctx, back);
    const joined = await joinWaitlist(db, { now, announce: room.announce }, visit.appointmentId, wish);
    return seeOther(ctx, `${back}?stanje=${joined === 'waiting' ? 'caka' : 'prepozno'}`);
  });
  return router;

  async function visitOf(ctx: WebContext, token: string): Promise<AppointmentView> {
    const opened = await openVisit(room, token, ['view'], Date.now() as Instant);
    const visit = opened === null ? null : visitAmong(opened, queryText(ctx, 'obisk'));
    if (visit === null || !canChange(visit, Date.now())) throw new RequestError(404);
    return visit;
  }

  async function placesOf(visit: AppointmentView) {
    return wishPlaces(await listPlacesOfService(db, { services: visit.services }), visit.locationId);
  }

  async function often(ctx: WebContext, back: string): Promise<void> {
    const { title } = frame.m.answers.wait;
    const page = (
      <VisitNoticePage
        title={title}
        text={frame.m.visit.changedOften}
        links={[{ href: back, label: frame.m.visit.title }]}
      />
    );
    await renderCitizenPage(ctx, room, { title, status: 429 }, page);
  }

  async function show(
    ctx: WebContext,
    token: string,
    visit: AppointmentView,
    typed: WishTyped | null,
    errors: WishErrors,
  ): Promise<void> {
    const now = Date.now() as Instant;
    const [waiting, places, data] = await Promise.all([
      readWaiting(db, visit.appointmentId, now),
      placesOf(visit),
      visitData(db, visit, language),
    ]);
    await renderCitizenPage(
      ctx,
      room,
      { title: frame.m.answers.wait.title, status: Object.keys(errors).length === 0 ? 200 : 422 },
      <WaitPage
        frame={frame}
        formToken={visitorOf(ctx, room).formToken}
        action={`${frame.to(waitPath(token))}?obisk=${visit.appointmentId}`}
        current={{ moment: frame.time.moment(visit.startsAt), place: `${data.locationName}, ${data.address}` }}
        places={places}
        typed={typed ?? typedOf(waiting, visit.locationId)}
        errors={errors}
        days={{ first: dateOf(now), last: dateOf(visit.startsAt) }}
        waiting={waiting !== null}
        back={frame.to(visitPath(token))}
      />,
    );
  }
}
