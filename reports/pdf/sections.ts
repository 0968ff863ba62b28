import type { CallFigures } from '../figures.ts';
import type { Frame } from './frame.ts';
import { drawCategories } from './sections/categories.ts';
import { drawDefinitions } from './sections/definition-list.ts';
import { drawDurations } from './sections/durations.ts';
import { drawFrequency } from './sections/frequency.ts';
import { drawMonths } from './sections/months.ts';
import { drawOccupancy } from './sections/occupancy.ts';
import { drawOutcomes } from './sections/outcomes.ts';
import { drawServices } from './sections/services.ts';
import { drawVisits } from './sections/visits.ts';
import { drawWaiting } from './sections/waiting.ts';

/** The figures' sections in order; each is one function from figures to pages. */
export const sections: readonly ((frame: Frame, figures: CallFigures, number: number) => void)[] = [
  drawOutcomes,
  drawWaiting,
  drawServices,
  drawVisits,
  drawCategories,
  drawFrequency,
  drawDurations,
  drawMonths,
  drawOccupancy,
  drawDefinitions,
];
