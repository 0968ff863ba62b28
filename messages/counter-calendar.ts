import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import type { FeedEntry } from '../sql/calendar/list-feed-entries.ts';
import { showReference } from '../sql/calendar/reference.ts';
import { textIn } from '../sql/calendar/words.ts';
import { atLjubljana, ljubljana, zone } from './zone.ts';

/** How often calendars should ask again, in seconds; they ask as they like. */
const refreshSeconds = 15 * 60;

/**
 * The calendar of a counter as others subscribe to it (R3.7, RFC 5545): times, services and references. Nobody's name,
 * contact or note stands in it, because a calendar is copied to telephones and to companies that nobody here knows;
 * the reference is enough to find the visit on the schedule. What is cancelled is not in it any more.
 */
export function counterCalendar({
  name,
  place,
  entries,
}: {
  /** "Okence 3" */
  readonly name: string;
  readonly place: { readonly name: string; readonly address: string };
  readonly entries: readonly FeedEntry[];
}): string {
  const calendar = ical({
    name: `${place.name} – ${name}`,
    prodId: { company: 'UeNarocanje', product: 'counters', language: 'SL' },
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: null, generator: () => ljubljana },
    ttl: refreshSeconds,
  });
  for (const entry of entries) {
    calendar.createEvent({
      // The same as in the citizen's file: it is the same visit.
      id: `${entry.appointmentId}@ue`,
      sequence: entry.sequence,
      timezone: zone,
      // When it last changed, as RFC 5545 §3.8.7.2 has it without a method of scheduling; so the file changes only with the visits.
      stamp: atLjubljana(entry.changedAt),
      start: atLjubljana(entry.startsAt),
      end: atLjubljana(entry.endsAt),
      summary: summaryOf(entry),
      ...(entry.reference === null ? {} : { description: `Sklic: ${showReference(entry.reference)}` }),
      location: place.address === '' ? place.name : `${place.name}, ${place.address}`,
      status: ICalEventStatus.CONFIRMED,
      busystatus: ICalEventBusyStatus.BUSY,
    });
  }
  return calendar.toString();
}

function summaryOf({ state, serviceNames }: FeedEntry): string {
  if (state === 'blocked') return 'Zaprto za termine';
  const services = serviceNames.map((name) => textIn(name, 'sl')).join(' + ');
  return state === 'noShow' ? `${services} (brez prihoda)` : services;
}
