import type { OutsideContact } from './configuration.ts';
import type { ContactId } from './ids.ts';
import { isForCallback } from './present-callbacks.ts';
import type { QueueEntry } from './queue-entry.ts';
import { isStranded } from './stranded.ts';
import type { World } from './world.ts';

/** How many callers are put through to a number outside at once; more than it has lines would ring there for nobody. */

export function contactOf(world: World, contactId: ContactId): OutsideContact | undefined {
  return world.configuration?.contacts?.find(({ id }) => id === contactId);
}

/** Fewer callers than it has lines ring or talk there. */
export function hasLine(world: World, { id, lines }: OutsideContact): boolean {
  let taken = 0;
  for (const entryId of world.line) {
    const entry = world.entries.get(entryId);
    if (entry?.state === 'ringingOutside' && entry.outside.contactId === id) taken += 1;
  }
  for (const call of world.calls.values()) if (call.state === 'outside' && call.contactId === id) taken += 1;
  return taken < lines;
}

/**
 * Can a rule send this caller there now? Not whom Asterisk's own plan has, nor who is still to be called back, nor who is
 * just being asked about that.
 */
export function mayGoOutside(world: World, entry: QueueEntry, contactId: ContactId): boolean {
  const contact = contactOf(world, contactId);
  if (contact === undefined || !world.asteriskConnected || world.asteriskHangs !== null) return false;
  if (isStranded(world, entry.callId) || isForCallback(world, entry)) return false;
  return !world.dialogues.has(entry.callId) && hasLine(world, contact);
}
