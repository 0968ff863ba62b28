import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { EngineEvent } from '../core/events.ts';
import { type CallId, type Instant, instant, type LegId, type PhoneUser } from '../core/ids.ts';

type UnseenCall = EngineEvent & { type: 'UnseenCallEnded' };

/** A file of Asterisk's plan for callers without an engine: asterisk-conf/templates/queue-without-engine.ts. */
const fileName = /^unseen-([0-9.]+)\.call$/;

/** Files that come together are read together. */
const gatherMs = 200;

/**
 * Brings the calls that Asterisk kept alone into the journal: those that ended while no engine was there, and those
 * that end later because Asterisk had put them through itself. A file goes when its call is written down, and only
 * an engine that leads writes; the core knows one that comes twice.
 */
export class UnseenCalls {
  readonly #folder: string;
  readonly #handle: (event: UnseenCall) => void;
  readonly #now: () => Instant;
  readonly #leads: () => boolean;
  readonly #log: Pick<Logger, 'info' | 'warn' | 'error'>;
  #watcher: FSWatcher | null = null;
  #gathering: NodeJS.Timeout | null = null;
  #reading: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    folder: string,
    handle: (event: UnseenCall) => void,
    now: () => Instant,
    log: Pick<Logger, 'info' | 'warn' | 'error'>,
    leads: () => boolean = () => true,
  ) {
    this.#folder = folder;
    this.#handle = handle;
    this.#now = now;
    this.#log = log;
    this.#leads = leads;
  }

  /** Resolves when all that is there by now has been handled. */
  async start(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      this.#watcher = watch(this.#folder, (_event, name) => {
        if (name !== null && fileName.test(name)) this.#soon();
      });
      this.#watcher.on('error', (error) => this.#log.error({ err: error }, 'unseen calls are not heard of for now'));
    } catch (error) {
      this.#log.error({ err: error }, 'calls that Asterisk keeps alone are not heard of: its spool can not be read');
    }
    await this.#read();
  }

  /** Twice is safe. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#watcher?.close();
    clearTimeout(this.#gathering ?? undefined);
    await this.#reading;
  }

  #soon(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      void this.#read();
    }, gatherMs);
  }

  #read(): Promise<void> {
    this.#reading = this.#reading
      .then(() => this.#readAll())
      .catch((error: unknown) => this.#log.error({ err: error }, 'calls that Asterisk kept alone can not be read'));
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => fileName.test(name)).sort();
    let told = 0;
    for (const name of names) {
      if (this.#closed || !this.#leads()) return;
      const file = join(this.#folder, name);
      const call = readUnseenCall(name, await readFile(file, 'utf8'), this.#now());
      if (call === null) {
        this.#log.warn(
          { file: name },
          'the file of a call that Asterisk kept alone is not whole; it is looked at again',
        );
        continue;
      }
      this.#handle(call);
      // Another engine leads by now, and this one has written nothing down: the file is the other's.
      if (!this.#leads()) break;
      await rm(file, { force: true });
      told += 1;
    }
    if (told > 0) this.#log.info({ calls: told }, 'calls that Asterisk kept alone are recorded');
  }
}

/** arrived|answered|ended|phone|who ended it|caller|called|trunk|whole; instants in seconds. Null: it is not that. */
export function readUnseenCall(name: string, text: string, at: Instant): UnseenCall | null {
  const legId = fileName.exec(name)?.[1];
  const fields = text.trimEnd().split('|');
  const [arrived = '', answered = '', ended = '', phone = '', endedBy, caller = '', called = '', trunk = '', end] =
    fields;
  const seconds = /^\d{9,11}$/;
  if (legId === undefined || end !== 'whole' || fields.length !== 9) return null;
  if (!seconds.test(arrived) || !seconds.test(ended) || (answered !== '' && !seconds.test(answered))) return null;
  return {
    type: 'UnseenCallEnded',
    at,
    callId: uuidv7() as CallId,
    legId: legId as LegId,
    callerNumber: caller === '' ? null : caller,
    calledNumber: called,
    trunk,
    arrivedAt: instant(Number(arrived) * 1_000),
    answeredAt: answered === '' ? null : instant(Number(answered) * 1_000),
    endedAt: instant(Number(ended) * 1_000),
    phone: phone === '' ? null : (phone as PhoneUser),
    endedBy: endedBy === 'agent' ? 'agent' : 'caller',
  };
}
