import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { addAuditEntry } from '../audit/add-audit-entry.ts';
import { rows } from '../rows.ts';
import type { AppointmentView } from './appointment-view.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import type { Deed } from './deed.ts';
import { eraseVisitors } from './erase-visitors.ts';
import { readBooking } from './read-appointment.ts';
import { hashOf } from './token.ts';
import type { BookingId } from './words.ts';

export type OwnErasure =
  | { readonly outcome: 'erased' }
  /** Visits are still to come: the unit must know who comes. They are cancelled first, or with it. */
  | { readonly outcome: 'coming' }
  /** A visit has begun: the unit needs the data until its end. */
  | { readonly outcome: 'underway' }
  /** There is no such booking, or it was erased before. */
  | { readonly outcome: 'unknown' };

/** What of a booking's visits stands against erasing it now. */
export function hindranceOf(visits: readonly AppointmentView[], now: Instant): 'coming' | 'underway' | null {
  const open = visits.filter(({ state, endsAt }) => (state === 'booked' || state === 'arrived') && endsAt > now);
  if (open.some(({ state, startsAt }) => state === 'arrived' || startsAt <= now)) return 'underway';
  return open.length > 0 ? 'coming' : null;
}

/**
 * Erases what a citizen told us of themselves with a booking, by their own wish (R9.3): name, contact, note, what was
 * told to them and to the unit, and all links. `cancelComing` cancels coming visits in the same commit. The visits stay
 * for the statistics, nobody's any more. `token` is the link by which the wish came: sent again it is known.
 */
export async function eraseBooking(
  db: Knex,
  deed: Deed,
  { bookingId, cancelComing, token }: { bookingId: BookingId; cancelComing: boolean; token: string },
): Promise<OwnErasure> {
  const answer = await bookingTransaction<OwnErasure>(db, async (trx) => {
    // The same wish twice at once: the second waits and finds nothing left.
    const [booking] = await rows(trx, `select id from uenarocanje.booking where id = :bookingId for update`, {
      bookingId,
    });
    // Nobody marks, moves or cancels one of its visits between our look and the deed.
    await rows(trx, `select from uenarocanje.appointment where booking_id = :bookingId order by id for update`, {
      bookingId,
    });
    const visits = booking === undefined ? [] : await readBooking(trx, bookingId);
    const visitor = visits[0]?.visitor ?? null;
    if (visitor === null) return { outcome: 'unknown' };
    const hindrance = hindranceOf(visits, deed.now);
    if (hindrance === 'underway' || (hindrance === 'coming' && !cancelComing)) return { outcome: hindrance };
    const coming = visits.filter(({ state, startsAt }) => state === 'booked' && startsAt > deed.now);
    // The citizen is told of all of it in one message, below; whoever is offered the freed time is told as always.
    const quiet: Deed = {
      ...deed,
      announce: async (inner, told) => (told.type === 'cancelled' ? undefined : deed.announce(inner, told)),
    };
    for (const { appointmentId } of coming) await cancelAppointment(trx, quiet, appointmentId);
    // As they are now, with the sequence by which calendars take the end of a visit for newer than its beginning.
    const ended = await readBooking(trx, bookingId);
    const cancelled = ended.filter((visit) =>
      coming.some(({ appointmentId }) => appointmentId === visit.appointmentId),
    );
    const values = { bookingId, now: new Date(deed.now) };
    const erased = await eraseVisitors(trx, 'visitor.booking_id = :bookingId', values, 'web');
    // Nobody is told that it was erased when it was not.
    if (erased !== 1) throw new Error(`Of booking ${bookingId} nothing was erased.`);
    const { email, phone } = visitor;
    const { language = 'sl' } = visits[0] ?? {};
    await deed.announce(trx, { type: 'erased', bookingId, contact: { email, phone }, language, visits, cancelled });
    await addAuditEntry(trx, {
      userId: null,
      action: 'ownDataErased',
      subject: `booking:${bookingId}`,
      details: { link: linkMark(token), cancelled: cancelled.length },
    });
    return { outcome: 'erased' };
  });
  // Somebody changed one of the visits at the same moment, twice: the citizen may simply ask again.
  if (answer instanceof Refusal) throw answer;
  return answer;
}

/** Whether a booking was erased by this link, which opens nothing any more since then. */
export async function wasErasedBy(db: Knex, token: string): Promise<boolean> {
  const found = await rows(
    db,
    `select from uenarocanje.audit_entry where action = 'ownDataErased' and details ->> 'link' = :link limit 1`,
    { link: linkMark(token) },
  );
  return found.length > 0;
}

const linkMark = (token: string): string => Buffer.from(hashOf(token)).toString('hex').slice(0, 32);
