import { localMinutes } from '../../dialplan/local-time.ts';
import type { Block, CounterDay } from '../../reports/schedule/schedule.ts';
import { timeZone } from '../present/time.ts';

/**
 * The schedule's grid has a row for every five minutes. Styles inside a page are forbidden (security/headers.ts), so
 * the stylesheet has a class for each row that a block may begin in and for each length.
 */
export const minutesOfRow = 5;
const rowsOfDay = (24 * 60) / minutesOfRow;

/** The grid's rows, as rules of the stylesheet. */
export function rowRules(): string {
  const rules: string[] = [];
  for (let row = 0; row < rowsOfDay; row += 1) {
    rules.push(`.row-${row}{grid-row-start:${row + 1}}.rows-${row + 1}{grid-row-end:span ${row + 1}}`);
  }
  return `@media (min-width:48rem){${rules.join('')}}`;
}

/**
 * The hours that the days have in common, from the full hour before the first stretch to the one after the last. Blocked
 * time counts only where nothing else does: whoever blocks a whole day does not make the grid as long as a night.
 */
export type Hours = { readonly from: number; readonly until: number };

export function hoursOf(counterDays: readonly Pick<CounterDay, 'open' | 'blocks'>[]): Hours {
  const working = counterDays.flatMap(({ open, blocks }) => [
    ...open,
    ...blocks.filter(({ kind }) => kind !== 'blocked'),
  ]);
  let [from, until] = [24, 0];
  for (const stretch of working.length > 0 ? working : counterDays.flatMap(({ blocks }) => blocks)) {
    from = Math.min(from, Math.floor(startOf(stretch) / 60));
    until = Math.max(until, Math.ceil(endOf(stretch) / 60));
  }
  return from < until ? { from, until } : { from: 8, until: 15 };
}

/** Whether some of a block stands in the grid. */
export const isIn = (block: Pick<Block, 'startsAt' | 'endsAt'>, { from, until }: Hours): boolean =>
  startOf(block) < until * 60 && endOf(block) > from * 60;

/** The classes that put a block, or what of it is in the grid, into its rows: "row-6 rows-3". Neighbours never share a row. */
export function placeOf(block: Pick<Block, 'startsAt' | 'endsAt'>, { from, until }: Hours): string {
  const first = Math.round((Math.max(startOf(block), from * 60) - from * 60) / minutesOfRow);
  const last = Math.round((Math.min(endOf(block), until * 60) - from * 60) / minutesOfRow);
  return `row-${first} rows-${Math.max(1, last - first)}`;
}

const startOf = ({ startsAt }: Pick<Block, 'startsAt'>): number => localMinutes(timeZone, startsAt);

/** By its length, so that midnight is the end of the day and not its beginning. */
const endOf = ({ startsAt, endsAt }: Pick<Block, 'startsAt' | 'endsAt'>): number =>
  Math.min(24 * 60, startOf({ startsAt }) + Math.round((endsAt - startsAt) / 60_000));
