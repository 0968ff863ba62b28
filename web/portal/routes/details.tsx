import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { visitPath } from '../../../messages/link-paths.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import { extendHold, readHold, releaseHold } from '../../../sql/calendar/keep-hold.ts';
import { issueLink } from '../../../sql/calendar/links.ts';
import { readBooking } from '../../../sql/calendar/read-appointment.ts';
import { type OpenSubmission, readSubmission } from '../../../sql/calendar/read-submission.ts';
import { setBookingLanguage } from '../../../sql/calendar/set-booking-language.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import type { Visitor as Person } from '../../../sql/calendar/visitor.ts';
import { type BookingId, citizen, type Slot } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { privacyVersionOf } from '../../papers/paper-in-force.ts';
import { RequestError } from '../../request-error.ts';
import { seeOther } from '../../routes/forms.ts';
import { alternativesFor } from '../alternatives.ts';
import { frameIn } from '../citizen-page.tsx';
import {
  type DetailErrors,
  type DetailsTyped,
  judgeDetails,
  nothingTyped,
  readTyped,
  textOf,
} from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { judgeAnswer } from '../robot-question.ts';
import { readSlots } from '../slot-choices.ts';
import { isSubmission } from '../submission.ts';
import { visitorOf } from '../visitor-cookie.ts';
import { whyWords } from '../why-words.ts';
import { refuseTooMany } from './limits.ts';
import { showDetails } from './show-details.tsx';
import { hold } from './slots.tsx';

