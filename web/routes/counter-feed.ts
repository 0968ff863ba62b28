import { createHash } from 'node:crypto';
import Router from 'koa-router';
import { counterCalendar } from '../../messages/counter-calendar.ts';
import { findFeed } from '../../sql/calendar/counters.ts';
import { listFeedEntries } from '../../sql/calendar/list-feed-entries.ts';
import { readPlace } from '../../sql/places/place.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import { dayAfter } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';

/** Days of the past that a calendar still shows. */
const pastDays = 31;

/**
 * The calendars of counters (R3.7), for programs that cannot sign in: whoever knows the secret address reads it, in
 * front of sessions and without a cookie. A wrong one is answered as any page that is not there.
 */
export function counterFeedRoutes({ db }: Room): WebRouter {
  const router = new Router<WebState>();
  router.get('/koledar/:file', async (ctx, next) => {
    const token = /^([\w-]{32})\.ics$/.exec(String(ctx.params.file))?.[1];
    const counter = token === undefined ? null : await findFeed(db, token);
    if (counter === null) return next();
    const place = await readPlace(db, counter.locationId);
    const firstDay = dayAfter(dateOf(Date.now()), -pastDays);
    const calendar = counterCalendar({
      name: counter.name,
      place: place ?? { name: '', address: '' },
      entries: await listFeedEntries(db, { counterId: counter.id, firstDay }),
    });
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.set('X-Robots-Tag', 'noindex');
    ctx.set('ETag', `"${createHash('sha256').update(calendar).digest('base64url').slice(0, 27)}"`);
    ctx.set('Content-Disposition', 'inline; filename="okence.ics"');
    ctx.type = 'text/calendar; charset=utf-8';
    ctx.status = 200;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.body = calendar;
  });
  return router;
}
