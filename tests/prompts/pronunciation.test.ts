import { execFileSync } from 'node:child_process';
import test from 'ava';
import { exampleValues } from '../../prompts/example-values.ts';
import { fragmentsOf } from '../../prompts/fragments.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { sloveneCardinal } from '../../prompts/spoken/slovene-cardinals.ts';
import { sloveneOrdinal } from '../../prompts/spoken/slovene-ordinals.ts';
import { slovenePhonemes } from '../../prompts/synthesis/slovene-pronunciation.ts';
import { voiceInput } from '../../prompts/synthesis/voices.ts';

/** What the real espeak-ng is going to say, in its own notation. */
const phonemes = (text: string, language: 'sl' | 'en' = 'sl'): string =>
  execFileSync('espeak-ng', ['-v', language === 'sl' ? 'sl' : 'en-gb', '-q', '-x', '--stdin'], {
    input: voiceInput(text, language),
    encoding: 'utf8',
  })
    .trim()
    .replace(/\s+/g, ' ');

test('[R1.8] č, š and ž are read as themselves', (t) => {
  t.is(phonemes('čakali žaba šola'), "tSak'a:li Z'a:ba S'o:la");
});

test('[R1.8] the sentences of the line are read with their stresses', (t) => {
  const expected: readonly (readonly [string, string])[] = [
    ['upravnih enot', "upR'a:wnih En'o:t"],
    ['Vaše mesto v vrsti je triindvajseto.', "v'a:SE m'e:stO uv'@Rsti jE tRiindv#'a:jsEtO"],
    ['Predvideni čas čakanja je pet minut.', "pREdv#'i:dEni tS'a:s tS'a:kanja jE p'e:t min'u:t"],
    ['Klicni center je zaprt.', "kl'i:tsni ts'e:nt@R jE zap'@Rt"],
    ['v ponedeljek, triindvajsetega novembra, ob osmih', "upOnEd'e:lj@k tRiindv#'a:jsEtEga nOv'e:mbRa Ob'o:smih"],
    ['v sredo, prvega januarja, ob enajstih', "usR'e:dO p'@RvEga j'a:nuaRja ObEn'a:jstih"],
    ['od ene do dveh minut', "Od'e:nE d'o: dv#'e:x min'u:t"],
    ['ob trinajstih in trideset minut', "'o:p tRin'a:jstih 'i:n tR'i:dEsEt min'u:t"],
  ];
  for (const [text, read] of expected) t.is(phonemes(text), read, text);
});

test('[R1.8] every number from 21 to 99 and every ordinal from 1 to 100 is given with its stress', (t) => {
  for (let number = 1; number <= 100; number++) {
    for (const form of ['neuter', 'masculine', 'feminine', 'masculineGenitive'] as const) {
      const word = sloveneOrdinal(number, form);
      t.regex(slovenePhonemes(word) ?? '', /^[^']*'[^']+$/, word);
    }
    if (number > 20 && number < 100) t.regex(slovenePhonemes(sloveneCardinal(number)) ?? '', /^[^']*'[^']+$/);
  }
  t.is(slovenePhonemes('dvaindvajset'), "dv#aindv#'a:jsEt");
  t.is(slovenePhonemes('hiša'), null);
});

test('[R1.8] espeak-ng takes every phoneme that it is given', (t) => {
  const values = { position: 99, minutes: 58, from: 13, to: 19, opensAt: 1_800_000_000_000, saidAt: 1_799_000_000_000 };
  for (const { key, language, text } of samplePrompts) {
    const [example] = exampleValues(key);
    for (const fragment of fragmentsOf(text, key, language, { ...example, ...values }, 'Europe/Ljubljana')) {
      // What it does not know as a phoneme it spells, brackets and all.
      t.notRegex(phonemes(fragment.text, language), /[[\]]/, fragment.text);
    }
  }
});
