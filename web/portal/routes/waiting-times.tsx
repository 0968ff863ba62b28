import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { listServices } from '../../../sql/calendar/services.ts';
import { textIn } from '../../../sql/calendar/words.ts';
import { listPlaces } from '../../../sql/places/place.ts';
import type { Room, WebRouter, WebState } from '../../context.ts';
import { daysBetween } from '../../present/citizen-time.ts';
import { queryText } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import type { CitizenLanguage } from '../language.ts';
import { WaitingTimesPage } from '../pages/waiting-times-page.tsx';
import { keptSeconds, waitingTimes } from '../waiting-times.ts';

/** The board of waiting times (R3.6): every service, its first free time and where that is. */
export function waitingTimeRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  router.get(frame.to('/cakalne-dobe'), async (ctx) => {
    const [{ at, waits }, services, places] = await Promise.all([
      waitingTimes(room.db, Date.now() as Instant),
      listServices(room.db),
      listPlaces(room.db),
    ]);
    const placeOf = new Map(places.map((place) => [place.id as string, place]));
    const unitsThere = new Set(waits.map(({ locationId }) => placeOf.get(locationId)?.unitId));
    const units = places.filter(({ id, unitId }) => id === unitId && unitsThere.has(unitId));
    const unit = units.find(({ id }) => id === queryText(ctx, 'enota')) ?? null;
    const shown = waits.filter(({ locationId }) => unit === null || placeOf.get(locationId)?.unitId === unit.id);
    const byService = Map.groupBy(shown, ({ serviceId }) => serviceId);
    const entries = services.flatMap((service) => {
      const own = byService.get(service.id);
      if (own === undefined) return [];
      const soonest = own
        .filter((wait) => wait.startsAt !== null)
        .toSorted((one, other) => (one.startsAt ?? 0) - (other.startsAt ?? 0))[0];
      const place = soonest === undefined ? undefined : placeOf.get(soonest.locationId);
      const startsAt = soonest?.startsAt ?? null;
      return [
        {
          serviceId: service.id,
          name: textIn(service.name, language),
          first:
            startsAt === null || place === undefined
              ? null
              : {
                  startsAt,
                  days: daysBetween(at, startsAt),
                  locationId: place.id,
                  where: place.id === place.unitId ? place.name : `${place.unitName}, ${place.name}`,
                },
        },
      ];
    });
    await renderCitizenPage(
      ctx,
      room,
      { title: frame.m.waiting.title, forEverybody: unit === null },
      <WaitingTimesPage frame={frame} at={at} units={units} unit={unit?.id ?? null} entries={entries} />,
    );
    // Everybody reads the same, so that whatever stands between may keep it for a moment.
    ctx.set('Cache-Control', `public, max-age=${keptSeconds}`);
  });
  return router;
}
