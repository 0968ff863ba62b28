import Router from 'koa-router';
import type { Room, WebRouter, WebState } from '../context.ts';
import { dayRoutes } from './routes/day.tsx';
import { findRoutes } from './routes/find.tsx';
import { reservationRoutes } from './routes/reservation.tsx';
import { searchRoutes } from './routes/search.tsx';
import { visitRoutes } from './routes/visit.tsx';

/** The desk: what agents and the staff of units do with visits (R3.5 to R3.10). */
export function deskRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  for (const routes of [dayRoutes, findRoutes, reservationRoutes, searchRoutes, visitRoutes])
    router.use(routes(room).routes());
  return router;
}
