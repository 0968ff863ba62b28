import type { Knex } from 'knex';
import { lockBookingOf } from '../calendar/lock-booking.ts';
import type { MessageKind } from './message.ts';
import { removeJob } from './schedule-delivery.ts';

/**
 * Takes back what was not sent yet: the reminder of a visit that is cancelled or moved. Give it the transaction of
 * that deed. What a worker is sending at this moment may still go out; if it fails it is not tried again. Answers how
 * many were taken back.
 */
export async function withdrawMessages(
  trx: Knex,
  about: string,
  kinds: readonly MessageKind[] | null = null,
): Promise<number> {
  return withdraw(trx, 'about = :about', { about, kinds });
}

/**
 * The same with the reminders of the whole booking that a visit belongs to: one tells of all visits of a day at
 * one place. Nobody else plans them until the transaction ends.
 */
export async function withdrawReminders(trx: Knex, appointmentId: number): Promise<number> {
  await lockBookingOf(trx, appointmentId);
  return withdraw(
    trx,
    `about in (
       select 'appointment:' || sibling.id from uenarocanje.appointment as one
       join uenarocanje.appointment as sibling on sibling.booking_id = one.booking_id
       where one.id = :appointmentId
     )`,
    { appointmentId, kinds: ['reminder'] },
  );
}

async function withdraw(
  trx: Knex,
  which: string,
  { kinds, ...values }: { readonly kinds: readonly MessageKind[] | null } & Readonly<Record<string, unknown>>,
): Promise<number> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `with asked as (
       update message
          set state = case state when 'sending' then state else 'withdrawn' end,
              ended_at = case state when 'sending' then null else now() end,
              next_try_at = null,
              withdrawal_asked = true,
              payload = case state when 'sending' then payload else mask_secrets(payload) end
        where ${which}
          and state in ('queued', 'parked', 'sending')
          and (cast(:kinds as text[]) is null or kind = any(cast(:kinds as text[])))
    returning id, state
     )
     select id, ${removeJob('id')} as job from asked where state = 'withdrawn'`,
    { ...values, kinds: kinds === null ? null : [...kinds] },
  );
  return rows.length;
}
