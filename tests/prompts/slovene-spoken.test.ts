import test from 'ava';
import { sloveneCardinal } from '../../prompts/spoken/slovene-cardinals.ts';
import { sloveneDayOfMonth, sloveneWeekday } from '../../prompts/spoken/slovene-dates.ts';
import { sloveneMinutes, sloveneWait, sloveneWaitRange } from '../../prompts/spoken/slovene-minutes.ts';
import { sloveneOrdinal } from '../../prompts/spoken/slovene-ordinals.ts';
import { sloveneTimeOfDay } from '../../prompts/spoken/slovene-times.ts';
import {
  dayGenitives,
  feminineCardinals,
  feminineGenitives,
  hours,
  minutesAfterTheHour,
  minutesInNominative,
  monthGenitives,
  neuterOrdinals,
  onWeekday,
} from './slovene-tables.ts';

test('[R1.8] cardinals 0 to 100', (t) => {
  t.is(feminineCardinals.length, 101);
  feminineCardinals.forEach((expected, number) => {
    t.is(sloveneCardinal(number), expected);
  });
});

test('[R1.8] cardinals in the genders and cases that our sentences use', (t) => {
  const expected = {
    masculine: {
      nominative: ['en', 'dva', 'trije', 'štirje', 'pet', 'sedem', 'osem'],
      accusative: ['en', 'dva', 'tri', 'štiri', 'pet', 'sedem', 'osem'],
      genitive: ['enega', 'dveh', 'treh', 'štirih', 'petih', 'sedmih', 'osmih'],
      locative: ['enem', 'dveh', 'treh', 'štirih', 'petih', 'sedmih', 'osmih'],
    },
    feminine: {
      nominative: ['ena', 'dve', 'tri', 'štiri', 'pet', 'sedem', 'osem'],
      accusative: ['eno', 'dve', 'tri', 'štiri', 'pet', 'sedem', 'osem'],
      genitive: ['ene', 'dveh', 'treh', 'štirih', 'petih', 'sedmih', 'osmih'],
      locative: ['eni', 'dveh', 'treh', 'štirih', 'petih', 'sedmih', 'osmih'],
    },
    neuter: {
      nominative: ['eno', 'dve', 'tri', 'štiri', 'pet', 'sedem', 'osem'],
      accusative: ['eno', 'dve', 'tri', 'štiri', 'pet', 'sedem', 'osem'],
      genitive: ['enega', 'dveh', 'treh', 'štirih', 'petih', 'sedmih', 'osmih'],
      locative: ['enem', 'dveh', 'treh', 'štirih', 'petih', 'sedmih', 'osmih'],
    },
  } as const;
  for (const gender of ['masculine', 'feminine', 'neuter'] as const) {
    for (const grammaticalCase of ['nominative', 'accusative', 'genitive', 'locative'] as const) {
      const said = [1, 2, 3, 4, 5, 7, 8].map((number) => sloveneCardinal(number, gender, grammaticalCase));
      t.deepEqual(said, [...expected[gender][grammaticalCase]], `${gender} ${grammaticalCase}`);
    }
  }
  // Inside a compound the unit takes no gender.
  t.is(sloveneCardinal(21, 'masculine'), 'enaindvajset');
  t.is(sloveneCardinal(22, 'feminine'), 'dvaindvajset');
});

test('[R1.8] genitives 1 to 60', (t) => {
  t.is(feminineGenitives.length, 60);
  feminineGenitives.forEach((expected, index) => {
    t.is(sloveneCardinal(index + 1, 'feminine', 'genitive'), expected);
  });
});

test('[R1.8] cardinals above 100', (t) => {
  const expected: readonly (readonly [number, string])[] = [
    [101, 'sto ena'],
    [102, 'sto dve'],
    [121, 'sto enaindvajset'],
    [200, 'dvesto'],
    [300, 'tristo'],
    [345, 'tristo petinštirideset'],
    [400, 'štiristo'],
    [500, 'petsto'],
    [600, 'šeststo'],
    [700, 'sedemsto'],
    [800, 'osemsto'],
    [900, 'devetsto'],
    [999, 'devetsto devetindevetdeset'],
    [1000, 'tisoč'],
    [1001, 'tisoč ena'],
    [1991, 'tisoč devetsto enaindevetdeset'],
    [2000, 'dva tisoč'],
    [2026, 'dva tisoč šestindvajset'],
    [2027, 'dva tisoč sedemindvajset'],
    [3000, 'tri tisoč'],
    [16_000, 'šestnajst tisoč'],
    [21_500, 'enaindvajset tisoč petsto'],
    [101_000, 'sto en tisoč'],
    [999_999, 'devetsto devetindevetdeset tisoč devetsto devetindevetdeset'],
  ];
  for (const [number, words] of expected) t.is(sloveneCardinal(number), words);
  t.is(sloveneCardinal(101, 'feminine', 'accusative'), 'sto eno');
  t.is(sloveneCardinal(103, 'feminine', 'genitive'), 'sto treh');
  for (const number of [-1, 1.5, Number.NaN, 1_000_000])
    t.throws(() => sloveneCardinal(number), { instanceOf: RangeError });
});

