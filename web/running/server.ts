import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';

/** A server that, once it takes nothing new, lets go of each connection as soon as its answer is out. */
export function serverOf(answer: RequestListener): Server {
  const server = createServer((request, response) => {
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
    answer(request, response);
  });
  return server;
}

/** Throws what listening throws: EADDRINUSE, EACCES. */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  // A browser may keep a connection for a minute; one that sends its headers for longer has no good reason.
  server.headersTimeout = 15_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 30_000;
  server.listen({ host, port });
  await once(server, 'listening');
}

const patienceMs = 3_000;

/** Takes nothing new, waits for answers under way, and ends what takes longer than that. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(impatient);
}
