import test from 'ava';
import type { OpeningHours } from '../../dialplan/opening-hours.ts';
import { seedOpeningHours } from '../../dialplan/opening-hours.ts';
import { unusualDays, usualHours } from '../../dialplan/spoken-hours.ts';
import { fragmentsOf } from '../../prompts/fragments.ts';
import type { Language } from '../../prompts/language.ts';

const zone = 'Europe/Ljubljana';
const monday = Date.parse('2026-11-23T10:00:00+01:00');

const hoursOf = (weekly: OpeningHours['weekly'], more: Partial<OpeningHours> = {}): OpeningHours => ({
  ...seedOpeningHours,
  weekly,
  ...more,
});
const on = (days: readonly number[], from: string, to: string) => days.map((weekday) => ({ weekday, from, to }));

function spoken(hours: OpeningHours, language: Language): string {
  const values = usualHours(hours);
  if (values === null) return '';
  const [fragment] = fragmentsOf('{odprto}.', 'openingHours', language, { ...values }, zone);
  return fragment?.text ?? '';
}

const weeks: readonly (readonly [weekly: OpeningHours['weekly'], slovene: string, english: string])[] = [
  [
    seedOpeningHours.weekly,
    'v ponedeljek, torek in četrtek od osmih do osemnajstih, v sredo od osmih do devetnajstih in v petek od osmih do štirinajstih.',
    'on Monday, Tuesday and Thursday from eight in the morning to six in the evening, on Wednesday from eight in the morning to seven in the evening and on Friday from eight in the morning to two in the afternoon.',
  ],
  [
    on([1, 2, 3, 4, 5], '08:30', '15:15'),
    'od ponedeljka do petka od osmih in tridesetih minut do petnajstih in petnajstih minut.',
    'from Monday to Friday from eight thirty in the morning to three fifteen in the afternoon.',
  ],
  [
    [...on([3], '13:00', '17:00'), ...on([1, 3], '08:00', '12:00'), ...on([6, 7], '01:00', '02:00')],
    'v ponedeljek od osmih do dvanajstih, v sredo od osmih do dvanajstih in od trinajstih do sedemnajstih ter v soboto in nedeljo od enih do dveh.',
    'on Monday from eight in the morning to noon, on Wednesday from eight in the morning to noon and from one in the afternoon to five in the afternoon and on Saturday and Sunday from one in the morning to two in the morning.',
  ],
  [on([1, 2, 3, 4, 5, 6, 7], '00:00', '24:00'), 'vsak dan ves dan.', 'every day all day.'],
  [
    [...on([2], '00:00', '06:00'), ...on([3], '22:01', '24:00'), ...on([4], '00:02', '03:00')],
    'v torek od polnoči do šestih, v sredo od dvaindvajsetih in ene minute do polnoči in v četrtek od dveh minut po polnoči do treh.',
    'on Tuesday from midnight to six in the morning, on Wednesday from ten oh one in the evening to midnight and on Thursday from two minutes past midnight to three in the morning.',
  ],
  [
    [...on([1], '08:00', '12:00'), ...on([1], '12:00', '16:00')],
    'v ponedeljek od osmih do šestnajstih.',
    'on Monday from eight in the morning to four in the afternoon.',
  ],
];

for (const [weekly, slovene, english] of weeks) {
  test(`[R1.5] [R1.6] opening hours in words: ${slovene}`, (t) => {
    t.is(spoken(hoursOf(weekly), 'sl'), slovene);
    t.is(spoken(hoursOf(weekly), 'en'), english);
  });
}

test('[R1.5] no usual hours, and more than can be said, are not spoken', (t) => {
  t.is(usualHours(hoursOf([])), null);
  const five = [8, 10, 12, 14, 16].map((hour) => ({
    weekday: 1,
    from: `${String(hour).padStart(2, '0')}:00`,
    to: `${String(hour + 1).padStart(2, '0')}:00`,
  }));
  t.is(usualHours(hoursOf(five)), null);
});

const sayDay = (day: ReturnType<typeof unusualDays>[number], language: Language): string =>
  fragmentsOf('{dan}.', day.prompt, language, { ...day.values }, zone)[0]?.text ?? '';

test('[R1.5] [R1.6] the holidays and exceptions of the coming week, each with its day', (t) => {
  const christmas = Date.parse('2026-12-21T10:00:00+01:00');
  const exceptions = [
    { date: '2026-12-24', periods: [{ from: '08:00', to: '12:00' }], note: '' },
    { date: '2026-12-23', periods: [], note: '' },
    // As always, and closed as always: nothing to say.
    { date: '2026-12-22', periods: [{ from: '08:00', to: '18:00' }], note: '' },
    { date: '2026-12-27', periods: [], note: '' },
    { date: '2026-12-29', periods: [], note: '' },
  ];
  const days = unusualDays({ ...seedOpeningHours, exceptions }, christmas);
  t.deepEqual(
    days.map((day) => [day.prompt, sayDay(day, 'sl'), sayDay(day, 'en')]),
    [
      ['closedOnDay', 'v sredo, triindvajsetega decembra.', 'on Wednesday, the twenty-third of December.'],
      [
        'otherHoursOnDay',
        'v četrtek, štiriindvajsetega decembra, od osmih do dvanajstih.',
        'on Thursday, the twenty-fourth of December, from eight in the morning to noon.',
      ],
      ['closedOnHoliday', 'v petek, petindvajsetega decembra.', 'on Friday, the twenty-fifth of December.'],
    ],
    'Saturday 26 is a holiday too, but never open',
  );
});

test('[R1.5] today and tomorrow are said so', (t) => {
  const exceptions = [
    {
      date: '2026-11-23',
      periods: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '15:00' },
      ],
      note: '',
    },
    { date: '2026-11-24', periods: [], note: '' },
  ];
  const days = unusualDays({ ...seedOpeningHours, exceptions }, monday);
  t.deepEqual(
    days.map((day) => sayDay(day, 'sl')),
    ['danes od osmih do dvanajstih in od trinajstih do petnajstih.', 'jutri.'],
  );
});

test('[R1.4] keys in words, in the case that the sentence asks for', (t) => {
  const say = (text: string, key: number, language: Language) =>
    fragmentsOf(text, 'optionAgent', language, { key }, zone)[0]?.text;
  t.is(say('Pritisnite {tipka}.', 2, 'sl'), 'Pritisnite tipko dva.');
  t.is(say('Pritisnite {tipka}.', 10, 'sl'), 'Pritisnite zvezdico.');
  t.is(say('Nadaljujte {tipka:orodnik}.', 11, 'sl'), 'Nadaljujte z lojtro.');
  t.is(say('Nadaljujte {tipka:orodnik}.', 0, 'sl'), 'Nadaljujte s tipko nič.');
  t.is(say('Press {tipka}.', 0, 'en'), 'Press zero.');
  t.is(say('Press {tipka}.', 11, 'en'), 'Press hash.');
});
