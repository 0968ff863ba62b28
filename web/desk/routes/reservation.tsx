import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { takesSms } from '../../../messages/sms/takes-sms.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { findSubmission, type Submission } from '../../../sql/calendar/find-submission.ts';
import { handOverHold, readProgress } from '../../../sql/calendar/hand-over.ts';
import { extendHold, readHold, releaseHold } from '../../../sql/calendar/keep-hold.ts';
import { readBooking, readHistory } from '../../../sql/calendar/read-appointment.ts';
import { readSlotPlaces } from '../../../sql/calendar/read-slot-places.ts';
import { readService } from '../../../sql/calendar/services.ts';
import { setBookingLanguage } from '../../../sql/calendar/set-booking-language.ts';
import type { Visitor } from '../../../sql/calendar/visitor.ts';
import { wasBookedFor } from '../../../sql/calendar/was-booked-for.ts';
import { type Slot, textIn } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { privacyVersion } from '../../papers/paper-in-force.ts';
import { type DetailsTyped, nothingTyped, readTyped, textOf } from '../../portal/details-form.ts';
import { sameSlots } from '../../portal/form-submission.ts';
import { readSlots } from '../../portal/slot-choices.ts';
import { isSubmission } from '../../portal/submission.ts';
import { presentNumber } from '../../present/phone-number.ts';
import { frameOf, renderPage } from '../../render.tsx';
import { RequestError } from '../../request-error.ts';
import { seeOther } from '../../routes/forms.ts';
import { allow, userOf } from '../../routes/guard.ts';
import { readDeskCall } from '../desk-call.ts';
import { actorAt } from '../desk-channel.ts';
import { judgeDeskDetails } from '../desk-details.ts';
import { BookedPage, HandedOverPage } from '../pages/booked-page.tsx';
import { submissionKey } from '../submission-key.ts';
import { holdAtDesk, lostTime } from './find.tsx';
import { againAddress, type ShownReservation, showReservation } from './show-reservation.tsx';

type NamedContext = WebContext & { readonly params: { readonly submission?: string } };

