import type { Knex } from 'knex';
import { mailValues, writtenMail } from '../messages/enqueue-messages.ts';
import { oneHotRow } from '../rows.ts';
import { type Counted, countedPoints, isAbove, type PointsAsked, pointValues, takePoints } from '../web/take-points.ts';
import { bookingTransaction, orRefusal, Refusal } from './booking-transaction.ts';
import type { Announced, Deed } from './deed.ts';
import { type BookedVisit, inLockOrder, sameSlot } from './hold.ts';
import { linkValues, writtenLinks } from './links.ts';
import { newReference } from './reference.ts';
import { hashOf } from './token.ts';
import { readToldHold, type ToldHold, type WhichHold } from './told-visits.ts';
import type { Visitor } from './visitor.ts';
import type { AppointmentId, BookingId, Language, Reference, Slot } from './words.ts';

export type ConfirmInput = WhichHold & {
  readonly visitor: Visitor;
  /** Which version of the notice was agreed to; null only where staff books for somebody (R4.4). */
  readonly consentVersion: string | null;
  /** The service's information and documents were read (R4.2). */
  readonly informationConfirmed: boolean;
  /** What the page showed that was confirmed: anything else that the key holds by now is not booked. */
  readonly shown?: readonly Slot[];
  /** A fresh token that leads whoever confirmed to their first visit, now or when it was confirmed before. */
  readonly viewToken?: string;
  /** In which language they want to be told; as the booking has it, when nothing is said. */
  readonly language?: Language;
  /** What will be told of the hold, when it was read with something else already. */
  readonly told?: ToldHold | null;
};

export type ConfirmOutcome =
  | {
      readonly outcome: 'booked';
      readonly bookingId: BookingId;
      readonly visits: readonly BookedVisit[];
      /** True when this submission had been confirmed before: nothing was done again. */
      readonly repeated: boolean;
    }
  /** A citizen books alone: information and consent are asked. */
  | { readonly outcome: 'consentMissing' }
  /** The hold ended and its time is gone, it is of other slots than shown, or there never was one with this key. */
  | { readonly outcome: 'ended' };

/** Above a limit. */
export type LimitedConfirm = { readonly outcome: 'limited'; readonly counted: readonly Counted[] };

/** As many visits as one session may have (service_most_visits). */
const mostVisits = 20;

/**
 * A hold becomes booked visits, all at once, each with its reference number. Confirmed twice, by a double click or
 * a repeated POST, it answers the same. A hold whose time was over a moment ago is still good while nobody took it, and its period
 * has room for it.
 */
export async function confirmBooking(db: Knex, deed: Deed, input: ConfirmInput): Promise<ConfirmOutcome> {
  const told = await confirmTold(db, deed, input, null);
  return told === null || told.outcome === 'limited' ? confirmThenTell(db, deed, input) : told;
}

/** The same within limits, counted by the statement that confirms: above one of them nothing is confirmed. */
export async function confirmBookingCounted(
  db: Knex,
  deed: Deed,
  input: ConfirmInput,
  points: readonly PointsAsked[],
): Promise<ConfirmOutcome | LimitedConfirm> {
  const told = await confirmTold(db, deed, input, points);
  if (told !== null) return told;
  const counted = await takePoints(db, points, deed.now);
  return isAbove(points, counted) ? { outcome: 'limited', counted } : confirmThenTell(db, deed, input);
}

type Answer = {
  readonly outcome: 'booked' | 'repeated' | 'consentMissing' | 'ended' | 'changed';
  readonly bookingId: BookingId;
  readonly visits: readonly BookedVisit[];
};

/**
 * Books and tells by one statement: what will be told is read before, and the statement books only while that still
 * holds. Null: it can not be, or nothing came of it, and nothing was counted.
 */
async function confirmTold(
  db: Knex,
  deed: Deed,
  input: ConfirmInput,
  points: readonly PointsAsked[] | null,
): Promise<ConfirmOutcome | LimitedConfirm | null> {
  const { now, announce } = deed;
  if (announce.ofBooking === undefined) return null;
  const { told = await readToldHold(db, input, now), shown = told?.visits ?? [], visitor } = input;
  if (told === null || !isOf(told, shown)) return null;
  const { bookingId, visits, version, language } = told;
  const answer = await orRefusal(async () => {
    const references = new Map(inLockOrder(visits).map(({ appointmentId }) => [appointmentId, newReference()]));
    const announced = announce.ofBooking?.({
      bookingId,
      visitor,
      language: input.language ?? language,
      visits: visits.map((visit) => ({ ...visit, reference: references.get(visit.appointmentId) as Reference })),
    });
    const values = { ...valuesOf(deed, input, shown, [...references.values()]), told: version, ...written(announced) };
    if (points === null) return oneHotRow<ToldAnswer>(db, bookAndTell, values);
    return oneHotRow<ToldAnswer>(db, bookAndTellCounted, {
      ...values,
      ...pointValues(points, now),
      most: points.map(({ most }) => most),
    });
  });
  // Of what was refused nothing stands, nor that it was counted; and of what has changed that it was.
  if (answer instanceof Refusal) return null;
  const { counted, ...found } = answer;
  if (found.outcome === null) return { outcome: 'limited', counted: counted ?? [] };
  return found.outcome === 'changed' ? confirmThenTell(db, deed, input) : outcomeOf(found as Answer);
}

