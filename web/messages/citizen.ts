import type { CitizenLanguage } from '../portal/language.ts';
import { citizenAnswers as enAnswers } from './en/citizen-answers.ts';
import { citizenBooking as enBooking } from './en/citizen-booking.ts';
import { citizenData as enData } from './en/citizen-data.ts';
import { citizenFrame as enFrame } from './en/citizen-frame.ts';
import { citizenPapers as enPapers } from './en/citizen-papers.ts';
import { citizenVisit as enVisit } from './en/citizen-visit.ts';
import { citizenWaiting as enWaiting } from './en/citizen-waiting.ts';
import { citizenAnswers as huAnswers } from './hu/citizen-answers.ts';
import { citizenBooking as huBooking } from './hu/citizen-booking.ts';
import { citizenData as huData } from './hu/citizen-data.ts';
import { citizenFrame as huFrame } from './hu/citizen-frame.ts';
import { citizenPapers as huPapers } from './hu/citizen-papers.ts';
import { citizenVisit as huVisit } from './hu/citizen-visit.ts';
import { citizenWaiting as huWaiting } from './hu/citizen-waiting.ts';
import { citizenAnswers as itAnswers } from './it/citizen-answers.ts';
import { citizenBooking as itBooking } from './it/citizen-booking.ts';
import { citizenData as itData } from './it/citizen-data.ts';
import { citizenFrame as itFrame } from './it/citizen-frame.ts';
import { citizenPapers as itPapers } from './it/citizen-papers.ts';
import { citizenVisit as itVisit } from './it/citizen-visit.ts';
import { citizenWaiting as itWaiting } from './it/citizen-waiting.ts';
import { citizenAnswers as slAnswers } from './sl/citizen-answers.ts';
import { citizenBooking as slBooking } from './sl/citizen-booking.ts';
import { citizenData as slData } from './sl/citizen-data.ts';
import { citizenFrame as slFrame } from './sl/citizen-frame.ts';
import { citizenPapers as slPapers } from './sl/citizen-papers.ts';
import { citizenVisit as slVisit } from './sl/citizen-visit.ts';
import { citizenWaiting as slWaiting } from './sl/citizen-waiting.ts';

/** All that citizens' pages say. Slovene gives the type: a language that lacks a sentence does not compile. */
const sl = {
  ...slFrame,
  booking: slBooking,
  papers: slPapers,
  visit: slVisit,
  answers: slAnswers,
  data: slData,
  waiting: slWaiting,
};
export type CitizenMessages = typeof sl;

export const citizenMessages: Readonly<Record<CitizenLanguage, CitizenMessages>> = {
  sl,
  en: {
    ...enFrame,
    booking: enBooking,
    papers: enPapers,
    visit: enVisit,
    answers: enAnswers,
    data: enData,
    waiting: enWaiting,
  },
  it: {
    ...itFrame,
    booking: itBooking,
    papers: itPapers,
    visit: itVisit,
    answers: itAnswers,
    data: itData,
    waiting: itWaiting,
  },
  hu: {
    ...huFrame,
    booking: huBooking,
    papers: huPapers,
    visit: huVisit,
    answers: huAnswers,
    data: huData,
    waiting: huWaiting,
  },
};
