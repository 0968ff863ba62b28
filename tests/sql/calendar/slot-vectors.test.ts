import test from 'ava';
import { countFreeDays } from '../../../sql/calendar/count-free-days.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import type { Channel } from '../../../sql/calendar/words.ts';
import { withDatabase } from '../../database.ts';
import { block, type Exception, local, makePlace, type Rule, wall } from './calendar-fixture.ts';

type Vector = {
  readonly title: string;
  readonly rules: readonly Rule[];
  readonly exceptions?: readonly Exception[];
  readonly holidays?: readonly string[];
  readonly minutes?: number;
  readonly blocked?: readonly (readonly [string, string])[];
  readonly channel?: Channel;
  readonly now?: string;
  /** Day to what is offered on it. */
  readonly slots: Readonly<Record<string, string>>;
};

const eightToTen: Rule = { from: '08:00', to: '10:00' };

const vectors: readonly Vector[] = [
  {
    title: 'weekly: half hours of a Monday morning, nothing on a Tuesday',
    rules: [{ ...eightToTen, weekdays: [1] }],
    slots: { '2026-03-02': '08:00 08:30 09:00 09:30', '2026-03-03': '' },
  },
  {
    title: 'every second week, counted from the anchor and before it',
    rules: [{ ...eightToTen, weekdays: [2], everyWeeks: 2, anchor: '2026-03-12' }],
    slots: {
      '2026-02-24': '08:00 08:30 09:00 09:30',
      '2026-03-03': '',
      '2026-03-10': '08:00 08:30 09:00 09:30',
      '2026-03-17': '',
      '2026-03-24': '08:00 08:30 09:00 09:30',
    },
  },
  {
    title: 'the first Wednesday of the month in the afternoon',
    rules: [{ from: '13:00', to: '14:00', weekdays: [3], monthWeeks: [1] }],
    slots: { '2026-03-04': '13:00 13:30', '2026-03-11': '', '2026-04-01': '13:00 13:30', '2026-04-08': '' },
  },
  {
    title: 'the second and fourth Tuesday, and the last Friday of a month with four and with five',
    rules: [
      { from: '08:00', to: '08:30', weekdays: [2], monthWeeks: [2, 4] },
      { from: '09:00', to: '09:30', weekdays: [5], monthWeeks: [-1], horizon: 120 },
    ],
    slots: {
      '2026-03-03': '',
      '2026-03-10': '08:00',
      '2026-03-24': '08:00',
      '2026-03-31': '',
      '2026-03-20': '',
      '2026-03-27': '09:00',
      '2026-05-22': '',
      '2026-05-29': '09:00',
    },
  },
  {
    title: 'spring night: the hour that does not exist is not offered',
    rules: [{ from: '01:00', to: '04:00' }],
    now: '2026-03-01 12:00',
    slots: { '2026-03-28': '01:00 01:30 02:00 02:30 03:00 03:30', '2026-03-29': '01:00 01:30 03:00 03:30' },
  },
  {
    title: 'spring night: hours within the skipped one are none, from the middle of it begin at its end',
    rules: [
      { from: '02:00', to: '03:00', weekdays: [7] },
      { from: '00:00', to: '02:30', weekdays: [7] },
      { from: '02:45', to: '04:00', weekdays: [7] },
    ],
    now: '2026-03-01 12:00',
    slots: { '2026-03-29': '00:00 00:30 01:00 01:30 03:00 03:30' },
  },
  {
    title: 'autumn night: the hour that comes twice is offered twice',
    rules: [{ from: '01:30', to: '03:30' }],
    now: '2026-09-01 12:00',
    slots: {
      '2026-10-24': '01:30 02:00 02:30 03:00',
      '2026-10-25': '01:30 02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00 03:00',
    },
  },
  {
    title: 'days around both nights keep their wall clock',
    rules: [{ from: '08:00', to: '09:00' }],
    now: '2026-03-20 12:00',
    slots: { '2026-03-28': '08:00 08:30', '2026-03-29': '08:00 08:30', '2026-03-30': '08:00 08:30' },
  },
  {
    title: 'a counter with hours of its own leaves those of its location, on all days',
    rules: [eightToTen, { from: '12:00', to: '13:00', weekdays: [1], at: 'counter' }],
    slots: { '2026-03-02': '12:00 12:30', '2026-03-03': '' },
  },
  {
    title: 'a local office without hours has those of its unit, and the counter its break besides',
    rules: [
      { ...eightToTen, at: 'parent' },
      { kind: 'break', from: '08:30', to: '09:00', at: 'counter' },
    ],
    slots: { '2026-03-02': '08:00 09:00 09:30' },
  },
  {
    title: 'the break of the unit does not concern an office with hours of its own',
    rules: [{ ...eightToTen, at: 'parent' }, { kind: 'break', from: '08:30', to: '09:00', at: 'parent' }, eightToTen],
    slots: { '2026-03-02': '08:00 08:30 09:00 09:30' },
  },
  {
    title: 'a break moves the beginnings after it',
    rules: [
      { from: '08:00', to: '11:00' },
      { kind: 'break', from: '09:15', to: '09:40' },
    ],
    slots: { '2026-03-02': '08:00 08:30 09:40 10:10' },
  },
  {
    title: 'validity: both days are within, and the day after the old hours has the new ones',
    rules: [
      { from: '08:00', to: '09:00', validUntil: '2026-03-03' },
      { from: '10:00', to: '11:00', validFrom: '2026-03-04', validUntil: '2026-03-04' },
    ],
    slots: { '2026-03-03': '08:00 08:30', '2026-03-04': '10:00 10:30', '2026-03-05': '' },
  },
  {
    title: 'rules of one level that overlap are joined without a slot across their border',
    rules: [
      { from: '08:00', to: '09:15' },
      { from: '09:00', to: '10:15' },
    ],
    slots: { '2026-03-02': '08:00 08:30 09:15 09:45' },
  },
  {
    title: 'a holiday is closed, special hours open it',
    rules: [eightToTen],
    holidays: ['2026-04-06', '2026-04-27'],
    exceptions: [{ kind: 'hours', first: '2026-04-27', from: '09:00', to: '10:00' }],
    slots: { '2026-04-06': '', '2026-04-07': '08:00 08:30 09:00 09:30', '2026-04-27': '09:00 09:30' },
  },
  {
    title: 'a closed unit, a closed morning, and a counter that is open all the same',
    rules: [eightToTen],
    exceptions: [
      { kind: 'closed', first: '2026-03-02', last: '2026-03-03', at: 'parent' },
      { kind: 'hours', first: '2026-03-03', from: '08:00', to: '09:00', at: 'counter' },
      { kind: 'closed', first: '2026-03-04', from: '08:00', to: '09:00' },
      { kind: 'closed', first: '2026-03-05', at: 'everywhere' },
    ],
    slots: { '2026-03-02': '', '2026-03-03': '08:00 08:30', '2026-03-04': '09:00 09:30', '2026-03-05': '' },
  },
  {
    title: 'eight minutes: the last slot ends before the counter closes',
    rules: [{ from: '08:00', to: '09:00' }],
    minutes: 8,
    slots: { '2026-03-02': '08:00 08:08 08:16 08:24 08:32 08:40 08:48' },
  },
  {
    title: 'a step of its own: beginnings each quarter of an hour, the last one fits',
    rules: [{ from: '08:00', to: '09:15', step: 15 }],
    slots: { '2026-03-02': '08:00 08:15 08:30 08:45' },
  },
  {
    title: 'the last slot of a day that ends at midnight',
    rules: [{ from: '23:00', to: '24:00' }],
    slots: { '2026-03-02': '23:00 23:30' },
  },
  {
    title: 'time that staff blocked is not offered, nor what touches it',
    rules: [eightToTen],
    blocked: [['2026-03-02 08:40', '2026-03-02 09:10']],
    slots: { '2026-03-02': '08:00 09:30' },
  },
  {
    title: 'lead time: two hours ahead, on the grid of the day',
    rules: [{ from: '08:00', to: '12:00', lead: 120 }],
    now: '2026-03-02 08:10',
    slots: { '2026-03-02': '10:30 11:00 11:30' },
  },
  {
    title: 'lead time does not bind a clerk, the clock does',
    rules: [{ from: '08:00', to: '10:00', lead: 120 }],
    now: '2026-03-02 08:10',
    channel: 'clerk',
    slots: { '2026-03-02': '08:30 09:00 09:30' },
  },
  {
    title: 'the horizon ends with a local day',
    rules: [{ ...eightToTen, horizon: 2 }],
    now: '2026-03-01 23:59',
    slots: { '2026-03-03': '08:00 08:30 09:00 09:30', '2026-03-04': '' },
  },
  {
    title: 'no horizon binds a clerk',
    rules: [{ ...eightToTen, horizon: 2 }],
    now: '2026-03-01 23:59',
    channel: 'clerk',
    slots: { '2026-03-04': '08:00 08:30 09:00 09:30' },
  },
  {
    title: 'all of it reserved for staff: citizens and agents are offered nothing',
    rules: [{ ...eightToTen, staffShare: 1 }],
    channel: 'agent',
    slots: { '2026-03-02': '' },
  },
  {
    title: 'all of it reserved for the call centre: an agent is offered it',
    rules: [{ ...eightToTen, callCentreShare: 1 }],
    channel: 'agent',
    slots: { '2026-03-02': '08:00 08:30 09:00 09:30' },
  },
  {
    title: 'a capacity of none takes no visits',
    rules: [{ ...eightToTen, capacity: 0 }],
    channel: 'clerk',
    slots: { '2026-03-02': '' },
  },
];

