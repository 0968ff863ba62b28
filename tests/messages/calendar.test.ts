import test from 'ava';
import { visitCalendar } from '../../messages/calendar.ts';
import type { VisitData } from '../../sql/messages/message.ts';
import { visit } from '../sql/message-fixture.ts';
import { readBy } from './read-calendar.ts';

/** What somebody else's reader finds in the file. */
const read = (content: string): Record<string, string | number> =>
  readBy(
    `
event = calendar.vevent
event.validate(raiseException=True)
print(json.dumps({
  'method': calendar.method.value, 'uid': event.uid.value, 'sequence': event.sequence.value,
  'start': event.dtstart.value.isoformat(), 'end': event.dtend.value.isoformat(), 'stamp': str(event.dtstamp.value),
  'zone': calendar.vtimezone.tzid.value, 'summary': event.summary.value, 'location': event.location.value,
  'description': event.description.value, 'status': event.status.value,
  'url': event.url.value if hasattr(event, 'url') else '', 'events': len(list(calendar.vevent_list)),
  'organizer': event.organizer.value, 'attendee': event.attendee.value if hasattr(event, 'attendee') else '',
}))`,
    content,
  );

const fileOf = (differs: Partial<VisitData>, cancelled = false, attendee: string | null = 'ana@example.si') =>
  visitCalendar({
    visit: { ...visit, ...differs },
    cancelled,
    language: 'sl',
    organizer: { name: 'Klicni center UeNaročanje', email: 'narocanje@example.si' },
    attendee,
    now: Date.parse('2027-02-01T10:00:00Z'),
  });

test('[R4.5] a calendar takes the visit: zone, place, link, and one event only', (t) => {
  const { fileName, content } = fileOf({});
  t.is(fileName, 'LJ-7K3M-9Q2P.ics');
  const found = read(content);
  t.is(found.method, 'REQUEST');
  t.is(found.uid, visit.calendarUid);
  t.is(Number(found.sequence), 0);
  t.is(found.start, '2027-03-05T09:30:00+01:00');
  t.is(found.end, '2027-03-05T09:45:00+01:00');
  t.is(found.zone, 'Europe/Ljubljana');
  t.is(found.summary, 'Upravna enota: Osebna izkaznica');
  t.is(found.location, `${visit.locationName}, ${visit.address}`);
  t.is(found.url, visit.links.show);
  t.is(found.status, 'CONFIRMED');
  t.is(found.events, 1);
  t.is(found.attendee, 'MAILTO:ana@example.si');
  t.is(found.stamp, '2027-02-01 10:00:00+00:00');
  t.true(String(found.description).includes('- stara osebna izkaznica'));
  for (const line of content.split('\r\n')) t.true(Buffer.byteLength(line) <= 75, line);
  t.false(/[^\r]\n/.test(content));
});

test('[R4.5] a change has the same UID and one more in SEQUENCE; a cancellation takes it away', (t) => {
  const moved = read(
    fileOf({
      calendarSequence: 1,
      startsAt: (visit.startsAt + 3_600_000) as typeof visit.startsAt,
      endsAt: (visit.endsAt + 3_600_000) as typeof visit.endsAt,
    }).content,
  );
  t.deepEqual([moved.uid, Number(moved.sequence), moved.start], [visit.calendarUid, 1, '2027-03-05T10:30:00+01:00']);
  const cancelled = read(fileOf({ calendarSequence: 2 }, true).content);
  t.deepEqual(
    [cancelled.method, cancelled.uid, Number(cancelled.sequence), cancelled.status, cancelled.url],
    ['CANCEL', visit.calendarUid, 2, 'CANCELLED', ''],
  );
});

test('[R4.5] a file that is downloaded invites nobody: it is published, with who organizes it (RFC 5546 §3.2.1)', (t) => {
  for (const cancelled of [false, true]) {
    const { method, content } = fileOf({ calendarSequence: 1 }, cancelled, null);
    const found = read(content);
    t.deepEqual(
      [method, found.method, found.attendee, found.organizer, found.status, Number(found.sequence)],
      ['PUBLISH', 'PUBLISH', '', 'mailto:narocanje@example.si', cancelled ? 'CANCELLED' : 'CONFIRMED', 1],
    );
  }
});

test('[R4.5] visits in both hours that the clock repeats or skips keep their wall clock', (t) => {
  const at = (iso: string) => Date.parse(iso) as typeof visit.startsAt;
  const summer = read(fileOf({ startsAt: at('2026-10-23T06:00:00Z'), endsAt: at('2026-10-23T06:30:00Z') }).content);
  t.is(summer.start, '2026-10-23T08:00:00+02:00');
  const winter = read(fileOf({ startsAt: at('2026-10-26T07:00:00Z'), endsAt: at('2026-10-26T07:30:00Z') }).content);
  t.is(winter.start, '2026-10-26T08:00:00+01:00');
});
