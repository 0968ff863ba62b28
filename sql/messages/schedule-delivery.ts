import { sendMessageTask } from './message.ts';

/**
 * So often is a message tried: with graphile-worker's back-off (e to the power of the try, at most six hours) the
 * last try comes about two days after the first.
 */
export const mostTries = 16;

/**
 * SQL that adds the job which brings a message out, or moves the one that is there: for the statement that writes the
 * message, so that both cost one round trip. `id` and `at` are SQL of ours: names of columns.
 */
export const addJob = (id: string, at: string): string => addJobs(`array[${id}]`, `array[${at}]`);

/** The same for several messages: arrays of them and of their times. */
export const addJobs = (ids: string, times: string): string =>
  `uenarocanje.add_message_jobs(cast(${ids} as text[]), ${times}, '${sendMessageTask}', ${mostTries})`;

/** SQL that takes the job away, for a message that is not to be sent. */
export const removeJob = (id: string): string => `uenarocanje.remove_message_job(cast(${id} as text))`;
