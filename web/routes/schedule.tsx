import Router from 'koa-router';
import { instant } from '../../engine/core/ids.ts';
import { mondayOf, readSchedule, type Schedule } from '../../reports/schedule/schedule.ts';
import { writeSchedule } from '../../reports/schedule/write-schedule.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { listCounters } from '../../sql/calendar/counters.ts';
import { listOfficeExceptions } from '../../sql/calendar/office-rules.ts';
import { listServices } from '../../sql/calendar/services.ts';
import { textIn } from '../../sql/calendar/words.ts';
import { listPlaces, type Place } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { doneNotice } from '../locations/done-notice.ts';
import { placePath } from '../locations/locations-page.tsx';
import { may, placesOf } from '../may.ts';
import { SchedulePage } from '../pages/schedule-page.tsx';
import type { PartDayClosure } from '../pages/time-block-page.tsx';
import { dayAfter } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { readChoice, type ScheduleChoice } from '../schedule/choice.ts';
import { allow, userOf } from './guard.ts';

/**
 * Day and week schedules of counters (R3.7), on screen, for the printer and as PDF. Whoever may book sees what is free
 * and taken; names are seen by those who work there, and each look at them is written down.
 */
export function scheduleRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;

  router.get('/urnik', allow('seeSchedule'), async (ctx) => {
    const asked = await askedFor(ctx, room);
    if (asked === null) {
      return renderPage(
        ctx,
        room,
        { title: messages.schedule.title },
        <>
          <h1>{messages.schedule.title}</h1>
          <p class="card">{messages.schedule.noPlaces}</p>
        </>,
      );
    }
    const { schedule, chosen, places, place } = asked;
    const counters = await listCounters(db, { locationIds: [place.id] });
    const services = await listServices(db);
    const offered = new Set<string>(counters.flatMap(({ serviceIds }) => serviceIds));
    if (schedule.names) await noteLook(ctx, room, schedule, 'scheduleSeen');
    const step = chosen.pogled === 'dan' ? 1 : 7;
    renderPage(
      ctx,
      room,
      { title: `${messages.schedule.title}: ${place.name}`, sheet: 'schedule.css' },
      <SchedulePage
        {...frameOf(ctx, room)}
        schedule={schedule}
        chosen={chosen}
        places={places}
        counters={counters}
        services={services
          .filter(({ id }) => offered.has(id))
          .map(({ id, name }) => ({ id, name: textIn(name, 'sl') }))}
        mayNames={may(userOf(ctx), 'seeVisitors', place.id)}
        openVisits={schedule.names && may(userOf(ctx), 'handleVisits', place.id)}
        mayFeeds={may(userOf(ctx), 'manageFeeds', place.id)}
        before={dayAfter(chosen.dan, -step)}
        after={dayAfter(chosen.dan, step)}
        today={dateOf(Date.now())}
        blockable={may(userOf(ctx), 'blockTime', place.id) ? counters : null}
        closures={await closuresOf(ctx, room, schedule)}
        notice={doneNotice(ctx, messages.timeBlocks.done)}
      />,
    );
  });

  router.get('/urnik.pdf', allow('seeSchedule'), async (ctx) => {
    const asked = await askedFor(ctx, room);
    if (asked === null) throw new RequestError(404);
    const { schedule, place, chosen } = asked;
    await noteLook(ctx, room, schedule, 'scheduleDownloaded');
    ctx.attachment(messages.schedule.pdfName(place.id, chosen.pogled === 'dan' ? chosen.dan : mondayOf(chosen.dan)));
    ctx.type = 'application/pdf';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = writeSchedule(schedule);
  });
  return router;
}

type Asked = {
  readonly schedule: Schedule;
  readonly chosen: ScheduleChoice;
  readonly place: Place;
  readonly places: readonly Place[];
};

/** Null: there is no place that this user may see. A place that they may not see is not there. */
async function askedFor(ctx: WebContext, { db }: Room): Promise<Asked | null> {
  const user = userOf(ctx);
  const given = readChoice(ctx.query);
  const reach = placesOf(user, 'seeSchedule');
  const all = (await listPlaces(db)).filter(({ id }) => reach === null || reach.includes(id));
  const places = all.filter(({ id, closed, counters }) => (!closed && counters > 0) || id === given.lokacija);
  const place = given.lokacija === undefined ? (places[0] ?? all[0]) : places.find(({ id }) => id === given.lokacija);
  if (place === undefined) {
    if (given.lokacija !== undefined) throw new RequestError(404);
    return null;
  }
  const chosen: ScheduleChoice = { ...given, lokacija: place.id, dan: given.dan ?? dateOf(Date.now()) };
  const service = (await listServices(db, { id: chosen.storitev ?? '', retired: true }))[0];
  const schedule = await readSchedule(db, {
    place,
    view: chosen.pogled === 'dan' ? 'day' : 'week',
    day: chosen.dan,
    counterId: chosen.okence ?? null,
    service: service === undefined ? null : { id: service.id, name: textIn(service.name, 'sl') },
    names: chosen.imena !== 'ne' && may(user, 'seeVisitors', place.id),
    now: instant(Date.now()),
  });
  return { schedule, chosen, place, places };
}

/** Parts of the day in which a counter is closed by an exception of its own, for whoever may block time there. */
async function closuresOf(ctx: WebContext, { db }: Room, schedule: Schedule): Promise<readonly PartDayClosure[]> {
  const { place, counters, view, days, names } = schedule;
  const [day = ''] = days;
  if (view !== 'day' || !may(userOf(ctx), 'blockTime', place.id)) return [];
  const scopes = counters.map(({ id }) => ({ of: 'counter', counterId: id }) as const);
  const mayManage = may(userOf(ctx), 'manageLocations', place.id);
  return (await listOfficeExceptions(db, scopes, day)).flatMap(({ id, scope, kind, firstDay, from, to, note }) => {
    const counter = counters.find((each) => scope.of === 'counter' && each.id === scope.counterId);
    if (counter === undefined || kind !== 'closed' || firstDay > day || from === null || to === null) return [];
    const path = mayManage ? placePath(place.id, 'okenca', counter.id, 'pravila', 'izjeme', id) : null;
    return [{ id, counterName: counter.name, from, to, note: names ? note : '', path }];
  });
}

async function noteLook(ctx: WebContext, { db }: Room, schedule: Schedule, action: string): Promise<void> {
  const { place, days, names, view } = schedule;
  const details = {
    view,
    names,
    visits: schedule.counterDays.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'visit')).length,
  };
  await addAuditEntry(db, { userId: userOf(ctx).id, action, subject: `${place.id}/${days[0]}`, details });
}
