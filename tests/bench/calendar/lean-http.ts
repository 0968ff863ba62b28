import { connect, type Socket } from 'node:net';

export type Answer = {
  readonly status: number;
  readonly location: string;
  /** The first cookie that was set, "name=value". */
  readonly cookie: string | null;
  readonly text: string;
  readonly firstByteMs: number;
  readonly ms: number;
};

type Waiting = {
  readonly began: number;
  firstByteMs: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
};

/** Less than what our server keeps an idle connection for (web/running/server.ts). */
const keptMs = 25_000;

/**
 * One kept connection of somebody at their own address, one request after the other. Node's own client takes half of
 * the processor time of those who book; they are not on our machine in life, and here they share two cores with it.
 * It reads answers with a length only, and says so of any other.
 */
export class LeanHttp {
  #socket: Socket | null = null;
  #usedAt = 0;
  readonly #url: URL;
  readonly #localAddress: string;
  #waiting: Waiting | null = null;
  #parts: Buffer[] = [];
  /** Bytes of the answer with its head; null until the head is whole. */
  #length: number | null = null;
  #head = '';
  #received = 0;

  constructor(url: string, localAddress: string) {
    this.#url = new URL(url);
    this.#localAddress = localAddress;
  }

  /** The one that is open, or a new one: a server closes what nobody used for a while. */
  #open(): Socket {
    const now = performance.now();
    if (this.#socket !== null && now - this.#usedAt < keptMs) return this.#socket;
    this.#socket?.destroy();
    const { hostname, port } = this.#url;
    const socket = connect({ host: hostname, port: Number(port), localAddress: this.#localAddress, noDelay: true });
    const lost = (error: Error): void => {
      if (socket === this.#socket) this.#waiting?.reject(error);
    };
    socket.on('data', (part) => this.#take(part));
    socket.on('error', lost);
    socket.on('close', () => lost(new Error('The connection was closed before the answer came.')));
    this.#socket = socket;
    return socket;
  }

  ask(path: string, cookie: string, body: string | null): Promise<Answer> {
    const lines = [
      `${body === null ? 'GET' : 'POST'} ${path} HTTP/1.1`,
      `Host: ${this.#url.host}`,
      'Accept: text/html',
    ];
    if (cookie !== '') lines.push(`Cookie: ${cookie}`);
    if (body !== null) {
      lines.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${Buffer.byteLength(body)}`);
    }
    return new Promise((resolve, reject) => {
      this.#waiting = { began: performance.now(), firstByteMs: 0, resolve, reject };
      this.#open().write(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket?.destroy();
  }

  #take(part: Buffer): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    if (this.#received === 0) waiting.firstByteMs = performance.now() - waiting.began;
    this.#parts.push(part);
    this.#received += part.length;
    if (this.#length === null) this.#readHead(waiting);
    if (this.#length === null || this.#received < this.#length) return;
    const whole = Buffer.concat(this.#parts);
    const head = this.#head;
    const text = whole.toString('utf8', Buffer.byteLength(head, 'latin1') + 4);
    const { began, firstByteMs, resolve } = waiting;
    this.#usedAt = performance.now();
    this.#waiting = null;
    this.#parts = [];
    this.#length = null;
    this.#received = 0;
    resolve({
      status: Number(head.slice(9, 12)),
      location: headerOf(head, 'location') ?? '',
      cookie: headerOf(head, 'set-cookie')?.split(';')[0] ?? null,
      text,
      firstByteMs,
      ms: performance.now() - began,
    });
  }

  #readHead(waiting: Waiting): void {
    const whole = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
    const end = whole.indexOf('\r\n\r\n');
    if (end === -1) return;
    this.#head = whole.toString('latin1', 0, end);
    const length = headerOf(this.#head, 'content-length');
    if (length === null) waiting.reject(new Error('An answer came without its length.'));
    this.#length = end + 4 + Number(length);
  }
}

function headerOf(head: string, name: string): string | null {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? null;
}