test('[R1.8] ordinals 1 to 100', (t) => {
  t.is(neuterOrdinals.length, 100);
  neuterOrdinals.forEach((neuter, index) => {
    const stem = neuter.slice(0, -1);
    t.is(sloveneOrdinal(index + 1, 'neuter'), neuter);
    t.is(sloveneOrdinal(index + 1, 'masculine'), `${stem}i`);
    t.is(sloveneOrdinal(index + 1, 'feminine'), `${stem}a`);
  });
  for (const number of [0, 101, 2.5]) t.throws(() => sloveneOrdinal(number, 'neuter'), { instanceOf: RangeError });
});

test('[R1.8] counts of minutes 0 to 120', (t) => {
  t.is(minutesInNominative.length, 121);
  minutesInNominative.forEach((expected, count) => {
    t.is(sloveneMinutes(count, 'nominative'), expected);
  });
});

test('[R1.8] counts of minutes after verbs and prepositions', (t) => {
  const expected: readonly (readonly [number, string, string])[] = [
    [0, 'nič minut', 'nič minut'],
    [1, 'eno minuto', 'ene minute'],
    [2, 'dve minuti', 'dveh minut'],
    [3, 'tri minute', 'treh minut'],
    [4, 'štiri minute', 'štirih minut'],
    [5, 'pet minut', 'petih minut'],
    [21, 'enaindvajset minut', 'enaindvajsetih minut'],
    [60, 'šestdeset minut', 'šestdesetih minut'],
    [100, 'sto minut', 'sto minut'],
    [101, 'sto eno minuto', 'sto ene minute'],
    [102, 'sto dve minuti', 'sto dveh minut'],
    [103, 'sto tri minute', 'sto treh minut'],
    [105, 'sto pet minut', 'sto petih minut'],
  ];
  for (const [count, accusative, genitive] of expected) {
    t.is(sloveneMinutes(count, 'accusative'), accusative);
    t.is(sloveneMinutes(count, 'genitive'), genitive);
  }
});

test('[R1.8] a wait is exact up to an hour and "more than an hour" above it', (t) => {
  t.is(sloveneWait(60, 'nominative'), 'šestdeset minut');
  t.is(sloveneWait(61, 'nominative'), 'več kot ena ura');
  t.is(sloveneWait(61, 'accusative'), 'več kot eno uro');
  t.is(sloveneWait(500, 'genitive'), 'več kot ene ure');
});

test('[R1.8] ranges of minutes', (t) => {
  const expected: readonly (readonly [number, number, string])[] = [
    [1, 2, 'od ene do dveh minut'],
    [2, 3, 'od dveh do treh minut'],
    [3, 5, 'od treh do petih minut'],
    [4, 7, 'od štirih do sedmih minut'],
    [10, 15, 'od desetih do petnajstih minut'],
    [21, 25, 'od enaindvajsetih do petindvajsetih minut'],
    [45, 60, 'od petinštiridesetih do šestdesetih minut'],
    [45, 61, 'od petinštiridesetih minut do več kot ene ure'],
    [61, 90, 'več kot ena ura'],
    [1, 1, 'ena minuta'],
    [5, 5, 'pet minut'],
  ];
  for (const [from, to, words] of expected) t.is(sloveneWaitRange(from, to, 'nominative'), words);
  t.is(sloveneWaitRange(1, 1, 'accusative'), 'eno minuto');
  t.is(sloveneWaitRange(61, 90, 'accusative'), 'več kot eno uro');
});

test('[R1.7] hours 0 to 23', (t) => {
  t.is(hours.length, 24);
  hours.forEach((expected, hour) => {
    t.is(sloveneTimeOfDay(hour, 0), expected);
  });
});

test('[R1.7] every minute of every hour', (t) => {
  t.is(minutesAfterTheHour.length, 59);
  for (let hour = 1; hour < 24; hour++) {
    minutesAfterTheHour.forEach((minutes, index) => {
      t.is(sloveneTimeOfDay(hour, index + 1), `${hours[hour]} ${minutes}`);
    });
  }
  t.is(sloveneTimeOfDay(8, 30), 'ob osmih in trideset minut');
  t.is(sloveneTimeOfDay(0, 1), 'eno minuto po polnoči');
  t.is(sloveneTimeOfDay(0, 2), 'dve minuti po polnoči');
  t.is(sloveneTimeOfDay(0, 30), 'trideset minut po polnoči');
});

test('[R1.7] every weekday, every day of every month', (t) => {
  t.deepEqual([onWeekday.length, dayGenitives.length, monthGenitives.length], [7, 31, 12]);
  onWeekday.forEach((weekday, weekdayIndex) => {
    monthGenitives.forEach((month, monthIndex) => {
      dayGenitives.forEach((day, dayIndex) => {
        const said = `${sloveneWeekday(weekdayIndex + 1)}, ${sloveneDayOfMonth(dayIndex + 1, monthIndex + 1, null)}`;
        if (said !== `${weekday}, ${day} ${month}`) t.is(said, `${weekday}, ${day} ${month}`);
      });
    });
  });
  t.is(`${sloveneWeekday(1)}, ${sloveneDayOfMonth(23, 11, null)}`, 'v ponedeljek, triindvajsetega novembra');
  t.is(sloveneDayOfMonth(1, 1, 2027), 'prvega januarja dva tisoč sedemindvajset');
});
