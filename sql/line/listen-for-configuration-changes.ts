import pg from 'pg';
import { configurationChannel } from '../schema.ts';

export type ConfigurationListener = {
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
 * Calls back when a transaction that changed configuration has committed, once for changes that arrive together;
 * also after each lost connection is there again, because something may have been missed meanwhile. Resolves when
 * the first connection listens, or at once in the background when there is none yet.
 */
export async function listenForConfigurationChanges(
  url: string,
  onChange: () => void,
  { onTrouble = () => {}, firstPauseMs = 250, maximumPauseMs = 10_000 }: ListenOptions = {},
): Promise<ConfigurationListener> {
  let closed = false;
  let current: pg.Client | null = null;
  let announced = false;
  let pauseMs = firstPauseMs;
  let retry: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  /** One change notifies once for each table, all in one packet: a turn of the event loop gathers them. */
  const announce = (): void => {
    if (announced || closed) return;
    announced = true;
    setImmediate(() => {
      announced = false;
      if (!closed) onChange();
    });
  };

  const lose = (client: pg.Client, error: Error): void => {
    if (client !== current) return;
    current = null;
    clearInterval(heartbeat);
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
    client.on('end', () => lose(client, new Error('The connection that listens for configuration ended.')));
    client.on('notification', announce);
    try {
      await client.connect();
      await client.query(`listen ${configurationChannel}`);
    } catch (error) {
      lose(client, error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (client !== current || closed) return;
    pauseMs = firstPauseMs;
    heartbeat = setInterval(() => {
      client.query('select 1').catch((error: Error) => lose(client, error));
    }, heartbeatMs);
    if (again) announce();
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
