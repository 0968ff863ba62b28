import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import type { ChangeReason } from '../../../sql/calendar/deed.ts';
import { readBooking, readHistory } from '../../../sql/calendar/read-appointment.ts';
import { readCounterPlace } from '../../../sql/calendar/read-counter-place.ts';
import { aboutAppointment } from '../../../sql/messages/erase-recipients.ts';
import { listMessages } from '../../../sql/messages/list-messages.ts';
import { listUsers } from '../../../sql/people/read-user.ts';
import type { Room, WebContext } from '../../context.ts';
import { may, placesOf } from '../../may.ts';
import { type DetailErrors, type DetailsTyped, nothingTyped } from '../../portal/details-form.ts';
import { presentNumber } from '../../present/phone-number.ts';
import { frameOf, renderPage } from '../../render.tsx';
import { queryText } from '../../routes/forms.ts';
import { userOf } from '../../routes/guard.ts';
import { readDeskCall } from '../desk-call.ts';
import { VisitPage, type VisitPageProps } from '../pages/visit-page.tsx';

type Shown = {
  readonly notice?: VisitPageProps['notice'];
  /** A cancellation that could not be done as it was sent. */
  readonly cancelling?: {
    readonly reason: ChangeReason | null;
    readonly words: string;
    readonly problem: string | null;
  };
  readonly changing?: { readonly typed: DetailsTyped; readonly errors: DetailErrors };
  readonly status?: number;
};

const messagesShown = 20;

/** Answers with the page of a visit as things stand. */
export async function showVisit(
  ctx: WebContext,
  room: Room,
  visit: AppointmentView,
  { notice = null, cancelling, changing, status = 200 }: Shown,
): Promise<void> {
  const { db, messages } = room;
  const user = userOf(ctx);
  const about = aboutAppointment(visit.appointmentId);
  const [history, together, sent, people, call] = await Promise.all([
    readHistory(db, visit.appointmentId),
    readBooking(db, visit.bookingId),
    may(user, 'seeMessages')
      ? listMessages(db, { locationIds: placesOf(user, 'seeMessages'), about, limit: messagesShown })
      : null,
    listUsers(db),
    readDeskCall(room, user, queryText(ctx, 'klic')),
  ]);
  const before = await Promise.all(
    history.map(({ details: { fromCounterId } }) =>
      typeof fromCounterId === 'number' ? readCounterPlace(db, fromCounterId) : null,
    ),
  );
  renderPage(
    ctx,
    room,
    { title: messages.deskVisits.visit.title, status },
    <VisitPage
      {...frameOf(ctx, room)}
      visit={visit}
      together={together.filter(({ appointmentId }) => appointmentId !== visit.appointmentId)}
      history={history.map((entry, place) => ({
        ...entry,
        by: people.find(({ id }) => id === entry.userId)?.name ?? entry.userId,
        before: before[place]?.locationName ?? null,
      }))}
      messages={sent}
      call={call}
      now={Date.now()}
      notice={notice}
      cancelling={cancelling ?? { reason: null, words: '', problem: null }}
      changing={changing ?? { typed: typedOf(visit), errors: {} }}
      open={cancelling !== undefined ? 'cancel' : changing !== undefined ? 'change' : null}
    />,
  );
}

/** What is known, as it would be typed. */
function typedOf({ visitor, language }: AppointmentView): DetailsTyped {
  if (visitor === null) return nothingTyped(language);
  const { name, email, phone, note } = visitor;
  const typed = { name, email: email ?? '', phone: phone === null ? '' : presentNumber(phone), note };
  return { ...nothingTyped(language), ...typed };
}
