import pg from 'pg';

/** The connections of the job queue. */
export type JobPool = {
  readonly pool: pg.Pool;
  /**
   * Resolves when none of them is in use any more and each was told to close; their sockets may close a moment later.
   */
  close(): Promise<void>;
};

/**
 * Connections of our own for graphile-worker. Its own ones are neither waited for nor listened to once it has ended,
 * so that a server which went down in that moment would end the process. Lost connections are told to `onTrouble`.
 */
export function openJobPool(connectionString: string, onTrouble: (error: Error) => void): JobPool {
  const pool = new pg.Pool({ connectionString, application_name: 'uenarocanje-jobs' });
  pool.on('error', onTrouble);
  pool.on('connect', (client) => client.on('error', onTrouble));
  return { pool, close: () => pool.end() };
}
