import type { Knex } from 'knex';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import { listVisits } from '../sql/calendar/list-visits.ts';
import { textIn } from '../sql/calendar/words.ts';
import { enqueueMessage } from '../sql/messages/enqueue-message.ts';
import { saveRecipient } from '../sql/messages/save-recipient.ts';
import { type DailyUnit, listDailyUnits, lockDailyList } from '../sql/messages/units-to-tell.ts';
import { localDateAt, timeZone } from './period.ts';

const hourOf = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' });
/** From the first hour on it goes out; from the last round on changes are told at once (000098, daily_list_is_out). */
const morning = { from: 6, before: 16 };

/**
 * Gives each unit that asked for it the list of its visits of the day, once a day and unit, however often it is run.
 * A day without visits needs no message. Answers how many lists were put into the outbox or were there already.
 */
export async function putDailyLists(db: Knex, now: number, publicUrl: string): Promise<number> {
  const hour = Number(hourOf.format(now));
  if (hour < morning.from || hour >= morning.before) return 0;
  const day = localDateAt(now);
  let lists = 0;
  for (const unit of await listDailyUnits(db)) {
    const isPut = await db.transaction(async (trx) => {
      await lockDailyList(trx, { locationId: unit.locationId, day });
      const visits = await listVisits(trx, { locationIds: unit.locationIds, firstDay: day, lastDay: day });
      if (visits.length > 0) await putList(trx, unit, day, visits, publicUrl);
      return visits.length > 0;
    });
    if (isPut) lists += 1;
  }
  return lists;
}

async function putList(
  trx: Knex,
  { locationId, name, email }: DailyUnit,
  day: string,
  visits: readonly AppointmentView[],
  publicUrl: string,
): Promise<void> {
  const recipientId = `location:${locationId}`;
  await saveRecipient(trx, { id: recipientId, email, phone: null });
  await enqueueMessage(trx, {
    kind: 'unitDailyList',
    channel: 'email',
    recipientId,
    language: 'sl',
    about: `day:${locationId}:${day}`,
    locationId,
    dedupeKey: `unitDailyList:${locationId}:${day}`,
    payload: {
      locationName: name,
      day,
      entries: visits.map((visit) => ({
        startsAt: visit.startsAt,
        endsAt: visit.endsAt,
        serviceName: visit.serviceNames.map((texts) => textIn(texts, 'sl')).join(', '),
        counterName: visit.counterName,
        reference: visit.reference,
        citizen: visit.visitor ?? { name: '', email: null, phone: null, note: '' },
      })),
      links: { day: `${publicUrl}/urnik?lokacija=${encodeURIComponent(locationId)}&dan=${day}` },
    },
  });
}
