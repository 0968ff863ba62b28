import test from 'ava';
import { choosePlural } from '../../messages/wording/plural.ts';
import {
  sayCalendarDay,
  sayDay,
  sayTime,
  sayUntil,
  sayWhen,
  sayWhenWithWeekday,
} from '../../messages/wording/times.ts';

const friday = Date.parse('2027-03-05T08:30:00Z');

test('[R4.5] instants are said as each language writes them, by the wall clock of the units', (t) => {
  t.is(sayWhen(friday, 'sl'), '5. 3. 2027 ob 9.30');
  t.is(sayWhen(friday, 'en'), '5 March 2027 at 9:30');
  t.is(sayWhen(friday, 'it'), '5 marzo 2027 alle ore 9.30');
  t.is(sayWhen(friday, 'hu'), '2027. március 5., 9.30');
  t.is(sayWhenWithWeekday(friday, 'sl'), 'petek, 5. 3. 2027, ob 9.30');
  t.is(sayWhenWithWeekday(friday, 'en'), 'Friday, 5 March 2027, at 9:30');
  t.is(sayWhenWithWeekday(friday, 'it'), 'venerdì 5 marzo 2027, alle ore 9.30');
  t.is(sayWhenWithWeekday(friday, 'hu'), '2027. március 5., péntek, 9.30');
  t.is(sayUntil(friday, 'sl'), '5. 3. 2027 do 9.30');
  t.is(sayUntil(friday, 'en'), '9:30 on 5 March 2027');
  t.is(sayCalendarDay('2027-03-07', 'sl'), 'nedelja, 7. 3. 2027');
  t.is(sayCalendarDay('2027-03-01', 'it'), 'lunedì 1º marzo 2027'.replace('lunedì 1º', 'lunedì, 1º'));
  t.is(sayDay(Date.parse('2026-12-31T23:30:00Z'), 'sl'), '1. 1. 2027');
});

test('[R4.5] both nights of the clock change are said right', (t) => {
  t.is(sayTime(Date.parse('2026-03-29T00:59:00Z'), 'sl'), '1.59');
  t.is(sayTime(Date.parse('2026-03-29T01:00:00Z'), 'sl'), '3.00');
  t.is(sayTime(Date.parse('2026-10-25T00:30:00Z'), 'sl'), '2.30');
  t.is(sayTime(Date.parse('2026-10-25T01:30:00Z'), 'sl'), '2.30');
});

test('[R4.5] Slovene has its dual, and hundreds end as their last two digits say', (t) => {
  const forms = ['obisk', 'obiska', 'obiski', 'obiskov'];
  const said = [1, 2, 3, 4, 5, 11, 12, 100, 101, 102, 104, 111].map((count) => choosePlural(count, forms, 'sl'));
  t.deepEqual(
    said.map((form) => forms.indexOf(form)),
    [0, 1, 2, 2, 3, 3, 3, 3, 0, 1, 2, 3],
  );
  t.is(choosePlural(2, ['visit', 'visits'], 'en'), 'visits');
  t.is(choosePlural(1, ['visita', 'visite'], 'it'), 'visita');
});