/** What is held is confirmed, or handed to the citizen to finish (R3.9, R4.2, R4.4). */
export function reservationRoutes(room: Room): WebRouter {
  const router = new Router<WebState>();
  const { db } = room;
  const words = room.messages.desk.reservation;
  const path = '/termini/:submission';

  router.get(path, allow('bookVisits'), async (ctx) => {
    const { name, key, submission } = await submissionOf(ctx);
    if (submission.confirmed) return showBooked(ctx, submission);
    if (submission.handedOver) return showHandedOver(ctx, name, submission);
    const held = await readHold(db, key, now());
    if (held === null) return seeOther(ctx, againAddress(submission, name));
    const call = await readDeskCall(room, userOf(ctx), submission.callId ?? '');
    // The number that the citizen calls from is most often the one that they want the message on.
    const phone = call?.number != null && takesSms(call.number) ? presentNumber(call.number) : '';
    const typed = { ...nothingTyped('sl'), phone };
    await show(ctx, { name, submission, slots: held.slots, typed, held });
  });

  router.get(`${path}/dogodki`, allow('bookVisits'), async (ctx) => {
    const { submission } = await submissionOf(ctx);
    let count = 0;
    room.streams.open<{ readonly count: number }>(ctx, {
      read: () => ({ count }),
      watch: (changed) =>
        room.visitChanges.watch((change) => {
          if (change !== null && change.bookingId !== submission.bookingId) return;
          count += 1;
          changed();
        }),
      everyMs: 250,
    });
  });

  router.post(path, allow('bookVisits'), async (ctx) => {
    const opened = await submissionOf(ctx);
    const { name, key, submission } = opened;
    const text = textOf(ctx.request.body);
    const action = text('dejanje');
    const slots = readSlots(text('termini'));
    const typed = readTyped(ctx.request.body, 'sl');
    const instead = readSlots(text('termin'));
    if (submission.confirmed) {
      const wanted = instead ?? slots;
      // A form that is sent again is done already; another time that is chosen in it is wanted.
      if (wanted === null || (instead === null && (await wasBookedFor(db, submission.bookingId, wanted)))) {
        return seeOther(ctx, `/termini/${name}`);
      }
      if (action !== 'opusti') return holdAgain(ctx, opened, wanted, typed);
    }
    if (action === 'opusti') {
      // What another tab holds or has confirmed by now is not what this page lets go.
      const held = slots === null ? null : await readHold(db, key, now());
      if (slots === null || (held !== null && sameSlots(held.slots, slots))) await releaseHold(db, key);
      return seeOther(ctx, submission.callId === null ? '/termini' : `/termini?klic=${submission.callId}`);
    }
    if (submission.handedOver) return finishHandedOver(ctx, opened, action);
    if (slots === null) throw new RequestError(400);
    if (instead !== null) return holdAgain(ctx, opened, instead, typed);
    if (action === 'podaljsaj') {
      const held = await extendHold(db, key, now());
      const standing = held === 'again' ? await readHold(db, key, now()) : held;
      if (standing === 'ended' || standing === null) return holdAgain(ctx, opened, slots, typed);
      const notice =
        held === 'again'
          ? ({ kind: 'refused', sentence: words.cannotExtend } as const)
          : ({ kind: 'done', sentence: words.extended } as const);
      return show(ctx, { name, submission, slots: standing.slots, typed, held: standing, notice });
    }
    return settle(ctx, opened, slots, typed, action === 'poslji');
  });
  return router;

  function now(): Instant {
    return Date.now() as Instant;
  }

  /** A name that this person began nothing with opens nothing. */
  async function submissionOf(ctx: NamedContext): Promise<Opened> {
    const name = ctx.params.submission ?? '';
    const key = submissionKey(room, userOf(ctx), name);
    const submission = isSubmission(name) ? await findSubmission(db, key) : null;
    if (submission === null) throw new RequestError(404);
    return { name, key, submission };
  }

  async function deedOf(ctx: WebContext, { submission }: Opened, slots: readonly Slot[]): Promise<Deed> {
    const [place] = await readSlotPlaces(db, slots, submission.services);
    const actor = actorAt(userOf(ctx), place?.locationId ?? '', submission.callId);
    return { now: now(), actor, announce: room.announce };
  }

  /** Confirms, or hands over, what is held; when the time was over and nobody took the slots they are held anew. */
  async function settle(
    ctx: WebContext,
    opened: Opened,
    slots: readonly Slot[],
    typed: DetailsTyped,
    handOver: boolean,
  ): Promise<void> {
    const { name, key, submission } = opened;
    const { errors, visitor } = judgeDeskDetails(room.messages, typed, { contactNeeded: handOver });
    // Who finishes it reads and consents themselves.
    if (handOver) delete errors.prebrano;
    if (Object.keys(errors).length > 0) {
      const held = await readHold(db, key, now());
      if (held === null || !sameSlots(held.slots, slots)) return holdAgain(ctx, opened, slots, typed);
      return show(ctx, { name, submission, slots: held.slots, typed, held, errors, status: 422 });
    }
    await setBookingLanguage(db, submission.bookingId, typed.language);
    const attempt = async (held: Opened): Promise<boolean> => {
      const deed = await deedOf(ctx, held, slots);
      if (!handOver) return confirm(deed, held.key, visitor, typed.consent, slots);
      // Another tab may hold another time by now.
      const standing = await readHold(db, held.key, now());
      return (
        standing !== null &&
        sameSlots(standing.slots, slots) &&
        (await handOverHold(db, deed, { key: held.key, visitor })) !== 'ended'
      );
    };
    if (await attempt(opened)) return seeOther(ctx, `/termini/${name}`);
    const call = submission.callId === null ? null : { callId: submission.callId };
    const again = await holdAtDesk(ctx, room, { name, services: submission.services, slots, call });
    const next = { ...opened, name: again.submission, key: submissionKey(room, userOf(ctx), again.submission) };
    if (again.outcome.outcome === 'confirmed') return seeOther(ctx, `/termini/${next.name}`);
    if (again.outcome.outcome === 'held') {
      await setBookingLanguage(db, again.outcome.hold.bookingId, typed.language);
      if (await attempt(next)) return seeOther(ctx, `/termini/${next.name}`);
    }
    return holdAgain(ctx, opened, slots, typed);
  }

  /** What the page shows, and nothing else that was held or confirmed by another tab. */
  async function confirm(
    deed: Deed,
    key: string,
    visitor: Visitor,
    consent: boolean,
    shown: readonly Slot[],
  ): Promise<boolean> {
    const consentVersion = consent ? await privacyVersion(room.db) : null;
    const outcome = await confirmBooking(db, deed, { key, visitor, consentVersion, informationConfirmed: true, shown });
    return outcome.outcome === 'booked' && (!outcome.repeated || wasBookedFor(db, outcome.bookingId, shown));
  }

  /**
   * Other slots, or the same once more; what was typed stands. When the name was confirmed for others, by another tab,
   * these are held under one that follows it, and confirmed when they are seen.
   */
  async function holdAgain(
    ctx: WebContext,
    { name, submission }: Opened,
    slots: readonly Slot[],
    typed: DetailsTyped,
  ): Promise<void> {
    const { services, callId } = submission;
    const call = callId === null ? null : { callId };
    const { submission: next, outcome } = await holdAtDesk(ctx, room, { name, services, slots, call });
    switch (outcome.outcome) {
      case 'confirmed':
        return seeOther(ctx, `/termini/${next}`);
      case 'held': {
        const notice = { kind: 'done', sentence: words.again } as const;
        return show(ctx, { name: next, submission, slots: outcome.hold.slots, typed, held: outcome.hold, notice });
      }
      case 'conflict': {
        const [place] = await readSlotPlaces(db, slots, services);
        const where = { services, slots, locationId: place?.locationId ?? '' };
        const lost = await lostTime(ctx, room, outcome, where);
        return show(ctx, { name: next, submission, slots, typed, held: null, lost, status: 409 });
      }
      default:
        throw new RequestError(409);
    }
  }

  async function show(ctx: WebContext, shown: ShownReservation): Promise<void> {
    await showReservation(ctx, room, shown);
  }

  async function finishHandedOver(ctx: WebContext, opened: Opened, action: string): Promise<void> {
    const { name, key, submission } = opened;
    const progress = await readProgress(db, submission.bookingId, now());
    if (progress?.state === 'held' && progress.visitor !== null) {
      const deed = await deedOf(ctx, opened, progress.slots);
      if (action === 'prevzemi') await confirm(deed, key, progress.visitor, true, progress.slots);
      else if (action === 'ponovi') await handOverHold(db, deed, { key, visitor: progress.visitor });
      // Handed over by a double click is handed over once.
      else if (action !== 'poslji') throw new RequestError(400);
    }
    seeOther(ctx, `/termini/${name}`);
  }

  async function showBooked(ctx: WebContext, { bookingId, callId }: Submission): Promise<void> {
    const user = userOf(ctx);
    const [visits, call] = await Promise.all([readBooking(db, bookingId), readDeskCall(room, user, callId ?? '')]);
    const [first] = visits;
    const history = first === undefined ? [] : await readHistory(db, first.appointmentId);
    const byCitizen = history.some(({ what, channel }) => what === 'booked' && channel === 'web');
    const title = visits.length > 1 ? words.doneMany : words.done;
    renderPage(
      ctx,
      room,
      { title },
      <BookedPage {...frameOf(ctx, room)} visits={visits} call={call} byCitizen={byCitizen} />,
    );
  }

  async function serviceNameOf({ services }: Submission): Promise<string> {
    const found = await Promise.all(services.map((id) => readService(db, id)));
    return found.flatMap((service) => (service === null ? [] : [textIn(service.name, 'sl')])).join(' + ');
  }

  async function showHandedOver(ctx: WebContext, name: string, submission: Submission): Promise<void> {
    const progress = await readProgress(db, submission.bookingId, now());
    if (progress === null) throw new RequestError(404);
    const call = await readDeskCall(room, userOf(ctx), submission.callId ?? '');
    renderPage(
      ctx,
      room,
      { title: words.handedOver, script: 'desk.js', refreshSeconds: progress.state === 'held' ? 10 : null },
      <div id="dogajanje" data-live={`/termini/${name}/dogodki`}>
        <HandedOverPage
          {...frameOf(ctx, room)}
          call={call}
          submission={name}
          serviceName={await serviceNameOf(submission)}
          progress={progress}
          otherTime={againAddress(submission, name)}
        />
      </div>,
    );
  }
}

type Opened = { readonly name: string; readonly key: string; readonly submission: Submission };
