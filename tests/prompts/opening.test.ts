import test from 'ava';
import { spokenOpening } from '../../prompts/spoken/opening.ts';

const zone = 'Europe/Ljubljana';
const at = (iso: string): number => Date.parse(iso);
/** Monday 23 November 2026, 8:00 in Ljubljana. */
const monday = at('2026-11-23T08:00:00+01:00');

test('[R1.7] an opening some days away is spoken with weekday and date', (t) => {
  const saturday = at('2026-11-21T15:00:00+01:00');
  t.is(spokenOpening(monday, saturday, zone, 'sl'), 'v ponedeljek, triindvajsetega novembra, ob osmih');
  t.is(spokenOpening(monday, saturday, zone, 'en'), 'on Monday, the twenty-third of November, at eight in the morning');
  t.is(spokenOpening(monday, null, zone, 'sl'), 'v ponedeljek, triindvajsetega novembra, ob osmih');
});

test('[R1.7] an opening on the same or the next calendar day is today or tomorrow', (t) => {
  const expected: readonly (readonly [said: string, slovene: string, english: string])[] = [
    ['2026-11-23T00:00:00+01:00', 'danes ob osmih', 'today at eight in the morning'],
    ['2026-11-23T07:59:59+01:00', 'danes ob osmih', 'today at eight in the morning'],
    ['2026-11-22T23:59:59+01:00', 'jutri ob osmih', 'tomorrow at eight in the morning'],
    ['2026-11-22T00:00:00+01:00', 'jutri ob osmih', 'tomorrow at eight in the morning'],
  ];
  for (const [said, slovene, english] of expected) {
    t.is(spokenOpening(monday, at(said), zone, 'sl'), slovene);
    t.is(spokenOpening(monday, at(said), zone, 'en'), english);
  }
  const dayBefore = at('2026-11-21T23:59:59+01:00');
  t.is(spokenOpening(monday, dayBefore, zone, 'sl'), 'v ponedeljek, triindvajsetega novembra, ob osmih');
});

test('[R1.6] tomorrow is tomorrow across both changes of the clock', (t) => {
  const spring = spokenOpening(at('2026-03-29T08:00:00+02:00'), at('2026-03-28T08:30:00+01:00'), zone, 'sl');
  t.is(spring, 'jutri ob osmih');
  const autumn = spokenOpening(at('2026-10-25T08:00:00+01:00'), at('2026-10-24T07:30:00+02:00'), zone, 'sl');
  t.is(autumn, 'jutri ob osmih');
  const autumnNight = spokenOpening(at('2026-10-25T08:00:00+01:00'), at('2026-10-25T02:30:00+02:00'), zone, 'sl');
  t.is(autumnNight, 'danes ob osmih');
});

test('[R1.7] every weekday of a week in April', (t) => {
  const expected = [
    'v ponedeljek, trinajstega aprila, ob osmih',
    'v torek, štirinajstega aprila, ob osmih',
    'v sredo, petnajstega aprila, ob osmih',
    'v četrtek, šestnajstega aprila, ob osmih',
    'v petek, sedemnajstega aprila, ob osmih',
    'v soboto, osemnajstega aprila, ob osmih',
    'v nedeljo, devetnajstega aprila, ob osmih',
  ];
  const said = at('2026-04-01T12:00:00+02:00');
  expected.forEach((words, index) => {
    t.is(spokenOpening(at(`2026-04-${13 + index}T08:00:00+02:00`), said, zone, 'sl'), words);
  });
});

test('[R1.7] an opening more than half a year away is spoken with its year', (t) => {
  const said = at('2026-01-05T12:00:00+01:00');
  const opening = spokenOpening(at('2027-01-04T08:30:00+01:00'), said, zone, 'sl');
  t.is(opening, 'v ponedeljek, četrtega januarja dva tisoč sedemindvajset, ob osmih in trideset minut');
});
