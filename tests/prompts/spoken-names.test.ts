import test from 'ava';
import { fragmentsOf } from '../../prompts/fragments.ts';
import { spokenName } from '../../prompts/spoken/names.ts';
import { sloveneDays } from '../../prompts/spoken/slovene-days.ts';
import { checkTemplate } from '../../prompts/template.ts';
import { sampleServices } from '../../sql/sample-services.ts';

const zone = 'Europe/Ljubljana';

test('[R1.5] days in Slovene: one, two, three and four, five and more, and in every case', (t) => {
  const said = [1, 2, 3, 4, 5, 11, 21, 22, 100, 101, 102].map((days) => sloveneDays(days, 'nominative'));
  t.deepEqual(said, [
    'en dan',
    'dva dneva',
    'trije dnevi',
    'štirje dnevi',
    'pet dni',
    'enajst dni',
    'enaindvajset dni',
    'dvaindvajset dni',
    'sto dni',
    'sto en dan',
    'sto dva dneva',
  ]);
  t.deepEqual(
    [1, 2, 3, 5].map((days) => sloveneDays(days, 'accusative')),
    ['en dan', 'dva dneva', 'tri dni', 'pet dni'],
  );
  t.deepEqual(
    [1, 2, 5].map((days) => sloveneDays(days, 'genitive')),
    ['enega dneva', 'dveh dni', 'petih dni'],
  );
});

test('[R1.5] a slot is said with its day, its hour and its place', (t) => {
  const values = {
    startsAt: Date.parse('2027-03-05T09:30:00+01:00'),
    saidAt: Date.parse('2027-02-20T10:00:00+01:00'),
    place: 'Upravna enota Litija',
  };
  const say = (text: string, language: 'sl' | 'en') =>
    fragmentsOf(text, 'freeSlotFirst', language, values, zone).map((fragment) => fragment.text);
  t.deepEqual(say('Prvi prosti termin je {termin}, {kraj}.', 'sl'), [
    'Prvi prosti termin je v petek, petega marca, ob devetih in trideset minut, Upravna enota Litija.',
  ]);
  t.deepEqual(say('The first one is {termin}, {kraj}.', 'en'), [
    'The first one is on Friday, the fifth of March, at nine thirty in the morning, Upravna enota Litija.',
  ]);
});

test('[R1.5] what people write short is said whole, and signs are not said', (t) => {
  t.is(spokenName('UE Litija', 'sl'), 'Upravna enota Litija');
  t.is(spokenName('KU Gabrovka (v občini Litija)', 'sl'), 'Krajevni urad Gabrovka v občini Litija');
  t.is(spokenName('Vozniško dovoljenje – kategorija 2', 'sl'), 'Vozniško dovoljenje, kategorija dva');
  t.is(spokenName('Rojstvo & smrt', 'sl'), 'Rojstvo in smrt');
  t.is(spokenName('Residence permit / extension', 'en'), 'Residence permit extension');
  t.is(spokenName(' ... ', 'sl'), '');
});

test('[R1.5] every service of the sample has a name that a voice can say', (t) => {
  for (const { name } of sampleServices) {
    for (const language of ['sl', 'en'] as const) {
      const said = spokenName(name[language] ?? name.sl, language);
      // What is spelt letter by letter stays for the setting to say in words.
      const problems = checkTemplate(said, 'keepWaiting', language).filter(({ kind }) => kind !== 'abbreviation');
      t.deepEqual(problems, [], said);
    }
  }
});
