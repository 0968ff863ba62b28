import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { WebSocket } from 'ws';
import type { RestAnswer, RestRequest } from './rest.ts';
import { RestAfterReading } from './rest-after-reading.ts';

export type CallPlaneOptions = {
  /** ARI's base: "http://127.0.0.1:8088/ari". */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly application: string;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  readonly listeners: CallPlaneListeners;
  /** Asked before each request; false: it is not sent. */
  readonly leads?: () => boolean;
  readonly limits?: Partial<CallPlaneLimits>;
};

export type CallPlaneListeners = {
  /** The socket is open (again). */
  connected(): void;
  /** The socket is gone; requests under way were answered with status 0. Another one is tried for. */
  lost(): void;
  /** An event, parsed and not checked. */
  message(message: object): void;
  /** Another engine took the application over. The socket is closed and none is tried for: two would fight over it. */
  replaced(): void;
};

export type CallPlaneLimits = {
  readonly requestMs: number;
  /** The first wait before a new attempt; it doubles to the longest. */
  readonly shortestWaitMs: number;
  readonly longestWaitMs: number;
  readonly pingEveryMs: number;
  /** Nothing heard for so long, not even the answer to a ping: the socket is taken for dead. */
  readonly silenceMs: number;
  /** After a turn of the loop in which something was heard. */
  readonly restMs: number;
};

export const usualLimits: CallPlaneLimits = {
  requestMs: 5_000,
  shortestWaitMs: 100,
  longestWaitMs: 5_000,
  pingEveryMs: 5_000,
  silenceMs: 12_000,
  restMs: 4,
};

/** ARI said no: the address is not ARI's, or the user or password is wrong. */
export class AriRefused extends Error {
  override readonly name = 'AriRefused';
}

type Pending = {
  readonly request: RestRequest;
  readonly resolve: (answer: RestAnswer) => void;
  /** When it is given up. */
  dueAt: number;
};

/** A timer that is later than this says that we stood still, not Asterisk: what it said lies unread in the socket. */
const stoodStillMs = 1_000;

/**
 * Commands and events on one connection, in order: REST over the events WebSocket. This file owns the wire.
 *
 *   reaching ──open──► open ──closed, silent──► waiting ──back-off──► reaching
 *      └──failed──► waiting        close(), replaced: ──► closed
 *
 * Asterisk works through the requests of a socket one after the other, and answers pings between them. One that hangs
 * holds up all that follow, so a socket that falls silent is given up for a new one.
 */
export class CallPlane {
  readonly #options: CallPlaneOptions;
  readonly #limits: CallPlaneLimits;
  readonly #address: string;
  readonly #pending = new Map<string, Pending>();
  readonly #rest: RestAfterReading;
  #socket: WebSocket | null = null;
  #wire: Socket | null = null;
  #gathering = false;
  #open = false;
  #closed = false;
  #lastRequest = 0;
  #heardAt = 0;
  #attempts = 0;
  #retry: NodeJS.Timeout | undefined;
  #look: NodeJS.Timeout | null = null;
  #ping: NodeJS.Timeout | undefined;

  constructor(options: CallPlaneOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
    this.#rest = new RestAfterReading(this.#limits.restMs);
    const base = options.url.replace(/^http/, 'ws').replace(/\/$/, '');
    this.#address = `${base}/events?app=${encodeURIComponent(options.application)}&subscribeAll=false`;
  }

  get connected(): boolean {
    return this.#open;
  }

