import type { Knex } from 'knex';
import { pino } from 'pino';
import { type Messenger, type MessengerOptions, startMessenger } from '../../messages/delivery/messenger.ts';
import { jobKeys } from '../sql/message-fixture.ts';
import { until } from '../until.ts';

export const sender = { name: 'Klicni center UeNaročanje', email: 'narocanje@example.si' };

/** A messenger that looks quickly, while `work` runs. `lines` is its log. */
export async function withMessenger<T>(
  options: Partial<MessengerOptions> & { databaseUrl: string },
  work: (messenger: Messenger, lines: readonly string[]) => Promise<T>,
): Promise<T> {
  const lines: string[] = [];
  const messenger = await startMessenger({
    smtpUrl: null,
    sms: null,
    sender,
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    pollEveryMs: 100,
    ...options,
  });
  try {
    return await work(messenger, lines);
  } finally {
    await messenger.close();
  }
}

/** Waits until a message is in a state. */
export async function reaches(db: Knex, id: string, state: string): Promise<void> {
  await until(`message ${state}`, async () => (await db('message').where({ id }).first('state'))?.state === state);
}

/** Waits until the queue is empty: a job goes only after its message tells how it ended. */
export async function noJobStays(db: Knex): Promise<void> {
  await until('no job stays behind', async () => (await jobKeys(db)).length === 0);
}
