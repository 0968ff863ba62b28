import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';
import Router from 'koa-router';
import { catalogueRoutes } from './catalogue/catalogue-routes.tsx';
import { categoryRoutes } from './catalogue/category-routes.tsx';
import { contactRoutes } from './contacts/contact-routes.tsx';
import type { Room, WebState } from './context.ts';
import { dataSubjectRoutes } from './data-subject/data-subject-routes.tsx';
import { deskRoutes } from './desk/desk.ts';
import { enteringRoutes } from './entering/entering-routes.tsx';
import { answerErrors } from './error-pages.tsx';
import { evacuationRoutes } from './evacuation/evacuation-routes.tsx';
import { keyMenuRoutes } from './key-menu/key-menu-routes.tsx';
import { lineHoursRoutes } from './line-hours/line-hours-routes.tsx';
import { counterRoutes } from './locations/counter-routes.tsx';
import { durationRoutes } from './locations/duration-routes.tsx';
import { locationRoutes } from './locations/location-routes.tsx';
import { moveRoutes } from './locations/move-routes.tsx';
import { changeRoutes } from './opening/change-routes.tsx';
import { holidayRoutes } from './opening/holiday-routes.tsx';
import { hoursRoutes } from './opening/hours-routes.tsx';
import { overflowRoutes } from './overflow/overflow-routes.tsx';
import { citizenTextsRoutes } from './papers/citizen-texts-routes.tsx';
import { ownPasswordRoutes } from './people/own-password.tsx';
import { peopleRoutes } from './people/people-routes.tsx';
import { usePortal } from './portal/portal.ts';
import { receiveUpload } from './prompts/receive-upload.ts';
import { registerRoutes } from './registers/register-routes.tsx';
import { retentionRoutes } from './retention/retention-routes.tsx';
import { auditRoutes } from './routes/audit.tsx';
import { callRoutes } from './routes/call.tsx';
import { callbackRoutes } from './routes/callbacks.tsx';
import { callsRoutes } from './routes/calls.tsx';
import { consoleRoutes } from './routes/console.tsx';
import { counterFeedRoutes } from './routes/counter-feed.ts';
import { counterFeedsRoutes } from './routes/counter-feeds.tsx';
import { entranceRoutes } from './routes/entrance.tsx';
import { lineRoutes } from './routes/line.tsx';
import { messageTemplateRoutes } from './routes/message-templates.tsx';
import { outboxRoutes } from './routes/outbox.tsx';
import { promptSoundRoutes } from './routes/prompt-sound.ts';
import { promptVersionRoutes } from './routes/prompt-versions.tsx';
import { promptsRoutes } from './routes/prompts.tsx';
import { recordingRoutes } from './routes/recordings.ts';
import { reportsRoutes } from './routes/reports.tsx';
import { scheduleRoutes } from './routes/schedule.tsx';
import { timeBlockRoutes } from './routes/time-blocks.tsx';
import { voiceMessageRoutes } from './routes/voice-messages.tsx';
import { wallboardRoutes } from './routes/wallboard.tsx';
import { logRequests } from './running/request-log.ts';
import { statusRoutes } from './running/status-routes.ts';
import { ownFactorRoutes } from './second-factor/own-factor-routes.tsx';
import { requirementRoutes } from './second-factor/requirement-routes.tsx';
import { guardForms } from './security/csrf.ts';
import { secureHeaders } from './security/headers.ts';
import { useSessions } from './session.ts';
import { statisticsRoutes } from './statistics/statistics-routes.tsx';
import { whyNotRoutes } from './why-not/why-not-routes.tsx';

/** The order in which a request is dealt with: told, protected, answered without a session, known, proven, routed. */
export function createApplication(room: Room, options: { readonly proxy: boolean }): Koa<WebState> {
  // Of the addresses in X-Forwarded-For the last is the proxy's own word; those before it anybody can send.
  const app = new Koa<WebState>({ proxy: options.proxy, maxIpsCount: 1, keys: [room.sessionSecret] });
  // Koa's own reporter prints paths; what is left for it are sockets that broke while an answer was sent.
  app.on('error', (error: unknown) => {
    room.log.debug({ reason: error instanceof Error ? error.name : 'unknown' }, 'an answer was cut off');
  });
  app.use(logRequests(room));
  app.use(secureHeaders(room.publicUrl));
  app.use(answerErrors(room));
  app.use(room.assets.serve);
  app.use(statusRoutes(room).routes());
  app.use(counterFeedRoutes(room).routes());
  usePortal(app, room);
  useSessions(app, room);
  app.use(bodyParser({ enableTypes: ['form'], formLimit: '64kb' }));
  app.use(receiveUpload());
  app.use(guardForms(room));
  const router = new Router<WebState>();
  for (const routes of [
    entranceRoutes,
    enteringRoutes,
    deskRoutes,
    wallboardRoutes,
    lineRoutes,
    consoleRoutes,
    callsRoutes,
    callRoutes,
    callbackRoutes,
    recordingRoutes,
    voiceMessageRoutes,
    reportsRoutes,
    promptsRoutes,
    promptVersionRoutes,
    promptSoundRoutes,
    messageTemplateRoutes,
    outboxRoutes,
    citizenTextsRoutes,
    locationRoutes,
    moveRoutes,
    counterRoutes,
    durationRoutes,
    scheduleRoutes,
    timeBlockRoutes,
    statisticsRoutes,
    counterFeedsRoutes,
    auditRoutes,
    retentionRoutes,
    keyMenuRoutes,
    dataSubjectRoutes,
    peopleRoutes,
    ownPasswordRoutes,
    requirementRoutes,
    ownFactorRoutes,
    hoursRoutes,
    changeRoutes,
    holidayRoutes,
    registerRoutes,
    evacuationRoutes,
    catalogueRoutes,
    categoryRoutes,
    contactRoutes,
    overflowRoutes,
    lineHoursRoutes,
    whyNotRoutes,
  ]) {
    router.use(routes(room).routes());
  }
  app.use(router.routes());
  // A path that is known and a method that is not: 405 with what is allowed; answerErrors gives it its page.
  app.use(router.allowedMethods());
  return app;
}
