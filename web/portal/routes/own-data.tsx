import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { visitPath } from '../../../messages/link-paths.ts';
import { addAuditEntry } from '../../../sql/audit/add-audit-entry.ts';
import { eraseBooking, hindranceOf, wasErasedBy } from '../../../sql/calendar/erase-booking.ts';
import { citizen, textIn } from '../../../sql/calendar/words.ts';
import { listLocations } from '../../../sql/places/list-locations.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { seeOther } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { textOf } from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { type OpenedVisit, openVisit } from '../open-visit.ts';
import { readOwnData } from '../own-data.ts';
import { VisitNoticePage } from '../pages/cancel-page.tsx';
import { type EraseErrors, ErasePage } from '../pages/erase-page.tsx';
import { OwnDataPage } from '../pages/own-data-page.tsx';
import { visitorOf } from '../visitor-cookie.ts';
import { refuseTooMany } from './limits.ts';

/** One's own data of a booking (R9.3): seen, taken along, erased. Whoever has the visit's link, or found it, may. */
export function ownDataRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const { db } = room;
  const words = frame.m.data;
  const path = (token: string): string => frame.to(`${visitPath(token)}/podatki`);
  const erasePath = (token: string): string => frame.to(`${visitPath(token)}/izbris`);

  router.get(path(':token'), async (ctx) => {
    const { token = '' } = ctx.params;
    const opened = await open(token);
    if (opened === null) return gone(ctx);
    const [data, places] = await Promise.all([readOwnData(db, opened, now()), listLocations(db)]);
    await renderCitizenPage(
      ctx,
      room,
      { title: words.title },
      <OwnDataPage
        frame={frame}
        data={data}
        nameOf={(wished) => places.find(({ id }) => id === wished)?.name ?? wished}
        download={`${path(token)}.json`}
        erase={erasePath(token)}
        back={frame.to(visitPath(token))}
      />,
    );
  });

  router.get(`${path(':token')}.json`, async (ctx) => {
    const opened = await open(ctx.params.token ?? '');
    if (opened === null) return gone(ctx);
    await refuseTooMany(ctx, room, 'act');
    const data = await readOwnData(db, opened, now());
    const subject = `booking:${opened.visit.bookingId}`;
    await addAuditEntry(db, { userId: null, action: 'ownDataExported', subject });
    ctx.set('Cache-Control', 'no-store');
    ctx.attachment('moji-podatki.json');
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = JSON.stringify(data, null, 2);
  });

  router.get(erasePath(':token'), async (ctx) => {
    const { token = '' } = ctx.params;
    const opened = await open(token);
    if (opened === null) return gone(ctx);
    await ask(ctx, token, opened, { odpovej: false, razumem: false }, {}, 200);
  });

  router.post(erasePath(':token'), async (ctx) => {
    const { token = '' } = ctx.params;
    await refuseTooMany(ctx, room, 'act');
    const opened = await open(token);
    // The link went with the data: sent twice, the wish was fulfilled the first time.
    if (opened === null) return (await wasErasedBy(db, token)) ? erased(ctx) : gone(ctx);
    const text = textOf(ctx.request.body);
    const ticked = { odpovej: text('odpovej') === 'da', razumem: text('razumem') === 'da' };
    const problems = words.erasePage.problems;
    const coming = hindranceOf(opened.together, now()) === 'coming';
    const errors: EraseErrors = {
      ...(coming && !ticked.odpovej ? { odpovej: problems.coming } : {}),
      ...(ticked.razumem ? {} : { razumem: problems.sure }),
    };
    if (Object.keys(errors).length > 0) return ask(ctx, token, opened, ticked, errors, 422);
    const { bookingId } = opened.visit;
    const deed = { now: now(), actor: citizen, announce: room.announce };
    const { outcome } = await eraseBooking(db, deed, { bookingId, cancelComing: ticked.odpovej, token });
    switch (outcome) {
      case 'erased':
      case 'unknown':
        return erased(ctx);
      case 'coming':
        return ask(ctx, token, opened, ticked, { odpovej: problems.coming }, 422);
      case 'underway':
        return underway(ctx, token, 409);
    }
  });
  return router;

  function now(): Instant {
    return Date.now() as Instant;
  }

  function open(token: string): Promise<OpenedVisit | null> {
    return openVisit(room, token, ['view'], now());
  }

  async function ask(
    ctx: WebContext,
    token: string,
    { together }: OpenedVisit,
    ticked: { readonly odpovej: boolean; readonly razumem: boolean },
    errors: EraseErrors,
    status: number,
  ): Promise<void> {
    if (hindranceOf(together, now()) === 'underway') return underway(ctx, token, status);
    const coming = together.filter(({ state, startsAt }) => state === 'booked' && startsAt > now());
    await renderCitizenPage(
      ctx,
      room,
      { title: words.erasePage.title, status },
      <ErasePage
        frame={frame}
        formToken={visitorOf(ctx, room).formToken}
        action={erasePath(token)}
        keep={path(token)}
        coming={coming.map(
          ({ startsAt, serviceNames, locationName }) =>
            `${frame.time.moment(startsAt)}, ${serviceNames.map((name) => textIn(name, language)).join(' + ')}, ${locationName}`,
        )}
        ticked={ticked}
        errors={errors}
      />,
    );
  }

  function erased(ctx: WebContext): void {
    seeOther(ctx, `${frame.to('/obisk')}?stanje=izbrisano`);
  }

  async function underway(ctx: WebContext, token: string, status: number): Promise<void> {
    const { title } = words.erasePage;
    const links = [{ href: path(token), label: words.title }];
    const text = words.erasePage.underway;
    await renderCitizenPage(ctx, room, { title, status }, <VisitNoticePage title={title} text={text} links={links} />);
  }

  async function gone(ctx: WebContext): Promise<void> {
    const { title, text } = frame.m.visit.gone;
    const links = [{ href: frame.to('/obisk'), label: frame.m.visit.find.title }];
    await renderCitizenPage(
      ctx,
      room,
      { title, status: 404 },
      <VisitNoticePage title={title} text={text} links={links} />,
    );
  }
}
