import pg from 'pg';

export type Listener = {
  /** Ends the connection; nothing is called afterwards. Closing twice is safe. */
  close(): Promise<void>;
};

export type ListenOptions = {
  /** Told of each lost or refused connection; listening goes on by itself. */
  readonly onTrouble?: (error: Error) => void;
  /** The first pause before connecting again; it doubles up to `maximumPauseMs`. */
  readonly firstPauseMs?: number;
  readonly maximumPauseMs?: number;
};

/** How often the connection is asked whether it still lives: a host that vanished closes nothing. */
const heartbeatMs = 30_000;

/**
 * Listens on a channel: tells of each notification with its payload, and `null` after each lost connection that is there
 * again, because something may have been missed meanwhile. Resolves when the first connection listens, or at once in
 * the background when there is none yet.
 */
export async function listenOn(
  url: string,
  channel: string,
  onNotification: (payload: string | null) => void,
  { onTrouble = () => {}, firstPauseMs = 250, maximumPauseMs = 10_000 }: ListenOptions = {},
): Promise<Listener> {
  let closed = false;
  let current: pg.Client | null = null;
  let pauseMs = firstPauseMs;
  let retry: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  const lose = (client: pg.Client, error: Error): void => {
    if (client !== current) return;
    current = null;
    clearInterval(heartbeat);
    // The connection is lost already; `onTrouble` tells it.
    client.end().catch(() => undefined);
    if (closed) return;
    onTrouble(error);
    retry = setTimeout(() => void connect(true), pauseMs);
    pauseMs = Math.min(pauseMs * 2, maximumPauseMs);
  };

  const connect = async (again: boolean): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'uenarocanje-listen',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    });
    current = client;
    client.on('error', (error: Error) => lose(client, error));
    client.on('end', () => lose(client, new Error(`The connection that listens on ${channel} ended.`)));
    client.on('notification', ({ payload }) => {
      if (!closed) onNotification(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      lose(client, error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (client !== current || closed) return;
    pauseMs = firstPauseMs;
    heartbeat = setInterval(() => {
      client.query('select 1').catch((error: Error) => lose(client, error));
    }, heartbeatMs);
    if (again) onNotification(null);
  };

  await connect(false);
  return {
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(retry);
      clearInterval(heartbeat);
      await current?.end();
    },
  };
}
