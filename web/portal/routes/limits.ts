import type { AppointmentView } from '../../../sql/calendar/appointment-view.ts';
import type { Room, WebContext } from '../../context.ts';
import { RequestError } from '../../request-error.ts';
import { addressKey } from '../../security/address-key.ts';
import type { VisitorDeed } from '../../security/visitor-limits.ts';

/** Counts a deed of this address; above its limit the answer is 429 with the time to wait (R4.7). */
export async function refuseTooMany(ctx: WebContext, room: Room, deed: VisitorDeed): Promise<void> {
  const wait = await room.visitorLimits.take(deed, addressKey(ctx.ip));
  if (wait !== null) throw tooMany(ctx, wait);
}

/** What is thrown above a limit; the answer says how many seconds to wait. */
export function tooMany(ctx: WebContext, wait: number): RequestError {
  ctx.set('Retry-After', String(wait));
  return new RequestError(429);
}

/**
 * Counts a change that somebody gets a message about. Whoever holds a link could otherwise fill a stranger's telephone
 * with messages, from any number of addresses. True: it is too often, and the answer's time to wait is set.
 */
export async function toldTooOften(ctx: WebContext, room: Room, { visitor }: AppointmentView): Promise<boolean> {
  const contacts = contactsOf(visitor ?? { email: null, phone: null });
  const limited = await room.visitorLimits.takeAll(contacts.map((who) => ({ deed: 'changeByContact' as const, who })));
  if (limited !== null) ctx.set('Retry-After', String(limited.wait));
  return limited !== null;
}

/** An e-mail address and a mobile number, as they are counted. */
export const contactsOf = ({ email, phone }: { email: string | null; phone: string | null }): readonly string[] =>
  [email?.toLowerCase(), phone].filter((contact) => contact != null);
