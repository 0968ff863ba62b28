import type { Logger } from 'pino';
import type { Utterance } from '../../core/effects.ts';
import type { AsteriskResource, EngineEvent } from '../../core/events.ts';
import type { Instant, LegId, PhoneUser, RecordingId } from '../../core/ids.ts';
import { CallPlane, type CallPlaneLimits } from './call-plane.ts';
import { type AriHealth, canaryOf, checkHealth, type Sing } from './canary.ts';
import type { Inventory } from './control-messages.ts';
import { ControlPlane } from './control-plane.ts';
import { AriMessageMalformed, decodeAri, decodeQuality, normalClearing, wantedEvents } from './decode.ts';
import { freshIds } from './fresh-ids.ts';
import { type HealthLimits, HealthWatch } from './health-watch.ts';
import { legsOfInventory } from './inventory.ts';
import { LegWatch } from './leg-watch.ts';
import { Performer } from './perform.ts';
import type { AriEffect, AriTask } from './requests.ts';
import { askWhatElse, type WhatElse } from './what-else.ts';

/** All that the engine knows of Asterisk: its own events and effects. */
export type Ari = {
  /** Does not wait and does not throw; what fails comes back as EffectFailed. */
  perform(effects: readonly AriEffect[]): void;
  /** The socket is open and AsteriskConnected was told. */
  readonly connected: boolean;
  checkHealth(): Promise<AriHealth>;
  /** Leaves a global variable in Asterisk, where its plan reads it while no engine is there. */
  leaveVariable(name: string, value: string): void;
  /** Closes both doors; calls in Asterisk go on. Closing twice is safe. */
  close(): Promise<void>;
};

export type AriOptions = {
  /** "http://127.0.0.1:8088/ari" */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly application: string;
  /** Media URIs of one utterance in the order of speech; what it throws becomes EffectFailed. */
  readonly mediaOf: (utterance: Utterance) => readonly string[] | Promise<readonly string[]>;
  /**
   * Does the engine have this leg, be it alive or ended? A caller in Asterisk whom it does not know (it was killed before
   * it wrote the arrival down) is announced as CallArrived; a phone that rings for an unknown offer is put down.
   */
  readonly knowsLeg: (legId: LegId) => boolean;
  /** Recordings that the engine believes to be running: AsteriskConnected tells what became of each. */
  readonly recordings?: {
    running(): readonly RecordingId[];
    /** How long the file in Asterisk's spool lasts; null: there is none. */
    /** Those that were given up, and may be there after all. */
    late(): readonly RecordingId[];
    secondsInSpool(recordingId: RecordingId): number | null;
  };
  /** Hears every event, AsteriskConnected first. It may be called before connectAri resolves. */
  readonly onEvent: (event: EngineEvent) => void;
  /** Another engine took the application over: this one hears and does nothing more and should end. */
  readonly onReplaced?: () => void;
  /** One whose thread has loaded already, which takes a second otherwise; it is the port's from now on. */
  readonly controlPlane?: ControlPlane | null;
  /** False: another engine leads, and nothing may be asked of Asterisk any more. */
  readonly leads?: () => boolean;
  /** For metrics: how long Asterisk took for an effect that it carried out. */
  readonly onPerformed?: (type: AriTask['type'], milliseconds: number) => void;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  /** Every event's instant comes from here. */
  readonly now: () => Instant;
  readonly limits?: Partial<CallPlaneLimits & HealthLimits>;
};

/**
 * Opens both doors (DESIGN.md, "Two doors to Asterisk"). Resolves when the first attempt is over; an Asterisk that is
 * away is tried for until it is there, and AsteriskConnected tells when.
 * @throws AriRefused when Asterisk is there and refuses us
 */
export async function connectAri(options: AriOptions): Promise<Ari> {
  const port = new AriPort(options);
  try {
    await port.start();
  } catch (error) {
    await port.close();
    throw error;
  }
  return port;
}

