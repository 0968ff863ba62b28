import Router from 'koa-router';
import { z } from 'zod';
import type { Instant } from '../../../engine/core/ids.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { type HoldOutcome, holdSlots, holdSlotsCounted } from '../../../sql/calendar/hold-slots.ts';
import { citizen, type ServiceId, type Slot, textIn } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { RequestError } from '../../request-error.ts';
import { queryText, readForm, seeOther } from '../../routes/forms.ts';
import { addressKey } from '../../security/address-key.ts';
import { alternativesFor } from '../alternatives.ts';
import { announcedClosures } from '../announced-closures.ts';
import { firstTogetherForMany, placesForMany, serviceForMany } from '../asked-by-many.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { holdUnderName, type NamedHold } from '../hold-under-name.ts';
import type { CitizenLanguage } from '../language.ts';
import { LostPage } from '../pages/lost-page.tsx';
import { SlotsPage } from '../pages/slots-page.tsx';
import { readSlots } from '../slot-choices.ts';
import { readSlotView } from '../slot-view.ts';
import { isSubmission, newSubmission } from '../submission.ts';
import { visitorOf } from '../visitor-cookie.ts';
import { whyWords } from '../why-words.ts';
import { tooMany } from './limits.ts';
import { visitsOf } from './places.tsx';

const chosen = z.object({
  oddaja: z.string().refine(isSubmission),
  termin: z.string().transform((text, issues) => {
    const slots = readSlots(text);
    if (slots !== null) return slots;
    issues.addIssue('slots as our page writes them');
    return z.NEVER;
  }),
});

/** When somebody comes (R4.1, R3.5): the third page of the path; a chosen time is held. */
export function slotRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const path = frame.to('/narocanje/:service/:location');

  router.get(path, async (ctx) => {
    // A name in the address, so that whoever comes back to this page goes on with the same hold.
    if (!isSubmission(queryText(ctx, 'oddaja'))) {
      const { oddaja: _none, ...query } = ctx.query;
      ctx.query = { ...query, oddaja: newSubmission() };
      return ctx.redirect(ctx.url);
    }
    const now = Date.now() as Instant;
    const services = [(ctx.params.service ?? '') as ServiceId];
    const [{ service, place }, firsts, announcements] = await Promise.all([
      placeOf(room, ctx.params),
      firstFreeSlots(room.db, { services, channel: 'web', now }),
      announcedClosures(room.db, { locationId: ctx.params.location ?? '', now }, frame),
    ]);
    const visits = visitsOf(queryText(ctx, 'obiskov'), service.mostVisits);
    const here = firsts.filter(({ locationId }) => locationId === place.locationId);
    const [firstHere] = await firstTogetherForMany(room.db, { service: service.id, visits, firsts: here, now });
    const first = firstHere?.startsAt ?? null;
    const asked = {
      view: queryText(ctx, 'pogled'),
      day: queryText(ctx, 'dan'),
      month: queryText(ctx, 'mesec'),
      visits,
    };
    const view = await readSlotView(room.db, { services, locationId: place.locationId, first }, asked, now);
    const toService = frame.to(`/narocanje/${service.id}`);
    await renderCitizenPage(
      ctx,
      room,
      { title: frame.m.booking.slot.title },
      <SlotsPage
        frame={frame}
        formToken={visitorOf(ctx, room).formToken}
        submission={queryText(ctx, 'oddaja')}
        serviceName={textIn(service.name, language)}
        placeName={place.name}
        placeAddress={place.address}
        about={place}
        here={`${toService}/${place.locationId}`}
        otherPlace={visits > 1 ? `${toService}?obiskov=${visits}` : toService}
        view={view}
        mostVisits={service.mostVisits}
        firstFree={first}
        moving={null}
        back={[frame.to('/narocanje'), toService]}
        announcements={announcements}
      />,
    );
  });

  router.post(path, async (ctx) => {
    const form = readForm(ctx, chosen);
    const asked = (ctx.params.service ?? '') as ServiceId;
    const { submission, outcome } = await holdOrNext(ctx, room, language, asked, form.oddaja, form.termin);
    if (outcome.outcome === 'held' || outcome.outcome === 'confirmed') {
      return seeOther(ctx, frame.to(`/narocanje/podatki/${submission}`));
    }
    // What may not be booked here was refused; whether there is such a page at all is asked for the answer only.
    const { service, place } = await placeOf(room, ctx.params);
    const here = frame.to(`/narocanje/${service.id}/${place.locationId}`);
    switch (outcome.outcome) {
      case 'unknownService':
        throw new RequestError(404);
      case 'tooMany':
      case 'tooOld':
        return seeOther(ctx, `${here}?oddaja=${newSubmission()}`);
      case 'conflict': {
        const near = outcome.slot?.startsAt ?? form.termin[0]?.startsAt ?? (Date.now() as Instant);
        const alternatives = await alternativesFor(
          room.db,
          {
            services: [service.id],
            visits: form.termin.length,
            near,
            locationId: place.locationId,
            found: outcome.alternatives,
          },
          Date.now() as Instant,
        );
        return renderCitizenPage(
          ctx,
          room,
          { title: frame.m.booking.lost.title, status: 409 },
          <LostPage
            frame={frame}
            formToken={visitorOf(ctx, room).formToken}
            submission={submission}
            action={here}
            why={whyWords(frame.m, outcome.why)}
            alternatives={alternatives}
            all={`${here}?oddaja=${submission}`}
          />,
        );
      }
    }
  });
  return router;
}

/** Holds what was chosen, under the name that a form carries or one that follows it. */
export function holdOrNext(
  ctx: WebContext,
  room: Room,
  language: CitizenLanguage,
  service: HoldService,
  submission: string,
  slots: readonly Slot[],
): Promise<NamedHold> {
  const keyOf = visitorOf(ctx, room).secretFor;
  return holdUnderName(room.db, keyOf, { name: submission, slots }, (name) =>
    name === submission
      ? hold(ctx, room, language, service, name, slots)
      : // What they want was counted already.
        holdSlots(room.db, deedNow(), { key: keyOf(name), services: [service], slots, language }),
  );
}

/**
 * The same under this name only: nothing is held for longer than an hour unless somebody chooses it again. A point a
 * slot is counted of their address by the same statement, and above its limit the answer is 429 (R4.7).
 */
export async function hold(
  ctx: WebContext,
  room: Room,
  language: CitizenLanguage,
  service: HoldService,
  submission: string,
  slots: readonly Slot[],
): Promise<HoldOutcome> {
  const { visitorLimits: limits } = room;
  const asked = { deed: 'hold', who: addressKey(ctx.ip), points: slots.length } as const;
  const key = visitorOf(ctx, room).secretFor(submission);
  const deed = deedNow();
  const input = { key, services: [service], slots, language } as const;
  const outcome = await holdSlotsCounted(room.db, deed, input, limits.pointsOf(asked));
  if (outcome.outcome !== 'limited') return outcome;
  throw tooMany(ctx, limits.judge([asked], [outcome.counted], deed.now)?.wait ?? 0);
}

const deedNow = () => ({ now: Date.now() as Instant, actor: citizen });

type HoldService = Parameters<typeof holdSlots>[2]['services'][0];

async function placeOf(room: Room, params: { readonly service?: string; readonly location?: string }) {
  const { service: serviceId = '', location: locationId = '' } = params;
  const [service, places] = await Promise.all([
    serviceForMany(room.db, serviceId),
    placesForMany(room.db, { services: [serviceId], locationId }),
  ]);
  const [place] = places;
  if (service === null || service.retired || !service.online || place === undefined) throw new RequestError(404);
  return { service, place };
}
