import test from 'ava';
import type { OpeningHours } from '../../dialplan/opening-hours.ts';
import { checkOpeningHours, lineState, seedOpeningHours } from '../../dialplan/opening-hours.ts';

const day = (from: string, to: string, weekday = 1) => ({ weekday, from, to });
const exception = (date: string, ...periods: { from: string; to: string }[]) => ({ date, periods, note: '' });

test("[R1.6] the seed's hours are sound", (t) => {
  t.deepEqual(checkOpeningHours(seedOpeningHours), []);
});

const table: readonly (readonly [name: string, change: Partial<OpeningHours>, expected: readonly string[]])[] = [
  ['an unknown zone', { timeZone: 'Europe/Lublana' }, ['zone timeZone']],
  ['an offset is no zone', { timeZone: '+01:00' }, ['zone timeZone']],
  ['an unknown country', { holidaysOf: 'XX' as 'SI' }, ['holidays holidaysOf']],
  [
    'weekday 0 and 8',
    { weekly: [day('08:00', '09:00', 0), day('08:00', '09:00', 8)] },
    ['weekday weekly[0]', 'weekday weekly[1]'],
  ],
  ['times that are none', { weekly: [day('8:00', '24:01')] }, ['time weekly[0]', 'time weekly[0]']],
  ['from at to', { weekly: [day('08:00', '08:00')] }, ['order weekly[0]']],
  ['through midnight', { weekly: [day('08:00', '09:00'), day('22:00', '02:00')] }, ['order weekly[1]']],
  ['overlap', { weekly: [day('08:00', '12:00'), day('11:59', '13:00')] }, ['overlap weekly[1]']],
  ['overlap listed backwards', { weekly: [day('11:00', '13:00'), day('08:00', '12:00')] }, ['overlap weekly[0]']],
  [
    'one over two',
    { weekly: [day('08:00', '18:00'), day('09:00', '10:00'), day('11:00', '12:00')] },
    ['overlap weekly[1]', 'overlap weekly[2]'],
  ],
  ['touching', { weekly: [day('08:00', '12:00'), day('12:00', '24:00')] }, []],
  ['the same hours on two days', { weekly: [day('08:00', '12:00'), day('08:00', '12:00', 2)] }, []],
  ['no such day', { exceptions: [exception('2026-02-29')] }, ['date exceptions[0]']],
  ['a date in Slovene form', { exceptions: [exception('24. 12. 2026')] }, ['date exceptions[0]']],
  ['a date twice', { exceptions: [exception('2026-12-24'), exception('2026-12-24')] }, ['sameDate exceptions[1]']],
  [
    'an exception whose hours overlap',
    { exceptions: [exception('2026-12-24', { from: '08:00', to: '10:00' }, { from: '09:00', to: '11:00' })] },
    ['overlap exceptions[0].periods[1]'],
  ],
];

for (const [name, change, expected] of table) {
  test(`[R1.6] check of opening hours: ${name}`, (t) => {
    const problems = checkOpeningHours({ ...seedOpeningHours, ...change });
    t.deepEqual(
      problems.map((problem) => `${problem.kind} ${problem.row}`),
      expected,
    );
    for (const problem of problems) t.regex(problem.message, /expected /);
  });
}

test('[R1.6] a message names the row, what stands there and what was expected', (t) => {
  const problems = checkOpeningHours({ ...seedOpeningHours, weekly: [day('08:00', '12:00'), day('11:00', '13:00')] });
  t.is(
    problems[0]?.message,
    'weekly[1]: 11:00 to 13:00 overlaps weekly[0] (08:00 to 12:00); expected periods that do not overlap',
  );
});

test('[R1.6] hours that were not checked fail loudly', (t) => {
  const noon = Date.UTC(2026, 10, 23, 11);
  t.throws(() => lineState({ ...seedOpeningHours, weekly: [day('8h', '9h')] }, noon), {
    instanceOf: RangeError,
    message: /"8h"/,
  });
  t.throws(() => lineState({ ...seedOpeningHours, timeZone: 'Europe/Lublana' }, noon), { instanceOf: RangeError });
});