/** `counted` null: nothing was asked; `outcome` null: above a limit. */
type ToldAnswer = Omit<Answer, 'outcome'> & {
  readonly outcome: Answer['outcome'] | null;
  readonly counted: readonly Counted[] | null;
};

const isOf = ({ visits }: ToldHold, shown: readonly Slot[]): boolean =>
  visits.length === shown.length && visits.every((visit) => shown.some((slot) => sameSlot(visit, slot)));

function written(announced: Announced | undefined) {
  if (announced === undefined) throw new TypeError('Nobody says what is told of a booking.');
  return { ...linkValues(announced.links), ...mailValues(announced.mail) };
}

/** Books, and tells of it in the same transaction; whoever tells reads what has become of it. */
async function confirmThenTell(db: Knex, deed: Deed, input: ConfirmInput): Promise<ConfirmOutcome> {
  const { shown = null } = input;
  const answer = await bookingTransaction(db, async (trx) => {
    const references = Array.from({ length: shown?.length ?? mostVisits }, newReference);
    const values = { ...valuesOf(deed, input, shown, references), told: null };
    const booked = await oneHotRow<Answer>(trx, `select ${answerColumns} from ${booking}`, values);
    if (booked.outcome === 'booked') {
      const { bookingId, visits } = booked;
      const appointmentIds: readonly AppointmentId[] = visits.map((visit) => visit.appointmentId);
      await deed.announce(trx, { type: 'booked', bookingId, appointmentIds });
    }
    return booked;
  });
  return answer instanceof Refusal ? { outcome: 'ended' } : outcomeOf(answer);
}

function outcomeOf({ outcome, bookingId, visits }: Answer): ConfirmOutcome {
  switch (outcome) {
    case 'consentMissing':
    case 'ended':
      return { outcome };
    case 'booked':
    case 'repeated':
      return { outcome: 'booked', bookingId, visits, repeated: outcome === 'repeated' };
    case 'changed':
      throw new TypeError('Nothing was said that could have changed.');
  }
}

const booking = `uenarocanje.book_held(
  :hash, :bookingId, cast(:counterIds as integer[]), cast(:startsAt as timestamptz[]), :references,
  :name, :email, :phone, :note, :language, :read, :consent, :channel, :userId, :callId, :now, :link, :told)`;
const answerColumns = 'outcome, booking_id as "bookingId", visits';
const wasBooked = `exists (select from booked where outcome = 'booked')`;
const bookAndTell = `
  with booked as materialized (select ${answerColumns} from ${booking}),
    link as (${writtenLinks(wasBooked)}), ${writtenMail(wasBooked)}
  select booked.*, null as counted, jobs from booked cross join put_jobs`;
const bookAndTellCounted = `
  with counted as (${countedPoints('true')}),
    allowed as materialized (
      select from (select coalesce(bool_and(points <= most), true) as allows from counted
        join unnest(cast(:keys as text[]), cast(:most as integer[])) as bound (key, most) using (key)) as counts
      where allows
    ),
    booked as materialized (select ${answerColumns} from allowed cross join lateral ${booking}),
    link as (${writtenLinks(wasBooked)}), ${writtenMail(wasBooked)}
  select booked.*, (select jsonb_agg(jsonb_build_object('key', key, 'points', points, 'expire', expire)) from counted) as counted, jobs
  from put_jobs left join booked on true`;

function valuesOf(
  { now, actor }: Deed,
  input: ConfirmInput,
  shown: readonly Slot[] | null,
  references: readonly Reference[],
) {
  const { visitor, consentVersion, informationConfirmed, language = null, viewToken } = input;
  return {
    ...('key' in input ? { hash: hashOf(input.key), bookingId: null } : { hash: null, bookingId: input.bookingId }),
    counterIds: shown?.map((slot) => slot.counterId) ?? null,
    startsAt: shown?.map((slot) => new Date(slot.startsAt)) ?? null,
    references,
    ...visitor,
    language,
    read: informationConfirmed,
    consent: consentVersion,
    ...actor,
    now: new Date(now),
    link: viewToken === undefined ? null : hashOf(viewToken),
  };
}
