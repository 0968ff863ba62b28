import test from 'ava';
import { promptKeys } from '../../prompts/catalogue.ts';
import { everyFragment, fragmentsOf } from '../../prompts/fragments.ts';
import { languages } from '../../prompts/language.ts';
import { samplePrompts } from '../../prompts/sample-prompts.ts';
import { checkTemplate } from '../../prompts/template.ts';

const textOf = (key: string, language: string): string =>
  samplePrompts.find((prompt) => prompt.key === key && prompt.language === language)?.text ?? '';

test('[R1.9] the sample has one good text for every prompt in every language', (t) => {
  for (const key of promptKeys) {
    for (const language of languages) {
      const found = samplePrompts.filter((prompt) => prompt.key === key && prompt.language === language);
      t.is(found.length, 1, `${key} ${language}`);
      t.deepEqual(checkTemplate(found[0]!.text, key, language), [], `${key} ${language}`);
    }
  }
  t.is(samplePrompts.length, promptKeys.length * languages.length);
});

test('[R1.2] the consent names controller, purpose, recording, its meaning and the key that refuses', (t) => {
  const slovene = textOf('consent', 'sl');
  for (const part of [
    /Ministrstvo za javno upravo/,
    /osebne podatke/,
    /naročanje/,
    /upravnih enot/,
    /snema/,
    /devet/,
  ]) {
    t.regex(slovene, part);
  }
  t.regex(slovene, /Če ostanete na zvezi, s tem soglašate/);
  t.regex(textOf('consent', 'en'), /Ministry of Public Administration.*personal data.*records.*agree.*press nine/);
});

test('[R1.7] the closed prompt speaks the next opening', (t) => {
  const values = {
    opensAt: Date.parse('2026-11-23T08:00:00+01:00'),
    saidAt: Date.parse('2026-11-20T15:00:00+01:00'),
  };
  const spoken = fragmentsOf(textOf('closedUntil', 'sl'), 'closedUntil', 'sl', values, 'Europe/Ljubljana');
  t.is(
    spoken.map(({ text }) => text).join(' '),
    'Klicni center je zaprt. Ponovno bomo dosegljivi v ponedeljek, triindvajsetega novembra, ob osmih.',
  );
});

test('[R1.8] the voice is never given a digit, a brace or an abbreviation', (t) => {
  for (const { key, language, text } of samplePrompts) {
    for (const fragment of everyFragment(text, key, language)) {
      t.notRegex(fragment.text, /[\p{Nd}{}]|\p{Lu}{2}/u);
    }
  }
});

test('[R1.9] the wait prompt for Asterisk itself is one sound file', (t) => {
  for (const language of languages) {
    t.is(fragmentsOf(textOf('noEngineWait', language), 'noEngineWait', language, {}, 'UTC').length, 1);
  }
});
