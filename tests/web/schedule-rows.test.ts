import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { mondayOf } from '../../reports/schedule/schedule.ts';
import { figuresText, periodHeading, timesOf } from '../../reports/schedule/words.ts';
import type { AppointmentId } from '../../sql/calendar/words.ts';
import { hoursOf, isIn, placeOf, rowRules } from '../../web/schedule/rows.ts';

const block = (from: string, until: string) => ({
  startsAt: instant(Date.parse(from)),
  endsAt: instant(Date.parse(until)),
});
const hours = { from: 8, until: 15 };

test('[R3.7] a block stands in the rows of its wall clock, five minutes a row', (t) => {
  t.is(placeOf(block('2026-11-26T07:00:00Z', '2026-11-26T07:15:00Z'), hours), 'row-0 rows-3');
  t.is(placeOf(block('2026-07-27T06:00:00Z', '2026-07-27T06:15:00Z'), hours), 'row-0 rows-3', 'in summer too');
  t.is(placeOf(block('2026-11-26T08:30:00Z', '2026-11-26T11:00:00Z'), hours), 'row-18 rows-30');
  // The night that is an hour longer: what begins after it stands where the wall clock says.
  t.is(placeOf(block('2026-10-25T07:00:00Z', '2026-10-25T08:00:00Z'), hours), 'row-0 rows-12');
  t.is(placeOf(block('2026-11-26T22:00:00Z', '2026-11-26T23:00:00Z'), { from: 20, until: 24 }), 'row-36 rows-12');
});

test('[R3.7] the grid is as long as open time and visits; blocked time outside of it does not stretch it', (t) => {
  const at = (from: string, until: string) => block(`2026-11-26T${from}:00+01:00`, `2026-11-26T${until}:00+01:00`);
  const blocked = (from: string, until: string) => ({
    ...{ kind: 'blocked' as const, note: '', appointmentId: 1 as AppointmentId },
    ...at(from, until),
  });
  const wholeDay = { kind: 'blocked' as const, note: '', appointmentId: 2 as AppointmentId };
  const night = { ...wholeDay, ...block('2026-11-26T02:00:00+01:00', '2026-11-27T00:00:00+01:00') };
  const open = [at('08:00', '12:00'), at('13:00', '15:00')];
  t.deepEqual(hoursOf([{ open, blocks: [night] }]), { from: 8, until: 15 });
  t.deepEqual(hoursOf([{ open, blocks: [{ kind: 'held', ...at('16:00', '16:15') }] }]), { from: 8, until: 17 });
  t.deepEqual(hoursOf([{ open: [], blocks: [blocked('09:00', '10:30')] }]), { from: 9, until: 11 }, 'nothing else');
  t.is(placeOf(night, hours), 'row-0 rows-84', 'what of it is in the grid');
  t.true(isIn(night, hours) && isIn(blocked('07:30', '08:05'), hours));
  t.false(isIn(blocked('02:00', '08:00'), hours) || isIn(blocked('15:00', '16:00'), hours));
  t.is(timesOf(night), '2.00–24.00');
});

test('[R3.7] visits of eight minutes, one after the other, never share a row', (t) => {
  let free = 0;
  for (let visit = 0; visit < 40; visit += 1) {
    const at = Date.parse('2026-11-26T07:00:00Z') + visit * 8 * 60_000;
    const [, row = '', rows = ''] =
      /^row-(\d+) rows-(\d+)$/.exec(
        placeOf({ startsAt: instant(at), endsAt: instant(at + 8 * 60_000) }, { from: 8, until: 14 }),
      ) ?? [];
    t.is(Number(row), free);
    free = Number(row) + Number(rows);
  }
});

test('[R3.7] the stylesheet has a rule for each row of a day and each length', (t) => {
  const rules = rowRules();
  for (const rule of ['.row-0{', '.row-287{', '.rows-1{', '.rows-288{']) t.true(rules.includes(rule), rule);
});

test('[R3.7] weeks begin on Monday and say their days as people do', (t) => {
  t.is(mondayOf('2026-11-29'), '2026-11-23');
  t.is(mondayOf('2026-11-23'), '2026-11-23');
  t.is(mondayOf('2027-01-01'), '2026-12-28');
  const week = (first: string, last: string) => periodHeading({ view: 'week', days: [first, last] });
  t.is(week('2026-11-23', '2026-11-29'), 'od 23. do 29. novembra 2026');
  t.is(week('2026-12-28', '2027-01-03'), 'od 28. decembra 2026 do 3. januarja 2027');
  t.is(periodHeading({ view: 'day', days: ['2026-11-26'] }).replaceAll('\u00a0', ' '), 'četrtek, 26. 11. 2026');
});

test('[R3.7] figures of a day in correct Slovene', (t) => {
  const say = (visits: number, freeMinutes: number, freeSlots: number | null) =>
    figuresText({ visits, freeMinutes, freeSlots }).replaceAll('\u00a0', ' ');
  t.is(say(1, 0, null), '1 obisk, brez prostega časa');
  t.is(say(2, 60, null), '2 obiska, prosto 1 h');
  t.is(say(3, 95, null), '3 obiski, prosto 1 h 35 min');
  t.is(say(5, 15, 1), '5 obiskov, 1 prost termin');
  t.is(say(102, 30, 2), '102 obiska, 2 prosta termina');
  t.is(say(0, 30, 5), '0 obiskov, 5 prostih terminov');
});
