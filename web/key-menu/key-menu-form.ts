import type { Settings } from '../../sql/settings/settings.ts';
import { lineOf, type Problems, type Typed, wholeOf } from '../locations/typed.ts';
import type { Messages } from '../messages/sl.ts';

/** What may be listed: a service or a place, by the name that staff know it by. */
export type Listable = { readonly id: string; readonly name: string };
type Listed = Settings['selfService']['services'][number];

export const kinds = ['storitev', 'kraj'] as const;
export type Kind = (typeof kinds)[number];

/** The fields of one row. A dot in a name would be taken for a part of it by who reads forms. */
export const fieldOf = (kind: Kind, id: string, what: 'mesto' | 'sl' | 'en'): string => `${kind}_${id}_${what}`;

const mostPositions = 99;
/** As the setting has it: words, and the marks that stand inside them. */
const words = /^[\p{L}\p{M}\s,'’-]{2,80}$/u;

/** The setting as its form shows it. */
export function typedOf(setting: Settings['selfService'] | null): Typed {
  const typed: Record<string, string> = {};
  const put = (kind: Kind, list: readonly Listed[]): void => {
    for (const [index, { id, sl, en }] of list.entries()) {
      typed[fieldOf(kind, id, 'mesto')] = String(index + 1);
      typed[fieldOf(kind, id, 'sl')] = sl ?? '';
      typed[fieldOf(kind, id, 'en')] = en ?? '';
    }
  };
  put('storitev', setting?.services ?? []);
  put('kraj', setting?.places ?? []);
  return typed;
}

/** The lists in the order of the positions; gaps between them mean nothing. */
export function judgeLists(
  m: Messages,
  typed: Typed,
  listable: Readonly<Record<Kind, readonly Listable[]>>,
): { readonly problems: Problems; readonly setting: Settings['selfService'] } {
  const problems: Record<string, string> = {};
  const listOf = (kind: Kind): Listed[] => {
    const chosen: { readonly position: number; readonly listed: Listed }[] = [];
    for (const { id, name } of listable[kind]) {
      const field = fieldOf(kind, id, 'mesto');
      const spoken = (language: 'sl' | 'en'): { readonly [key in 'sl' | 'en']?: string } => {
        const text = lineOf(typed, fieldOf(kind, id, language));
        if (text === '') return {};
        if (!words.test(text)) problems[fieldOf(kind, id, language)] = m.keyMenu.problems.words(name);
        return { [language]: text };
      };
      const listed = { id, ...spoken('sl'), ...spoken('en') };
      if (lineOf(typed, field) === '') continue;
      const position = wholeOf(typed, field, [1, mostPositions]);
      if (position === null) problems[field] = m.keyMenu.problems.position(name);
      else if (chosen.some((one) => one.position === position))
        problems[field] = m.keyMenu.problems.twice(name, position);
      else chosen.push({ position, listed });
    }
    return chosen.sort((one, other) => one.position - other.position).map(({ listed }) => listed);
  };
  return { setting: { services: listOf('storitev'), places: listOf('kraj') }, problems };
}