  /**
   * Resolves after the first attempt, whether or not it came through: an Asterisk that is away is tried for until it is
   * there.
   * @throws AriRefused when Asterisk is there and says no
   */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#reach({
        opened: resolve,
        failed: (status) => {
          if (status === 0 || status >= 500) return resolve();
          void this.close();
          const why = status === 401 || status === 403 ? 'the user or password is wrong' : 'this is not an ARI address';
          reject(new AriRefused(`Asterisk refused the events socket at ${this.#options.url} (${status}): ${why}.`));
        },
      });
    });
  }

  /** Never rejects: what went wrong is in the answer. */
  request(request: RestRequest): Promise<RestAnswer> {
    const socket = this.#socket;
    if (!this.#open || socket === null) return Promise.resolve({ status: 0, body: 'not connected' });
    if (this.#options.leads?.() === false) return Promise.resolve({ status: 0, body: 'another engine leads' });
    this.#lastRequest += 1;
    const id = String(this.#lastRequest);
    return new Promise((resolve) => {
      this.#pending.set(id, { request, resolve, dueAt: performance.now() + this.#limits.requestMs });
      this.#look ??= setTimeout(() => this.#lookForLate(), this.#limits.requestMs);
      const { method, uri, body } = request;
      const content =
        body === undefined ? {} : { content_type: 'application/json', message_body: JSON.stringify(body) };
      this.#gather();
      socket.send(
        JSON.stringify({ type: 'RESTRequest', request_id: id, transaction_id: id, method, uri, ...content }),
        // A failed send closes the socket, and with it the request is answered.
        () => {},
      );
    });
  }

  /** What is sent in one turn of the loop goes out in one write: a talk's five requests cost one system call, not ten. */
  #gather(): void {
    const wire = this.#wire;
    if (wire === null || this.#gathering) return;
    this.#gathering = true;
    wire.cork();
    process.nextTick(() => {
      this.#gathering = false;
      wire.uncork();
    });
  }

  /** One timer for all requests: they are answered within a millisecond, and each is due as long after it was sent. */
  #lookForLate(): void {
    this.#look = null;
    const now = performance.now();
    for (const [id, pending] of this.#pending) {
      if (pending.dueAt > now) break;
      this.#pending.delete(id);
      if (now - pending.dueAt > stoodStillMs) {
        this.#pending.set(id, { ...pending, dueAt: now + this.#limits.requestMs });
        continue;
      }
      const { method } = pending.request;
      this.#options.log.warn({ method, uri: pathOf(pending.request) }, 'Asterisk did not answer in time');
      pending.resolve({ status: 0, body: 'no answer in time' });
    }
    const [next] = this.#pending.values();
    if (next !== undefined) this.#look = setTimeout(() => this.#lookForLate(), Math.max(1, next.dueAt - now));
  }

  /** Drops this socket for a new one, as if it had broken. */
  reconnect(): void {
    this.#socket?.terminate();
  }

  /** Ends the connection for good. Closing twice is safe. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#retry);
    const socket = this.#socket;
    if (socket === null || socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => socket.terminate(), 1_000);
      socket.once('close', () => {
        clearTimeout(limit);
        resolve();
      });
      // Before it is open, close() is reported as an error of the attempt; that is what we want.
      socket.close(1_000);
    });
  }

  #reach(first?: { opened(): void; failed(status: number): void }): void {
    const { user, password, log } = this.#options;
    // Basic authentication, not api_key in the address: addresses end up in logs.
    const socket = new WebSocket(this.#address, {
      auth: `${user}:${password}`,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handshakeTimeout: this.#limits.requestMs,
    });
    this.#socket = socket;
    let refusal = 0;
    socket.on('open', () => {
      this.#opened(socket);
      first?.opened();
    });
    socket.on('message', (data) => this.#heard(data.toString()));
    socket.on('pong', () => {
      this.#heardAt = performance.now();
    });
    // The connection below the web socket, which is the one that can gather writes.
    socket.on('upgrade', (response) => {
      this.#wire = response.socket;
    });
    socket.on('unexpected-response', (_request, response) => {
      refusal = response.statusCode ?? 0;
      socket.terminate();
    });
    // Every error is followed by a close.
    socket.on('error', (error) => log.debug({ reason: error.message }, 'events socket'));
    socket.on('close', (code) => {
      const wasOpen = this.#open;
      this.#shut(wasOpen ? `socket closed (${code})` : 'not reached', refusal);
      if (!wasOpen) first?.failed(refusal);
    });
  }

  #opened(socket: WebSocket): void {
    const { log, listeners } = this.#options;
    this.#open = true;
    this.#attempts = 0;
    this.#heardAt = performance.now();
    let lookedAt = performance.now();
    this.#ping = setInterval(() => {
      const now = performance.now();
      const stoodStill = now - lookedAt > this.#limits.pingEveryMs + stoodStillMs;
      lookedAt = now;
      if (now - this.#heardAt > this.#limits.silenceMs && !stoodStill) {
        log.error('Asterisk has fallen silent; the events socket is given up');
        socket.terminate();
      } else socket.ping();
    }, this.#limits.pingEveryMs);
    listeners.connected();
  }

  #shut(why: string, refusal: number): void {
    const { log, listeners } = this.#options;
    const wasOpen = this.#open;
    this.#open = false;
    this.#socket = null;
    this.#wire = null;
    clearInterval(this.#ping);
    clearTimeout(this.#look ?? undefined);
    this.#look = null;
    const unanswered = [...this.#pending.values()];
    this.#pending.clear();
    for (const { resolve } of unanswered) resolve({ status: 0, body: 'connection lost' });
    if (wasOpen) listeners.lost();
    if (this.#closed) return;
    const { shortestWaitMs, longestWaitMs } = this.#limits;
    const wait = Math.min(longestWaitMs, shortestWaitMs * 2 ** this.#attempts);
    this.#attempts = Math.min(this.#attempts + 1, 16);
    if (wasOpen || this.#attempts === 1) log.warn({ why, refusal }, 'Asterisk is away; it is tried for');
    else if (refusal !== 0) log.error({ refusal }, 'Asterisk refuses the events socket');
    // Up to half of the wait is left to chance, so that two engines do not knock in step.
    this.#retry = setTimeout(() => this.#reach(), wait * (0.5 + Math.random() / 2));
  }

  #heard(data: string): void {
    this.#heardAt = performance.now();
    this.#rest.heard();
    const { log, listeners } = this.#options;
    if (this.#heardDone(data)) return;
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      log.warn({ length: data.length }, 'Asterisk sent what is not JSON; it is left out');
      return;
    }
    if (typeof message !== 'object' || message === null) {
      log.warn('Asterisk sent JSON that is not an event; it is left out');
      return;
    }
    const type = 'type' in message ? message.type : undefined;
    if (type === 'RESTResponse') return this.#answered(message as RestResponse);
    if (type === 'ApplicationReplaced') {
      log.error('Another engine has taken the application over; this one lets go');
      void this.close();
      listeners.replaced();
      return;
    }
    listeners.message(message);
  }

  /** Most answers say only that it was done, and so at their beginning; what was not asked for is not read. */
  #heardDone(data: string): boolean {
    const [, id = '', status] =
      /^\{"type":"RESTResponse","transaction_id":"(\d+)","request_id":"\1","status_code":(2\d\d),/.exec(data) ?? [];
    const pending = this.#pending.get(id);
    if (pending === undefined || pending.request.method === 'GET') return false;
    this.#pending.delete(id);
    pending.resolve({ status: Number(status), body: '' });
    return true;
  }

  #answered(response: RestResponse): void {
    const id = typeof response.request_id === 'string' ? response.request_id : '';
    const pending = this.#pending.get(id);
    if (pending === undefined) {
      this.#options.log.debug('an answer came after its time-out');
      return;
    }
    this.#pending.delete(id);
    pending.resolve({
      status: typeof response.status_code === 'number' ? response.status_code : 0,
      body: typeof response.message_body === 'string' ? response.message_body : '',
    });
  }
}

type RestResponse = {
  readonly request_id?: unknown;
  readonly status_code?: unknown;
  readonly message_body?: unknown;
};

/** Without its query, which may carry a caller's number. */
function pathOf(request: RestRequest): string {
  const query = request.uri.indexOf('?');
  return query === -1 ? request.uri : request.uri.slice(0, query);
}
