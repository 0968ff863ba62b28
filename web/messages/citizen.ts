import type { CitizenLanguage } from '../portal/language.ts';
import { citizenAnswers as enAnswers } from './en/citizen-answers.ts';
import { citizenBooking as enBooking } from './en/citizen-booking.ts';
import { citizenCommon as enCommon } from './en/citizen-common.ts';
import { citizenPapers as enPapers } from './en/citizen-papers.ts';
import { citizenVisit as enVisit } from './en/citizen-visit.ts';
import { citizenAnswers as huAnswers } from './hu/citizen-answers.ts';
import { citizenBooking as huBooking } from './hu/citizen-booking.ts';
import { citizenCommon as huCommon } from './hu/citizen-common.ts';
import { citizenPapers as huPapers } from './hu/citizen-papers.ts';
import { citizenVisit as huVisit } from './hu/citizen-visit.ts';
import { citizenAnswers as itAnswers } from './it/citizen-answers.ts';
import { citizenBooking as itBooking } from './it/citizen-booking.ts';
import { citizenCommon as itCommon } from './it/citizen-common.ts';
import { citizenPapers as itPapers } from './it/citizen-papers.ts';
import { citizenVisit as itVisit } from './it/citizen-visit.ts';
import { citizenAnswers as slAnswers } from './sl/citizen-answers.ts';
import { citizenBooking as slBooking } from './sl/citizen-booking.ts';
import { citizenCommon as slCommon } from './sl/citizen-common.ts';
import { citizenPapers as slPapers } from './sl/citizen-papers.ts';
import { citizenVisit as slVisit } from './sl/citizen-visit.ts';

/** All that citizens' pages say. Slovene gives the type: a language that lacks a sentence does not compile. */
const sl = { ...slCommon, booking: slBooking, papers: slPapers, visit: slVisit, answers: slAnswers };
export type CitizenMessages = typeof sl;

export const citizenMessages: Readonly<Record<CitizenLanguage, CitizenMessages>> = {
  sl,
  en: { ...enCommon, booking: enBooking, papers: enPapers, visit: enVisit, answers: enAnswers },
  it: { ...itCommon, booking: itBooking, papers: itPapers, visit: itVisit, answers: itAnswers },
  hu: { ...huCommon, booking: huBooking, papers: huPapers, visit: huVisit, answers: huAnswers },
};
