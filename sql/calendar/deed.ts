import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { Mail } from '../messages/enqueue-messages.ts';
import { hotRows } from '../rows.ts';
import type { AppointmentView } from './appointment-view.ts';
import type { NewLinks } from './links.ts';
import type { ToldBooking } from './told-visits.ts';
import type { Actor, AppointmentId, BookingId, Channel, Language } from './words.ts';

/** What happened to a visit, as its history has it (appointment_event_what). */
export type VisitEvent =
  | 'booked'
  | 'moved'
  /** The citizen has said that they will come. */
  | 'assured'
  | 'cancelled'
  | 'arrived'
  | 'served'
  | 'noShow'
  | 'undone'
  | 'handedOver'
  | 'contactChanged'
  | 'contactErased';

/** What somebody must be told of; ids only, the teller reads the rest in the same transaction. */
export type Announcement =
  | { readonly type: 'booked'; readonly bookingId: BookingId; readonly appointmentIds: readonly AppointmentId[] }
  | {
      readonly type: 'moved';
      readonly appointmentId: AppointmentId;
      readonly from: Place;
      readonly because?: Because | undefined;
    }
  | { readonly type: 'cancelled'; readonly appointmentId: AppointmentId; readonly because?: Because | undefined }
  | { readonly type: 'handedOver'; readonly bookingId: BookingId; readonly token: string }
  | {
      readonly type: 'earlierOffered';
      readonly appointmentId: AppointmentId;
      readonly offerId: number;
      readonly token: string;
      /** Not earlier: nobody is woken by it. */
      readonly tellAt: Instant;
      readonly expiresAt: Instant;
    }
  | {
      readonly type: 'moveProposed';
      readonly appointmentId: AppointmentId;
      readonly evacuationId: number;
      readonly token: string;
      readonly expiresAt: Instant;
    }
  /** Where, when or whether somebody is reminded of this visit has changed in another way. */
  | { readonly type: 'remindersChanged'; readonly appointmentId: AppointmentId }
  /** Somebody waits for an earlier visit from now on. */
  | { readonly type: 'waiting'; readonly appointmentId: AppointmentId; readonly entryId: number }
  | {
      /** What the teller needs is gone already, and stands here: who is told, and what was erased and cancelled. */
      readonly type: 'erased';
      readonly bookingId: BookingId;
      readonly contact: { readonly email: string | null; readonly phone: string | null };
      readonly language: Language;
      readonly visits: readonly AppointmentView[];
      readonly cancelled: readonly AppointmentView[];
    };

/** Why staff cancels or moves a visit. */
export type Because = {
  /** Stands in the history. */
  readonly reason: ChangeReason;
  /** What the citizen is told besides, in the unit's own words; empty for nothing. Kept nowhere but in the message. */
  readonly words: string;
};

export const changeReasons = ['citizenAsked', 'clerkAway', 'unitClosed', 'mistake', 'other'] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** Where a visit was before it moved. */
export type Place = { readonly counterId: number; readonly startsAt: Instant; readonly endsAt: Instant };

/** Writes a row of the outbox in the transaction of the deed, so that neither stands alone. */
export type Announce = {
  (trx: Knex.Transaction, announcement: Announcement): Promise<void>;
  /**
   * What is written of visits that are about to be booked, so that they are booked and told of by one statement
   * (confirm-booking.ts). Who does not say it is called after the booking, in its transaction.
   */
  readonly ofBooking?: (booking: ToldBooking) => Announced;
};

/** Links and messages that tell of a deed. */
export type Announced = { readonly links: NewLinks; readonly mail: readonly Mail[] };

/** Every change of the calendar says when it is done, by whom, and who tells the world. */
export type Deed = { readonly now: Instant; readonly actor: Actor; readonly announce: Announce };

/** Who may do what with hours and shares is a question of the channel. */
export const channelOf = (deed: Deed): Channel => deed.actor.channel;

/** Writes the history of a visit (R3.9). `details` hold no personal data. */
export async function recordVisitEvent(
  trx: Knex.Transaction,
  { now, actor }: Deed,
  appointmentId: AppointmentId,
  what: VisitEvent,
  details: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  await hotRows(
    trx,
    `insert into uenarocanje.appointment_event (appointment_id, at, what, channel, user_id, call_id, details)
     values (:appointmentId, :at, :what, :channel, :userId, :callId, :details)`,
    { appointmentId, at: new Date(now), what, ...actor, details: JSON.stringify(details) },
  );
}
