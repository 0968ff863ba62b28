import { watch } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type AriAccess, askAri } from '../ari-access.ts';
import { type Ban, BanList, type BanPolicy } from './ban-list.ts';
import { LineFollower } from './follow-lines.ts';
import { readSecurityEvent } from './security-event.ts';

export type GuardOptions = {
  readonly ari: AriAccess;
  /** Where Asterisk writes security.log and messages.log. */
  readonly logFolder: string;
  readonly policy: BanPolicy;
  readonly log: Pick<Logger, 'warn' | 'error' | 'info'>;
  /** A log that is longer is put aside; the two before it are kept. */
  readonly longestLogBytes?: number;
};

export type Guard = {
  /** Stops guarding; bans stay until Asterisk ends. */
  close(): Promise<void>;
};

const logs = ['security.log', 'messages.log'] as const;
const usualLogBytes = 20_000_000;
/** Old logs end in a number, 0 is the newest. */
const keptLogs = 2;

/**
 * Shuts out who guesses passwords or names (R9.4): follows Asterisk's security.log, counts refused requests by address,
 * and has Asterisk refuse everything from an address with too many, known and unknown names alike. It works without
 * rights over the machine's firewall. It also keeps the two logs that a stranger can fill from filling the disk.
 *
 * NOTE: what a banned address sends is still received and answered with 403. A flood is a matter for the network in
 * front of the machine.
 */
export async function startGuard({ ari, logFolder, policy, log, longestLogBytes }: GuardOptions): Promise<Guard> {
  const bans = new BanList(policy);
  const limit = longestLogBytes ?? usualLogBytes;
  let queue = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  /** One request to Asterisk after the other; one that fails is told and forgotten. */
  const inTurn = (what: string, work: () => Promise<void>): void => {
    queue = queue.then(work).catch((error) => {
      if (!closed) log.error({ err: error }, what);
    });
  };
  const begin = (ban: Ban): void => {
    const { network, failures } = ban;
    log.warn({ network, failures, seconds: policy.banSeconds }, 'SIP: an address is shut out after refused requests');
    inTurn('SIP: an address could not be shut out', () => shutOut(ari, network));
  };
  const lift = ({ network }: Ban): void => {
    log.info({ network }, 'SIP: an address is let in again');
    inTurn('SIP: an address could not be let in again', () => letIn(ari, network));
  };
  const liftThoseOver = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (closed) return;
    const now = Date.now();
    for (const ban of bans.over(now)) lift(ban);
    if (bans.nextEnd !== null) timer = setTimeout(liftThoseOver, Math.min(bans.nextEnd - now, longestTimerMs)).unref();
  };

  const follower = await LineFollower.open(join(logFolder, 'security.log'), (line) => {
    const event = readSecurityEvent(line);
    if (event === null) return;
    const now = Date.now();
    if (event.kind === 'proved') return bans.proved(event.address, now);
    const ban = bans.refused(event.address, now);
    if (ban === null) return;
    begin(ban);
    liftThoseOver();
  });
  const shortener = new LogShortener(ari, logFolder, limit);
  const watcher = watch(logFolder, (_change, name) => {
    if (closed) return;
    const grown = logs.find((one) => one === name);
    if (grown === undefined) return;
    if (grown === 'security.log') {
      follower.grew().catch((error) => log.error({ err: error }, 'SIP: the log of refused requests could not be read'));
    }
    if (shortener.isDue(grown)) inTurn('SIP: a log could not be put aside', () => shortener.shorten(grown));
  });
  watcher.on('error', (error) =>
    log.error({ err: error }, 'SIP: the log of refused requests is not followed any more'),
  );
  return {
    async close() {
      if (closed) return;
      closed = true;
      watcher.close();
      if (timer !== null) clearTimeout(timer);
      await follower.close();
      await queue;
    },
  };
}

/** setTimeout takes no longer one; whoever wakes early sleeps again. */
const longestTimerMs = 2 ** 31 - 1;

const objectOf = (network: string): string =>
  `asterisk/config/dynamic/res_pjsip/acl/ban-${network.replace(/[^0-9a-f]/g, '-')}`;

/**
 * NOTE: Asterisk makes the object and then fails to describe it in its answer (500 "Allocation failed", 22.10.1, as the
 * field "deny" can not be read back); whether it is there is asked for by name: 404 says that it is not.
 */
const shutOut = async (ari: AriAccess, network: string): Promise<void> => {
  const made = await askAri(ari, 'PUT', objectOf(network), { fields: [{ attribute: 'deny', value: network }] });
  if (made.status === 200) return;
  const found = await askAri(ari, 'GET', objectOf(network));
  if (found.status === 404) throw new Error(`Asterisk refused a ban (${made.status}).`);
};

const letIn = async (ari: AriAccess, network: string): Promise<void> => {
  const { status } = await askAri(ari, 'DELETE', objectOf(network));
  if (status !== 204 && status !== 404) throw new Error(`Asterisk refused to lift a ban (${status}).`);
};

/** Has Asterisk begin a new log when one is too long, and removes the oldest. */
class LogShortener {
  readonly #ari: AriAccess;
  readonly #folder: string;
  readonly #limit: number;
  /** Changes told since the size was last asked for. */
  readonly #events = new Map<string, number>();

  constructor(ari: AriAccess, folder: string, limit: number) {
    this.#ari = ari;
    this.#folder = folder;
    this.#limit = limit;
  }

  /** Asking for the size at each line would cost more than the line. */
  isDue(name: string): boolean {
    const events = (this.#events.get(name) ?? 0) + 1;
    this.#events.set(name, events % 100);
    return events >= 100;
  }

  async shorten(name: string): Promise<void> {
    const { size } = await stat(join(this.#folder, name));
    if (size <= this.#limit) return;
    const { status } = await askAri(this.#ari, 'PUT', `asterisk/logging/${name}/rotate`);
    if (status !== 204) throw new Error(`Asterisk refused to begin a new ${name} (${status}).`);
    const old = new RegExp(`^${name.replace('.', '\\.')}\\.(\\d+)$`);
    for (const file of await readdir(this.#folder)) {
      const age = old.exec(file)?.[1];
      if (age !== undefined && Number(age) >= keptLogs) await rm(join(this.#folder, file), { force: true });
    }
  }
}
