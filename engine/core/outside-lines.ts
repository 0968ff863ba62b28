import { lineState, type OpeningHours } from '../../dialplan/opening-hours.ts';
import type { OutsideContact } from './configuration.ts';
import type { ContactId } from './ids.ts';
import { isForCallback } from './present-callbacks.ts';
import type { QueueEntry } from './queue-entry.ts';
import { isStranded } from './stranded.ts';
import type { World } from './world.ts';

/**
 * Whether a number outside can be rung now: at its hours, and for no more callers at once than it has lines. Otherwise it
 * would ring for nobody.
 */

export function contactOf(world: World, contactId: ContactId): OutsideContact | undefined {
  return world.configuration?.contacts?.find(({ id }) => id === contactId);
}

/** Fewer callers, and agents who ask, than it has lines ring or talk there. */
export function hasLine(world: World, { id, lines }: OutsideContact): boolean {
  let taken = 0;
  for (const entryId of world.line) {
    const entry = world.entries.get(entryId);
    if (entry?.state === 'ringingOutside' && entry.outside.contactId === id) taken += 1;
  }
  for (const call of world.calls.values()) if (call.state === 'outside' && call.contactId === id) taken += 1;
  for (const consult of world.consults.values()) if ('contactId' in consult && consult.contactId === id) taken += 1;
  return taken < lines;
}

/** What a contact's hours come to is remembered with them (lineState), for as long as they are configured. */
const hoursOfContacts = new WeakMap<OutsideContact, OpeningHours>();

/** At its hours, which are none on holidays and on days on which the line is closed by an exception. */
export function isOpen({ at, configuration }: World, contact: OutsideContact): boolean {
  if (contact.hours === undefined || configuration === null) return true;
  let hours = hoursOfContacts.get(contact);
  if (hours === undefined) {
    const { openingHours } = configuration;
    const exceptions = openingHours.exceptions.filter(({ periods }) => periods.length === 0);
    hours = { ...openingHours, exceptions, weekly: contact.hours };
    hoursOfContacts.set(contact, hours);
  }
  return lineState(hours, at).open;
}

/**
 * Can a rule send this caller there now? Not whom Asterisk's own plan has, nor who is still to be called back, nor who is
 * just being asked about that.
 */
export function mayGoOutside(world: World, entry: QueueEntry, contactId: ContactId): boolean {
  const contact = contactOf(world, contactId);
  if (contact === undefined || !world.asteriskConnected || world.asteriskHangs !== null) return false;
  if (isStranded(world, entry.callId) || isForCallback(world, entry) || world.dialogues.has(entry.callId)) return false;
  return isOpen(world, contact) && hasLine(world, contact);
}
