import type { Knex } from 'knex';
import { jobSchema } from '../migrate-job-queue.ts';
import { addJob } from './schedule-delivery.ts';

/**
 * Takes up what got lost on its way: messages that a process which is no more was sending (for longer than any sending
 * takes), and due ones without a job, whatever became of it. Answers how many. Whether the server of a mail that was
 * being sent already took it nobody knows; it is sent again under the same Message-ID.
 */
export async function resumeMessages(db: Knex, staleSeconds: number): Promise<number> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `with lost as (
         select id from message
          where state = 'sending' and sending_since < now() - make_interval(secs => :staleSeconds)
             or state = 'queued' and not_before < now() - make_interval(secs => :staleSeconds)
                and coalesce(next_try_at, not_before) < now() - make_interval(secs => :staleSeconds)
                and not exists (select from ${jobSchema}.jobs where key = 'message:' || message.id)
          order by not_before
          limit 1000
            for update skip locked
       ), resumed as (
       update message
          set state = case when withdrawal_asked then 'withdrawn' else 'queued' end,
              ended_at = case when withdrawal_asked then now() end,
              sending_since = null, next_try_at = null
         from lost
        where message.id = lost.id
    returning message.id, message.state
       )
       select id, case state when 'queued' then ${addJob('id', 'now()')} end as job from resumed`,
    { staleSeconds },
  );
  return rows.length;
}
