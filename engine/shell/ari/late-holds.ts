import type { BridgeId, LegId } from '../../core/ids.ts';
import type { AriEffect, AriTask } from './requests.ts';

type Hold = AriEffect & { readonly type: 'CreateBridge' };

/**
 * Builds a holding bridge only for who waits. Most callers come while somebody is free: a phone rings in the same turn
 * in which they take their place, and is picked up before anything is said to them that the bridge is good for. They
 * get the music on their own leg, and the bridge, its member and its end are never asked for: three of the fourteen
 * requests of a call, and the way into a bridge and out of it.
 *
 *   spared ──the next thing is said── built      (Asterisk lets music go on after a playback in a bridge alone)
 *     ├──a number outside rings── built            (the name of the tone is read from it, main/stranded-callers.ts)
 *     └──put in another bridge, the bridge's end, the leg's end──► forgotten
 *
 * What the core asked for is done all the same after a restart: whoever is not found in the bridge is put there anew,
 * and a bridge that is there, though nobody is in it any more, is used and ended.
 */
export class LateHolds {
  /** The bridge in which a leg should wait, and does not. */
  readonly #spared = new Map<LegId, Hold>();
  /** Bridges that were asked for and spared, until their end is asked for. */
  readonly #unbuilt = new Set<BridgeId>();
  readonly #places = new Map<LegId, BridgeId>();
  /** Bridges of an earlier connection that are there, whoever is in them. */
  readonly #found = new Set<BridgeId>();

  /** What has to be asked of Asterisk for these effects of one turn, in their order. */
  tasksOf(effects: readonly AriEffect[]): readonly AriTask[] {
    const tasks: AriTask[] = [];
    const sparedNow = new Set<AriEffect>();
    const saidNow = new Set<AriEffect>();
    for (const [index, effect] of effects.entries()) {
      if (sparedNow.has(effect)) continue;
      if (saidNow.has(effect)) {
        tasks.push(effect);
        continue;
      }
      const rest = effects.slice(index + 1);
      const hold = sparable(effect, rest);
      if (hold === null || this.#places.has(hold.put.legId) || this.#found.has(hold.create.bridgeId)) {
        tasks.push(...this.#tasksOfOne(effect));
        continue;
      }
      const { callId, legId } = hold.put;
      this.#spared.set(legId, hold.create);
      this.#unbuilt.add(hold.create.bridgeId);
      sparedNow.add(hold.put);
      const said = rest.find((next) => next.type === 'PlayUtterances' && next.legId === legId);
      // Music comes after what is said in this turn.
      if (said === undefined) tasks.push({ type: 'PlayMusic', callId, legId });
      else saidNow.add(said);
    }
    return tasks;
  }

  /** Something was said to the end; who waits without a bridge hears music from then on. */
  saidTo(legId: LegId): AriTask | null {
    const hold = this.#spared.get(legId);
    return hold === undefined ? null : { type: 'PlayMusic', callId: hold.callId, legId };
  }

  /** What an earlier connection made. */
  learn(bridgeId: BridgeId, legs: readonly LegId[]): void {
    this.#found.add(bridgeId);
    for (const legId of legs) this.#places.set(legId, bridgeId);
  }

  legEnded(legId: LegId): void {
    this.#spared.delete(legId);
    this.#places.delete(legId);
  }

  #tasksOfOne(effect: AriEffect): readonly AriTask[] {
    switch (effect.type) {
      case 'PlayUtterances':
        return [...this.#built(effect.legId), effect];
      case 'DialNumber':
        return effect.heardBy === null ? [effect] : [...this.#built(effect.heardBy.legId), effect];
      case 'CreateBridge':
        this.#unbuilt.delete(effect.bridgeId);
        return [effect];
      case 'PutLegInBridge':
        this.#moved(effect.legId, effect.bridgeId);
        return [effect];
      case 'DestroyBridge':
        this.#found.delete(effect.bridgeId);
        for (const [legId, bridgeId] of this.#places) if (bridgeId === effect.bridgeId) this.#places.delete(legId);
        if (!this.#unbuilt.delete(effect.bridgeId)) return [effect];
        return this.#silenced(effect.bridgeId);
      default:
        return [effect];
    }
  }

  /** The bridge is needed now. */
  #built(legId: LegId): readonly AriEffect[] {
    const hold = this.#spared.get(legId);
    if (hold === undefined) return [];
    const { callId, bridgeId } = hold;
    this.#unbuilt.delete(bridgeId);
    this.#moved(legId, bridgeId);
    return [hold, { type: 'PutLegInBridge', callId, bridgeId, legId }];
  }

  /** Who leaves the queue without ever having been in its bridge is still there, and is spoken to now. */
  #silenced(bridgeId: BridgeId): readonly AriTask[] {
    const left = [...this.#spared].filter(([, hold]) => hold.bridgeId === bridgeId);
    for (const [legId] of left) this.#spared.delete(legId);
    return left.map(([legId, { callId }]) => ({ type: 'StopMusic', callId, legId }));
  }

  #moved(legId: LegId, bridgeId: BridgeId): void {
    this.#spared.delete(legId);
    this.#places.set(legId, bridgeId);
  }
}

/** A new holding bridge and who is put into it, while a phone rings for the same call. */
function sparable(
  create: AriEffect,
  [put, ...rest]: readonly AriEffect[],
): { readonly create: Hold; readonly put: AriEffect & { readonly type: 'PutLegInBridge' } } | null {
  if (create.type !== 'CreateBridge' || create.kind !== 'holding') return null;
  if (put?.type !== 'PutLegInBridge' || put.bridgeId !== create.bridgeId) return null;
  return rest.some(({ type, callId }) => type === 'RingPhone' && callId === create.callId) ? { create, put } : null;
}
