import Router from 'koa-router';
import { instant } from '../../engine/core/ids.ts';
import { deleteRecording } from '../../engine/shell/recording/delete-recording.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { erasePerson } from '../../sql/calendar/erase-visitors.ts';
import { eraseCaller } from '../../sql/retention/caller-data.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { anyProblem, noProblems, type Problems, readTyped, type Typed, ticked } from '../locations/typed.ts';
import { readOwnData } from '../portal/own-data.ts';
import { frameOf, renderPage } from '../render.tsx';
import { allow, userOf } from '../routes/guard.ts';
import { DataSubjectPage, dataSubjectPath, type Found } from './data-subject-page.tsx';
import { ErasedPage } from './erased-page.tsx';
import { bookingsOf, callerNumberOf, comingOf, readKeptData } from './kept-data.ts';
import { type DataRequest, judgeRequest } from './request-form.ts';

/**
 * Requests of people who want to see what is kept of them, or to have it erased (GDPR, articles 15 and 17; R9.3). Who
 * it is about stands in forms and never in an address.
 */
export function dataSubjectRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.dataSubject;
  const own = allow('handleDataRequests');

  router.get(dataSubjectPath(), own, (ctx) => show(ctx, {}, noProblems, null, 200));

  router.post(dataSubjectPath(), own, async (ctx) => {
    const request = judged(ctx);
    if (request === null) return;
    const found = await find(request);
    await writeDown(ctx, 'dataSubjectSearched', request, {
      visits: found.data.visits.length,
      calls: found.data.calls.length,
    });
    show(ctx, readTyped(ctx), noProblems, found, 200);
  });

  router.post(dataSubjectPath('prenos'), own, async (ctx) => {
    const request = judged(ctx);
    if (request === null) return;
    const now = instant(Date.now());
    const { visits, ...line } = await readKeptData(db, request.person);
    const bookings = await Promise.all(
      bookingsOf(visits).flatMap((together) =>
        together.slice(0, 1).map((visit) => readOwnData(db, { visit, together }, now)),
      ),
    );
    await writeDown(ctx, 'dataSubjectExported', request, { visits: visits.length, calls: line.calls.length });
    ctx.set('Cache-Control', 'no-store');
    ctx.attachment(words.fileName);
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = JSON.stringify({ exportedAt: new Date(now), person: request.person, bookings, ...line }, null, 2);
  });

  router.post(dataSubjectPath('izbris'), own, async (ctx) => {
    const request = judged(ctx);
    if (request === null) return;
    const typed = readTyped(ctx);
    if (!ticked(typed, 'razumem')) {
      return show(ctx, typed, { razumem: words.problems.sure }, await find(request), 422);
    }
    const now = instant(Date.now());
    const number = callerNumberOf(request.person);
    const { recordings } = await readKeptData(db, request.person);
    // The files go first: by a number that is erased nobody finds them again.
    let files = 0;
    const deletion = { action: 'recordingErased', userId: userOf(ctx).id, at: now } as const;
    for (const recording of recordings) {
      if (await deleteRecording(db, room.recording.folder, recording, deletion)) files += 1;
    }
    if (files < recordings.length) {
      const sentence = words.problems.files(recordings.length - files);
      return show(ctx, typed, { razumem: sentence }, await find(request), 500);
    }
    const erased = await db.transaction(async (trx) => {
      const visitors = await erasePerson(trx, request.person, now);
      const line = number === null ? { calls: 0, callbacks: 0, callbacksOwed: 0 } : await eraseCaller(trx, number, now);
      const counts = { ...line, bookings: visitors.erased, bookingsComing: visitors.coming, recordings: files };
      await addAuditEntry(trx, {
        userId: userOf(ctx).id,
        action: 'dataSubjectErased',
        subject: request.caseReference,
        details: counts,
      });
      return counts;
    });
    renderPage(ctx, room, { title: words.erased.title }, <ErasedPage {...frameOf(ctx, room)} erased={erased} />);
  });
  return router;

  /** Null: the answer says what is wrong. */
  function judged(ctx: WebContext): DataRequest | null {
    const typed = readTyped(ctx);
    const { problems, request } = judgeRequest(messages, typed);
    if (!anyProblem(problems)) return request;
    show(ctx, typed, problems, null, 422);
    return null;
  }

  async function find({ person }: DataRequest): Promise<Found> {
    const data = await readKeptData(db, person);
    return { data, coming: comingOf(data.visits, instant(Date.now())).length };
  }

  async function writeDown(
    ctx: WebContext,
    action: 'dataSubjectSearched' | 'dataSubjectExported',
    { caseReference }: DataRequest,
    details: Readonly<Record<string, number>>,
  ): Promise<void> {
    await addAuditEntry(db, { userId: userOf(ctx).id, action, subject: caseReference, details });
  }

  function show(ctx: WebContext, typed: Typed, problems: Problems, found: Found | null, status: number): void {
    renderPage(
      ctx,
      room,
      { title: words.title, status },
      <DataSubjectPage {...frameOf(ctx, room)} typed={typed} problems={problems} found={found} />,
    );
  }
}
