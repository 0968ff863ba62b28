import type { Outcome } from '../../engine/core/facts.ts';

/** How a call ended, as the list of calls prints it. */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  answered: 'sprejet',
  abandoned: 'opuščen',
  callback: 'povratni klic',
  voiceMessage: 'glasovno sporočilo',
  selfServed: 'urejen s tipkami',
  closed: 'zunaj delovnega časa',
  refused: 'zavrnjen',
  failed: 'neuspel',
  notReached: 'ni dosežen',
  withdrawn: 'umaknjen',
};

/** The same counted: "Sprejeti klici". */
export const outcomePlurals: Readonly<Record<Outcome, string>> = {
  answered: 'Sprejeti klici',
  abandoned: 'Opuščeni klici',
  callback: 'Naročeni povratni klici',
  voiceMessage: 'Glasovna sporočila',
  selfServed: 'Klici, urejeni s tipkami',
  closed: 'Klici zunaj delovnega časa',
  refused: 'Zavrnjeni klici',
  failed: 'Neuspeli klici',
  notReached: 'Nedoseženi povratni klici',
  withdrawn: 'Umaknjeni povratni klici',
};

export function outcomeName(outcome: string): string {
  return outcomeNames[outcome as Outcome] ?? outcome;
}

export const withoutCategory = 'brez kategorije';

export function categoryName(category: { readonly key: string | null; readonly name: string | null }): string {
  return category.name ?? category.key ?? withoutCategory;
}
