import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { visitPath } from '../../../messages/link-paths.ts';
import { confirmBooking, confirmBookingCounted } from '../../../sql/calendar/confirm-booking.ts';
import type { HoldOutcome } from '../../../sql/calendar/hold-slots.ts';
import { extendHold, readHold, releaseHold } from '../../../sql/calendar/keep-hold.ts';
import { issueLink } from '../../../sql/calendar/links.ts';
import { listAlternatives } from '../../../sql/calendar/list-alternatives.ts';
import { readBooking } from '../../../sql/calendar/read-appointment.ts';
import { readSubmission, readSubmissionPage, type SubmissionToConfirm } from '../../../sql/calendar/read-submission.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import type { Visitor as Person } from '../../../sql/calendar/visitor.ts';
import type { WhyNot } from '../../../sql/calendar/why-not.ts';
import { type BookingId, citizen, type Slot } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { privacyVersionOf } from '../../papers/paper-in-force.ts';
import { RequestError } from '../../request-error.ts';
import { seeOther } from '../../routes/forms.ts';
import { addressKey } from '../../security/address-key.ts';
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
import { type FormSubmission, sameSlots, submissionOfForm } from '../form-submission.ts';
import type { CitizenLanguage } from '../language.ts';
import { judgeAnswer } from '../robot-question.ts';
import { readSlots } from '../slot-choices.ts';
import { isSubmission } from '../submission.ts';
import { visitorOf } from '../visitor-cookie.ts';
import { whyWords } from '../why-words.ts';
import { contactsOf } from './limits.ts';
import { showDetails } from './show-details.tsx';
import { hold, holdOrNext } from './slots.tsx';

const now = (): Instant => Date.now() as Instant;

/** A name that this browser began nothing with opens nothing. */
function opened<Submission>(submission: Submission | null): Submission {
  if (submission === null) throw new RequestError(404);
  return submission;
}

