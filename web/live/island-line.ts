import { heartbeatMs } from './beat.ts';
import type { Trouble } from './live-state.ts';

/** A live page's line to the server, for islands: tells each new state, and what of the line is broken. */
export type LineHandlers<T> = {
  onState(state: T): void;
  /** Null: all is well again. */
  onTrouble(trouble: Trouble | null): void;
  /** Milliseconds by the server's clock. */
  now(): number;
};

const retryMs = 3_000;

export function followLine<T>(path: string, { onState, onTrouble, now }: LineHandlers<T>): void {
  let source: EventSource | null = null;
  let lastSign = performance.now();
  let trouble: Trouble | null = null;

  const tell = (next: Trouble | null): void => {
    // The moment at which it broke stays, however often it is noticed.
    if (next?.part === trouble?.part) return;
    trouble = next;
    onTrouble(next);
  };
  const alive = (): void => {
    lastSign = performance.now();
    tell(null);
  };
  const connect = (): void => {
    source?.close();
    source = new EventSource(path);
    source.onmessage = (event: MessageEvent<string>) => {
      onState(JSON.parse(event.data) as T);
      alive();
    };
    source.addEventListener('beat', alive);
    source.onerror = () => {
      if (trouble?.part !== 'session') tell({ part: 'server', since: now() });
      // The browser tries again by itself unless the answer was no stream at all.
      if (source?.readyState === EventSource.CLOSED) void lookWhy();
    };
  };
  const lookWhy = async (): Promise<void> => {
    try {
      const answer = await fetch('/seja', { cache: 'no-store' });
      if (answer.status === 401) {
        tell({ part: 'session' });
        return;
      }
    } catch {
      // No answer is what the trouble already says.
    }
    setTimeout(connect, retryMs);
  };
  // A line can be dead without an error: a cable out, a laptop that slept.
  setInterval(() => {
    if (trouble?.part === 'session' || performance.now() - lastSign < 2 * heartbeatMs) return;
    lastSign = performance.now();
    tell({ part: 'server', since: now() });
    connect();
  }, heartbeatMs / 3);
  connect();
}
