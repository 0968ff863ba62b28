import type { Service, ServiceCategory } from '../../sql/calendar/services.ts';
import { type Language, languages, type ServiceId } from '../../sql/calendar/words.ts';
import { lineOf, type Problems, type Typed, textOf, ticked, wholeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';

export const togetherField = (id: string): string => `skupaj-${id}`;
export const textField = (name: string, language: Language): string => `${name}-${language}`;

/** The texts of a service by the names of their fields; those of several lines are lists. */
const texts = { ime: 'name', opis: 'description', informacije: 'information' } as const;
const lists = { priloge: 'documents', besede: 'keywords' } as const;
export const longest = { opis: 2000, informacije: 3000 } as const;

export function typedOfService(service: Service & { readonly version?: number }): Typed {
  const typed: Record<string, string> = {
    razlicica: String(service.version ?? 0),
    skupina: service.categoryId,
    minut: String(service.minutes),
    terminov: String(service.mostVisits),
    mesto: String(service.position),
    splet: service.online ? 'da' : '',
    ponudba: service.retired ? '' : 'da',
  };
  for (const language of languages) {
    for (const [name, key] of Object.entries(texts)) typed[textField(name, language)] = service[key][language] ?? '';
    for (const [name, key] of Object.entries(lists))
      typed[textField(name, language)] = (service[key][language] ?? []).join('\n');
  }
  for (const other of service.together) typed[togetherField(other)] = 'da';
  return typed;
}

export const typedOfNewService = (categories: readonly ServiceCategory[], services: readonly Service[]): Typed => ({
  skupina: categories[0]?.id ?? '',
  minut: '15',
  terminov: '4',
  mesto: String(Math.max(0, ...services.map(({ position }) => position)) + 1),
  splet: 'da',
  ponudba: '',
});

/** What is wrong with it, a sentence a field, and the service when nothing is. */
export function judgeService(
  { catalogue }: Messages,
  typed: Typed,
  {
    id,
    categories,
    others,
  }: {
    readonly id: ServiceId;
    readonly categories: readonly ServiceCategory[];
    readonly others: readonly Service[];
  },
): { readonly problems: Problems; readonly service: Service } {
  const words = catalogue.problems;
  const problems: Record<string, string> = {};
  const retired = !ticked(typed, 'ponudba');
  for (const language of languages) judgeTexts(words, typed, language, problems);
  if (!retired && textOf(typed, textField('informacije', 'sl')) === '')
    problems[textField('informacije', 'sl')] = words.information;
  const categoryId = categories.find((category) => category.id === typed.skupina)?.id;
  if (categoryId === undefined) problems.skupina = words.category;
  const minutes = wholeOf(typed, 'minut', [1, 480]);
  if (minutes === null) problems.minut = words.minutes;
  const mostVisits = wholeOf(typed, 'terminov', [1, 20]);
  if (mostVisits === null) problems.terminov = words.mostVisits;
  const position = wholeOf(typed, 'mesto', [0, 999]);
  if (position === null) problems.mesto = words.position;
  const text = (name: string) => textsOf((language) => textOf(typed, textField(name, language)));
  const list = (name: string) =>
    Object.fromEntries(
      languages.flatMap((language) => {
        const lines = linesOf(typed, textField(name, language));
        return lines.length === 0 ? [] : [[language, lines]];
      }),
    );
  return {
    problems,
    service: {
      id,
      categoryId: categoryId ?? '',
      name: { ...text('ime'), sl: lineOf(typed, textField('ime', 'sl')) },
      description: text('opis'),
      documents: list('priloge'),
      information: text('informacije'),
      keywords: list('besede'),
      minutes: minutes ?? 15,
      mostVisits: mostVisits ?? 4,
      online: ticked(typed, 'splet'),
      position: position ?? 0,
      retired,
      together: others.filter((other) => ticked(typed, togetherField(other.id))).map((other) => other.id),
    },
  };
}

function judgeTexts(
  words: Messages['catalogue']['problems'],
  typed: Typed,
  language: Language,
  problems: Record<string, string>,
): void {
  const name = lineOf(typed, textField('ime', language));
  if (name.length > 120) problems[textField('ime', language)] = words.nameOther;
  if (language === 'sl' && name === '') problems[textField('ime', language)] = words.name;
  for (const [field, most] of Object.entries(longest))
    if (textOf(typed, textField(field, language)).length > most)
      problems[textField(field, language)] = words.long(most);
  for (const field of Object.keys(lists)) {
    const lines = linesOf(typed, textField(field, language));
    if (lines.length > 30 || lines.some((line) => line.length > 300))
      problems[textField(field, language)] = words.lines;
  }
}

/** Texts by language, those that are empty left out. */
export function textsOf(textIn: (language: Language) => string): { readonly [language in Language]?: string } {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const text = textIn(language);
      return text === '' ? [] : [[language, text]];
    }),
  );
}

const linesOf = (typed: Typed, name: string): readonly string[] =>
  textOf(typed, name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
