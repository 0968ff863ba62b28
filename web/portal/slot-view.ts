import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { countFreeDays, type FreeDay } from '../../sql/calendar/count-free-days.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import type { ServiceId } from '../../sql/calendar/words.ts';
import { dayAfter, noonOf } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import { firstDayOf, isDay, isMonth, lastDayOf, type Month, monthAfter, monthOf } from './month.ts';
import { type SlotChoice, slotChoices } from './slot-choices.ts';

export const slotViews = ['month', 'day', 'list'] as const;
export type SlotViewName = (typeof slotViews)[number];
/** As they stand in addresses. */
export const viewNames: Readonly<Record<SlotViewName, string>> = { month: 'mesec', day: 'dan', list: 'seznam' };

export type DayOfChoices = { readonly day: string; readonly choices: readonly SlotChoice[] };

/** All that the page of days and times shows of one place. */
export type SlotView = {
  readonly name: SlotViewName;
  readonly visits: number;
  readonly today: string;
  readonly month: Month;
  readonly days: readonly FreeDay[];
  /** The chosen day; null: nothing is free in this month. */
  readonly day: string | null;
  /** The chosen day's times, or in the list the times of several days. */
  readonly times: readonly DayOfChoices[];
  /** The list goes on from here; null: there is no more. */
  readonly nextDay: string | null;
};

type Asked = {
  readonly view: string;
  readonly day: string;
  readonly month: string;
  readonly visits: number;
};

/** So many days hold a page of the list at most. */
const listDays = 14;
const listTimes = 60;

export async function readSlotView(
  db: Knex,
  /** `services`: all that are done in the one visit. */
  place: { readonly services: readonly ServiceId[]; readonly locationId: string; readonly first: Instant | null },
  asked: Asked,
  now: Instant,
): Promise<SlotView> {
  const today = dateOf(now);
  const name = slotViews.find((view) => viewNames[view] === asked.view) ?? 'month';
  const soonest = place.first === null ? today : dateOf(place.first);
  const wished = isDay(asked.day) && asked.day >= today ? asked.day : null;
  const month = wished !== null ? monthOf(wished) : monthFrom(asked.month, soonest, today);
  const common = { services: place.services, locationId: place.locationId, channel: 'web', now } as const;
  const choicesOf = async (firstDay: string, days: number): Promise<readonly DayOfChoices[]> => {
    // Local midnight is 22 or 23 o'clock UTC of the day before; noon less and more covers it, the day itself is told below.
    const from = (noonOf(firstDay) - 14 * 3_600_000) as Instant;
    const until = (noonOf(firstDay) + (days - 1) * 86_400_000 + 14 * 3_600_000) as Instant;
    const slots = await listSlots(db, { ...common, from, until });
    const byDay = Map.groupBy(slots, (slot) => dateOf(slot.startsAt));
    return Array.from({ length: days }, (_, place) => dayAfter(firstDay, place)).flatMap((day) => {
      const choices = slotChoices(byDay.get(day) ?? [], asked.visits);
      return choices.length === 0 ? [] : [{ day, choices }];
    });
  };
  const view = { name, visits: asked.visits, today, month };
  if (name === 'list') {
    const from = wished ?? soonest;
    const found = await choicesOf(from, listDays);
    const times: DayOfChoices[] = [];
    for (const day of found) {
      if (times.reduce((sum, { choices }) => sum + choices.length, 0) >= listTimes) break;
      times.push(day);
    }
    const next = found[times.length]?.day ?? dayAfter(from, listDays);
    return { ...view, days: [], day: from, times, nextDay: times.length === 0 ? null : next };
  }
  const days =
    name === 'day'
      ? []
      : await countFreeDays(db, { ...common, firstDay: firstDayOf(month), lastDay: lastDayOf(month) });
  const day = wished ?? (name === 'day' ? soonest : firstFree(days, today, asked.visits));
  return { ...view, days, day, times: day === null ? [] : await choicesOf(day, 1), nextDay: null };
}

const firstFree = (days: readonly FreeDay[], today: string, visits: number): string | null =>
  days.find((day) => day.free >= visits && day.day >= today)?.day ?? null;

/** A year ahead at most: further nothing is open, and no robot needs to look. */
function monthFrom(asked: string, soonest: string, today: string): Month {
  const inRange = isMonth(asked) && asked >= monthOf(today) && asked <= monthAfter(monthOf(today), 13);
  return inRange ? asked : monthOf(soonest);
}
