import Router from 'koa-router';
import { z } from 'zod';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { type Counter, endFeed, listCounters, renewFeed } from '../../sql/calendar/counters.ts';
import { readPlace } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { may } from '../may.ts';
import { CounterFeedsPage } from '../pages/counter-feeds-page.tsx';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { feedPath } from '../schedule/feed-path.ts';
import { queryText, readForm, seeOther } from './forms.ts';
import { allow, userOf } from './guard.ts';

const form = z.object({
  okence: z.coerce.number().int().positive().max(2_147_483_647),
  dejanje: z.enum(['naredi', 'ukini']),
});

/** Secret addresses of the counters' calendars: made, made anew and withdrawn by who looks after the place (R3.7). */
export function counterFeedsRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages, publicUrl } = room;

  router.get('/urnik/koledarji', allow('manageFeeds'), async (ctx) => {
    const notice =
      ctx.query.opravljeno === 'ukinjen' ? { kind: 'done' as const, sentence: messages.schedule.feed.ended } : null;
    await showFeeds(ctx, room, queryText(ctx, 'lokacija'), notice, null);
  });

  router.post('/urnik/koledarji', allow('manageFeeds'), async (ctx) => {
    const { okence, dejanje } = readForm(ctx, form);
    const counter = (await listCounters(db, { closed: true })).find(({ id }) => id === okence);
    if (counter === undefined || !may(userOf(ctx), 'manageFeeds', counter.locationId)) throw new RequestError(404);
    const action = dejanje === 'naredi' ? 'counterFeedRenewed' : 'counterFeedEnded';
    const token = await db.transaction(async (trx) => {
      await addAuditEntry(trx, { userId: userOf(ctx).id, action, subject: String(counter.id) });
      return dejanje === 'naredi' ? renewFeed(trx, counter.id) : endFeed(trx, counter.id);
    });
    if (token === undefined)
      return seeOther(ctx, `/urnik/koledarji?lokacija=${encodeURIComponent(counter.locationId)}&opravljeno=ukinjen`);
    // Shown in the answer itself and never again: an address of a page would keep the secret in histories.
    await showFeeds(ctx, room, counter.locationId, null, {
      counter,
      address: new URL(feedPath(token), publicUrl).href,
    });
  });
  return router;
}

type Made = { readonly counter: Counter; readonly address: string };
type Notice = { readonly kind: 'refused' | 'done'; readonly sentence: string };

async function showFeeds(
  ctx: WebContext,
  room: Room,
  locationId: string,
  notice: Notice | null,
  made: Made | null,
): Promise<void> {
  const place = may(userOf(ctx), 'manageFeeds', locationId) ? await readPlace(room.db, locationId) : null;
  if (place === null) throw new RequestError(404);
  renderPage(
    ctx,
    room,
    { title: room.messages.schedule.feed.title },
    <CounterFeedsPage
      {...frameOf(ctx, room)}
      place={place}
      counters={await listCounters(room.db, { locationIds: [place.id] })}
      notice={notice}
      made={made}
    />,
  );
}
