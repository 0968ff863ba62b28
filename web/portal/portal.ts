import { bodyParser } from '@koa/bodyparser';
import type Koa from 'koa';
import Router from 'koa-router';
import type { Room, WebState } from '../context.ts';
import { answerCitizens, isForCitizens } from './answer-citizens.tsx';
import { citizenLanguages } from './language.ts';
import { answerRoutes } from './routes/answers.tsx';
import { completeRoutes } from './routes/complete.tsx';
import { detailRoutes } from './routes/details.tsx';
import { findVisitRoutes } from './routes/find-visit.tsx';
import { moveRoutes } from './routes/move-visit.tsx';
import { ownDataRoutes } from './routes/own-data.tsx';
import { paperRoutes } from './routes/papers.tsx';
import { placeRoutes } from './routes/places.tsx';
import { serviceRoutes } from './routes/services.tsx';
import { slotRoutes } from './routes/slots.tsx';
import { visitRoutes } from './routes/visit.tsx';
import { waitRoutes } from './routes/wait.tsx';
import { waitingTimeRoutes } from './routes/waiting-times.tsx';
import { guardVisitorForms } from './visitor-cookie.ts';

const all = [
  serviceRoutes,
  detailRoutes,
  placeRoutes,
  slotRoutes,
  findVisitRoutes,
  visitRoutes,
  ownDataRoutes,
  moveRoutes,
  waitRoutes,
  answerRoutes,
  completeRoutes,
  paperRoutes,
  waitingTimeRoutes,
];

/**
 * Citizens' pages, in front of sessions and sign-in: whoever books is nobody to us but the holder of a link or of a
 * held time, and no session is looked up for them.
 */
export function usePortal(app: Koa<WebState>, room: Room): void {
  const router = new Router<WebState>();
  for (const language of citizenLanguages) {
    for (const routes of all) router.use(routes(room, language).routes());
  }
  const read = bodyParser({ enableTypes: ['form'], formLimit: '64kb' });
  const guard = guardVisitorForms(room);
  app.use(answerCitizens(room));
  app.use((ctx, next) => (isForCitizens(ctx.path) ? read(ctx, () => guard(ctx, next)) : next()));
  app.use(router.routes());
  const methods = router.allowedMethods();
  // What is not found among them ends here, before anything would look for a session.
  app.use((ctx, next) => (isForCitizens(ctx.path) ? methods(ctx as never, async () => undefined) : next()));
}
