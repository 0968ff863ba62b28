import { type Listener, type ListenOptions, listenOn } from '../listen.ts';
import { visitsChannel } from '../schema.ts';
import type { BookingId, CounterId } from './words.ts';

/** What changed: a visit of this booking, at these counters. */
export type VisitChange = { readonly bookingId: BookingId; readonly counterIds: readonly CounterId[] };

/** Tells of each visit that was booked, moved, cancelled or marked; null: anything may have changed (see listenOn). */
export async function listenForVisits(
  url: string,
  onChange: (change: VisitChange | null) => void,
  options: ListenOptions = {},
): Promise<Listener> {
  return listenOn(
    url,
    visitsChannel,
    (payload) => onChange(payload === null ? null : (JSON.parse(payload) as VisitChange)),
    options,
  );
}
