import Router from 'koa-router';
import type { Instant } from '../../../engine/core/ids.ts';
import { completePath, visitPath } from '../../../messages/link-paths.ts';
import { takesSms } from '../../../messages/sms/takes-sms.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import { type BookingProgress, readProgress } from '../../../sql/calendar/hand-over.ts';
import { issueLink, openLink } from '../../../sql/calendar/links.ts';
import { readBooking } from '../../../sql/calendar/read-appointment.ts';
import { setBookingLanguage } from '../../../sql/calendar/set-booking-language.ts';
import { type BookingId, citizen } from '../../../sql/calendar/words.ts';
import type { Room, WebContext, WebRouter, WebState } from '../../context.ts';
import { privacyVersion } from '../../papers/paper-in-force.ts';
import { seeOther } from '../../routes/forms.ts';
import { frameIn, renderCitizenPage } from '../citizen-page.tsx';
import { type DetailErrors, type DetailsTyped, judgeDetails, nothingTyped, readTyped } from '../details-form.ts';
import type { CitizenLanguage } from '../language.ts';
import { VisitNoticePage } from '../pages/cancel-page.tsx';
import { DetailsPage } from '../pages/details-page.tsx';
import { slotData } from '../slot-data.ts';
import { visitorOf } from '../visitor-cookie.ts';
import { refuseTooMany } from './limits.ts';

/** An agent chose the time; the citizen reads, consents and finishes (R4.2, R4.4). */
export function completeRoutes(room: Room, language: CitizenLanguage): WebRouter {
  const router = new Router<WebState>();
  const frame = frameIn(language);
  const { db } = room;
  const words = frame.m.answers.complete;
  const path = frame.to(completePath(':token'));

  router.get(path, async (ctx) => {
    const { token = '' } = ctx.params;
    const bookingId = await bookingBehind(token);
    const progress = bookingId === null ? null : await readProgress(db, bookingId, Date.now() as Instant);
    if (bookingId === null || progress === null || progress.state === 'ended') return ended(ctx, 404);
    if (progress.state === 'confirmed') return toVisit(ctx, bookingId);
    const { name = '', email, phone, note = '' } = progress.visitor ?? {};
    const contact = { name, email: email ?? '', phone: phone != null && takesSms(phone) ? phone : '', note };
    const typed = { ...nothingTyped(language), ...contact };
    await show(ctx, token, progress, typed, {}, 200);
  });

  router.post(path, async (ctx) => {
    const { token = '' } = ctx.params;
    await refuseTooMany(ctx, room, 'act');
    const bookingId = await bookingBehind(token);
    const progress = bookingId === null ? null : await readProgress(db, bookingId, Date.now() as Instant);
    if (bookingId === null || progress === null) return ended(ctx, 404);
    if (progress.state === 'confirmed') return toVisit(ctx, bookingId);
    const typed = readTyped(ctx.request.body, language);
    const notice = await privacyVersion(db);
    const { errors, visitor } = judgeDetails(frame.m, typed, notice);
    if (Object.keys(errors).length > 0 && progress.state === 'held')
      return show(ctx, token, progress, typed, errors, 422);
    await setBookingLanguage(db, bookingId, typed.language);
    const outcome = await confirmBooking(
      db,
      { now: Date.now() as Instant, actor: citizen, announce: room.announce },
      { bookingId, visitor, consentVersion: notice, informationConfirmed: true },
    );
    if (outcome.outcome === 'booked') return toVisit(ctx, bookingId);
    return ended(ctx, 409);
  });
  return router;

  async function bookingBehind(token: string): Promise<BookingId | null> {
    if (!/^[\w-]{32}$/.test(token)) return null;
    const link = await openLink(db, token, 'complete', Date.now() as Instant);
    return link?.purpose === 'complete' ? link.bookingId : null;
  }

  async function show(
    ctx: WebContext,
    token: string,
    progress: BookingProgress,
    typed: DetailsTyped,
    errors: DetailErrors,
    status: number,
  ): Promise<void> {
    const [slot] = progress.slots;
    if (slot === undefined || progress.expiresAt === null) return ended(ctx, 404);
    const { services, slots, expiresAt } = progress;
    const [data, notice] = await Promise.all([slotData(db, { ...slot, services }, language), privacyVersion(db)]);
    await renderCitizenPage(
      ctx,
      room,
      { title: words.title, status },
      <DetailsPage
        frame={frame}
        formToken={visitorOf(ctx, room).formToken}
        action={frame.to(completePath(token))}
        title={words.title}
        lead={words.lead}
        serviceName={data.serviceName}
        place={{ name: data.locationName, address: data.address }}
        slots={slots}
        held={{ expiresAt, canBeExtended: false }}
        extended={false}
        again={false}
        now={Date.now()}
        lost={null}
        documents={data.documents}
        information={data.information}
        typed={typed}
        errors={errors}
        notice={notice}
        question={null}
        otherTime={null}
        besides={null}
        back={[]}
      />,
    );
  }

  async function toVisit(ctx: WebContext, bookingId: BookingId): Promise<void> {
    const [visit] = await readBooking(db, bookingId);
    if (visit === undefined) return ended(ctx, 404);
    const now = Date.now() as Instant;
    const expiresAt = (Math.max(now, visit.endsAt) + 86_400_000) as Instant;
    const token = await issueLink(db, { purpose: 'view', appointmentId: visit.appointmentId }, { now, expiresAt });
    seeOther(ctx, `${frame.to(visitPath(token))}?potrjeno=da`);
  }

  async function ended(ctx: WebContext, status: number): Promise<void> {
    const links = [{ href: frame.to('/narocanje'), label: frame.m.toStart }];
    await renderCitizenPage(
      ctx,
      room,
      { title: words.title, status },
      <VisitNoticePage title={words.title} text={words.ended} links={links} />,
    );
  }
}
