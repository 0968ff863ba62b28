import type { DialResult } from './callback.ts';
import { lineAt } from './hours.ts';
import { type Instant, later } from './ids.ts';
import type { World } from './world.ts';

/** How callbacks are offered, promised and tried again: data (R1.10, R1.11). */
export type CallbackRules = {
  /** Offered by key in the queue to whoever has waited, or is expected to wait, so long; null: never. */
  readonly offerAfterSeconds: number | null;
  /** Within so much time of open hours the first try is promised. */
  readonly promisedMinutes: number;
  /** How often a person is dialled at most. */
  readonly tries: number;
  /** When it is tried again, after what. */
  readonly againAfterMinutes: { readonly busy: number; readonly noAnswer: number; readonly failed: number };
  /** How long the person's phone rings. */
  readonly ringSeconds: number;
  /** Callers whom the line loses while they wait are called back. */
  readonly callLostBack: boolean;
  /** Whoever hangs up after waiting so long is called back too; null: nobody is. */
  readonly callAbandonedBackAfterSeconds: number | null;
};

/** Until when an hour of ours is over: only open time counts. A line that never opens promises nothing sooner. */
export function afterOpenTime(world: World, from: Instant, minutes: number): Instant {
  let at = from;
  let left = minutes * 60_000;
  // Each round is one opening; a promise spans a few of them at most.
  for (let round = 0; round < 60; round += 1) {
    const line = lineAt(world, at);
    if (!line.open) {
      if (line.opensAt === null) break;
      at = line.opensAt;
      continue;
    }
    if (line.changesAt === null || at + left <= line.changesAt) return later(at, left);
    left -= line.changesAt - at;
    at = line.changesAt;
  }
  return later(at, left);
}

/** That instant if the line is open then, otherwise its next opening. */
export function openFrom(world: World, at: Instant): Instant {
  const line = lineAt(world, at);
  if (line.open) return at;
  return line.opensAt ?? later(at, 24 * 3_600_000);
}

/** When a person is dialled again; null: they are not. */
export function nextTryAt(
  world: World,
  rules: CallbackRules,
  tries: number,
  result: DialResult,
  at: Instant,
): Instant | null {
  if (tries >= rules.tries || result === 'noSuchNumber') return null;
  const { busy, noAnswer, failed } = rules.againAfterMinutes;
  const minutes = result === 'busy' ? busy : result === 'failed' || result === 'agentLeft' ? failed : noAnswer;
  return openFrom(world, later(at, minutes * 60_000));
}

/** Q.850 causes of a number that did not answer; RFC 3398 §7.2.4.1 tells which SIP status each stands for. */
export function dialResultOf(cause: number): DialResult {
  switch (cause) {
    case 17:
      return 'busy';
    case 16:
    case 18:
    case 19:
    case 20:
    case 31:
      return 'noAnswer';
    case 21:
      return 'rejected';
    case 1:
    case 22:
    case 28:
      return 'noSuchNumber';
    default:
      return 'failed';
  }
}
