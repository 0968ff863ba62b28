import { Logger as JobLogger, makeWorkerUtils, type Runner, run, type Task } from 'graphile-worker';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { z } from 'zod';
import { openDatabase } from '../../sql/database.ts';
import { type MessageChannel, sendMessageTask } from '../../sql/messages/message.ts';
import { type JobPool, openJobPool } from '../../sql/messages/open-job-pool.ts';
import { recordReceipt } from '../../sql/messages/record-receipt.ts';
import { resumeMessages } from '../../sql/messages/resume-messages.ts';
import { jobSchema } from '../../sql/migrate-job-queue.ts';
import type { Sender } from '../render.ts';
import type { Channel } from './channel.ts';
import { deliverMessage, TryAgain } from './deliver.ts';
import { type HttpGatewayOptions, openHttpChannel } from './http-channel.ts';
import { openMailChannel } from './mail-channel.ts';
import { openSmppChannel } from './smpp-channel.ts';
import type { SmppAccount } from './smpp-link.ts';

export type SmsRoute =
  | { readonly by: 'smpp'; readonly account: SmppAccount; readonly from: string }
  | ({ readonly by: 'http' } & HttpGatewayOptions);

export type MessengerOptions = {
  readonly databaseUrl: string;
  /** Null: not configured; what would go that way waits in the outbox, readable. */
  readonly smtpUrl: string | null;
  readonly sms: SmsRoute | null;
  readonly sender: Sender;
  readonly log: Logger;
  /** A message that somebody has been sending for longer belongs to nobody any more. */
  readonly staleSeconds?: number;
  /** How often lost messages are looked for, and future ones. */
  readonly resumeEveryMs?: number;
  readonly pollEveryMs?: number;
};

/** What brings messages out. */
export type Messenger = {
  /** Settles when the job queue ended by itself. */
  readonly ended: Promise<void>;
  /** Lets what is being sent be sent, for some seconds; then leaves the rest for the next one. Twice is safe. */
  close(): Promise<void>;
};

const concurrency = 6;
/** What is being sent gets so long when the messenger closes. */
const closeWithinMs = 10_000;
const jobPayload = z.object({ id: z.uuid() });

/** Starts to deliver. Needs the migrated database; mail and SMS servers may come later. */
export async function startMessenger(options: MessengerOptions): Promise<Messenger> {
  const { databaseUrl, log, staleSeconds = 180, resumeEveryMs = 30_000, pollEveryMs = 1_000 } = options;
  const db = openDatabase(databaseUrl, { applicationName: 'uenarocanje-messages', poolMax: concurrency + 2 });
  const channels = openChannels(options, db);
  const room = { db, channels, sender: options.sender, log };
  const send: Task = async (payload, { job }) => {
    const { id } = jobPayload.parse(payload);
    await deliverMessage(room, id, { attempt: job.attempts, lastAttempt: job.attempts >= job.max_attempts });
  };
  const resume = async (): Promise<void> => {
    try {
      const resumed = await resumeMessages(db, staleSeconds);
      if (resumed > 0) log.warn({ resumed }, 'lost messages were taken up again');
    } catch (error) {
      log.warn({ error: (error as Error).name }, 'lost messages could not be looked for');
    }
  };
  const jobs = openJobPool(databaseUrl, (error) => log.warn({ error: error.name }, 'the job queue lost a connection'));
  let runner: Runner;
  try {
    await resume();
    await clearJobs(jobs, log);
    runner = await run({
      pgPool: jobs.pool,
      schema: jobSchema,
      concurrency,
      pollInterval: pollEveryMs,
      noHandleSignals: true,
      taskList: { [sendMessageTask]: send },
      logger: jobLogger(log),
      preset: {
        worker: {
          gracefulShutdownAbortTimeout: closeWithinMs,
          // In batches its end waits until what was done is written down; by single statements it does not.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
  } catch (error) {
    await closeAll(channels);
    await jobs.close();
    await db.destroy();
    throw error;
  }
  const timer = setInterval(() => void resume(), resumeEveryMs);
  log.info({ email: channels.email !== undefined, sms: channels.sms !== undefined }, 'messages are delivered');
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    clearInterval(timer);
    // Stopped already when it ended by itself.
    await runner.stop().catch(() => undefined);
    await closeAll(channels);
    await jobs.close();
    await db.destroy();
  };
  return {
    ended: runner.promise,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** A process that was killed leaves jobs that nobody ends; their messages were taken up by other jobs long ago. */
async function clearJobs({ pool }: JobPool, log: Logger): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, schema: jobSchema, logger: jobLogger(log) });
  try {
    await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] });
  } finally {
    await utils.release();
  }
}

function openChannels({ smtpUrl, sms, sender }: MessengerOptions, db: Knex): Partial<Record<MessageChannel, Channel>> {
  return {
    ...(smtpUrl === null ? {} : { email: openMailChannel({ smtpUrl, sender }) }),
    ...(sms === null ? {} : { sms: sms.by === 'http' ? openHttpChannel(sms) : openSmpp(sms, db) }),
  };
}

function openSmpp({ account, from }: Extract<SmsRoute, { by: 'smpp' }>, db: Knex): Channel {
  return openSmppChannel({
    account,
    from,
    onReceipt: ({ providerId, outcome, reason }) => recordReceipt(db, providerId, outcome, reason),
  });
}

async function closeAll(channels: Partial<Record<MessageChannel, Channel>>): Promise<void> {
  await Promise.all(Object.values(channels).map((channel) => channel.close()));
}

/** The job queue's own words go to our log, without its payloads; a message that is tried again is told of by us. */
function jobLogger(log: Logger): JobLogger {
  return new JobLogger((scope) => (level, message, meta) => {
    if (meta?.error instanceof TryAgain) return;
    const told = { jobId: scope.jobId };
    if (level === 'error') log.error(told, message);
    else if (level === 'warning') log.warn(told, message);
    else log.debug(told, message);
  });
}
