import type { Knex } from 'knex';
import type { MessageChannel, MessageKind, MessageLanguage, MessagePayloads } from './message.ts';

/** A message that is ours to send now; nobody else has it until it is settled or stale. */
export type ClaimedMessage = {
  readonly id: string;
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly language: MessageLanguage;
  readonly payload: MessagePayloads[MessageKind];
  readonly address: string;
  /** The number of this try; whoever settles names it, so that who was believed dead settles nothing any more. */
  readonly tries: number;
};

/**
 * Takes a message that is due: queued, in time, with an address, on a channel that is configured. Null: there is
 * nothing to send, because somebody else has it or it was withdrawn, or because it is too late, nobody is reached or
 * its channel has no server; of the latter the row says which.
 */
export async function claimMessage(
  db: Knex,
  id: string,
  channels: readonly MessageChannel[],
): Promise<ClaimedMessage | null> {
  const { rows } = await db.raw<{ rows: (ClaimedMessage & { state: string })[] }>(
    `with due as (
       select message.id,
              case channel when 'email' then email else phone end as address,
              case
                when expires_at <= now() then 'tooLate'
                when payload is null or case channel when 'email' then email else phone end is null then 'noAddress'
                when not channel = any(cast(:channels as text[])) then 'notConfigured'
              end as hindrance
         from message join message_recipient on message_recipient.id = recipient_id
        where message.id = :id and state = 'queued' and not_before <= now() + interval '1 second' -- a job's instant has milliseconds, this one more
          for update of message
     )
     update message
        set state = case hindrance when 'notConfigured' then 'parked'
                                   when 'tooLate' then 'failed' when 'noAddress' then 'failed' else 'sending' end,
            reason = hindrance,
            ended_at = case when hindrance in ('tooLate', 'noAddress') then now() end,
            payload = case hindrance when 'tooLate' then mask_secrets(payload) else payload end,
            sending_since = case when hindrance is null then now() end,
            next_try_at = null,
            tries = tries + case when hindrance is null then 1 else 0 end
       from due
      where message.id = due.id
  returning message.id, kind, channel, language, payload, address, tries, state`,
    { id, channels: [...channels] },
  );
  const [claimed] = rows;
  if (claimed === undefined || claimed.state !== 'sending') return null;
  const { state: _state, ...message } = claimed;
  return message;
}
