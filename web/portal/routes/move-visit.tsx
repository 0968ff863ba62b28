import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { movePath, visitPath } from '../../../messages/link-paths.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { sameSlot } from '../../../sql/calendar/hold.ts';
import { issueLink } from '../../../sql/calendar/links.ts';
import { listPlacesOfService } from '../../../sql/calendar/list-places-of-service.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import { citizen, textIn } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { RequestError } from '../../request-error.ts';
import { queryText, seeOther } from '../../routes/forms.ts';
import { alternativesFor } from '../alternatives.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { textOf } from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { canChange, openVisit, visitAmong } from '../open-visit.ts';
import { VisitNoticePage } from '../pages/cancel-page.tsx';
import { LostPage } from '../pages/lost-page.tsx';
import { PlacesPage } from '../pages/places-page.tsx';
import { SlotsPage } from '../pages/slots-page.tsx';
import { listPlaces } from '../place-list.ts';
import { readPlace } from '../read-place.ts';
import { readSlots } from '../slot-choices.ts';
import { readSlotView } from '../slot-view.ts';
import { visitorOf } from '../visitor-cookie.ts';
import { whyWords } from '../why-words.ts';
import { refuseTooMany, toldTooOften } from './limits.ts';
import { orderOf } from './places.tsx';

/** Moving a visit to any free time of any unit (R3.9, R4.5): a place, then a time, and it is there. */
export function moveRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const { db } = room;
  const words = frame.m.visit;

  router.get(frame.to(movePath(':token')), async (ctx) => {
    const { token = '' } = ctx.params;
    const visit = await movable(ctx, token);
    if (visit === null) return;
    const now = Date.now() as Instant;
    const [places, firsts, near] = await Promise.all([
      listPlacesOfService(db, { services: visit.services }),
      firstFreeSlots(db, { services: visit.services, channel: 'web', now }),
      readPlace(db, frame.m, queryText(ctx, 'kraj')),
    ]);
    const order = orderOf(queryText(ctx, 'razvrsti'), near.from !== null);
    const here = frame.to(movePath(token));
    await renderCitizenPage(
      ctx,
      room,
      { title: words.moveTitle },
      <PlacesPage
        frame={frame}
        serviceName={serviceOf(visit)}
        here={here}
        linkTo={(place) => `${here}/${place.locationId}?obisk=${visit.appointmentId}`}
        list={listPlaces(places, firsts, { from: near.from, order, now })}
        order={order}
        visits={1}
        mostVisits={1}
        {...near}
        moving={frame.time.moment(visit.startsAt)}
        back={[]}
      />,
    );
  });

  router.get(frame.to(`${movePath(':token')}/:location`), async (ctx) => {
    const { token = '', location = '' } = ctx.params;
    const visit = await movable(ctx, token);
    if (visit === null) return;
    const [place] = await listPlacesOfService(db, { services: visit.services, locationId: location });
    if (place === undefined) throw new RequestError(404);
    const now = Date.now() as Instant;
    const firsts = await firstFreeSlots(db, { services: visit.services, channel: 'web', now });
    const first = firsts.find(({ locationId }) => locationId === location)?.startsAt ?? null;
    const asked = {
      view: queryText(ctx, 'pogled'),
      day: queryText(ctx, 'dan'),
      month: queryText(ctx, 'mesec'),
      visits: 1,
    };
    await renderCitizenPage(
      ctx,
      room,
      { title: words.moveTitle },
      <SlotsPage
        frame={frame}
        formToken={visitorOf(ctx, room).formToken}
        submission=""
        visit={String(visit.appointmentId)}
        serviceName={serviceOf(visit)}
        placeName={place.name}
        placeAddress={place.address}
        here={`${frame.to(movePath(token))}/${location}`}
        otherPlace={`${frame.to(movePath(token))}?obisk=${visit.appointmentId}`}
        view={await readSlotView(db, { services: visit.services, locationId: location, first }, asked, now)}
        mostVisits={1}
        firstFree={first}
        moving={frame.time.moment(visit.startsAt)}
        back={[]}
      />,
    );
  });

  router.post(frame.to(`${movePath(':token')}/:location`), async (ctx) => {
    const { token = '', location = '' } = ctx.params;
    await refuseTooMany(ctx, room, 'act');
    const text = textOf(ctx.request.body);
    const visit = await movable(ctx, token, text('obisk'));
    if (visit === null) return;
    const [to] = readSlots(text('termin')) ?? [];
    const [service, ...others] = visit.services;
    if (to === undefined || service === undefined) throw new RequestError(400);
    const now = Date.now() as Instant;
    // Sent again it is no other move, and nobody is told again.
    if (!sameSlot(visit, to) && (await toldTooOften(ctx, room, visit))) return said(ctx, words.changedOften, 429);
    const deed = { now, actor: citizen, announce: room.announce };
    const outcome = await swapAppointment(db, deed, { appointmentId: visit.appointmentId, to });
    const here = `${frame.to(movePath(token))}/${location}`;
    switch (outcome.outcome) {
      case 'moved':
        return seeOther(ctx, `${frame.to(visitPath(await viewLink(visit, now)))}?stanje=prestavljen`);
      case 'tooLate':
        return said(ctx, words.tooLate, 409);
      case 'unknown':
        throw new RequestError(404);
      case 'conflict':
        return renderCitizenPage(
          ctx,
          room,
          { title: frame.m.booking.lost.title, status: 409 },
          <LostPage
            frame={frame}
            formToken={visitorOf(ctx, room).formToken}
            submission=""
            visit={String(visit.appointmentId)}
            action={here}
            why={whyWords(frame.m, outcome.why)}
            alternatives={
              await alternativesFor(
                db,
                {
                  services: [service, ...others],
                  visits: 1,
                  near: to.startsAt,
                  locationId: location,
                  found: outcome.alternatives,
                },
                now,
              )
            }
            all={`${here}?obisk=${visit.appointmentId}`}
          />,
        );
    }
  });
  return router;

  function serviceOf(visit: AppointmentView): string {
    return visit.serviceNames.map((name) => textIn(name, language)).join(' + ');
  }

  /** The visit that a link may move; null when the answer is given already. */
  async function movable(
    ctx: WebContext,
    token: string,
    asked = queryText(ctx, 'obisk'),
  ): Promise<AppointmentView | null> {
    const opened = await openVisit(room, token, ['move', 'view'], Date.now() as Instant);
    const visit = opened === null ? null : visitAmong(opened, asked);
    if (visit === null) {
      await said(ctx, words.gone.text, 404, words.gone.title);
      return null;
    }
    if (!canChange(visit, Date.now())) {
      await said(ctx, visit.state === 'cancelled' ? words.cancelled : words.tooLate, 409);
      return null;
    }
    return visit;
  }

  function viewLink(visit: AppointmentView, now: Instant): Promise<string> {
    const expiresAt = (now + 120 * 24 * 3_600_000) as Instant;
    return issueLink(db, { purpose: 'view', appointmentId: visit.appointmentId }, { now, expiresAt });
  }

  async function said(ctx: WebContext, text: string, status: number, title = words.moveTitle): Promise<void> {
    const links = [{ href: frame.to('/obisk'), label: words.find.title }];
    await renderCitizenPage(ctx, room, { title, status }, <VisitNoticePage title={title} text={text} links={links} />);
  }
}
