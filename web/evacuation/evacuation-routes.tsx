import Router from 'koa-router';
import { z } from 'zod';
import type { Instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../../sql/audit/add-audit-entry.ts';
import { beginEvacuation } from '../../sql/calendar/begin-evacuation.ts';
import type { Deed } from '../../sql/calendar/deed.ts';
import { acceptProposal, declineProposal, noteTry, settleCall } from '../../sql/calendar/evacuation.ts';
import {
  countVisitsToMove,
  type EvacuatedVisit,
  type EvacuationSum,
  listEvacuatedVisits,
  listEvacuations,
  listVisitsToMove,
} from '../../sql/calendar/evacuation-progress.ts';
import { nearbySlots } from '../../sql/calendar/nearby-slots.ts';
import { proposeWaiting } from '../../sql/calendar/propose-evacuation.ts';
import { swapAppointment } from '../../sql/calendar/swap-appointment.ts';
import type { CounterId } from '../../sql/calendar/words.ts';
import { listUsers } from '../../sql/people/read-user.ts';
import { listLocations } from '../../sql/places/list-locations.ts';
import { listPlaces } from '../../sql/places/place.ts';
import type { Room, WebContext, WebRouter, WebState } from '../context.ts';
import { whyForStaff } from '../desk/why-words.ts';
import { type DoneNotice, doneNotice } from '../locations/done-notice.ts';
import { placePath } from '../locations/locations-page.tsx';
import { type ParamContext, placeFor, subtreeOf } from '../locations/reach.ts';
import { anyProblem, lineOf, noProblems, type Problems, readTyped, type Typed, ticked } from '../locations/typed.ts';
import { type Action, may, placesOf } from '../may.ts';
import { frameOf, renderPage } from '../render.tsx';
import { RequestError } from '../request-error.ts';
import { queryText, readForm, seeOther } from '../routes/forms.ts';
import { allow, userOf } from '../routes/guard.ts';
import { CallPage, type OfferedSlot } from './call-page.tsx';
import { EvacuationPage } from './evacuation-page.tsx';
import { EvacuationsPage, evacuationPath } from './evacuations-page.tsx';
import { chosenBy, VisitsToMovePage, visitField } from './visits-to-move-page.tsx';

/** So many are shown to choose from; all together are moved without being shown each. */
const shownToChoose = 100;

/** So many are found a time while somebody waits for the page; for the others one is found behind it. */
const atOnce = 20;

/** Rows of a page that lists an evacuation's visits. */
const visitsOfPage = 100;

const moveForm = z.object({
  termin: z
    .string()
    .regex(/^\d{1,9}\.\d{1,15}$/)
    .transform((text) => {
      const [counterId, startsAt] = text.split('.').map(Number);
      return { counterId: counterId as CounterId, startsAt: startsAt as Instant };
    }),
});
const callForm = z.object({ izid: z.enum(['ni-dosegljiv', 'ostane']) });

/** Visits that can not stay: proposed another time, confirmed by a click, or by a call (R3.9). */
export function evacuationRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db, messages } = room;
  const words = messages.evacuation;

  router.get('/lokacije/:id/premik', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const { visits } = await visitsToMove(place.id);
    const chosen = visits.map(({ appointmentId }) => [visitField(appointmentId), 'da']);
    await showToMove(ctx, place.id, Object.fromEntries(chosen), noProblems, 200);
  });

  router.post('/lokacije/:id/premik', allow('manageLocations'), async (ctx) => {
    const place = await placeFor(ctx, room, 'manageLocations');
    const typed = readTyped(ctx);
    const locationIds = subtreeOf(await listLocations(db), place.id);
    const isAll = typed.obseg === 'vsi';
    const chosen = Object.keys(typed).flatMap((name) => (ticked(typed, name) ? chosenBy(name) : []));
    const standing = await countVisitsToMove(db, { locationIds, now: now() });
    const note = lineOf(typed, 'razlog');
    const problems: Record<string, string> = {};
    if (!isAll && chosen.length === 0 && standing > 0) problems.obiski = words.toMove.problems.choose;
    if (note.length > 200) problems.razlog = words.toMove.problems.note;
    if (anyProblem(problems)) return showToMove(ctx, place.id, typed, problems, 422);
    // Somebody else has begun with all of them, or this is the second click.
    if (standing === 0) return seeOther(ctx, placePath(place.id, 'premik'));
    const deed = deedOf(ctx);
    const which = isAll ? { locationIds } : { locationIds, appointmentIds: chosen };
    const { evacuationId, visits } = await beginEvacuation(db, deed, { which, note });
    if (visits.length === 0) return seeOther(ctx, placePath(place.id, 'premik'));
    const worked = await proposeWaiting(db, { now, announce: room.announce, evacuationId, limit: atOnce });
    room.evacuator.wake();
    const details = {
      visits: visits.length,
      proposed: worked.proposed.length,
      toCall: worked.toCall.length,
      later: Math.max(0, visits.length - atOnce),
    };
    const subject = String(evacuationId);
    await addAuditEntry(db, { userId: userOf(ctx).id, action: 'evacuationStarted', subject, details });
    seeOther(ctx, `${evacuationPath(evacuationId)}?opravljeno=${details.later > 0 ? 'poteka' : 'zacet'}`);
  });

  router.get('/premiki', allow('seeEvacuations'), async (ctx) => {
    const locationIds = placesOf(userOf(ctx), 'seeEvacuations');
    const evacuations = await listEvacuations(db, { locationIds, now: now() });
    renderPage(
      ctx,
      room,
      { title: words.title },
      <EvacuationsPage {...frameOf(ctx, room)} evacuations={evacuations} nameOf={await namesOf()} />,
    );
  });

  router.get('/premiki/:id', allow('seeEvacuations'), async (ctx) => {
    const { sum, question } = await evacuationFor(ctx, 'seeEvacuations');
    const pages = Math.max(1, Math.ceil(sum.visits / visitsOfPage));
    const page = Math.min(pages, Math.max(1, Number(/^\d{1,6}$/.exec(queryText(ctx, 'stran'))?.[0] ?? 1)));
    const [calls, visits] = await Promise.all([
      listEvacuatedVisits(db, { ...question, toCall: true, limit: visitsOfPage }),
      listEvacuatedVisits(db, { ...question, limit: visitsOfPage, offset: (page - 1) * visitsOfPage }),
    ]);
    const mayCall = ({ locationId }: EvacuatedVisit): boolean => may(userOf(ctx), 'callEvacuated', locationId);
    if (calls.some(mayCall)) await noteSeen(ctx, sum);
    renderPage(
      ctx,
      room,
      {
        title: words.one(sum.evacuationId, ''),
        ...(sum.waiting === 0 ? {} : { script: 'progress.js' as const, refreshSeconds: 5 }),
      },
      <EvacuationPage
        {...frameOf(ctx, room)}
        sum={sum}
        calls={calls}
        visits={visits}
        page={page}
        pages={pages}
        nameOf={await namesOf()}
        mayCall={mayCall}
        notice={doneNotice(ctx, words.done)}
      />,
    );
  });

  /** How far the search is, for the page that shows it. */
  router.get('/premiki/:id/iskanje', allow('seeEvacuations'), async (ctx) => {
    const { sum } = await evacuationFor(ctx, 'seeEvacuations');
    const done = sum.visits - sum.waiting;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { done, all: sum.visits, sentence: words.search(done, sum.visits) };
  });

  router.get('/premiki/:id/obisk/:obisk', allow('callEvacuated'), async (ctx) => {
    const { sum, visit } = await visitFor(ctx);
    await noteSeen(ctx, sum, visit);
    await showCall(ctx, sum, visit, doneNotice(ctx, words.done), 200);
  });

  router.post('/premiki/:id/obisk/:obisk/premakni', allow('callEvacuated'), async (ctx) => {
    const { sum, visit } = await visitFor(ctx);
    const to = readForm(ctx, moveForm).termin;
    const { appointmentId } = visit;
    const back = `${evacuationPath(sum.evacuationId)}?opravljeno=premaknjen`;
    // Settled already: by somebody else, by the citizen, or by the first of two clicks.
    if (visit.state !== 'proposed' && visit.state !== 'toCall') return seeOther(ctx, back);
    const deed = deedOf(ctx);
    const isProposed =
      visit.state === 'proposed' &&
      visit.proposed?.counterId === to.counterId &&
      visit.proposed.startsAt === to.startsAt;
    if (isProposed && (await acceptProposal(db, deed, appointmentId)) === 'accepted') {
      await noteMoved(ctx, visit);
      return seeOther(ctx, back);
    }
    const moved = await swapAppointment(db, deed, { appointmentId, to });
    if (moved.outcome !== 'moved') {
      const sentence =
        moved.outcome === 'conflict'
          ? words.callPage.refused(whyForStaff(messages, moved.why))
          : words.callPage.tooLate;
      const now = await visitFor(ctx);
      return showCall(ctx, now.sum, now.visit, { kind: 'refused', sentence }, 409);
    }
    await declineProposal(db, appointmentId);
    await settleCall(db, deed, { evacuationId: sum.evacuationId, appointmentId }, 'moved');
    await noteMoved(ctx, visit);
    seeOther(ctx, back);
  });

  router.post('/premiki/:id/obisk/:obisk/klic', allow('callEvacuated'), async (ctx) => {
    const { sum, visit } = await visitFor(ctx);
    const { izid } = readForm(ctx, callForm);
    const which = { evacuationId: sum.evacuationId, appointmentId: visit.appointmentId };
    const tried = izid === 'ni-dosegljiv';
    const done = tried ? await noteTry(db, which, now()) : await settleCall(db, deedOf(ctx), which, 'keeps');
    if (done) {
      const action = tried ? 'evacuationCallTried' : 'evacuationSettled';
      await addAuditEntry(db, { userId: userOf(ctx).id, action, subject: String(visit.appointmentId) });
    }
    seeOther(ctx, `${evacuationPath(sum.evacuationId)}?opravljeno=${tried ? 'poskus' : 'ostane'}`);
  });
  return router;

  function now(): Instant {
    return Date.now() as Instant;
  }

  /** A unit's staff that clears a place may use what is kept for staff anywhere; agents have what is theirs. */
  function channelOf(ctx: WebContext): 'clerk' | 'agent' {
    return may(userOf(ctx), 'bookStaffShare') ? 'clerk' : 'agent';
  }

  function deedOf(ctx: WebContext): Deed {
    const actor = { channel: channelOf(ctx), userId: userOf(ctx).id, callId: null };
    return { now: now(), actor, announce: room.announce };
  }

  async function visitsToMove(placeId: string) {
    const locationIds = subtreeOf(await listLocations(db), placeId);
    const [visits, count] = await Promise.all([
      listVisitsToMove(db, { locationIds, now: now(), limit: shownToChoose }),
      countVisitsToMove(db, { locationIds, now: now() }),
    ]);
    return { visits, count };
  }

  async function namesOf(): Promise<(id: string) => string> {
    const names = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }

  /** An evacuation is there for whoever may do this at one of its places, with the visits of those places. */
  async function evacuationFor(
    ctx: ParamContext,
    action: Action,
  ): Promise<{
    readonly sum: EvacuationSum;
    readonly question: Pick<Parameters<typeof listEvacuatedVisits>[1], 'evacuationId' | 'locationIds' | 'now'>;
  }> {
    const id = /^\d{1,15}$/.test(String(ctx.params.id)) ? Number(ctx.params.id) : null;
    const locationIds = placesOf(userOf(ctx), action);
    const [sum] = id === null ? [] : await listEvacuations(db, { locationIds, now: now(), id });
    if (id === null || sum === undefined) throw new RequestError(404);
    return { sum, question: { evacuationId: id, locationIds, now: now() } };
  }

  async function visitFor(ctx: ParamContext): Promise<{ sum: EvacuationSum; visit: EvacuatedVisit }> {
    const { sum, question } = await evacuationFor(ctx, 'callEvacuated');
    const appointmentId = /^\d{1,15}$/.test(String(ctx.params.obisk)) ? Number(ctx.params.obisk) : null;
    const [visit] = appointmentId === null ? [] : await listEvacuatedVisits(db, { ...question, appointmentId });
    if (visit === undefined) throw new RequestError(404);
    return { sum, visit };
  }

  async function noteSeen(ctx: WebContext, { evacuationId }: EvacuationSum, visit?: EvacuatedVisit): Promise<void> {
    const details = { evacuation: evacuationId, visit: visit?.appointmentId ?? null };
    const subject = String(evacuationId);
    await addAuditEntry(db, { userId: userOf(ctx).id, action: 'evacuationContactSeen', subject, details });
  }

  async function noteMoved(ctx: WebContext, { appointmentId }: EvacuatedVisit): Promise<void> {
    const subject = String(appointmentId);
    await addAuditEntry(db, { userId: userOf(ctx).id, action: 'evacuationVisitMoved', subject });
  }

  async function offersFor(ctx: WebContext, visit: EvacuatedVisit): Promise<readonly OfferedSlot[]> {
    if (visit.now === null) return [];
    const channel = channelOf(ctx);
    const names = new Map<string, string>((await listPlaces(db)).map(({ id, name }) => [id, name]));
    const found = await nearbySlots(db, { services: visit.services, near: visit.now, now: now(), count: 6, channel });
    const others = found.map((slot) => ({
      ...slot,
      locationName: names.get(slot.locationId) ?? '',
      isProposed: false,
    }));
    return visit.state === 'proposed' && visit.proposed !== null
      ? [{ ...visit.proposed, isProposed: true }, ...others]
      : others;
  }

  async function showToMove(
    ctx: ParamContext,
    placeId: string,
    typed: Typed,
    problems: Problems,
    status: number,
  ): Promise<void> {
    const place = await placeFor(ctx, room, 'manageLocations');
    const { visits, count } = await visitsToMove(placeId);
    renderPage(
      ctx,
      room,
      { title: words.toMove.title(place.name), status },
      <VisitsToMovePage
        {...frameOf(ctx, room)}
        place={place}
        visits={visits}
        count={count}
        typed={typed}
        problems={problems}
        notice={doneNotice(ctx, messages.openingRules.done)}
      />,
    );
  }

  async function showCall(
    ctx: WebContext,
    sum: EvacuationSum,
    visit: EvacuatedVisit,
    notice: DoneNotice | null,
    status: number,
  ): Promise<void> {
    renderPage(
      ctx,
      room,
      { title: words.callPage.title(visit.reference), status },
      <CallPage
        {...frameOf(ctx, room)}
        evacuationId={sum.evacuationId}
        visit={visit}
        slots={visit.state === 'proposed' || visit.state === 'toCall' ? await offersFor(ctx, visit) : []}
        maySeeVisit={may(userOf(ctx), 'handleVisits')}
        notice={notice}
      />,
    );
  }
}
