import Router from 'koa-router';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listPlaceDurations, type PlaceDuration } from '../../sql/calendar/durations-of-place.ts';
import { setServiceDuration } from '../../sql/calendar/services.ts';
import type { Place } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { frameOf, renderPage } from '../render.tsx';
import { seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { DurationsPage, minutesField, seenField } from './durations-page.tsx';
import { placePath } from './locations-page.tsx';
import { placeFor } from './reach.ts';
import { anyProblem, lineOf, noProblems, type Problems, readTyped, type Typed, wholeOf } from './typed.ts';

const textOf = (minutes: number | null): string => (minutes === null ? '' : String(minutes));

/** How long services take at a place, where it is not as the catalogue says. */
export function durationRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.locations.durations;

  router.get('/lokacije/:id/trajanja', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const durations = await listPlaceDurations(db, place.id);
    const typed = Object.fromEntries(durations.map(({ serviceId, own }) => [minutesField(serviceId), textOf(own)]));
    show(ctx, place, durations, typed, noProblems, 200);
  });

  router.post('/lokacije/:id/trajanja', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const typed = readTyped(ctx);
    const durations = await listPlaceDurations(db, place.id);
    const { problems, stale, changes } = judge(durations, typed);
    if (anyProblem(problems)) return show(ctx, place, durations, typed, problems, stale ? 409 : 422);
    await db.transaction(async (trx) => {
      for (const { serviceId, minutes } of changes) {
        await setServiceDuration(trx, { serviceId, locationId: place.id, minutes });
        const details = { service: serviceId, minutes };
        const audit = { userId: userOf(ctx).id, action: 'durationChanged', subject: place.id, details };
        await addAuditEntry(trx, audit);
      }
    });
    seeOther(ctx, `${placePath(place.id)}?opravljeno=trajanja`);
  });
  return router;

  function judge(durations: readonly PlaceDuration[], typed: Typed) {
    const problems: Record<string, string> = {};
    let stale = false;
    const changes = durations.flatMap(({ serviceId, name, own }) => {
      const field = minutesField(serviceId);
      const text = lineOf(typed, field);
      // A service that was not on the page when it was made keeps what it has.
      if (typed[field] === undefined) return [];
      const minutes = text === '' ? null : wholeOf(typed, field, [1, 480]);
      if (minutes === null && text !== '') problems[field] = words.problem(name.sl);
      const seen = typed[seenField(serviceId)] ?? '';
      if (seen === text || minutes === own) return [];
      if (seen !== textOf(own)) {
        problems[field] = words.stale(name.sl, own);
        stale = true;
      }
      return [{ serviceId, minutes }];
    });
    return { problems, stale, changes };
  }

  function show(
    ctx: WebContext,
    place: Place,
    durations: readonly PlaceDuration[],
    typed: Typed,
    problems: Problems,
    status: number,
  ): void {
    renderPage(
      ctx,
      room,
      { title: words.title(place.name), status },
      <DurationsPage {...frameOf(ctx, room)} place={place} durations={durations} typed={typed} problems={problems} />,
    );
  }
}
