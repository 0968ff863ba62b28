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

/** The hours that the days have in common, from the full hour before the first block to the one after the last. */
export type Hours = { readonly from: number; readonly until: number };

export function hoursOf(counterDays: readonly CounterDay[]): Hours {
  let [from, until] = [24, 0];
  for (const { blocks } of counterDays) {
    for (const block of blocks) {
      from = Math.min(from, Math.floor(startOf(block) / 60));
      until = Math.max(until, Math.ceil(endOf(block) / 60));
    }
  }
  return from < until ? { from, until } : { from: 8, until: 15 };
}

/** The classes that put a block into its rows: "row-6 rows-3". Neighbours never share a row. */
export function placeOf(block: Pick<Block, 'startsAt' | 'endsAt'>, { from }: Hours): string {
  const first = Math.round((startOf(block) - from * 60) / minutesOfRow);
  const last = Math.round((endOf(block) - from * 60) / minutesOfRow);
  return `row-${first} rows-${Math.max(1, last - first)}`;
}

const startOf = ({ startsAt }: Pick<Block, 'startsAt'>): number => localMinutes(timeZone, startsAt);

/** By its length, so that midnight is the end of the day and not its beginning. */
const endOf = ({ startsAt, endsAt }: Pick<Block, 'startsAt' | 'endsAt'>): number =>
  Math.min(24 * 60, startOf({ startsAt }) + Math.round((endsAt - startsAt) / 60_000));
