import { membership, networkOf } from './network.ts';

/** Who is shut out, after how much, and for how long. */
export type BanPolicy = {
  /** So many refused requests within `withinSeconds` … */
  readonly failures: number;
  readonly withinSeconds: number;
  /** … shut their address out for this long. */
  readonly banSeconds: number;
  /** Networks that are never shut out: the trunks, and who the operator names. */
  readonly never: readonly string[];
};

export type Ban = { readonly network: string; readonly failures: number; readonly until: number };

/**
 * Counts refused requests and says who is to be shut out, on a clock that it is told (milliseconds). Pure: no timer.
 *
 * A phone with an old password behind the same router must not take an office off the line: where a phone proved its
 * password within the last hour, ten times as many failures are borne. That still is too few to guess one.
 */
export class BanList {
  readonly #policy: BanPolicy;
  readonly #isNever: (address: string) => boolean;
  readonly #failures = new Map<string, number[]>();
  readonly #proved = new Map<string, number>();
  /** By the time at which they end, as all last equally long. */
  readonly #bans = new Map<string, Ban>();

  constructor(policy: BanPolicy) {
    this.#policy = policy;
    this.#isNever = membership(policy.never);
  }

  /** A request was refused. Answers the ban that begins with it. */
  refused(address: string, at: number): Ban | null {
    if (this.#isNever(address)) return null;
    const network = networkOf(address);
    if (this.#bans.has(network)) return null;
    const { failures, withinSeconds, banSeconds } = this.#policy;
    const provedAt = this.#proved.get(network);
    const borne = provedAt !== undefined && at - provedAt < trustedMs ? failures * trustFactor : failures;
    const recent = (this.#failures.get(network) ?? []).filter((failedAt) => at - failedAt < withinSeconds * 1000);
    recent.push(at);
    this.#failures.delete(network);
    if (recent.length < borne) {
      keep(this.#failures, network, recent);
      return null;
    }
    const ban = { network, failures: recent.length, until: at + banSeconds * 1000 };
    this.#bans.set(network, ban);
    return ban;
  }

  /** A phone proved its password from there. */
  proved(address: string, at: number): void {
    const network = networkOf(address);
    this.#proved.delete(network);
    keep(this.#proved, network, at);
  }

  /** When the next ban ends; null without any. */
  get nextEnd(): number | null {
    const [first] = this.#bans.values();
    return first?.until ?? null;
  }

  /** Takes away the bans that are over, and the oldest of more than `most`. */
  over(at: number, most = mostBans): Ban[] {
    const ended: Ban[] = [];
    for (const ban of this.#bans.values()) {
      if (ban.until > at && this.#bans.size <= most) break;
      this.#bans.delete(ban.network);
      ended.push(ban);
    }
    return ended;
  }
}

const trustedMs = 60 * 60_000;
const trustFactor = 10;
/** Asterisk compares each message with every ban. */
const mostBans = 1_000;
/** A scan from very many addresses must not fill the memory: the longest silent is forgotten. */
const mostKnown = 10_000;

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size <= mostKnown) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
