import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to PostgreSQL that a test can close: connections break and new ones are refused, or hang without an answer. */
export type DatabaseGate = {
  /** The database's URL by way of the gate. */
  readonly url: string;
  /** Breaks every connection and refuses new ones, as a server that is down. */
  shut(): Promise<void>;
  /** Lets nothing through any more, and takes new connections that nobody answers, as a server that hangs. */
  hang(): void;
  open(): Promise<void>;
  close(): Promise<void>;
};

export async function openDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const to = new URL(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  const waiting = new Set<Socket>();
  let hangs = false;
  const join = (client: Socket): void => {
    const server = connect(Number(to.port), to.hostname);
    const pair = [client, server] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    client.pipe(server).pipe(client);
  };
  const gate = createServer((client) => {
    if (!hangs) return join(client);
    waiting.add(client);
    client.on('error', () => client.destroy()).on('close', () => waiting.delete(client));
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const { port } = gate.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  const breakAll = (): void => {
    for (const [client, server] of pairs) {
      client.destroy();
      server.destroy();
    }
    for (const client of waiting) client.destroy();
  };
  const stop = async (): Promise<void> => {
    if (!gate.listening) return breakAll();
    gate.close();
    breakAll();
    await once(gate, 'close');
  };
  return {
    url: url.href,
    shut: stop,
    hang() {
      hangs = true;
      for (const [client, server] of pairs) {
        client.unpipe(server);
        server.unpipe(client);
      }
    },
    async open() {
      hangs = false;
      if (gate.listening) return breakAll();
      gate.listen(port, '127.0.0.1');
      await once(gate, 'listening');
    },
    close: stop,
  };
}
