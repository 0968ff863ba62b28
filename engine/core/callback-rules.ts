import type { CallbackTry, DialResult } from './callback.ts';
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

/** The results of a person's tries, the last one's among them. */
export type TryResults = readonly Pick<CallbackTry, 'result'>[];

/**
 * When a person is dialled again; null: they are not. What fails on our side uses up no try of theirs: it is tried
 * again as often as the trouble lasts, soon at first and then each hour, with an alarm, and ends only after days of it.
 */
export function nextTryAt(world: World, rules: CallbackRules, tries: TryResults, at: Instant): Instant | null {
  const result = tries.at(-1)?.result ?? 'failed';
  const used = tries.filter((one) => !isOurs(one.result)).length;
  if (used >= rules.tries || result === 'noSuchNumber') return null;
  const { busy, noAnswer, failed } = rules.againAfterMinutes;
  if (!isOurs(result)) return openFrom(world, later(at, (result === 'busy' ? busy : noAnswer) * 60_000));
  if (tries.length - used >= mostOwnFailures) return null;
  const minutes = ownFailuresInARow(tries) <= soonAgain ? failed : Math.max(failed, 60);
  return openFrom(world, later(at, minutes * 60_000));
}

/** So many failures of ours are tried again soon; so many in all, two working days of them and more, are the end. */
const soonAgain = 6;
const mostOwnFailures = 30;

/** So many failures of ours in a row are an alarm: whoever is owed the call can not be dialled. */
const alarmingFailures = 3;

export function canNotBeDialled({ tries }: { readonly tries: TryResults }): boolean {
  return ownFailuresInARow(tries) >= alarmingFailures;
}

function ownFailuresInARow(tries: TryResults): number {
  return tries.length - 1 - tries.findLastIndex(({ result }) => !isOurs(result));
}

/** Our side, the outbound one among it, or our agent: nothing that the person did. */
function isOurs(result: DialResult | null): boolean {
  return result === 'failed' || result === 'agentLeft';
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
