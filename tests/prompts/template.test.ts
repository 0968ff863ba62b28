import test from 'ava';
import type { PromptKey } from '../../prompts/catalogue.ts';
import { catalogue, promptKeys } from '../../prompts/catalogue.ts';
import { formsOf } from '../../prompts/spoken/placeholder-forms.ts';
import type { TemplateProblem } from '../../prompts/template.ts';
import { checkTemplate } from '../../prompts/template.ts';

const kinds = (text: string, key: PromptKey, language: 'sl' | 'en' = 'sl'): readonly TemplateProblem['kind'][] =>
  checkTemplate(text, key, language).map(({ kind }) => kind);
const messages = (text: string, key: PromptKey, language: 'sl' | 'en' = 'sl'): readonly string[] =>
  checkTemplate(text, key, language).map(({ message }) => message);

test('[R1.9] a good text has no problems, with and without a grammatical form', (t) => {
  t.deepEqual(checkTemplate('Čakali boste {minute:tožilnik}.', 'estimatedWait', 'sl'), []);
  t.deepEqual(checkTemplate('Ste {mesto:moški} ali {mesto:ženski} v vrsti.', 'position', 'sl'), []);
  t.deepEqual(checkTemplate('Pozdravljeni: tu upravne enote Ljubljana, Litija in Logatec.', 'welcome', 'sl'), []);
  t.deepEqual(checkTemplate("We're open, please wait.", 'keepWaiting', 'en'), []);
});

test('[R1.9] every placeholder of the catalogue and every form of it is accepted', (t) => {
  for (const key of promptKeys) {
    const { placeholders } = catalogue[key];
    for (const { name, kind } of placeholders) {
      const others = placeholders.filter((other) => other.name !== name).map((other) => `{${other.name}}`);
      for (const language of ['sl', 'en'] as const) {
        for (const form of formsOf(kind, language)) {
          t.deepEqual(
            checkTemplate(`Besedilo {${name}:${form}} ${others.join(' ')}.`, key, language),
            [],
            `${key} ${language} ${form}`,
          );
        }
      }
    }
  }
});

test('[R1.9] each problem is told in a Slovene sentence', (t) => {
  t.deepEqual(messages('  ', 'welcome'), ['Besedilo je prazno.']);
  t.deepEqual(messages('Vaše mesto je {vrsta}.', 'position'), [
    'Polja {vrsta} to besedilo ne pozna. Na voljo: {mesto}.',
    'V besedilu manjka polje {mesto}.',
  ]);
  t.deepEqual(messages('Pozdravljeni, {ime}.', 'welcome'), [
    'Polja {ime} to besedilo ne pozna. To besedilo nima polj.',
  ]);
  t.deepEqual(messages('Čakali boste {minute:dajalnik}.', 'estimatedWait'), [
    'Polje {minute} nima oblike »dajalnik«. Na voljo: imenovalnik, tožilnik, rodilnik.',
  ]);
  t.deepEqual(messages('You will wait {minute:tožilnik}.', 'estimatedWait', 'en'), [
    'Polje {minute} nima oblike »tožilnik«. V tem jeziku je zapisano brez oblike.',
  ]);
  t.deepEqual(messages('Pritisnite 9.', 'consent'), ['Številke zapišite z besedo, na primer »devet« namesto »9«.']);
  t.deepEqual(messages('Dobrodošli na UE Litija.', 'welcome'), [
    'Kratico »UE« izpišite z besedami, na primer »upravna enota« namesto »UE«.',
  ]);
  t.deepEqual(messages('Cena je sto €.', 'welcome'), [
    'Znaka »€« ni mogoče izgovoriti; zapišite ga z besedo ali izpustite.',
  ]);
  t.deepEqual(messages('Vaše mesto je {mesto.', 'position'), [
    'V besedilu manjka polje {mesto}.',
    'Zaviti oklepaj nima para; polje zapišite kot {ime}.',
  ]);
  t.deepEqual(messages('a'.repeat(1001), 'welcome'), ['Besedilo je predolgo: največ 1000 znakov.']);
});

test('[R1.9] nothing that a voice takes for a command gets through', (t) => {
  for (const text of ['[[a]]', '<break/>', 'a & b', 'a|b', 'a\u0000b', '-v "x"', 'a\\b', 'a@b', '#1']) {
    t.not(kinds(text, 'welcome').length, 0, text);
  }
});

test('[R1.9] all problems are told at once', (t) => {
  t.deepEqual(kinds('UE 9 {x} %', 'position'), [
    'unknownPlaceholder',
    'missingPlaceholder',
    'digit',
    'abbreviation',
    'sign',
  ]);
});
