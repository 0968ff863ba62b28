import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { AriAccess } from '../../asterisk-conf/ari-access.ts';

/** A way to Asterisk's ARI on which a class of requests can be held up for real, while its events socket lives on. */
export type AriGate = {
  readonly ari: AriAccess;
  /** HTTP requests whose path begins with this ("bridges") are taken and not answered; null: all go through again. */
  stall(path: string | null): void;
  close(): Promise<void>;
};

export async function openAriGate(to: AriAccess): Promise<AriGate> {
  const { hostname, port } = new URL(to.url);
  let stalled: string | null = null;
  const held = new Set<() => void>();
  const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
    const { method, headers, url: path } = asked;
    const onward = forward({ hostname, port, ...(method ? { method } : {}), path, headers }, (told) => {
      answer.writeHead(told.statusCode ?? 502, told.headers);
      told.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  };
  const server = createServer((asked, answer) => {
    const hangs = stalled !== null && asked.url?.startsWith(`/ari/${stalled}`) === true;
    if (!hangs) return pass(asked, answer);
    const letGo = (): void => pass(asked, answer);
    held.add(letGo);
    answer.on('close', () => held.delete(letGo));
  });
  const sockets = new Set<Socket>();
  server.on('upgrade', (asked: IncomingMessage, client: Socket, head: Buffer) => {
    const asterisk = connect(Number(port), hostname);
    const end = (): void => {
      client.destroy();
      asterisk.destroy();
      sockets.delete(client);
    };
    sockets.add(client);
    for (const socket of [client, asterisk]) socket.on('error', end).on('close', end);
    const lines = asked.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
    asterisk.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    asterisk.write(head);
    client.pipe(asterisk).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = (server.address() as AddressInfo).port;
  return {
    ari: { ...to, url: `http://127.0.0.1:${here}/ari` },
    stall(path) {
      stalled = path;
      if (path === null) for (const letGo of [...held]) letGo();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
