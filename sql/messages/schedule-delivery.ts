import { jobSchema } from '../migrate-job-queue.ts';
import { sendMessageTask } from './message.ts';

/**
 * So often is a message tried: with graphile-worker's back-off (e to the power of the try, at most six hours) the
 * last try comes about two days after the first.
 */
export const mostTries = 16;

/** The key of a message's job, as `jobKeyOf` makes it. */
const keyOf = (id: string): string => `'message:' || ${id}`;

/**
 * SQL that adds the job which brings a message out, or moves the one that is there: for the statement that writes the
 * message, so that both cost one round trip. `id` and `at` are SQL of ours: names of columns.
 */
export const addJob = (id: string, at: string): string =>
  `(${jobSchema}.add_job('${sendMessageTask}', json_build_object('id', ${id}), run_at => ${at}, max_attempts => ${mostTries}, job_key => ${keyOf(id)})).id`;

/** SQL that takes the job away, for a message that is not to be sent. */
export const removeJob = (id: string): string => `(${jobSchema}.remove_job(${keyOf(id)})).id`;