/**
 *   away ──socket open──► settling ──inventory──► connected
 *    ▲──────── lost ──────────┴──────── lost ─────────┘        close(), replaced: ──► closed
 *
 * away       There is no socket. Effects fail, but for those that end something: they wait.
 * settling   Messages are held until it is known what exists, so that nothing is told of before AsteriskConnected.
 * connected  Messages become events as they come.
 */
class AriPort implements Ari {
  readonly #options: AriOptions;
  readonly #callPlane: CallPlane;
  readonly #controlPlane: ControlPlane;
  readonly #performer: Performer;
  readonly #watch: LegWatch;
  readonly #sing: Sing;
  readonly #health: HealthWatch;
  /** Something asked for while a class hung came to nothing: only an inventory says what there is. */
  #unsure = false;
  readonly #reachable = new Map<PhoneUser, boolean>();
  #state: 'away' | 'settling' | 'connected' | 'closed' = 'away';
  /** Counts sockets, so that an inventory for an earlier one is not taken for this one's. */
  #connection = 0;
  #held: object[] = [];

  constructor(options: AriOptions) {
    this.#options = options;
    const { application, log, mediaOf, limits, onPerformed } = options;
    this.#controlPlane =
      options.controlPlane ?? new ControlPlane({ ...options, requestMs: limits?.requestMs ?? 5_000 });
    this.#callPlane = new CallPlane({
      ...options,
      limits: limits ?? {},
      listeners: {
        connected: () => void this.#settle(),
        lost: () => this.#lost(),
        message: (message) => this.#received(message),
        replaced: () => this.#takenOver(),
      },
    });
    this.#sing = canaryOf({ ...options, requestMs: limits?.requestMs ?? 5_000 });
    this.#health = new HealthWatch({
      sing: this.#sing,
      limits: limits ?? {},
      changed: (hanging) => this.#healthChanged(hanging),
    });
    const request = this.#callPlane.request.bind(this.#callPlane);
    this.#watch = new LegWatch({
      application,
      request,
      vanished: (legId) => this.#emit({ type: 'LegEnded', at: options.now(), legId, cause: normalClearing }),
    });
    this.#performer = new Performer({
      application,
      request,
      mediaOf,
      log,
      ...(onPerformed === undefined ? {} : { performed: onPerformed }),
      connected: () => this.#callPlane.connected && this.#state === 'connected',
      isUp: (legId) => this.#watch.isUp(legId),
      answered: (legId) => this.#emit({ type: 'LegAnswered', at: options.now(), legId }),
      failed: (effect, status, reason) => {
        log.warn(
          { callId: effect.callId, effect: effect.type, status, reason },
          'Asterisk did not do what it was asked to',
        );
        if (status === 0 && this.#health.hanging.length > 0) this.#unsure = true;
        this.#emit({ type: 'EffectFailed', at: options.now(), effect, status, reason });
      },
    });
  }

  get connected(): boolean {
    return this.#state === 'connected';
  }

  start(): Promise<void> {
    return this.#callPlane.start();
  }

  perform(effects: readonly AriEffect[]): void {
    this.#performer.perform(effects);
  }

  checkHealth(): Promise<AriHealth> {
    if (this.#state === 'closed') return checkHealth(async () => ({ ok: false, milliseconds: 0 }));
    return checkHealth(this.#sing);
  }

  leaveVariable(name: string, value: string): void {
    const query = `variable=${encodeURIComponent(name)}&value=${encodeURIComponent(value)}`;
    void this.#callPlane.request({ method: 'POST', uri: `asterisk/variable?${query}` }).then(({ status }) => {
      if (status !== 204) this.#options.log.warn({ name, status }, 'Asterisk did not keep what its plan needs to know');
    });
  }

  async close(): Promise<void> {
    this.#state = 'closed';
    this.#held = [];
    this.#health.stop();
    await Promise.all([this.#callPlane.close(), this.#controlPlane.close()]);
  }

  async #settle(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'settling';
    this.#connection += 1;
    const connection = this.#connection;
    const isCurrent = (): boolean => this.#state === 'settling' && this.#connection === connection;
    try {
      await this.#controlPlane.prepare(wantedEvents);
      const inventory = await this.#controlPlane.inventory();
      await this.#watch.hearOnce(inventory.ownSubscriptions);
      const whatElse = await askWhatElse(this.#callPlane, this.#options.recordings);
      if (isCurrent()) this.#begin(inventory, whatElse);
    } catch (error) {
      if (!isCurrent()) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.log.error({ reason }, 'What exists in Asterisk could not be learned; the connection is made anew');
      // ari-client knows what Asterisk could do when it was loaded, which is little while Asterisk still starts.
      await this.#controlPlane.beginAnew();
      if (!isCurrent()) return;
      this.#callPlane.reconnect();
    }
  }

  /** Everything that exists is known: the engine hears of it, then of all that has happened meanwhile. */
  #begin(inventory: Inventory, { startedAt, recordings }: WhatElse): void {
    const { now, knowsLeg, log } = this.#options;
    const starting = new Set(this.#held.flatMap(legOfStart));
    this.#state = 'connected';
    const ending = this.#performer.payOwed();
    const found = legsOfInventory(inventory, { at: now(), knowsLeg, starting, ending, fresh: freshIds });
    for (const { bridgeId, kind, legs } of found.bridges) this.#performer.learnBridge(bridgeId, kind, legs);
    for (const { legId, up } of found.incoming) this.#watch.arrived(legId, up);
    // Of who is left to Asterisk's plan we hear the end, and that they come back.
    for (const legId of found.elsewhere) this.#watch.arrived(legId, true);
    for (const legId of found.strays) this.#putDown(legId);
    this.#reachable.clear();
    const { legs, elsewhere, reachablePhones, strays, unannounced, answered } = found;
    for (const { user } of inventory.phones)
      this.#reachable.set(user as PhoneUser, reachablePhones.includes(user as PhoneUser));
    log.info(
      { legs: legs.length, unannounced: unannounced.length, strays: strays.length, phones: reachablePhones.length },
      'Asterisk is connected',
    );
    const bridges = found.bridges.map(({ bridgeId, legs: members }) => ({ bridgeId, legs: members }));
    this.#emit({
      type: 'AsteriskConnected',
      at: now(),
      legs,
      elsewhere,
      bridges,
      reachablePhones,
      startedAt,
      recordings,
    });
    for (const legId of answered) this.#emit({ type: 'LegAnswered', at: now(), legId });
    for (const event of unannounced) this.#emit(event);
    for (const message of once(this.#held.splice(0))) this.#handle(message);
    for (const legId of starting) if (this.#watch.has(legId)) void this.#watch.makeSure(legId);
    this.#unsure = false;
    this.#health.start();
  }

  #healthChanged(hanging: readonly AsteriskResource[]): void {
    const { log, now } = this.#options;
    if (hanging.length > 0) log.error({ hanging }, 'Asterisk hangs in a part; no new calls are taken until it is back');
    else log.info('All of Asterisk answers again; calls are taken');
    // Nothing new is begun on what is not known: the new connection's inventory says that all is well, too.
    if (hanging.length === 0 && this.#unsure) this.#callPlane.reconnect();
    else this.#emit({ type: 'AsteriskHealthChanged', at: now(), hanging });
  }

  #lost(): void {
    const wasConnected = this.#state === 'connected';
    if (this.#state === 'closed') return;
    this.#state = 'away';
    this.#held = [];
    this.#health.stop();
    this.#watch.forget();
    if (wasConnected) this.#emit({ type: 'AsteriskLost', at: this.#options.now() });
  }

  #takenOver(): void {
    this.#lost();
    this.#state = 'closed';
    void this.#controlPlane.close();
    this.#options.onReplaced?.();
  }

  #received(message: object): void {
    this.#watchOver(message);
    if (this.#state === 'settling') this.#held.push(message);
    else if (this.#state === 'connected') this.#handle(message);
  }

  /** A leg that comes in is known at once, even while its message is held. */
  #watchOver(message: object): void {
    const { type, channel, args } = message as StasisMessage;
    if (type !== 'StasisStart' || channel?.id === undefined || isOurs(args)) return;
    this.#watch.arrived(channel.id, channel.state === 'Up');
  }

  #handle(message: object): void {
    let event: EngineEvent | null;
    try {
      event = decodeAri(message, this.#options.now(), freshIds);
    } catch (error) {
      if (!(error instanceof AriMessageMalformed)) throw error;
      this.#options.log.warn({ reason: error.message }, 'Asterisk sent an event that can not be read; it is left out');
      return;
    }
    if (event === null) return;
    if (!isStart(message) && 'legId' in event && !this.#isOfCall(event.legId)) return;
    switch (event.type) {
      case 'CallArrived':
        if (!this.#options.knowsLeg(event.legId)) break;
        return this.#emit({ type: 'LegCameBack', at: event.at, legId: event.legId });
      case 'LegAnswered':
        // Somebody answered a call of ours of which nothing is known any more.
        if (isStartOfOurs(message) && !this.#options.knowsLeg(event.legId)) return this.#putDown(event.legId);
        this.#watch.cameUp(event.legId);
        break;
      case 'LegEnded': {
        const measured = decodeQuality(message, event.at);
        if (measured !== null) this.#emit(measured);
        this.#watch.ended(event.legId);
        this.#performer.legEnded(event.legId);
        break;
      }
      case 'PlaybackEnded':
        this.#performer.playbackEnded(event.playbackId);
        break;
      case 'RecordingEnded':
        this.#performer.recordingEnded(event.recordingId);
        break;
      case 'PhoneReachabilityChanged':
        // Ringing, talking and free are states of a reachable phone: only the change of reachability is news.
        if (this.#reachable.get(event.phone) === event.reachable) return;
        this.#reachable.set(event.phone, event.reachable);
        break;
    }
    this.#emit(event);
  }

  /** Asterisk tells of all its channels: also of those that only its own plan has to do with. */
  #isOfCall(legId: LegId): boolean {
    return this.#watch.has(legId) || this.#options.knowsLeg(legId);
  }

  #putDown(legId: LegId): void {
    this.#options.log.warn({ legId }, 'A phone was rung for what is not known; it is put down');
    void this.#callPlane.request({ method: 'DELETE', uri: `channels/${encodeURIComponent(legId)}?reason_code=16` });
  }

  #emit(event: EngineEvent): void {
    if (this.#state === 'closed') return;
    this.#options.onEvent(event);
  }
}

type StasisMessage = {
  readonly type?: unknown;
  readonly channel?: { readonly id?: LegId; readonly state?: unknown };
  readonly args?: readonly unknown[];
};

function isStart(message: object): boolean {
  return (message as StasisMessage).type === 'StasisStart';
}

function isStartOfOurs(message: object): boolean {
  return isStart(message) && isOurs((message as StasisMessage).args);
}

/** Until Asterisk's own subscriptions were taken back, some may have been told twice. */
function once(held: readonly object[]): readonly object[] {
  return [...new Map(held.map((message) => [JSON.stringify(message), message])).values()];
}

/** A leg that we made, to a phone or to a number outside. */
function isOurs(args: readonly unknown[] | undefined): boolean {
  return args?.[0] === 'offer' || args?.[0] === 'dialled';
}

function legOfStart(message: object): readonly LegId[] {
  const { type, channel, args } = message as StasisMessage;
  return type === 'StasisStart' && !isOurs(args) && channel?.id !== undefined ? [channel.id] : [];
}
