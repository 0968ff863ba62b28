import test from 'ava';
import {
  daysPeriod,
  localDateAt,
  monthBefore,
  monthPeriod,
  periodTitle,
  weekdayOf,
  yearPeriod,
} from '../../reports/period.ts';
import {
  callForms,
  change,
  clock,
  count,
  counted,
  duration,
  hours,
  hoursClock,
  ratio,
  share,
  tied,
} from '../../reports/words/format.ts';
import { maskedNumber } from '../../reports/words/masked-number.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('[R5.2] numbers, shares and times stand as Slovene prints them', (t) => {
  t.is(count(0), '0');
  t.is(count(1234), '1.234');
  t.is(count(1_234_567), '1.234.567');
  t.is(count(null), '–');
  t.is(plain(share(0.8725)), '87,3 %');
  t.is(share(ratio(0, 0)), '–');
  t.is(plain(change(0.052)), '+5,2 %');
  t.is(plain(change(-0.1)), '−10,0 %');
  t.is(plain(change(-0.0001)), '0,0 %');
  t.is(plain(change(25.448)), '+2.544,8 %');
  t.is(plain(duration(0)), '0 s');
  t.is(plain(duration(59_499)), '59 s');
  t.is(plain(duration(59_500)), '1 min 00 s');
  t.is(plain(duration(125_000)), '2 min 05 s');
  t.is(plain(duration(3_599_600)), '1 h 00 min');
  t.is(duration(null), '–');
  t.is(plain(hours(583_500_000)), '162 h 05 min');
  t.is(hoursClock(2_885_640_000), '801:34');
  t.is(clock(35_000), '0:35');
  t.is(clock(3_727_000), '62:07');
  t.is(
    tied('klic v obdobju od 3. do 17. (z vrsto) in k njim'),
    'klic v\u00a0obdobju od 3. do 17. (z\u00a0vrsto) in k\u00a0njim',
  );
});

test('[R5.2] calls are counted with the right form of the noun', (t) => {
  const table: readonly (readonly [number, string])[] = [
    [0, '0 klicev'],
    [1, '1 klic'],
    [2, '2 klica'],
    [3, '3 klici'],
    [4, '4 klici'],
    [5, '5 klicev'],
    [11, '11 klicev'],
    [21, '21 klicev'],
    [100, '100 klicev'],
    [101, '101 klic'],
    [102, '102 klica'],
    [104, '104 klici'],
    [105, '105 klicev'],
    [15_203, '15.203 klici'],
  ];
  for (const [value, text] of table) t.is(plain(counted(value, callForms)), text);
});

test('[R5.2] a caller is shown without the last three digits', (t) => {
  const table: readonly (readonly [string | null, string])[] = [
    ['38641123456', '041 123 ···'],
    ['+38641123456', '041 123 ···'],
    ['0038641123456', '041 123 ···'],
    ['041123456', '041 123 ···'],
    ['38615551234', '01 555 1···'],
    ['015551234', '01 555 1···'],
    ['436641234567', '+436641234···'],
    ['00436641234567', '+436641234···'],
    ['112', '···'],
    ['anonymous', 'prikrita'],
    [null, 'prikrita'],
  ];
  for (const [number, shown] of table) {
    t.is(maskedNumber(number), shown);
    const digits = number?.replace(/\D/g, '') ?? '';
    if (digits.length > 3)
      t.false(shown.replace(/\D/g, '').endsWith(digits.slice(-3)) && shown.includes(digits.slice(-3)));
  }
});

test('[R5.1] periods, their names and bounds', (t) => {
  t.deepEqual(monthPeriod('2026-12'), { kind: 'month', from: '2026-12-01', to: '2027-01-01' });
  t.deepEqual(yearPeriod(2026), { kind: 'year', from: '2026-01-01', to: '2027-01-01' });
  t.deepEqual(daysPeriod('2026-02-27', '2026-02-28'), { kind: 'period', from: '2026-02-27', to: '2026-03-01' });
  t.deepEqual(monthBefore('2027-01-15'), monthPeriod('2026-12'));
  t.is(periodTitle(monthPeriod('2026-11')), 'november 2026');
  t.is(periodTitle(yearPeriod(2026)), 'leto 2026');
  t.is(periodTitle(daysPeriod('2026-11-03', '2026-11-17')), 'od 3. do 17. novembra 2026');
  t.is(periodTitle(daysPeriod('2026-10-30', '2026-11-02')), 'od 30. oktobra do 2. novembra 2026');
  t.is(periodTitle(daysPeriod('2025-12-30', '2026-01-02')), 'od 30. decembra 2025 do 2. januarja 2026');
  t.is(periodTitle(daysPeriod('2026-11-03', '2026-11-03')), '3. novembra 2026');
  t.is(weekdayOf('2026-11-22'), 7);
  t.is(weekdayOf('2026-11-23'), 1);
  t.is(localDateAt(Date.parse('2026-10-31T23:00:00Z')), '2026-11-01');
  t.is(localDateAt(Date.parse('2026-07-31T21:59:59Z')), '2026-07-31');
  for (const wrong of ['2026-13', '2026-1', '11.2026', ''])
    t.throws(() => monthPeriod(wrong), { instanceOf: RangeError });
  t.throws(() => daysPeriod('2026-11-03', '2026-11-02'), { instanceOf: RangeError });
  t.throws(() => daysPeriod('2026-02-30', '2026-03-02'), { instanceOf: RangeError });
  t.throws(() => yearPeriod(26), { instanceOf: RangeError });
});