for (const { title, channel = 'web', now = '2026-02-20 12:00', slots, blocked = [], ...place } of vectors) {
  test(`[R3.3] [R3.5] ${title}`, async (t) => {
    await withDatabase(async (db) => {
      const { counter, service } = await makePlace(db, { ...place, days: ['2026-02-20', '2026-11-30'] });
      for (const [from, to] of blocked) await block(db, counter, from, to);
      for (const [day, expected] of Object.entries(slots)) {
        const from = local(`${day} 00:00`);
        const until = local(`${day} 23:59`);
        const ask = { services: [service], channel, now: local(now) };
        const offered = await listSlots(db, { ...ask, from, until });
        t.is(offered.map(({ startsAt }) => wall(startsAt)).join(' '), expected, day);
        const [overview] = await countFreeDays(db, { ...ask, locationId: 'kraj', firstDay: day, lastDay: day });
        t.deepEqual(overview?.first ?? null, offered[0]?.startsAt ?? null, `first of ${day}`);
        if (!place.rules.some(({ step }) => step !== undefined))
          t.is(overview?.free, offered.length, `count of ${day}`);
        if (offered[0] !== undefined) {
          // Asked at the beginning of that very day, nothing earlier is free: the first of all places is that slot.
          const firsts = await firstFreeSlots(db, {
            ...ask,
            now: Math.max(local(now), from) as typeof from,
          });
          if (!place.rules.some(({ lead }) => lead !== undefined)) t.is(firsts[0]?.startsAt, offered[0].startsAt);
        }
      }
    });
  });
}
