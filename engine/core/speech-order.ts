import type { Effect, OnCallEffect } from './effects.ts';
import type { CallId, PlaybackId } from './ids.ts';

/**
 * What is said to a caller who leaves a bridge in the same step is said afterwards: Asterisk cuts whatever a leg hears
 * as it leaves. Everything else stays in its order, and so does what the same step silences again.
 */
export function speechAfterLeaving(effects: readonly Effect[]): readonly Effect[] {
  const leavings = new Map<CallId, number>();
  const silenced = new Set<PlaybackId>();
  for (const [index, effect] of effects.entries()) {
    if (effect.type === 'DestroyBridge') leavings.set(effect.callId, index);
    if (effect.type === 'StopPlayback') silenced.add(effect.playbackId);
  }
  if (leavings.size === 0) return effects;
  const ordered: Effect[] = [];
  const waiting: (OnCallEffect & { readonly type: 'PlayUtterances' })[] = [];
  for (const [index, effect] of effects.entries()) {
    const isEarly = effect.type === 'PlayUtterances' && index < (leavings.get(effect.callId) ?? -1);
    if (isEarly && !silenced.has(effect.playbackId)) waiting.push(effect);
    else ordered.push(effect);
    if (effect.type !== 'DestroyBridge' || leavings.get(effect.callId) !== index) continue;
    ordered.push(...waiting.filter(({ callId }) => callId === effect.callId));
  }
  return ordered;
}
