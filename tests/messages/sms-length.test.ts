import test from 'ava';
import fc from 'fast-check';
import { alphabetOf, measureSms, partsOfSms } from '../../messages/sms/alphabet.ts';
import { fitSms, withoutAccents } from '../../messages/sms/fit.ts';

test('[R4.5] an SMS is measured by its alphabet: č, š and ž cost the whole text, { and € cost two', (t) => {
  const table: [text: string, alphabet: string, units: number, parts: number][] = [
    ['', 'gsm7', 0, 1],
    ['a'.repeat(160), 'gsm7', 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 2],
    ['a'.repeat(306), 'gsm7', 306, 2],
    ['a'.repeat(307), 'gsm7', 307, 3],
    ['€'.repeat(80), 'gsm7', 160, 1],
    [`${'a'.repeat(159)}{`, 'gsm7', 161, 2],
    ['éàöüñßÄ'.repeat(10), 'gsm7', 70, 1],
    ['č'.repeat(70), 'ucs2', 70, 1],
    [`${'a'.repeat(70)}š`, 'ucs2', 71, 2],
    [`${'a'.repeat(133)}ž`, 'ucs2', 134, 2],
    [`${'a'.repeat(134)}ž`, 'ucs2', 135, 3],
    ['ő', 'ucs2', 1, 1],
    ['😀'.repeat(35), 'ucs2', 70, 1],
  ];
  for (const [text, alphabet, units, parts] of table) {
    const length = measureSms(text);
    t.deepEqual([length.alphabet, length.units, length.parts], [alphabet, units, parts], text.slice(0, 20));
  }
});

test('[R4.5] neither an escaped character nor one of two units is cut apart between parts', (t) => {
  t.deepEqual(
    partsOfSms(`${'a'.repeat(152)}€${'b'.repeat(20)}`).map((part) => part.length),
    [152, 21],
  );
  t.deepEqual(
    partsOfSms(`${'č'.repeat(66)}😀${'b'.repeat(20)}`).map((part) => part.length),
    [66, 22],
  );
});

test('law: parts together are the text, and each has room for itself', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'č', '€', '[', '😀', ' ', 'é'), maxLength: 500 }), (text) => {
      const parts = partsOfSms(text);
      t.is(parts.join(''), text);
      const most = alphabetOf(text) === 'gsm7' ? 153 : 67;
      for (const part of parts) {
        const units = alphabetOf(text) === 'gsm7' ? measureSms(part).units : part.length;
        t.true(parts.length === 1 || units <= most);
      }
    }),
  );
});

test('[R4.5] the longest text that fits is sent; when none does, carons go before anything else does', (t) => {
  const link = 'https://narocanje.example.si/o/Vq3zPp7KXo1fHc9RwLs2Tg';
  const long = `Termin potrjen: ${'Šentjernej '.repeat(20)}${link}`;
  const short = `Termin: Črnomelj ${link}`;
  t.is(fitSms([long, short]), short);
  const only = fitSms([long]);
  t.is(alphabetOf(only), 'gsm7');
  t.true(only.endsWith(link));
  t.true(only.includes('Sentjernej'));
  t.is(withoutAccents('Čebela žabi šepeta; őű „tako“ – 1º'), 'Cebela zabi sepeta; öü "tako" - 1');
});
