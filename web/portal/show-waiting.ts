import type { Instant } from '../../engine/core/ids.ts';
import { movePath, offerPath } from '../../messages/link-paths.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { firstFreeWished } from '../../sql/calendar/first-free-wished.ts';
import { listPlacesOfService } from '../../sql/calendar/list-places-of-service.ts';
import { readWaiting, type Waiting } from '../../sql/calendar/waitlist.ts';
import type { Room } from '../context.ts';
import { dayAfter, noonOf } from '../present/citizen-time.ts';
import { dateOf } from '../present/time.ts';
import type { CitizenFrame } from './citizen-page.tsx';
import type { ShownWaiting } from './pages/visit-page.tsx';
import { wishWords } from './wish-words.ts';

const most = 3;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** What the visit's page says of waiting for an earlier one; null: nobody waits. */
export async function showWaiting(
  { db }: Pick<Room, 'db'>,
  frame: CitizenFrame,
  visit: AppointmentView,
  token: string,
): Promise<ShownWaiting | null> {
  const now = Date.now() as Instant;
  const waiting = await readWaiting(db, visit.appointmentId, now);
  if (waiting === null) return null;
  const places = await listPlacesOfService(db, { services: visit.services });
  const nameOf = (id: string): string => places.find(({ locationId }) => locationId === id)?.name ?? id;
  const { offer } = waiting;
  const words = frame.m.answers.wait;
  const which = `?obisk=${visit.appointmentId}`;
  return {
    wishes: wishWords(frame, waiting, nameOf),
    offer:
      offer === null
        ? null
        : {
            sentence: words.offered(
              frame.time.moment(offer.startsAt),
              nameOf(offer.locationId),
              frame.time.moment(offer.expiresAt),
            ),
            href: frame.to(offerPath(token)) + which,
          },
    freeNow: offer === null ? await freeNow() : [],
  };

  /** Whoever wishes for something that is free even now need not wait for it. */
  async function freeNow(): Promise<ShownWaiting['freeNow']> {
    const { weekdays, from, to, locationIds } = waiting as Waiting;
    const firsts = await firstFreeWished(db, {
      services: visit.services,
      wish: { weekdays: weekdays ?? everyDay, from: from ?? '00:00', before: to ?? '24:00' },
      since: firstInstantOf(waiting as Waiting, now),
      channel: 'web',
      now,
    });
    return firsts
      .filter(({ locationId, startsAt }) => locationIds.includes(locationId) && startsAt < visit.startsAt)
      .slice(0, most)
      .map(({ locationId, startsAt }) => ({
        label: `${frame.time.moment(startsAt)}, ${nameOf(locationId)}`,
        href: `${frame.to(movePath(token))}/${locationId}${which}&pogled=dan&dan=${dateOf(startsAt)}#termini`,
      }));
  }
}

/** The first instant of the first day that suits. */
function firstInstantOf({ firstDay, noticeDays }: Waiting, now: Instant): Instant {
  const noticed = dayAfter(dateOf(now), noticeDays);
  const day = firstDay !== null && firstDay > noticed ? firstDay : noticed;
  // Noon less twelve hours is midnight or an hour beside it, when nothing is open.
  return Math.max(now, noonOf(day) - 12 * 3_600_000) as Instant;
}
