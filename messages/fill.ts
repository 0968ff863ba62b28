import type { MessageLanguage } from '../sql/messages/message.ts';
import type { Block, Span } from './block.ts';
import { type Part, paragraphsOf, partsOf } from './template.ts';
import type { Value } from './values.ts';
import { choosePlural } from './wording/plural.ts';

type Values = Readonly<Record<string, Value>>;

/** A body with its values in place. A placeholder that the kind has not stands as it was written: checks come before. */
export function fillBody(body: string, values: Values, language: MessageLanguage): readonly Block[] {
  return paragraphsOf(body).flatMap((paragraph) => {
    const parts = partsOf(paragraph);
    const [only] = parts;
    if (parts.length === 1 && only?.type === 'placeholder') {
      const value = values[only.name];
      if (value?.as === 'block') return [...value.blocks];
    }
    return [{ type: 'paragraph' as const, spans: parts.flatMap((part) => spansOf(part, values, language)) }];
  });
}

/** A line without any structure: a subject, an SMS. Runs of spaces that empty values leave are drawn together. */
export function fillLine(line: string, values: Values, language: MessageLanguage): string {
  return partsOf(line)
    .flatMap((part) => spansOf(part, values, language))
    .map(({ text, href }) => (href === undefined || href === text ? text : `${text}: ${href}`))
    .join('')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

function spansOf(part: Part, values: Values, language: MessageLanguage): readonly Span[] {
  if (part.type === 'text') return [{ text: part.text }];
  const value = values[part.name];
  if (part.type === 'link')
    return [value?.as === 'link' ? { text: part.label, href: value.url } : { text: part.label }];
  const formed = (form: string): readonly Span[] => partsOf(form).flatMap((inner) => spansOf(inner, values, language));
  switch (value?.as) {
    case 'word':
      return [{ text: value.text }];
    case 'link':
      return [{ text: value.url, href: value.url }];
    case 'count':
      return formed(choosePlural(value.count, part.forms ?? [], language));
    case 'choice':
      return formed(part.forms?.[value.chosen] ?? '');
    default:
      return [{ text: `{${part.name}}` }];
  }
}
