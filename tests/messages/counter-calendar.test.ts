import test from 'ava';
import { counterCalendar } from '../../messages/counter-calendar.ts';
import type { FeedEntry } from '../../sql/calendar/list-feed-entries.ts';
import { readCalendar } from './read-calendar.ts';

const place = { name: 'Upravna enota Litija', address: 'Jerebova ulica 14, 1270 Litija' };
const at = (iso: string) => Date.parse(iso) as FeedEntry['startsAt'];
const entry: FeedEntry = {
  appointmentId: 7 as FeedEntry['appointmentId'],
  state: 'booked',
  reference: '3650663205' as FeedEntry['reference'],
  sequence: 2,
  startsAt: at('2026-10-23T06:00:00Z'),
  endsAt: at('2026-10-23T06:15:00Z'),
  serviceNames: [{ sl: 'Osebna izkaznica' }, { sl: 'Potni list' }],
  changedAt: at('2026-10-01T10:00:00Z'),
};

test('[R3.7] a counter’s calendar is read by others, on both sides of the change of clocks', (t) => {
  const winter = {
    startsAt: at('2026-10-26T07:00:00Z'),
    endsAt: at('2026-10-26T07:15:00Z'),
    appointmentId: 8 as never,
  };
  const blocked = { ...entry, state: 'blocked', reference: null, serviceNames: [], appointmentId: 9 as never } as const;
  const content = counterCalendar({ name: 'Okence 1', place, entries: [entry, { ...entry, ...winter }, blocked] });
  const { method, name, zones, events } = readCalendar(content);
  t.deepEqual([method, name, zones], ['PUBLISH', 'Upravna enota Litija – Okence 1', 1]);
  t.deepEqual(events[0], {
    uid: '7@ue',
    start: '2026-10-23T08:00:00+02:00',
    end: '2026-10-23T08:15:00+02:00',
    summary: 'Osebna izkaznica + Potni list',
    sequence: '2',
    stamp: '2026-10-01T10:00:00+00:00',
  });
  t.is(events[1]?.start, '2026-10-26T08:00:00+01:00');
  t.is(events[2]?.summary, 'Zaprto za termine');
  for (const line of content.split('\r\n')) t.true(Buffer.byteLength(line) <= 75, line);
  t.is(
    content,
    counterCalendar({ name: 'Okence 1', place, entries: [entry, { ...entry, ...winter }, blocked] }),
    'the same visits, the same file',
  );
});

test('[R3.7] a calendar without visits is one too', (t) => {
  t.deepEqual(readCalendar(counterCalendar({ name: 'Okence 1', place, entries: [] })).events, []);
});
