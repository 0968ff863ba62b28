import test from 'ava';
import type { CountCase, CountedNoun } from '../../prompts/written/counts.ts';
import { countOf, formatWhole, nounFor } from '../../prompts/written/counts.ts';
import {
  formatDate,
  formatDateTime,
  formatTime,
  formatWeekdayDateTime,
  monthName,
  weekdayName,
} from '../../prompts/written/dates.ts';
import { formatClock, formatDuration, formatDurationInWords } from '../../prompts/written/durations.ts';

const zone = 'Europe/Ljubljana';
const friday = Date.parse('2027-03-05T09:30:00+01:00');

test('[R5.1] dates and times as pages write them', (t) => {
  t.is(formatDate(friday, zone), '5. 3. 2027');
  t.is(formatTime(friday, zone), '9.30');
  t.is(formatDateTime(friday, zone), '5. 3. 2027 ob 9.30');
  t.is(formatWeekdayDateTime(friday, zone), 'petek, 5. 3. 2027, ob 9.30');
  t.is(formatTime(Date.parse('2027-03-05T00:05:00+01:00'), zone), '0.05');
  t.is(formatDate(friday, zone, 'en'), '5 March 2027');
  t.is(formatDateTime(friday, zone, 'en'), '5 March 2027 at 9:30');
  t.is(formatWeekdayDateTime(friday, zone, 'en'), 'Friday, 5 March 2027, at 9:30');
  t.is(monthName(2027, 3), 'marec 2027');
  t.is(monthName(2027, 3, 'en'), 'March 2027');
  t.is(weekdayName(3), 'sreda');
});

test('[R1.6] the same instant is another hour in summer', (t) => {
  t.is(formatDateTime(Date.parse('2026-03-29T00:59:00Z'), zone), '29. 3. 2026 ob 1.59');
  t.is(formatDateTime(Date.parse('2026-03-29T01:00:00Z'), zone), '29. 3. 2026 ob 3.00');
});

test('[R1.8] written counts in Slovene', (t) => {
  const expected: Readonly<
    Record<CountedNoun, Readonly<Record<CountCase, readonly [string, string, string, string]>>>
  > = {
    second: {
      nominative: ['sekunda', 'sekundi', 'sekunde', 'sekund'],
      accusative: ['sekundo', 'sekundi', 'sekunde', 'sekund'],
      genitive: ['sekunde', 'sekund', 'sekund', 'sekund'],
    },
    minute: {
      nominative: ['minuta', 'minuti', 'minute', 'minut'],
      accusative: ['minuto', 'minuti', 'minute', 'minut'],
      genitive: ['minute', 'minut', 'minut', 'minut'],
    },
    hour: {
      nominative: ['ura', 'uri', 'ure', 'ur'],
      accusative: ['uro', 'uri', 'ure', 'ur'],
      genitive: ['ure', 'ur', 'ur', 'ur'],
    },
    day: {
      nominative: ['dan', 'dneva', 'dnevi', 'dni'],
      accusative: ['dan', 'dneva', 'dni', 'dni'],
      genitive: ['dneva', 'dni', 'dni', 'dni'],
    },
    call: {
      nominative: ['klic', 'klica', 'klici', 'klicev'],
      accusative: ['klic', 'klica', 'klice', 'klicev'],
      genitive: ['klica', 'klicev', 'klicev', 'klicev'],
    },
    caller: {
      nominative: ['klicatelj', 'klicatelja', 'klicatelji', 'klicateljev'],
      accusative: ['klicatelja', 'klicatelja', 'klicatelje', 'klicateljev'],
      genitive: ['klicatelja', 'klicateljev', 'klicateljev', 'klicateljev'],
    },
    agent: {
      nominative: ['svetovalec', 'svetovalca', 'svetovalci', 'svetovalcev'],
      accusative: ['svetovalca', 'svetovalca', 'svetovalce', 'svetovalcev'],
      genitive: ['svetovalca', 'svetovalcev', 'svetovalcev', 'svetovalcev'],
    },
  };
  // 1 and 101, 2 and 102, 3 4 103 104 count alike; 0, 5 to 100, 111 take the plural genitive.
  const counts: readonly (readonly [index: 0 | 1 | 2 | 3, ...numbers: number[]])[] = [
    [0, 1, 101, 201, 1001],
    [1, 2, 102, 202],
    [2, 3, 4, 103, 104],
    [3, 0, 5, 11, 12, 13, 14, 21, 22, 99, 100, 111, 112, 113],
  ];
  for (const [noun, cases] of Object.entries(expected) as [CountedNoun, (typeof expected)[CountedNoun]][]) {
    for (const [grammaticalCase, words] of Object.entries(cases) as [CountCase, readonly string[]][]) {
      for (const [index, ...numbers] of counts) {
        for (const number of numbers) t.is(nounFor(number, noun, 'sl', grammaticalCase), words[index]!);
      }
    }
  }
  t.is(countOf(3, 'minute'), '3 minute');
  t.is(countOf(16_000, 'call'), '16.000 klicev');
  t.is(countOf(1, 'minute', 'sl', 'accusative'), '1 minuto');
});

test('[R1.8] written counts in English', (t) => {
  t.is(countOf(1, 'call', 'en'), '1 call');
  t.is(countOf(0, 'call', 'en'), '0 calls');
  t.is(countOf(21, 'minute', 'en'), '21 minutes');
  t.is(formatWhole(1_234_567, 'en'), '1,234,567');
  t.is(formatWhole(1_234_567), '1.234.567');
  t.is(formatWhole(999), '999');
});

test('[R5.2] durations', (t) => {
  const expected: readonly (readonly [number, string, string, string])[] = [
    [0, '0 s', '0 sekund', '0:00'],
    [45, '45 s', '45 sekund', '0:45'],
    [61, '1 min 1 s', '1 minuta 1 sekunda', '1:01'],
    [123, '2 min 3 s', '2 minuti 3 sekunde', '2:03'],
    [3600, '1 h', '1 ura', '1:00:00'],
    [3903.4, '1 h 5 min 3 s', '1 ura 5 minut 3 sekunde', '1:05:03'],
    [59.6, '1 min', '1 minuta', '1:00'],
  ];
  for (const [seconds, short, words, clock] of expected) {
    t.is(formatDuration(seconds), short);
    t.is(formatDurationInWords(seconds), words);
    t.is(formatClock(seconds), clock);
  }
  t.is(formatDurationInWords(123, 'en'), '2 minutes 3 seconds');
});
