import Router from 'koa-router';
import type { Instant } from '../../engine/core/ids.ts';
import { listServices } from '../../sql/calendar/services.ts';
import type { WhyNot } from '../../sql/calendar/why-not.ts';
import { explainDay } from '../../sql/calendar/why-not-day.ts';
import type { Room, WebRouter, WebState } from '../context.ts';
import { whyForStaff } from '../desk/why-words.ts';
import { reachOf } from '../locations/reach.ts';
import { dayOf } from '../locations/typed.ts';
import { dateOf, presentMoment } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { queryText } from '../routes/forms.ts';
import { allow } from '../routes/guard.ts';
import { dayRuns } from './day-runs.ts';
import { askedChannels, WhyNotPage } from './why-not-page.tsx';

/** Why a time is not free (R3.5), for whoever has to say so to a caller or keeps the hours. */
export function whyNotRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.whyNot;
  const say = (why: WhyNot | null): string => {
    if (why === null) return words.free;
    if (why.reason === 'taken' || why.reason === 'notABeginning') return words[why.reason];
    // A proposal of an evacuation is held for days.
    if (why.reason === 'held') return words.held(presentMoment(why.until, Date.now()));
    return whyForStaff(messages, why);
  };

  router.get('/zakaj-ni-prosto', allow('seeLocations'), async (ctx) => {
    const [services, places] = await Promise.all([listServices(db), reachOf(ctx, room, 'seeLocations')]);
    const now = Date.now() as Instant;
    const service = services.find(({ id }) => id === queryText(ctx, 'storitev'));
    const place = places.find(({ id }) => id === queryText(ctx, 'lokacija'));
    const channel = askedChannels.find((one) => one === queryText(ctx, 'pot')) ?? 'web';
    const typedDay = queryText(ctx, 'dan');
    const day = dayOf({ dan: typedDay }, 'dan');
    const answers =
      service === undefined || place === undefined || day === null
        ? null
        : await explainDay(db, { services: [service.id], locationId: place.id, day, channel, now });
    const problem = typedDay !== '' && day === null ? words.badDay : null;
    const asked = {
      storitev: service?.id ?? '',
      lokacija: place?.id ?? queryText(ctx, 'lokacija'),
      dan: day ?? (typedDay === '' ? dateOf(now) : typedDay),
      pot: channel,
    };
    renderPage(
      ctx,
      room,
      { title: words.title, status: problem === null ? 200 : 422 },
      <WhyNotPage
        {...frameOf(ctx, room)}
        services={services}
        places={places}
        asked={asked}
        problem={problem}
        counters={answers === null ? null : dayRuns(answers, say)}
      />,
    );
  });
  return router;
}
