import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { readUntil } from '../../main/admin/until.ts';

const now = instant(Date.parse('2026-11-21T10:00:00Z'));
const zone = 'Europe/Ljubljana';

const read: readonly (readonly [text: string, expected: string | null])[] = [
  ['+2h', '2026-11-21T12:00:00.000Z'],
  ['+90m', '2026-11-21T11:30:00.000Z'],
  ['+1d', '2026-11-22T10:00:00.000Z'],
  ['20:00', '2026-11-21T19:00:00.000Z'],
  ['2026-11-22T20:00', '2026-11-22T19:00:00.000Z'],
  ['2026-11-22 20:00', '2026-11-22T19:00:00.000Z'],
  ['2027-06-01T08:00', '2027-06-01T06:00:00.000Z'],
  // The clock jumps from 2 to 3: the time that does not exist is the one an hour later.
  ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
  ['20.00', '2026-11-21T19:00:00.000Z'],
  ['2026-11-22 20.00', '2026-11-22T19:00:00.000Z'],
  ['8:00', null],
  ['2026-11-20T20:00', null],
  ['2026-11-31T20:00', null],
  ['25:00', null],
  ['+0h', null],
  ['tomorrow', null],
  ['', null],
];
for (const [text, expected] of read) {
  test(`[R2.9] "${text}" is ${expected ?? 'no time to come'}`, (t) => {
    const until = readUntil(text, now, zone);
    t.is(until === null ? null : new Date(until).toISOString(), expected);
  });
}
