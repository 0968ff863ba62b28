import type { Submission } from '../../../sql/calendar/find-submission.ts';
import type { Hold } from '../../../sql/calendar/hold.ts';
import { readSlotPlaces } from '../../../sql/calendar/read-slot-places.ts';
import { readService } from '../../../sql/calendar/services.ts';
import { listIn, type Slot, textIn } from '../../../sql/calendar/words.ts';
import { readPlace } from '../../../sql/places/place.ts';
import type { Room, WebContext } from '../../context.ts';
import { bookedBefore } from '../../portal/booked-before.ts';
import type { DetailErrors, DetailsTyped } from '../../portal/details-form.ts';
import { informationIn } from '../../portal/information.ts';
import { frameOf, renderPage } from '../../render.tsx';
import { RequestError } from '../../request-error.ts';
import { userOf } from '../../routes/guard.ts';
import { readDeskCall } from '../desk-call.ts';
import { finderAddress } from '../finder.ts';
import type { LostTime } from '../pages/finder-times.tsx';
import { ReservationPage, type ReservationPageProps } from '../pages/reservation-page.tsx';
import { submissionKey } from '../submission-key.ts';

export type ShownReservation = {
  readonly name: string;
  readonly submission: Submission;
  readonly slots: readonly Slot[];
  readonly typed: DetailsTyped;
  readonly held: Hold | null;
  readonly errors?: DetailErrors;
  readonly notice?: ReservationPageProps['notice'];
  readonly lost?: LostTime;
  readonly status?: number;
};

/** Answers with the page of what is held, as things stand. */
export async function showReservation(
  ctx: WebContext,
  room: Room,
  { name, submission, slots, typed, held, errors = {}, notice = null, lost, status = 200 }: ShownReservation,
): Promise<void> {
  const { db, messages } = room;
  const [services, shown, call] = await Promise.all([
    Promise.all(submission.services.map((id) => readService(db, id))),
    readSlotPlaces(db, slots, submission.services),
    readDeskCall(room, userOf(ctx), submission.callId ?? ''),
  ]);
  const known = services.filter((service) => service !== null);
  const [first] = shown;
  if (first === undefined || known.length < services.length) throw new RequestError(404);
  const place = await readPlace(db, first.locationId);
  renderPage(
    ctx,
    room,
    { title: messages.desk.reservation.title, status, script: 'desk.js' },
    <ReservationPage
      {...frameOf(ctx, room)}
      submission={name}
      serviceName={known.map((service) => textIn(service.name, 'sl')).join(' + ')}
      place={{ name: place?.name ?? '', address: place?.address ?? '' }}
      slots={shown}
      held={held}
      notice={notice}
      lost={lost ?? null}
      besides={
        await bookedBefore(
          db,
          (earlier) => submissionKey(room, userOf(ctx), earlier),
          name,
          (earlier) => `/termini/${earlier}`,
        )
      }
      documents={[...new Set(known.flatMap((service) => [...listIn(service.documents, 'sl')]))]}
      information={[...new Set(known.flatMap((service) => [...informationIn(service.information, 'sl')]))]}
      typed={typed}
      errors={errors}
      call={call}
      otherTime={`${againAddress(submission, name)}&lokacija=${encodeURIComponent(first.locationId)}`}
    />,
  );
}

/** To the page of times for the same service; another time replaces the one that is held. */
export function againAddress({ services, callId }: Submission, name: string): string {
  const [storitev, ...skupaj] = services;
  return finderAddress({ storitev, skupaj, klic: callId ?? '', oddaja: name }, {});
}
