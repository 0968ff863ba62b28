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

/** So many days are looked at for one list, and so many times shown at most. */
const lookedAt = 21;
const shown = 48;

/** Free times of a place from a day on, those that were wished. */
export async function readTimes(
  db: Knex,
  {
    services,
    locationId,
    channel,
    fromDay,
    visits,
    wish,
    now,
  }: {
    services: readonly ServiceId[];
    locationId: string;
    channel: Channel;
    fromDay: string;
    visits: number;
    wish: Wish;
    now: Instant;
  },
): Promise<DeskTimes> {
  const from = startOf(fromDay);
  const until = startOf(dayAfter(fromDay, lookedAt));
  const question = { services, locationId, from, until, now };
  const [slots, forCitizens] = await Promise.all([
    listSlots(db, { ...question, channel }),
    listSlots(db, { ...question, channel: 'web' }),
  ]);
  const open = new Set(forCitizens.map((slot) => writeSlots([slot])));
  const byDay = Map.groupBy(slots, (slot) => dateOf(slot.startsAt));
  const days: { day: string; times: readonly DeskTime[] }[] = [];
  let count = 0;
  let nextDay: string | null = dayAfter(fromDay, lookedAt);
  for (let place = 0; place < lookedAt; place += 1) {
    const day = dayAfter(fromDay, place);
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
