import Router from 'koa-router';
import { z } from 'zod';
import type { Instant } from '../../../engine/core/ids.ts';
import { sendConfirmationAgain } from '../../../messages/send-again.ts';
import { addAuditEntry } from '../../../sql/audit/add-audit-entry.ts';
import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { changeVisitor } from '../../../sql/calendar/change-visitor.ts';
import { changeReasons, type Deed } from '../../../sql/calendar/deed.ts';
import { readAppointment } from '../../../sql/calendar/read-appointment.ts';
import { readCounterPlace } from '../../../sql/calendar/read-counter-place.ts';
import { showReference } from '../../../sql/calendar/reference.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { may } from '../../may.ts';
import { readTyped, textOf } from '../../portal/details-form.ts';
import { readSlots } from '../../portal/slot-choices.ts';
import { presentDayAndTime } from '../../present/time.ts';
import { RequestError } from '../../request-error.ts';
import { queryText, readForm, seeOther } from '../../routes/forms.ts';
import { allow, userOf } from '../../routes/guard.ts';
import { readDeskCall } from '../desk-call.ts';
import { actorAt } from '../desk-channel.ts';
import { judgeDeskDetails } from '../desk-details.ts';
import { sealText } from '../sealed-text.ts';
import { lostTime, movableVisit, showFinder, visitOf } from './find.tsx';
import { showVisit } from './show-visit.tsx';

const cancelForm = z.object({
  razlog: z.enum(changeReasons).optional().catch(undefined),
  sporocilo: z.string().trim().default(''),
  klic: z.string().max(100).default(''),
});
const longestWords = 300;

type VisitContext = WebContext & { readonly params: { readonly id?: string } };

