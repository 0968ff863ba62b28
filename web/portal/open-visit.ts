import type { Instant } from '../../engine/core/ids.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { type LinkPurpose, openLink } from '../../sql/calendar/links.ts';
import { readAppointment, readBooking } from '../../sql/calendar/read-appointment.ts';
import type { Room } from '../context.ts';

/** The visit of a link and those that were booked with it. */
export type OpenedVisit = { readonly visit: AppointmentView; readonly together: readonly AppointmentView[] };

/**
 * Opens a link for one of the purposes; null when it is none or has ended. The link to the visit itself ("view") does
 * all that can be done with it, because it is what the citizen keeps; the others do only what they are for.
 */
export async function openVisit(
  { db }: Room,
  token: string,
  purposes: readonly LinkPurpose[],
  now: Instant,
): Promise<OpenedVisit | null> {
  if (!/^[\w-]{32}$/.test(token)) return null;
  for (const purpose of purposes) {
    const link = await openLink(db, token, purpose, now);
    if (link === null || link.purpose === 'complete') continue;
    const visit = await readAppointment(db, link.appointmentId);
    if (visit === null) return null;
    return { visit, together: purpose === 'view' ? await readBooking(db, visit.bookingId) : [visit] };
  }
  return null;
}

/** One of the visits of a link, by its number; the link's own without one. */
export function visitAmong(opened: OpenedVisit, asked: string): AppointmentView | null {
  if (asked === '') return opened.visit;
  return opened.together.find((visit) => String(visit.appointmentId) === asked) ?? null;
}

/** Until its beginning a citizen may change a visit. */
export const canChange = (visit: AppointmentView, now: number): boolean =>
  visit.state === 'booked' && visit.startsAt > now;