/** What to know, who comes, and the confirmation (R4.2, R4.4): the fourth page of the path. */
export function detailRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const path = frame.to('/narocanje/podatki/:submission');
  const { db } = room;

  router.get(path, async (ctx) => {
    const name = ctx.params.submission ?? '';
    const submission = await submissionOf(ctx, name);
    if (submission.confirmed) return toVisit(ctx, submission.bookingId);
    const { held } = submission;
    // Nothing is held any more, and what was typed went with the page: it is chosen anew, and said why.
    if (held === null) return seeOther(ctx, `${frame.to(`/narocanje/${submission.services[0]}`)}?stanje=poteklo`);
    await showDetails(ctx, room, language, name, submission, held.slots, { typed: nothingTyped(language), held });
  });

  router.post(path, async (ctx) => {
    const name = ctx.params.submission ?? '';
    const submission = await submissionOf(ctx, name);
    if (submission.confirmed) return toVisit(ctx, submission.bookingId);
    const text = textOf(ctx.request.body);
    const typed = readTyped(ctx.request.body, language);
    const slots = readSlots(text('termini'));
    if (slots === null) throw new RequestError(400);
    const instead = readSlots(text('termin'));
    if (instead !== null) return chooseInstead(ctx, name, submission, instead, typed);
    const key = visitorOf(ctx, room).secretFor(name);
    switch (text('dejanje')) {
      case 'opusti':
        await releaseHold(db, key);
        return seeOther(ctx, frame.to('/narocanje'));
      case 'podaljsaj': {
        const held = await extendHold(db, key, Date.now() as Instant);
        if (held === 'ended') return lost(ctx, name, submission, slots, typed);
        const standing = held === 'again' ? await readHold(db, key, Date.now() as Instant) : held;
        if (standing === null) return lost(ctx, name, submission, slots, typed);
        return showDetails(ctx, room, language, name, submission, standing.slots, {
          typed,
          held: standing,
          extended: held !== 'again',
        });
      }
      default:
        return confirm(ctx, name, submission, slots, typed);
    }
  });
  return router;

  /** A name that this browser began nothing with opens nothing. */
  async function submissionOf(ctx: WebContext, name: string): Promise<OpenSubmission> {
    const key = visitorOf(ctx, room).secretFor(name);
    const submission = isSubmission(name) ? await readSubmission(db, key, Date.now() as Instant) : null;
    if (submission === null) throw new RequestError(404);
    return submission;
  }

  async function confirm(
    ctx: WebContext,
    name: string,
    submission: OpenSubmission,
    slots: readonly Slot[],
    typed: DetailsTyped,
  ): Promise<void> {
    const notice = privacyVersionOf(submission.noticeChange);
    const { errors, person } = judge(ctx, name, typed, notice);
    const key = visitorOf(ctx, room).secretFor(name);
    const limited = Object.keys(errors).length === 0 ? await limit(ctx, person) : null;
    if (limited !== null) {
      ctx.set('Retry-After', String(limited.wait));
      if (limited.deed === 'book') throw new RequestError(429);
      errors.eposta = frame.m.booking.details.problems.limited;
    }
    if (Object.keys(errors).length > 0) {
      const { held } = submission;
      if (held === null) return lost(ctx, name, submission, slots, typed, errors);
      const status = limited === null ? 422 : 429;
      return showDetails(ctx, room, language, name, submission, held.slots, { typed, errors, held, status });
    }
    if (typed.language !== submission.language) await setBookingLanguage(db, submission.bookingId, typed.language);
    const viewToken = newToken();
    const booked = await book(key, person, notice, viewToken);
    if (booked.outcome === 'booked') return toView(ctx, viewToken);
    // The time was over. When nobody took the slots meanwhile they are held and confirmed at once.
    const again = await hold(ctx, room, language, submission.services[0], name, slots);
    if (again.outcome.outcome === 'confirmed') return toVisit(ctx, again.outcome.bookingId);
    if (again.outcome.outcome === 'held') {
      const second = await book(visitorOf(ctx, room).secretFor(again.submission), person, notice, viewToken);
      if (second.outcome === 'booked') return toView(ctx, viewToken);
    }
    return lost(ctx, name, submission, slots, typed);
  }

  async function book(key: string, visitor: Person, consentVersion: string, viewToken: string) {
    return confirmBooking(
      db,
      { now: Date.now() as Instant, actor: citizen, announce: room.announce },
      { key, visitor, consentVersion, informationConfirmed: true, viewToken },
    );
  }

  function judge(
    ctx: WebContext,
    name: string,
    typed: DetailsTyped,
    notice: string,
  ): { readonly errors: DetailErrors; readonly person: Person } {
    const text = textOf(ctx.request.body);
    const { errors, visitor: person } = judgeDetails(frame.m, typed, notice);
    const words = frame.m.booking.details.problems;
    const verdict = judgeAnswer(
      { secret: room.sessionSecret, form: name, now: Date.now() },
      { token: text('vprasanje'), answer: text('odgovor'), trap: text('spletna-stran') },
    );
    if (verdict === 'missing') errors.odgovor = words.questionMissing;
    else if (verdict === 'wrong' || verdict === 'trapped') errors.odgovor = words.questionWrong;
    else if (verdict !== 'right') errors.odgovor = words.questionAgain;
    return { errors, person };
  }

  /** One e-mail address or mobile books so often a day, whatever address it comes from; one address so often an hour. */
  async function limit(ctx: WebContext, { email, phone }: Person) {
    const contacts = [email?.toLowerCase(), phone].filter((contact) => contact != null);
    return room.visitorLimits.takeAll([
      ...contacts.map((who) => ({ deed: 'bookByContact' as const, who })),
      { deed: 'book' as const, who: ctx.ip },
    ]);
  }

  /** One of the times that are offered instead: it is held, and what was typed stands. */
  async function chooseInstead(
    ctx: WebContext,
    name: string,
    submission: OpenSubmission,
    slots: readonly Slot[],
    typed: DetailsTyped,
  ): Promise<void> {
    await refuseTooMany(ctx, room, 'hold', slots.length);
    const { submission: next, outcome } = await hold(ctx, room, language, submission.services[0], name, slots);
    switch (outcome.outcome) {
      case 'confirmed':
        return toVisit(ctx, outcome.bookingId);
      case 'held':
        return showDetails(ctx, room, language, next, submission, outcome.hold.slots, { typed, held: outcome.hold });
      case 'conflict':
        return lost(ctx, next, submission, slots, typed, {}, false);
      default:
        throw new RequestError(400);
    }
  }

  /** Nothing is held: why, what else there is, and everything that was typed. */
  async function lost(
    ctx: WebContext,
    name: string,
    submission: OpenSubmission,
    slots: readonly Slot[],
    typed: DetailsTyped,
    errors: DetailErrors = {},
    ended = true,
  ): Promise<void> {
    const now = Date.now() as Instant;
    const [service] = submission.services;
    const { submission: next, outcome } = await hold(ctx, room, language, service, name, slots);
    // It was only over for us: nobody else wanted it.
    if (outcome.outcome === 'held') {
      return showDetails(ctx, room, language, next, submission, outcome.hold.slots, {
        typed,
        errors,
        held: outcome.hold,
        again: true,
        status: Object.keys(errors).length > 0 ? 422 : 200,
      });
    }
    if (outcome.outcome === 'confirmed') return toVisit(ctx, outcome.bookingId);
    const conflict = outcome.outcome === 'conflict' ? outcome : null;
    const [first] = slots;
    const alternatives = await alternativesFor(
      db,
      {
        service,
        visits: slots.length,
        near: conflict?.slot?.startsAt ?? first?.startsAt ?? now,
        locationId: null,
        found: conflict?.alternatives ?? [],
      },
      now,
    );
    const why = conflict === null ? '' : whyWords(frame.m, conflict.why);
    return showDetails(ctx, room, language, next, submission, slots, {
      typed,
      errors,
      held: null,
      lost: { why, ended, alternatives },
      status: 409,
    });
  }

  /** Whoever confirmed before is led to their visit by a link of their own. */
  async function toVisit(ctx: WebContext, bookingId: BookingId): Promise<void> {
    const [visit] = await readBooking(db, bookingId);
    if (visit === undefined) throw new RequestError(404);
    const now = Date.now() as Instant;
    const token = await issueLink(
      db,
      { purpose: 'view', appointmentId: visit.appointmentId },
      { now, expiresAt: (Math.max(now, visit.endsAt) + 86_400_000) as Instant },
    );
    toView(ctx, token);
  }

  function toView(ctx: WebContext, token: string): void {
    seeOther(ctx, `${frame.to(visitPath(token))}?potrjeno=da`);
  }
}
