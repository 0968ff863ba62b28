import type { CitizenLanguage } from '../portal/language.ts';
import { citizenCommon as enCommon } from './en/citizen-common.ts';
import { citizenPapers as enPapers } from './en/citizen-papers.ts';
import { citizenCommon as huCommon } from './hu/citizen-common.ts';
import { citizenPapers as huPapers } from './hu/citizen-papers.ts';
import { citizenCommon as itCommon } from './it/citizen-common.ts';
import { citizenPapers as itPapers } from './it/citizen-papers.ts';
import { citizenCommon as slCommon } from './sl/citizen-common.ts';
import { citizenPapers as slPapers } from './sl/citizen-papers.ts';

/** All that citizens' pages say. Slovene gives the type: a language that lacks a sentence does not compile. */
const sl = { ...slCommon, papers: slPapers };
export type CitizenMessages = typeof sl;

export const citizenMessages: Readonly<Record<CitizenLanguage, CitizenMessages>> = {
  sl,
  en: { ...enCommon, papers: enPapers },
  it: { ...itCommon, papers: itPapers },
  hu: { ...huCommon, papers: huPapers },
};