/** One visit: what it is, what became of it, and what staff does with it (R3.9). */
export function visitRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db } = room;
  const words = room.messages.deskVisits.visit;
  const path = '/obiski/:id';

  router.get(path, allow('handleVisits'), async (ctx) => {
    const visit = await visitOf(ctx, room, ctx.params.id ?? '');
    const { appointmentId } = visit;
    await addAuditEntry(db, { userId: userOf(ctx).id, action: 'visitOpened', subject: String(appointmentId) });
    const done = Object.entries(doneWords).find(([word]) => word === queryText(ctx, 'opravljeno'));
    const sentence = done === undefined ? null : words[done[1]];
    await showVisit(ctx, room, visit, { notice: sentence === null ? null : { kind: 'done', sentence } });
  });

  router.post(`${path}/odpovej`, allow('handleVisits'), async (ctx) => {
    const visit = await visitOf(ctx, room, ctx.params.id ?? '');
    const { razlog, sporocilo, klic } = readForm(ctx, cancelForm);
    const problem = razlog === undefined ? words.noReason : sporocilo.length > longestWords ? words.wordsTooLong : null;
    if (razlog === undefined || problem !== null) {
      const cancelling = { reason: razlog ?? null, words: sporocilo, problem };
      return showVisit(ctx, room, visit, { cancelling, status: 422 });
    }
    const deed = await deedOf(ctx, visit, klic);
    const because = { reason: razlog, words: sporocilo };
    const { outcome } = await cancelAppointment(db, deed, visit.appointmentId, because);
    if (outcome === 'cancelled') return seeOther(ctx, addressOf(visit, 'odpovedan', klic));
    await showVisit(ctx, room, visit, { notice: { kind: 'refused', sentence: words.tooLate }, status: 409 });
  });

  router.post(`${path}/prestavi`, allow('bookVisits'), async (ctx) => {
    const visit = await movableVisit(ctx, room, ctx.params.id ?? '');
    const text = textOf(ctx.request.body);
    const slots = readSlots(text('termin'));
    const [to] = slots ?? [];
    if (slots === null || to === undefined) throw new RequestError(400);
    // Where the slot is says the database, not the form: it decides which share may be used.
    const place = await readCounterPlace(db, to.counterId);
    if (place === null) throw new RequestError(404);
    const { locationId } = place;
    const deed = await deedOf(ctx, { ...visit, locationId }, text('klic'));
    const { appointmentId, services } = visit;
    const reason = changeReasons.find((candidate) => candidate === text('razlog')) ?? 'citizenAsked';
    const because = { reason, words: '' };
    const outcome = await swapAppointment(db, deed, { appointmentId, to, because });
    switch (outcome.outcome) {
      case 'unknown':
        throw new RequestError(404);
      case 'tooLate':
        return showVisit(ctx, room, visit, { notice: { kind: 'refused', sentence: words.tooLate }, status: 409 });
      case 'conflict': {
        const lost = await lostTime(ctx, room, outcome, { services, slots, locationId });
        const query = { prestavi: String(appointmentId), klic: text('klic'), lokacija: locationId };
        return showFinder(ctx, room, { query, moving: visit, lost, status: 409 });
      }
      case 'moved':
        return afterMove(ctx, visit, text('klic'));
    }
  });

  router.post(`${path}/potrdilo`, allow('handleVisits'), async (ctx) => {
    const visit = await visitOf(ctx, room, ctx.params.id ?? '');
    const refusal =
      visit.state !== 'booked' || visit.startsAt <= Date.now()
        ? words.notBooked
        : visit.visitor === null || (visit.visitor.email === null && visit.visitor.phone === null)
          ? words.cannotSend
          : null;
    if (refusal !== null) {
      return showVisit(ctx, room, visit, { notice: { kind: 'refused', sentence: refusal }, status: 409 });
    }
    await sendConfirmationAgain(db, visit, { publicUrl: room.publicUrl.href, now: Date.now() as Instant });
    const userId = userOf(ctx).id;
    await addAuditEntry(db, { userId, action: 'confirmationSentAgain', subject: String(visit.appointmentId) });
    seeOther(ctx, addressOf(visit, 'poslano', ''));
  });

  router.post(`${path}/podatki`, allow('handleVisits'), async (ctx) => {
    const visit = await visitOf(ctx, room, ctx.params.id ?? '');
    const typed = { ...readTyped(ctx.request.body, 'sl'), read: true };
    const { errors, visitor } = judgeDeskDetails(room.messages, typed, { contactNeeded: false });
    if (Object.keys(errors).length > 0)
      return showVisit(ctx, room, visit, { changing: { typed, errors }, status: 422 });
    const deed = await deedOf(ctx, visit, textOf(ctx.request.body)('klic'));
    if ((await changeVisitor(db, deed, { bookingId: visit.bookingId, visitor })) === 'erased') {
      return showVisit(ctx, room, visit, { notice: { kind: 'refused', sentence: words.erased }, status: 409 });
    }
    seeOther(ctx, addressOf(visit, 'popravljen', ''));
  });
  return router;

  async function deedOf(ctx: WebContext, visit: Pick<AppointmentView, 'locationId'>, klic: string): Promise<Deed> {
    const user = userOf(ctx);
    const call = await readDeskCall(room, user, klic);
    const actor = actorAt(user, visit.locationId, call?.callId ?? null);
    return { now: Date.now() as Instant, actor, announce: room.announce };
  }

  /** A visit that went to a place of somebody else is theirs to see; whoever moved it is told where it is. */
  async function afterMove(ctx: VisitContext, before: AppointmentView, klic: string): Promise<void> {
    const user = userOf(ctx);
    const visit = (await readAppointment(db, before.appointmentId)) ?? before;
    if (may(user, 'handleVisits', visit.locationId)) return seeOther(ctx, addressOf(visit, 'prestavljen', klic));
    const when = presentDayAndTime(visit.startsAt);
    const sentence = words.movedAway(showReference(visit.reference), when, visit.locationName);
    seeOther(ctx, `/obiski?novica=${sealText(room.sessionSecret, user.id, sentence)}`);
  }
}

/** Words of addresses, and what they say. */
const doneWords = {
  odpovedan: 'cancelled',
  prestavljen: 'moved',
  poslano: 'sentAgain',
  popravljen: 'changed',
} as const;

function addressOf({ appointmentId }: AppointmentView, done: keyof typeof doneWords, klic: string): string {
  return `/obiski/${appointmentId}?opravljeno=${done}${klic === '' ? '' : `&klic=${encodeURIComponent(klic)}`}`;
}
