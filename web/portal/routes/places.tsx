import Router from 'koa-router';
import { z } from 'zod';
import type { Instant } from '../../../engine/core/ids.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { listPlacesOfService } from '../../../sql/calendar/list-places-of-service.ts';
import { readService } from '../../../sql/calendar/services.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import { findNearestPostDistrict } from '../../../sql/places/find-nearest-post-district.ts';
import type { Room, WebRouter, WebState } from '../../context.ts';
import { RequestError } from '../../request-error.ts';
import { queryText, readForm, seeOther } from '../../routes/forms.ts';
import { firstTogetherForMany } from '../asked-by-many.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import type { CitizenLanguage } from '../language.ts';
import { PlacesPage } from '../pages/places-page.tsx';
import { listPlaces, type PlaceOrder } from '../place-list.ts';
import { readPlace } from '../read-place.ts';
import { newSubmission } from '../submission.ts';

const point = z.object({
  sirina: z.coerce.number().min(-90).max(90),
  dolzina: z.coerce.number().min(-180).max(180),
});

/** Where somebody goes (R4.3): the second page of the path. */
export function placeRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);

  router.get(frame.to('/narocanje/:service'), async (ctx) => {
    const service = await readService(room.db, ctx.params.service ?? '');
    if (service === null || service.retired || !service.online) throw new RequestError(404);
    const now = Date.now() as Instant;
    const visits = visitsOf(queryText(ctx, 'obiskov'), service.mostVisits);
    const [places, firsts, near] = await Promise.all([
      listPlacesOfService(room.db, { services: [service.id] }),
      firstFreeSlots(room.db, { services: [service.id], channel: 'web', now }).then((all) =>
        firstTogetherForMany(room.db, { service: service.id, visits, firsts: all, now }),
      ),
      readPlace(room.db, frame.m, queryText(ctx, 'kraj')),
    ]);
    const order = orderOf(queryText(ctx, 'razvrsti'), near.from !== null);
    const here = frame.to(`/narocanje/${service.id}`);
    await renderCitizenPage(
      ctx,
      room,
      {
        title: frame.m.booking.place.title,
        forEverybody: near.typed === '' && visits === 1 && queryText(ctx, 'stanje') === '',
      },
      <PlacesPage
        frame={frame}
        serviceName={textIn(service.name, language)}
        here={here}
        // The name of what is begun there, for each place its own, so that two tabs are two holds; the secret that belongs
        // to it is this browser's own (visitor-cookie.ts).
        linkTo={(place) =>
          `${here}/${place.locationId}?oddaja=${newSubmission()}${visits > 1 ? `&obiskov=${visits}` : ''}`
        }
        visits={visits}
        mostVisits={service.mostVisits}
        list={listPlaces(places, firsts, { from: near.from, order, now })}
        order={order}
        {...near}
        problem={queryText(ctx, 'dalec') === 'da' ? frame.m.booking.place.mineFar : near.problem}
        moving={null}
        ended={queryText(ctx, 'stanje') === 'poteklo'}
        back={[frame.to('/narocanje')]}
      />,
    );
  });

  /** What the browser knows of its place comes in a form's body and goes on as a post code: no address holds it. */
  router.post(frame.to('/narocanje/:service/blizu'), async (ctx) => {
    const { sirina, dolzina } = readForm(ctx, point);
    const nearest = await findNearestPostDistrict(room.db, { latitude: sirina, longitude: dolzina });
    const here = frame.to(`/narocanje/${encodeURIComponent(ctx.params.service ?? '')}`);
    const place = nearest === null ? 'dalec=da' : `kraj=${encodeURIComponent(`${nearest.postCode} ${nearest.name}`)}`;
    seeOther(ctx, `${here}?${place}`);
  });
  return router;
}

/** How many visits are wished for, as it stands in the address. */
export const visitsOf = (asked: string, most: number): number =>
  Math.trunc(Math.min(most, Math.max(1, Number(asked) || 1)));

/** Without a place there are no distances to sort by. */
export function orderOf(asked: string, hasPlace: boolean): PlaceOrder {
  return asked === 'termin' || (asked !== 'razdalja' && !hasPlace) ? 'time' : 'distance';
}
