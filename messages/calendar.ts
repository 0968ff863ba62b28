import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { LinkedVisit, MessageLanguage, VisitData } from '../sql/messages/message.ts';
import type { ToRender } from './render.ts';
import { labels } from './wording/labels.ts';
import { atLjubljana, ljubljana, zone } from './zone.ts';

/** A visit as calendars take it (RFC 5545), to be attached or downloaded. */
export type CalendarFile = {
  readonly fileName: string;
  /**
   * To somebody who is invited REQUEST writes or changes and CANCEL takes away; PUBLISH is for whoever takes the file
   * (RFC 5546 §3.2). Calendars know the visit again by its UID.
   */
  readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  readonly content: string;
};

export type CalendarOptions = {
  readonly visit: VisitData | LinkedVisit;
  readonly cancelled: boolean;
  readonly language: MessageLanguage;
  readonly organizer: { readonly name: string; readonly email: string };
  /** Who is invited, without whom there is no REQUEST and no CANCEL (RFC 5546 §3.2.2); null for a file that is downloaded. */
  readonly attendee: string | null;
  readonly now: number;
};

/** One visit in one file: a scheduling message speaks of one UID only (RFC 5546 §3.2). */
export function visitCalendar({ visit, cancelled, language, organizer, attendee, now }: CalendarOptions): CalendarFile {
  const say = labels[language];
  const method = attendee === null ? 'PUBLISH' : cancelled ? 'CANCEL' : 'REQUEST';
  const calendar = ical({
    prodId: { company: 'UeNarocanje', product: 'visits', language: language.toUpperCase() },
    method: ICalCalendarMethod[method],
    // The zone is the event's: named for the whole calendar it would take the Z from DTSTAMP, which is always UTC.
    timezone: { name: null, generator: () => ljubljana },
  });
  const lists = [
    [say.documents, visit.documents],
    [say.information, visit.information],
  ] as const;
  const described = [
    `${say.reference}: ${visit.reference}`,
    ...(visit.counterName === null ? [] : [`${say.counter}: ${visit.counterName}`]),
    ...lists.flatMap(([heading, items]) =>
      items.length === 0 ? [] : [`${heading}:\n${items.map((item) => `- ${item}`).join('\n')}`],
    ),
  ];
  calendar.createEvent({
    id: visit.calendarUid,
    sequence: visit.calendarSequence,
    timezone: zone,
    stamp: atLjubljana(now),
    start: atLjubljana(visit.startsAt),
    end: atLjubljana(visit.endsAt),
    summary: say.visit(visit.serviceName),
    description: described.join('\n'),
    location: visit.address === '' ? visit.locationName : `${visit.locationName}, ${visit.address}`,
    ...('links' in visit && !cancelled && /^https?:/.test(visit.links.show) ? { url: visit.links.show } : {}),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organizer.name, email: organizer.email },
    attendees: attendee === null ? [] : [{ email: attendee, rsvp: false, status: ICalAttendeeStatus.ACCEPTED }],
  });
  return { fileName: `${visit.reference.replaceAll(/[^A-Za-z0-9-]/g, '')}.ics`, method, content: calendar.toString() };
}

/** What is attached to a message; an SMS carries nothing. */
export function calendarFilesOf({
  kind,
  channel,
  payload,
  language,
  sender,
  to,
  now,
}: ToRender): readonly CalendarFile[] {
  if (channel === 'sms') return [];
  const file = (visit: VisitData | LinkedVisit, cancelled: boolean) =>
    visitCalendar({ visit, cancelled, language, organizer: sender, attendee: to, now });
  const carried = payload as { visits?: readonly (VisitData | LinkedVisit)[]; visit?: VisitData };
  switch (kind) {
    case 'bookingConfirmed':
      return (carried.visits ?? []).map((visit) => file(visit, false));
    case 'bookingMoved':
      return carried.visit === undefined ? [] : [file(carried.visit, false)];
    case 'bookingCancelled':
      return carried.visit === undefined ? [] : [file(carried.visit, true)];
    case 'dataErased':
      // The address of who was erased stands in no copy that is kept.
      return to === null ? [] : (carried.visits ?? []).map((visit) => file(visit, true));
    default:
      return [];
  }
}
