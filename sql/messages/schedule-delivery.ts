import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { jobSchema } from '../migrate-job-queue.ts';
import { jobKeyOf, sendMessageTask } from './message.ts';

/**
 * So often is a message tried: with graphile-worker's back-off (e to the power of the try, at most six hours) the
 * last try comes about two days after the first.
 */
export const mostTries = 16;

/** Adds the job that brings a message out, or moves the one that is there. Give it the message's own transaction. */
export async function scheduleDelivery(trx: Knex, messageId: string, at: Instant): Promise<void> {
  await trx.raw(
    `select 1 from ${jobSchema}.add_job(:task, cast(:payload as json), run_at => :at, max_attempts => ${mostTries}, job_key => :key)`,
    {
      task: sendMessageTask,
      payload: JSON.stringify({ id: messageId }),
      at: new Date(at),
      key: jobKeyOf(messageId),
    },
  );
}