/** What to know, who comes, and the confirmation (R4.2, R4.4): the fourth page of the path. */
export function detailRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const path = frame.to('/narocanje/podatki/:submission');
  const { db } = room;

  router.get(path, async (ctx) => {
    const name = ctx.params.submission ?? '';
    const submission = opened(isSubmission(name) ? await readSubmissionPage(db, keyOf(ctx, name), now()) : null);
    if (submission.confirmed) return toVisit(ctx, submission.bookingId);
    const { held, texts, line } = submission;
    // Nothing is held any more, and what was typed went with the page: it is chosen anew, and said why.
    if (held === null) return seeOther(ctx, `${frame.to(`/narocanje/${submission.services[0]}`)}?stanje=poteklo`);
    await showDetails(ctx, room, language, name, submission, held.slots, {
      typed: nothingTyped(language),
      held,
      read: { texts, line },
    });
  });

  router.post(path, async (ctx) => {
    const name = ctx.params.submission ?? '';
    const submission = await submissionOf(ctx, name);
    const text = textOf(ctx.request.body);
    const shown = readSlots(text('termini'));
    if (shown === null) throw new RequestError(400);
    const instead = readSlots(text('termin'));
    const form = await formOf(ctx, name, submission, instead ?? shown);
    if (typeof form === 'number') return toVisit(ctx, form);
    const typed = readTyped(ctx.request.body, language);
    if (instead !== null) return chooseInstead(ctx, form, instead, typed);
    const key = visitorOf(ctx, room).secretFor(form.name);
    switch (text('dejanje')) {
      case 'opusti':
        // What another tab holds by now is not what this page lets go.
        if (form.held !== null && sameSlots(form.held.slots, shown)) await releaseHold(db, key);
        return seeOther(ctx, frame.to('/narocanje'));
      case 'podaljsaj': {
        if (form.held === null || !sameSlots(form.held.slots, shown)) return lost(ctx, form, shown, typed);
        const held = await extendHold(db, key, now());
        if (held === 'ended') return lost(ctx, form, shown, typed);
        const standing = held === 'again' ? await readHold(db, key, now()) : held;
        if (standing === null) return lost(ctx, form, shown, typed);
        return showDetails(ctx, room, language, form.name, form, standing.slots, {
          typed,
          held: standing,
          extended: held !== 'again',
        });
      }
      default:
        return confirm(ctx, form, shown, typed);
    }
  });
  return router;

  function keyOf(ctx: WebContext, name: string): string {
    return visitorOf(ctx, room).secretFor(name);
  }

  async function submissionOf(ctx: WebContext, name: string): Promise<SubmissionToConfirm> {
    return opened(isSubmission(name) ? await readSubmission(db, keyOf(ctx, name), now()) : null);
  }

  function formOf(ctx: WebContext, name: string, submission: SubmissionToConfirm, shown: readonly Slot[]) {
    const { secretFor } = visitorOf(ctx, room);
    return submissionOfForm(db, secretFor, { name, submission, shown, now: now() });
  }

  async function confirm(
    ctx: WebContext,
    form: FormSubmission,
    shown: readonly Slot[],
    typed: DetailsTyped,
  ): Promise<void> {
    const notice = privacyVersionOf(form.noticeChange);
    // The question was asked under the name in the address, whichever name the booking goes on with.
    const { errors, person } = judge(ctx, ctx.path.split('/').at(-1) ?? '', typed, notice);
    if (Object.keys(errors).length > 0) return showErrors(ctx, form, shown, typed, errors, 422);
    const attempt: Attempt = { person, notice, viewToken: newToken(), limits: limitsOf(ctx, person) };
    await book(ctx, form, shown, typed, attempt);
  }

  async function showErrors(
    ctx: WebContext,
    form: FormSubmission,
    shown: readonly Slot[],
    typed: DetailsTyped,
    errors: DetailErrors,
    status: number,
  ): Promise<void> {
    const { held } = form;
    if (held === null || !sameSlots(held.slots, shown)) return lost(ctx, form, shown, typed, errors);
    return showDetails(ctx, room, language, form.name, form, held.slots, { typed, errors, held, status });
  }

  /** Books what the page showed, and nothing else: other tabs of this browser may hold or confirm others meanwhile. */
  async function book(
    ctx: WebContext,
    form: FormSubmission,
    shown: readonly Slot[],
    typed: DetailsTyped,
    attempt: Attempt,
  ): Promise<void> {
    const { person: visitor, notice: consentVersion, viewToken, limits } = attempt;
    const key = visitorOf(ctx, room).secretFor(form.name);
    const input = {
      key,
      visitor,
      consentVersion,
      informationConfirmed: true,
      shown,
      viewToken,
      language: typed.language,
    };
    const deed = () => ({ now: now(), actor: citizen, announce: room.announce });
    const counted = limits.map((limit) => room.visitorLimits.pointsOf(limit));
    let booked = await confirmBookingCounted(db, deed(), { ...input, told: form.begun?.told ?? null }, counted);
    if (booked.outcome === 'limited') {
      const limited = room.visitorLimits.judge(limits, booked.counted, Date.now());
      ctx.set('Retry-After', String(limited?.wait ?? 0));
      if (limited?.deed === 'book') throw new RequestError(429);
      const { limited: words } = frame.m.booking.details.problems;
      return showErrors(ctx, form, shown, typed, { eposta: words }, 429);
    }
    if (booked.outcome === 'ended') {
      // The time was over, or another tab holds another. When nobody took the slots they are held and confirmed at once.
      const again = await hold(ctx, room, language, form.services[0], form.name, shown);
      if (again.outcome === 'held') booked = await confirmBooking(db, deed(), input);
      else if (again.outcome !== 'confirmed') return lostTo(ctx, form, again, shown, { typed });
    }
    if (booked.outcome === 'booked' && !booked.repeated) return toView(ctx, viewToken);
    // Confirmed before, or in the same moment by another tab, which may show other slots.
    const next = await formOf(ctx, form.name, await submissionOf(ctx, form.name), shown);
    if (typeof next === 'number') return toVisit(ctx, next);
    if (next.name === form.name) return lost(ctx, next, shown, typed);
    return book(ctx, next, shown, typed, { ...attempt, limits: [] });
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
  function limitsOf(ctx: WebContext, { email, phone }: Person): Attempt['limits'] {
    return [
      ...contactsOf({ email, phone }).map((who) => ({ deed: 'bookByContact' as const, who })),
      { deed: 'book' as const, who: addressKey(ctx.ip) },
    ];
  }

  /** One of the times that are offered instead: it is held, and what was typed stands. */
  async function chooseInstead(
    ctx: WebContext,
    form: FormSubmission,
    slots: readonly Slot[],
    typed: DetailsTyped,
  ): Promise<void> {
    const { submission: next, outcome } = await holdOrNext(ctx, room, language, form.services[0], form.name, slots);
    switch (outcome.outcome) {
      case 'confirmed':
        return toVisit(ctx, outcome.bookingId);
      case 'held':
        return showDetails(ctx, room, language, next, form, outcome.hold.slots, { typed, held: outcome.hold });
      case 'conflict':
        return lostTo(ctx, { ...form, name: next }, outcome, slots, { typed, ended: false });
      default:
        throw new RequestError(400);
    }
  }

  /** What the page shows is not held: it is held again while it is free, with everything that was typed. */
  async function lost(
    ctx: WebContext,
    form: FormSubmission,
    shown: readonly Slot[],
    typed: DetailsTyped,
    errors: DetailErrors = {},
  ): Promise<void> {
    const outcome = await hold(ctx, room, language, form.services[0], form.name, shown);
    if (outcome.outcome === 'confirmed') return toVisit(ctx, outcome.bookingId);
    if (outcome.outcome !== 'held') return lostTo(ctx, form, outcome, shown, { typed, errors });
    // It was only over for us, or our other tab had another: nobody else wanted it.
    return showDetails(ctx, room, language, form.name, form, outcome.hold.slots, {
      typed,
      errors,
      held: outcome.hold,
      again: form.held === null,
      status: Object.keys(errors).length > 0 ? 422 : 200,
    });
  }

  /** It can not be held: why, what else there is, and everything that was typed. */
  async function lostTo(
    ctx: WebContext,
    form: FormSubmission,
    outcome: Exclude<HoldOutcome, { outcome: 'held' | 'confirmed' }>,
    shown: readonly Slot[],
    { typed, errors = {}, ended = form.begun !== null && form.held === null }: Kept,
  ): Promise<void> {
    const at = now();
    const { services } = form;
    const conflict = outcome.outcome === 'conflict' ? outcome : null;
    const [first] = shown;
    if (first === undefined) throw new RequestError(400);
    const alternatives = await alternativesFor(
      db,
      {
        services,
        visits: shown.length,
        near: conflict?.slot?.startsAt ?? first.startsAt,
        locationId: null,
        found:
          conflict?.alternatives ?? (await listAlternatives(db, { services, near: first, channel: 'web', now: at })),
      },
      at,
    );
    await showDetails(ctx, room, language, form.name, form, shown, {
      typed,
      errors,
      held: null,
      lost: { ...lostWords(conflict?.why ?? null, ended), alternatives },
      status: 409,
    });
  }

  /** `why` null: what is an hour old is not held anew by itself; its own time is the first that can be chosen. */
  function lostWords(why: WhyNot | null, ended: boolean): { readonly title: string; readonly why: string } {
    const { lost: words } = frame.m.booking;
    if (why === null) return { title: words.overTitle, why: words.over };
    const { title } = words;
    if (!ended) return { title, why: whyWords(frame.m, why) };
    if (why.reason === 'taken' || why.reason === 'held') return { title, why: words.ended };
    return { title, why: `${words.over} ${whyWords(frame.m, why)}` };
  }

  /** Whoever confirmed before is led to their visit by a link of their own. */
  async function toVisit(ctx: WebContext, bookingId: BookingId): Promise<void> {
    const [visit] = await readBooking(db, bookingId);
    if (visit === undefined) throw new RequestError(404);
    const at = now();
    const token = await issueLink(
      db,
      { purpose: 'view', appointmentId: visit.appointmentId },
      { now: at, expiresAt: (Math.max(at, visit.endsAt) + 86_400_000) as Instant },
    );
    toView(ctx, token);
  }

  function toView(ctx: WebContext, token: string): void {
    seeOther(ctx, `${frame.to(visitPath(token))}?potrjeno=da`);
  }
}

type Attempt = {
  readonly person: Person;
  readonly notice: string;
  readonly viewToken: string;
  /** Still to be counted. */
  readonly limits: readonly { readonly deed: 'bookByContact' | 'book'; readonly who: string }[];
};

type Kept = {
  readonly typed: DetailsTyped;
  readonly errors?: DetailErrors;
  /** The time to confirm was over; otherwise somebody was simply faster. */
  readonly ended?: boolean;
};
