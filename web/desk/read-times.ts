import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { listSlots } from '../../sql/calendar/list-slots.ts';
import type { Channel, ServiceId } from '../../sql/calendar/words.ts';
import { type SlotChoice, slotChoices, writeSlots } from '../portal/slot-choices.ts';
import { dayAfter } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import { startOf } from './read-firsts.ts';
import { isWished, type Wish } from './wish.ts';

export type DeskTime = SlotChoice & {
  /** Citizens could not take it themselves: it is of the share that is kept for staff or the call centre. */
  readonly reserved: boolean;
};

export type DeskTimes = {
  readonly days: readonly { readonly day: string; readonly times: readonly DeskTime[] }[];
  /** The list goes on from this day; null: nothing more was found. */
  readonly nextDay: string | null;
};

/**
 * So many days are looked at for one list: a few are most often enough, and where a place is open once a month six weeks
 * have a day of it.
 */
const lookedAt = [4, 45] as const;
/** So many times are enough for a list, and more than so many are too much of it. */
const enough = 24;
const shown = 48;

type Question = {
  readonly services: readonly ServiceId[];
  readonly locationId: string;
  readonly channel: Channel;
  readonly fromDay: string;
  readonly visits: number;
  readonly wish: Wish;
  readonly now: Instant;
};

/** Free times of a place from a day on, those that were wished. */
export async function readTimes(db: Knex, question: Question): Promise<DeskTimes> {
  const [few, many] = lookedAt;
  const soon = await timesWithin(db, question, few);
  const count = soon.days.reduce((sum, { times }) => sum + times.length, 0);
  return count >= enough ? soon : timesWithin(db, question, many);
}

async function timesWithin(
  db: Knex,
  { services, locationId, channel, fromDay, visits, wish, now }: Question,
  within: number,
): Promise<DeskTimes> {
  const from = startOf(fromDay);
  const until = startOf(dayAfter(fromDay, within));
  const question = { services, locationId, from, until, now };
  const [slots, forCitizens] = await Promise.all([
    listSlots(db, { ...question, channel }),
    listSlots(db, { ...question, channel: 'web' }),
  ]);
  const open = new Set(forCitizens.map((slot) => writeSlots([slot])));
  const byDay = Map.groupBy(slots, (slot) => dateOf(slot.startsAt));
  const days: { day: string; times: readonly DeskTime[] }[] = [];
  let count = 0;
  let nextDay: string | null = dayAfter(fromDay, within);
  for (const day of [...byDay.keys()].sort()) {
    const times = slotChoices(byDay.get(day) ?? [], visits)
      .filter((choice) => isWished(wish, choice.startsAt))
      .map((choice) => ({ ...choice, reserved: choice.slots.some((slot) => !open.has(writeSlots([slot]))) }));
    if (times.length === 0) continue;
    if (count > 0 && count + times.length > shown) {
      nextDay = day;
      break;
    }
    days.push({ day, times });
    count += times.length;
  }
  return { days, nextDay: count === 0 ? null : nextDay };
}
