import type { Knex } from 'knex';
import { removeJob } from './schedule-delivery.ts';

/**
 * Erases people from the outbox (R9.3): their addresses, and what every message to or about them said, also those to
 * units. That there was a message, of which kind, when and with which end stays for the statistics. What was not sent
 * yet never will be. `about`: what tells of them, "appointment:…". In daily lists of units only
 * what stands at the numbers of their visits goes. Answers how many messages were emptied.
 */
export async function eraseRecipients(
  trx: Knex,
  {
    recipientIds,
    about,
    references = [],
  }: {
    readonly recipientIds: readonly string[];
    readonly about: readonly string[];
    readonly references?: readonly string[];
  },
): Promise<number> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `with emptied as (
       update message
          set payload = null, rendered = null,
              state = case when state in ('queued', 'parked', 'sending') then 'withdrawn' else state end,
              sending_since = null, next_try_at = null,
              ended_at = case when state in ('queued', 'parked', 'sending') then now() else ended_at end
        where (recipient_id = any(cast(:recipientIds as text[])) or about = any(cast(:about as text[])))
          and (payload is not null or rendered is not null)
    returning id
     )
     select id, ${removeJob('id')} as job from emptied`,
    { recipientIds: [...recipientIds], about: [...about] },
  );
  await trx.raw(
    `update message_recipient set email = null, phone = null, erased_at = now()
      where id = any(cast(:recipientIds as text[])) and erased_at is null`,
    { recipientIds: [...recipientIds] },
  );
  await trx.raw('select uenarocanje.forget_in_daily_lists(cast(:references as text[]))', {
    references: [...references],
  });
  return rows.length;
}

/** Under which ids the outbox knows who made a booking, and what it tells of a visit. */
export const recipientOfBooking = (bookingId: number): string => `booking:${bookingId}`;
export const aboutAppointment = (appointmentId: number): string => `appointment:${appointmentId}`;
