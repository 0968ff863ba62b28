import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How soon an engine that is gone or hangs is noticed. A socket that breaks says so at once. */
export type HeartbeatLimits = {
  readonly everyMs: number;
  /** No answer for so long: it hangs. Longer than any pause that an engine may make without harm. */
  readonly hungAfterMs: number;
};

export const usualHeartbeat: HeartbeatLimits = { everyMs: 250, hungAfterMs: 2_500 };

/** Answers whoever asks whether this process still turns its loop: byte for byte, on this machine only. */
export async function answerHeartbeats(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/**
 * Watches a process that answers heartbeats until it is gone or hangs. While this process itself stood still, silence
 * says nothing: the answers lie unread in the socket.
 */
export function watchHeartbeat(
  port: number,
  { everyMs, hungAfterMs }: HeartbeatLimits,
  signal: AbortSignal,
): Promise<'gone' | 'hung' | 'given up'> {
  const { promise, resolve } = Promise.withResolvers<'gone' | 'hung' | 'given up'>();
  const socket = connect(port, '127.0.0.1');
  let silentMs = 0;
  let lookedAt = performance.now();
  const giveUp = (): void => resolve('given up');
  const timer = setInterval(() => {
    const now = performance.now();
    silentMs += Math.min(now - lookedAt, 2 * everyMs);
    lookedAt = now;
    if (silentMs >= hungAfterMs) resolve('hung');
    else if (!socket.connecting) socket.write('?');
  }, everyMs);
  socket.on('data', () => {
    silentMs = 0;
  });
  socket.on('error', () => undefined).on('close', () => resolve('gone'));
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  return promise.finally(() => {
    clearInterval(timer);
    signal.removeEventListener('abort', giveUp);
    socket.destroy();
  });
}
