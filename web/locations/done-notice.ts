import type { WebContext } from '../context.ts';

export type DoneNotice = { readonly kind: 'refused' | 'done'; readonly sentence: string };

/** What was done, by the word that the address carries after a form. */
export function doneNotice(ctx: WebContext, words: Readonly<Record<string, string>>): DoneNotice | null {
  const done = Object.entries(words).find(([word]) => word === ctx.query.opravljeno);
  return done === undefined ? null : { kind: 'done', sentence: done[1] };
}
