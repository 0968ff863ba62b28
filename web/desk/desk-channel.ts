import type { Actor, Channel } from '../../sql/calendar/words.ts';
import { may, placesOf, type SignedInUser } from '../may.ts';

/**
 * Through which door somebody books at a place: at their own places a unit's staff has what is kept for staff, at all
 * others, like an agent anywhere, what is kept for the call centre.
 */
export const channelAt = (user: SignedInUser, locationId: string): Channel =>
  may(user, 'bookStaffShare', locationId) ? 'clerk' : 'agent';

export const actorAt = (user: SignedInUser, locationId: string, callId: string | null): Actor => ({
  channel: channelAt(user, locationId),
  userId: user.id,
  callId,
});

/** The channels that somebody uses, each with the places where. */
export function channelsOf(user: SignedInUser): readonly ChannelPlaces[] {
  const own = placesOf(user, 'bookStaffShare');
  if (own === null) return [{ channel: 'clerk', holds: () => true }];
  if (own.length === 0) return [{ channel: 'agent', holds: () => true }];
  return [
    { channel: 'clerk', holds: (locationId) => own.includes(locationId) },
    { channel: 'agent', holds: (locationId) => !own.includes(locationId) },
  ];
}

export type ChannelPlaces = { readonly channel: Channel; holds(locationId: string): boolean };
