import test from 'ava';
import { englishCardinal, englishYear } from '../../prompts/spoken/english-cardinals.ts';
import { englishDayOfMonth, englishWeekday } from '../../prompts/spoken/english-dates.ts';
import { englishMinutes, englishWait, englishWaitRange } from '../../prompts/spoken/english-minutes.ts';
import { englishOrdinal } from '../../prompts/spoken/english-ordinals.ts';
import { englishTimeOfDay } from '../../prompts/spoken/english-times.ts';
import { cardinals, days, hours, minutes, months, onWeekday, ordinals } from './english-tables.ts';

test('[R1.8] English cardinals 0 to 100 and above', (t) => {
  t.is(cardinals.length, 101);
  cardinals.forEach((expected, number) => {
    t.is(englishCardinal(number), expected);
  });
  t.is(englishCardinal(101), 'one hundred and one');
  t.is(englishCardinal(345), 'three hundred and forty-five');
  t.is(englishCardinal(1000), 'one thousand');
  t.is(englishCardinal(2009), 'two thousand and nine');
  t.is(englishCardinal(16_250), 'sixteen thousand two hundred and fifty');
  for (const number of [-1, 0.5, 1_000_000]) t.throws(() => englishCardinal(number), { instanceOf: RangeError });
});

test('[R1.8] English ordinals 1 to 100', (t) => {
  t.is(ordinals.length, 100);
  ordinals.forEach((expected, index) => {
    t.is(englishOrdinal(index + 1), expected);
  });
  t.throws(() => englishOrdinal(0), { instanceOf: RangeError });
});

test('[R1.8] English counts of minutes 0 to 120, waits and ranges', (t) => {
  t.is(minutes.length, 121);
  minutes.forEach((expected, count) => {
    t.is(englishMinutes(count), expected);
  });
  t.is(englishWait(60), 'sixty minutes');
  t.is(englishWait(61), 'more than one hour');
  t.is(englishWaitRange(1, 2), 'one to two minutes');
  t.is(englishWaitRange(3, 5), 'three to five minutes');
  t.is(englishWaitRange(45, 61), 'from forty-five minutes to more than one hour');
  t.is(englishWaitRange(1, 1), 'one minute');
  t.is(englishWaitRange(61, 90), 'more than one hour');
});

test('[R1.7] English hours 0 to 23 and minutes', (t) => {
  t.is(hours.length, 24);
  hours.forEach((expected, hour) => {
    t.is(englishTimeOfDay(hour, 0), expected);
  });
  t.is(englishTimeOfDay(8, 5), 'at eight oh five in the morning');
  t.is(englishTimeOfDay(8, 30), 'at eight thirty in the morning');
  t.is(englishTimeOfDay(12, 15), 'at twelve fifteen in the afternoon');
  t.is(englishTimeOfDay(19, 45), 'at seven forty-five in the evening');
  t.is(englishTimeOfDay(0, 1), 'one minute past midnight');
});

test('[R1.7] English dates: every weekday, every day of every month', (t) => {
  t.deepEqual([onWeekday.length, days.length, months.length], [7, 31, 12]);
  onWeekday.forEach((expected, index) => {
    t.is(englishWeekday(index + 1), expected);
  });
  months.forEach((month, monthIndex) => {
    days.forEach((day, dayIndex) => {
      const said = englishDayOfMonth(dayIndex + 1, monthIndex + 1, null);
      if (said !== `${day} ${month}`) t.is(said, `${day} ${month}`);
    });
  });
  t.is(englishDayOfMonth(23, 11, 2026), 'the twenty-third of November twenty twenty-six');
  t.is(englishYear(1999), 'nineteen ninety-nine');
  t.is(englishYear(1905), 'nineteen oh five');
  t.is(englishYear(1900), 'nineteen hundred');
  t.is(englishYear(2009), 'two thousand and nine');
});
