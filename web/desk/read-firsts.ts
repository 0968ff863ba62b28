import type { Knex } from 'knex';
import { localDayOfDate } from '../../dialplan/local-time.ts';
import { type Instant, instant } from '../../engine/core/ids.ts';
import { type FirstFree, firstFreeSlots } from '../../sql/calendar/first-free-slots.ts';
import { firstFreeWished } from '../../sql/calendar/first-free-wished.ts';
import type { ServiceId } from '../../sql/calendar/words.ts';
import type { SignedInUser } from '../may.ts';
import { timeZone } from '../present/time.ts';
import { channelsOf } from './desk-channel.ts';
import { slotWishOf, type Wish, wishesAnything } from './wish.ts';

/** The first free time of every place, as this person may book there: one query, for a unit's own staff two. */
export async function readFirsts(
  db: Knex,
  user: SignedInUser,
  { services, wish, now }: { services: readonly ServiceId[]; wish: Wish; now: Instant },
): Promise<readonly FirstFree[]> {
  const since = wish.since === null ? now : (Math.max(now, startOf(wish.since)) as Instant);
  const answers = await Promise.all(
    channelsOf(user).map(async ({ channel, holds }) => {
      const firsts = wishesAnything(wish)
        ? await firstFreeWished(db, { services, wish: slotWishOf(wish), since, channel, now })
        : await firstFreeSlots(db, { services, channel, now });
      return firsts.filter(({ locationId }) => holds(locationId));
    }),
  );
  return answers.flat();
}

export const startOf = (day: string): Instant => instant(localDayOfDate(timeZone, day).startsAt);
