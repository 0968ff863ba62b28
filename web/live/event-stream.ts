import { PassThrough } from 'node:stream';
import type { WebContext } from '../context.ts';
import { heartbeatMs } from './beat.ts';

/** All event streams that are open, so that the end of the server ends them too. */
export type EventStreams = {
  /**
   * Answers the request with server-sent events: `read` gives the newest state, `watch` tells of each change.
   * A client that reads slowly misses states in between, never the newest; memory holds one message a client.
   */
  open<T>(ctx: WebContext, source: EventSourceOf<T>): void;
  readonly count: number;
  close(): void;
};

export type EventSourceOf<T> = {
  read(): T;
  watch(changed: () => void): () => void;
  /** At most one message in this time, the first at once. */
  readonly everyMs: number;
};

/** Then the browser comes back by itself, and its right is looked at again. */
const lifetimeMs = 15 * 60_000;
const retryMs = 2_000;

export function openEventStreams(): EventStreams {
  const open = new Set<() => void>();
  return {
    get count() {
      return open.size;
    },
    open(ctx, source) {
      const stream = new PassThrough();
      ctx.status = 200;
      ctx.type = 'text/event-stream';
      ctx.set('Cache-Control', 'no-store');
      // nginx would otherwise collect events until its buffer is full.
      ctx.set('X-Accel-Buffering', 'no');
      ctx.body = stream;
      const end = feed(stream, source, () => open.delete(end));
      open.add(end);
      ctx.res.once('close', end);
    },
    close() {
      for (const end of [...open]) end();
    },
  };
}

function feed<T>(stream: PassThrough, source: EventSourceOf<T>, ended: () => void): () => void {
  let changed = true;
  let full = false;
  let pause: NodeJS.Timeout | undefined;
  const flush = (): void => {
    if (!changed || full || pause !== undefined) return;
    changed = false;
    full = !stream.write(`data: ${JSON.stringify(source.read())}\n\n`);
    if (source.everyMs > 0) {
      pause = setTimeout(() => {
        pause = undefined;
        flush();
      }, source.everyMs);
    }
  };
  stream.on('drain', () => {
    full = false;
    flush();
  });
  stream.write(`retry: ${retryMs}\n\n`);
  flush();
  const stop = source.watch(() => {
    changed = true;
    flush();
  });
  const heartbeat = setInterval(() => {
    if (!full) full = !stream.write('event: beat\ndata: 1\n\n');
  }, heartbeatMs);
  const lifetime = setTimeout(end, lifetimeMs);
  let over = false;
  function end(): void {
    if (over) return;
    over = true;
    clearTimeout(pause);
    clearInterval(heartbeat);
    clearTimeout(lifetime);
    stop();
    ended();
    stream.end();
  }
  return end;
}
