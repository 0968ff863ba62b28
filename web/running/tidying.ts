import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { instant } from '../../engine/core/ids.ts';
import { deleteExpiredSessions } from '../../sql/sessions/delete-expired-sessions.ts';
import { deleteExpiredSignInAttempts } from '../../sql/web/delete-expired-sign-in-attempts.ts';

const everyMs = 3_600_000;

/** Removes what has expired, every hour; several web processes do it without harm to each other. */
export function startTidying(db: Knex, log: Logger): { stop(): void } {
  const tidy = async (): Promise<void> => {
    try {
      const sessions = await deleteExpiredSessions(db, instant(Date.now()));
      const attempts = await deleteExpiredSignInAttempts(db, Date.now());
      log.debug({ sessions, attempts }, 'expired rows removed');
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'expired rows could not be removed');
    }
  };
  const timer = setInterval(() => void tidy(), everyMs);
  return { stop: () => clearInterval(timer) };
}
