import type { ChangePreview, DayChange } from '../../sql/calendar/preview-change.ts';

/** A day over all counters that change on it. */
export type DaySum = {
  readonly day: string;
  readonly slotsBefore: number;
  readonly slotsAfter: number;
  readonly counters: readonly DayChange[];
};

export function daySums({ days }: Pick<ChangePreview, 'days'>): readonly DaySum[] {
  const byDay = new Map<string, DayChange[]>();
  for (const change of days) byDay.set(change.day, [...(byDay.get(change.day) ?? []), change]);
  return [...byDay].map(([day, counters]) => ({
    day,
    slotsBefore: counters.reduce((sum, { slotsBefore }) => sum + slotsBefore, 0),
    slotsAfter: counters.reduce((sum, { slotsAfter }) => sum + slotsAfter, 0),
    counters,
  }));
}
