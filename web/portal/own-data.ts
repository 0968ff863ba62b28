import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { readHistory, type VisitHistoryEntry } from '../../sql/calendar/read-appointment.ts';
import { type BookingConsent, readConsent } from '../../sql/calendar/read-consent.ts';
import { readWaiting, type Wish } from '../../sql/calendar/waitlist.ts';
import { recipientOfBooking } from '../../sql/messages/erase-recipients.ts';
import { exportRecipient } from '../../sql/messages/export-recipient.ts';
import { readSetting } from '../../sql/settings/read-setting.ts';
import { usualVisitorDays } from '../../sql/settings/settings.ts';
import type { OpenedVisit } from './open-visit.ts';

/** Who of the staff did something is not the citizen's data; through which channel it came is enough. */
type OwnHistoryEntry = Omit<VisitHistoryEntry, 'userId'>;

export type OwnVisit = Omit<AppointmentView, 'visitor'> & {
  readonly history: readonly OwnHistoryEntry[];
  readonly wishesEarlier: Wish | null;
};

/** All that is kept of a person with one booking (R9.3), for their own eyes. */
export type OwnData = {
  readonly exportedAt: string;
  readonly person: AppointmentView['visitor'];
  readonly consent: BookingConsent | null;
  readonly visits: readonly OwnVisit[];
  readonly messages: Awaited<ReturnType<typeof exportRecipient>>;
  /** When contact data go by themselves, as the retention rule stands now. */
  readonly keptUntil: Instant;
};

export async function readOwnData(db: Knex, { visit, together }: OpenedVisit, now: Instant): Promise<OwnData> {
  const visits = await Promise.all(
    together.map(async ({ visitor: _visitor, ...rest }): Promise<OwnVisit> => {
      const history = await readHistory(db, rest.appointmentId);
      const waiting = await readWaiting(db, rest.appointmentId, now);
      return {
        ...rest,
        history: history.map(({ userId: _userId, ...entry }) => entry),
        wishesEarlier: waiting,
      };
    }),
  );
  const { visitorDays = usualVisitorDays } = (await readSetting(db, 'retention')) ?? {};
  const last = Math.max(...together.map(({ endsAt }) => endsAt));
  return {
    exportedAt: new Date(now).toISOString(),
    person: visit.visitor,
    consent: await readConsent(db, visit.bookingId),
    visits,
    messages: await exportRecipient(db, recipientOfBooking(visit.bookingId)),
    keptUntil: (last + visitorDays * 86_400_000) as Instant,
  };
}
