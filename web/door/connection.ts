import type { Logger } from 'pino';
import { WebSocket } from 'ws';
import type { FromEngine, ToEngine } from '../../engine/door/messages.ts';

export type ConnectionOptions = {
  readonly url: string;
  /** Where else it may be; all are tried in turn. */
  readonly otherUrls?: readonly string[];
  readonly token: string;
  readonly log: Logger;
  onOpen(): void;
  onLost(): void;
  onMessage(message: FromEngine): void;
};

/** The one socket to the engine, opened again whenever it breaks. */
export type Connection = {
  /** False when there is no connection; nothing is kept for later. */
  send(message: ToEngine): boolean;
  /** Ends it for good; closing twice is safe. */
  close(): void;
};

const firstRetryMs = 200;
const lastRetryMs = 5_000;
const heartbeatMs = 2_000;
/** A wallboard of a thousand agents is a tenth of this. */
const maximumFrameBytes = 8 * 1024 * 1024;

export function connectToEngine(options: ConnectionOptions): Connection {
  const { url, otherUrls = [], token, log } = options;
  const urls = [url, ...otherUrls];
  let socket: WebSocket | null = null;
  let open = false;
  let closed = false;
  let failures = 0;
  let attempts = 0;
  let retry: NodeJS.Timeout | undefined;

  const connect = (): void => {
    const candidate = new WebSocket(urls[attempts % urls.length] ?? url, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: heartbeatMs,
      maxPayload: maximumFrameBytes,
      perMessageDeflate: false,
    });
    socket = candidate;
    const stopHeartbeat = watchHeartbeat(candidate);
    candidate.on('open', () => {
      open = true;
      failures = 0;
      log.info('connected to the engine');
      options.onOpen();
    });
    candidate.on('message', (data, isBinary) => {
      const message = isBinary ? null : readMessage(data.toString());
      if (message === null) log.warn('the engine sent what could not be read');
      else options.onMessage(message);
    });
    // 'close' follows every error; this only keeps the error from being thrown, and tells the first one.
    candidate.on('error', (error) => {
      if (!closed && failures === 0) log.warn({ reason: error.message }, 'the engine can not be reached');
    });
    candidate.on('close', () => {
      stopHeartbeat();
      const wasOpen = open;
      open = false;
      if (wasOpen) options.onLost();
      if (closed) return;
      if (wasOpen) log.warn('the connection to the engine broke');
      attempts += 1;
      // Another door may be open at once; only when all have failed there is something to wait for.
      retry = setTimeout(connect, retryDelay(Math.floor(failures / urls.length)));
      failures += 1;
    });
  };

  connect();
  return {
    send(message) {
      if (!open || socket === null) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    close() {
      if (closed) return;
      closed = true;
      clearTimeout(retry);
      socket?.close(1001);
      socket?.terminate();
    },
  };
}

/** Doubles up to a limit; a random part keeps several web processes from knocking all at once. */
function retryDelay(failures: number): number {
  return Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(failures, 10)) * (0.75 + Math.random() / 2);
}

/** A connection can be dead without being closed: who does not answer a ping until the next one is gone. */
function watchHeartbeat(socket: WebSocket): () => void {
  let answered = true;
  const timer = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, heartbeatMs);
  socket.on('pong', () => {
    answered = true;
  });
  return () => clearInterval(timer);
}

/** The engine is ours and its types are shared; only the frame is proven here. */
function readMessage(text: string): FromEngine | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('type' in value)) return null;
    return value.type === 'view' || value.type === 'answer' || value.type === 'malformed'
      ? (value as FromEngine)
      : null;
  } catch {
    return null;
  }
}
