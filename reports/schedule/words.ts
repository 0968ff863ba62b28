import { showReference } from '../../sql/calendar/reference.ts';
import { dayAfter, periodTitle, sayTimeAt, weekdayOf } from '../period.ts';
import { type CountForms, counted, dayMonthYear, nbsp } from '../words/format.ts';
import { weekdays } from '../words/months.ts';
import type { Block, DayFigures, Schedule, ScheduledVisit } from './schedule.ts';

/** The words of schedules, on screen and on paper. None of them tells whether a woman or a man comes. */
export const stateNames: Readonly<Record<ScheduledVisit['state'], string>> = {
  booked: 'rezervirano',
  arrived: 'prihod zabeležen',
  served: 'opravljeno',
  noShow: 'brez prihoda',
  cancelled: 'odpovedano',
};

const visitForms: CountForms = { one: 'obisk', two: 'obiska', few: 'obiski', other: 'obiskov' };
const freeForms: CountForms = {
  one: 'prost termin',
  two: 'prosta termina',
  few: 'prosti termini',
  other: 'prostih terminov',
};

/** "9.30–9.45"; what ends at midnight ends the day: "22.00–24.00". */
export const timesOf = ({ startsAt, endsAt }: Pick<Block, 'startsAt' | 'endsAt'>): string =>
  `${timeOf(startsAt)}–${timeOf(endsAt).replace(/^0\.00$/, '24.00')}`;

/** "9.30" */
export const timeOf = sayTimeAt;

/** "ponedeljek, 23. 11. 2026" */
export const dayHeading = (day: string): string => `${weekdays[weekdayOf(day) - 1]}, ${dayMonthYear(day)}`;

/** "od 23. do 29. novembra 2026" for a week. */
export function periodHeading({ view, days }: Pick<Schedule, 'view' | 'days'>): string {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return view === 'day' ? dayHeading(first) : periodTitle({ kind: 'period', from: first, to: dayAfter(last) });
}

export const titleOf = ({ view }: Pick<Schedule, 'view'>): string =>
  view === 'day' ? 'Dnevni urnik' : 'Tedenski urnik';

/** What stands in a stretch: "Osebna izkaznica", "prosto, 3 termini", "odmor". */
export function blockText(block: Block, now: number): string {
  switch (block.kind) {
    case 'visit':
      return block.visit.service;
    case 'free':
      if (block.endsAt <= now) return 'neizkoriščeno';
      return block.slots === null
        ? 'prosto'
        : block.slots === 0
          ? 'prosto, prekratko za storitev'
          : counted(block.slots, freeForms);
    case 'held':
      return 'pravkar v rezervaciji';
    case 'blocked':
      return block.note === '' ? 'zaprto za termine' : `zaprto za termine: ${block.note}`;
    case 'break':
      return 'odmor';
    case 'closure':
      return block.notice === '' ? 'zaprto' : `zaprto: ${block.notice}`;
  }
}

export const referenceOf = ({ reference }: ScheduledVisit): string => showReference(reference);

/** "12 obiskov, 5 prostih terminov" or, while no service is chosen, "12 obiskov, prosto 2 h 30 min". */
export function figuresText({ visits, freeMinutes, freeSlots }: DayFigures): string {
  const free =
    freeSlots !== null
      ? counted(freeSlots, freeForms)
      : freeMinutes > 0
        ? `prosto ${span(freeMinutes)}`
        : 'brez prostega časa';
  return `${counted(visits, visitForms)}, ${free}`;
}

function span(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [...(hours > 0 ? [`${hours}${nbsp}h`] : []), ...(rest > 0 ? [`${rest}${nbsp}min`] : [])].join(' ');
}

export const closedText = (reason: string): string =>
  reason === '' ? 'Zaprto.' : `Zaprto: ${reason.replace(/\.$/, '')}.`;
export const nothingText = 'Ta dan ni uradnih ur.';
