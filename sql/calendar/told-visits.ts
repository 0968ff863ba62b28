import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { hotRows } from '../rows.ts';
import { hashOf } from './token.ts';
import type {
  AppointmentId,
  BookingId,
  CounterId,
  Language,
  OptionalTexts,
  Reference,
  ServiceId,
  TextLists,
  Texts,
} from './words.ts';

/** What messages say of a place besides its name and address. */
export type ToldPlace = {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly postCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly directions: OptionalTexts;
};

/** What a service asks of who comes. */
export type ToldService = { readonly documents: TextLists; readonly information: OptionalTexts };

/** A visit with all that is told of it, and who is told at its unit (told_visits). */
export type ToldVisit = {
  readonly appointmentId: AppointmentId;
  /** iCalendar SEQUENCE. */
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly counterId: CounterId;
  readonly counterName: string;
  readonly counterFloorNote: string;
  readonly locationId: string;
  readonly locationName: string;
  readonly address: string;
  readonly services: readonly ServiceId[];
  readonly serviceNames: readonly Texts[];
  /** In the order of `services`. */
  readonly toldServices: readonly ToldService[];
  readonly place: ToldPlace;
  /** Null: nobody there is told at once (sql/messages/units-to-tell.ts). */
  readonly unit: { readonly locationId: string; readonly email: string } | null;
};

/** A booking as it is told of. */
export type ToldBooking = {
  readonly bookingId: BookingId;
  readonly language: Language;
  /** Null: erased; the citizen is not told. */
  readonly visitor: {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly note: string;
  } | null;
  /** In order of time. */
  readonly visits: readonly (ToldVisit & { readonly reference: Reference })[];
};

/** What will be told of what is held: `version` says of which state of places, services and lists of units. */
export type ToldHold = {
  readonly bookingId: BookingId;
  readonly language: Language;
  readonly visits: readonly ToldVisit[];
  readonly version: string;
};

/** By the submission's key, or by what a link to complete it opened (hand-over.ts). */
export type WhichHold = { readonly key: string } | { readonly bookingId: BookingId };

/** SQL of it for a booking, with the instant `:now`; both null for what holds nothing. */
export const toldHoldColumns = 'told.visits as "toldVisits", md5(cast(told.visits as text)) as "toldVersion"';
export const toldHoldSource = `
  cross join lateral uenarocanje.told_visits(booking.id, true, cast(:now as timestamptz)) as told (visits)`;

export type ToldHoldRow = { readonly toldVisits: readonly ToldVisit[] | null; readonly toldVersion: string };

/** Null: nothing is held, or it was confirmed before. */
export async function readToldHold(db: Knex, which: WhichHold, now: Instant): Promise<ToldHold | null> {
  const [condition, value] =
    'key' in which ? ['key_hash = :hash', { hash: hashOf(which.key) }] : ['booking.id = :bookingId', which];
  const [found] = await hotRows<ToldHoldRow & Pick<ToldHold, 'bookingId' | 'language'>>(
    db,
    `select booking.id as "bookingId", language, ${toldHoldColumns}
     from uenarocanje.booking ${toldHoldSource}
     where ${condition} and confirmed_at is null`,
    { ...value, now: new Date(now) },
  );
  return found === undefined ? null : toldHoldOf(found);
}

export function toldHoldOf({
  bookingId,
  language,
  toldVisits: visits,
  toldVersion: version,
}: ToldHoldRow & Pick<ToldHold, 'bookingId' | 'language'>): ToldHold | null {
  return visits === null ? null : { bookingId, language, visits, version };
}

/** A booking with its visits; null: it has none. */
export async function readToldBooking(db: Knex, bookingId: BookingId, now: Instant): Promise<ToldBooking | null> {
  const [found] = await hotRows<{
    language: Language;
    visitor: ToldBooking['visitor'];
    visits: readonly ToldVisit[] | null;
    references: Readonly<Record<number, Reference>>;
  }>(
    db,
    `select language,
       case when visitor.booking_id is not null then jsonb_build_object(
         'name', visitor.name, 'email', visitor.email, 'phone', visitor.phone, 'note', visitor.note
       ) end as visitor,
       uenarocanje.told_visits(booking.id, false, cast(:now as timestamptz)) as visits,
       (
         select jsonb_object_agg(appointment.id, reference)
         from uenarocanje.appointment where appointment.booking_id = booking.id and reference is not null
       ) as "references"
     from uenarocanje.booking
     left join uenarocanje.visitor on visitor.booking_id = booking.id
     where booking.id = :bookingId`,
    { bookingId, now: new Date(now) },
  );
  if (found?.visits == null) return null;
  const { language, visitor, visits, references } = found;
  return {
    bookingId,
    language,
    visitor,
    visits: visits.map((visit) => ({ ...visit, reference: references[visit.appointmentId] as Reference })),
  };
}
