import test from 'ava';
import fc from 'fast-check';
import { citizenTime } from '../../web/present/citizen-time.ts';
import { counted, formOf, presentShare } from '../../web/present/count.ts';
import { presentNumber } from '../../web/present/phone-number.ts';
import {
  dateTimeFieldOf,
  machineDuration,
  presentDay,
  presentDayAndTime,
  presentDuration,
  presentExactTime,
  presentLongDay,
  presentMoment,
  presentTime,
  presentTimeField,
  sayDuration,
  spreadsheetMoment,
  timeFieldOf,
} from '../../web/present/time.ts';
import { localPath } from '../../web/routes/entrance.tsx';
import { localMoment } from '../../web/routes/line.tsx';

const winter = Date.UTC(2026, 10, 23, 7, 5, 9);
const summer = Date.UTC(2026, 6, 1, 6, 5);

test('instants by the wall clock of the line, in winter and in summer', (t) => {
  t.is(presentTime(winter), '8.05');
  t.is(presentTime(summer), '8.05');
  t.is(presentExactTime(winter), '8.05.09');
  t.is(presentDay(winter), '23. 11. 2026');
  t.is(presentLongDay(winter), 'ponedeljek, 23. november 2026');
  t.is(dateTimeFieldOf(winter), '2026-11-23T08:05');
  t.is(presentMoment(winter, winter + 3_600_000), '8.05');
  t.is(presentMoment(winter, winter - 86_400_000), '23.\u00a011. ob 8.05');
  t.is(presentDayAndTime(winter), '23. 11. 2026 ob 8.05');
  t.is(presentTimeField('08:00'), '8.00');
  t.is(presentTimeField('24:00'), '24.00');
  // What machines read keeps its colons.
  t.is(timeFieldOf(winter), '08:05');
  t.is(spreadsheetMoment(winter), '23. 11. 2026 8:05:09');
  // An hour before midnight in UTC is the next day here.
  t.is(presentDay(Date.UTC(2026, 6, 1, 22, 30)), '2. 7. 2026');
});

test('[R4.6] citizens read times as their language writes them, and as their messages do', (t) => {
  const until = winter + 900_000;
  const said = (['sl', 'en', 'it', 'hu'] as const).map((language) => {
    const time = citizenTime(language);
    return [time.time(winter), time.moment(winter), time.span(winter, until)];
  });
  t.deepEqual(said, [
    ['8.05', 'ponedeljek, 23. november 2026, ob 8.05', 'ponedeljek, 23. november 2026, od 8.05 do 8.20'],
    ['8:05', 'Monday, 23 November 2026, at 8:05', 'Monday, 23 November 2026, from 8:05 to 8:20'],
    ['8.05', 'lunedì 23 novembre 2026, alle ore 8.05', 'lunedì 23 novembre 2026, dalle 8.05 alle 8.20'],
    ['8.05', '2026. november 23., hétfő, 8.05', '2026. november 23., hétfő, 8.05–8.20'],
  ]);
});

const durations: readonly [milliseconds: number, shown: string, said: string, machine: string][] = [
  [-5_000, '0:00', '0 s', 'PT0H0M0S'],
  [999, '0:00', '0 s', 'PT0H0M0S'],
  [7_000, '0:07', '7 s', 'PT0H0M7S'],
  [60_000, '1:00', '1 min', 'PT0H1M0S'],
  [125_000, '2:05', '2 min 5 s', 'PT0H2M5S'],
  [3_600_000, '1:00:00', '1 h', 'PT1H0M0S'],
  [3_725_000, '1:02:05', '1 h 2 min', 'PT1H2M5S'],
];
for (const [milliseconds, shown, said, machine] of durations) {
  test(`${milliseconds} ms are ${shown}, said "${said}"`, (t) => {
    t.is(presentDuration(milliseconds), shown);
    t.is(sayDuration(milliseconds), said);
    t.is(machineDuration(milliseconds), machine);
  });
}

test('numbers as people here write them', (t) => {
  const expected: Record<string, string> = {
    '38615551234': '01 555 12 34',
    '015551234': '01 555 12 34',
    '041234567': '041 234 567',
    '+38641234567': '041 234 567',
    '0038641234567': '041 234 567',
    '+43123456789': '+43 1 23456789',
    '101': '101',
    anonymous: 'anonymous',
    '': '',
  };
  for (const [number, shown] of Object.entries(expected)) t.is(presentNumber(number), shown);
});

test('no number is lost in presentation, whatever it is', (t) => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\+?\d{0,20}$/),
      (number) => presentNumber(number).replace(/\D/g, '').length >= Math.min(3, number.replace(/\D/g, '').length),
    ),
  );
  t.pass();
});

test('nouns after numbers: 1 klic, 2 klica, 3 klici, 5 klicev, 101 klic', (t) => {
  const calls = ['klic', 'klica', 'klici', 'klicev'] as const;
  t.deepEqual(
    [0, 1, 2, 3, 4, 5, 11, 100, 101, 102, 103, 105, 1002].map((count) => formOf(count, calls)),
    [
      'klicev',
      'klic',
      'klica',
      'klici',
      'klici',
      'klicev',
      'klicev',
      'klicev',
      'klic',
      'klica',
      'klici',
      'klicev',
      'klica',
    ],
  );
  t.is(counted(15_432, calls), '15.432 klicev');
});

test('a share is rounded down: what is shown as reached is reached', (t) => {
  t.is(presentShare(0, 0), '–');
  t.is(presentShare(199, 200), '99\u00a0%');
  t.is(presentShare(200, 200), '100\u00a0%');
  t.is(presentShare(796, 1000), '79\u00a0%');
  t.is(presentShare(0.8, 1), '80\u00a0%');
});

test('[R1.6] a moment typed into the page is one of the line’s wall clock, in both nights of the clock change too', (t) => {
  t.is(localMoment('2026-11-23T20:00'), Date.UTC(2026, 10, 23, 19));
  t.is(localMoment('2026-07-01T20:00:00'), Date.UTC(2026, 6, 1, 18));
  // Skipped in spring: the instant of the skip. Twice in autumn: the later one, since something ends at it.
  t.is(localMoment('2026-03-29T02:30'), Date.UTC(2026, 2, 29, 1));
  t.is(localMoment('2026-10-25T02:30'), Date.UTC(2026, 9, 25, 1, 30));
  for (const wrong of ['', '2026-02-30T10:00', '2026-11-23', '2026-11-23T24:00', '2026-11-23T10:60', 'jutri'])
    t.is(localMoment(wrong), null, wrong);
});

test('[R9.4] only paths of our own are led to', (t) => {
  t.is(localPath('/klici/abc-1.2'), '/klici/abc-1.2');
  t.is(localPath('/urnik?lokacija=litija&dan=2026-11-23'), '/urnik?lokacija=litija&dan=2026-11-23');
  for (const foreign of [undefined, '', 'klici', '//x', '/\\x', '/a?b=//x', '/a b', '/%2f/x', 'https://x/', '/prijava'])
    t.is(localPath(foreign), null, String(foreign));
});
