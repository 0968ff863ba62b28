import type { Knex } from 'knex';
import { visitData } from '../../messages/visit-data.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { readCounterPlace } from '../../sql/calendar/read-counter-place.ts';
import { readService } from '../../sql/calendar/services.ts';
import type { Language } from '../../sql/calendar/words.ts';
import type { VisitData } from '../../sql/messages/message.ts';

/** A time at a counter, booked or only offered. */
export type DescribedSlot = Pick<AppointmentView, 'services' | 'counterId' | 'startsAt' | 'endsAt' | 'appointmentId'>;

/** A time that is only offered or held, described as a visit is. */
export async function slotData(db: Knex, slot: DescribedSlot, language: Language): Promise<VisitData> {
  const [counter, services] = await Promise.all([
    readCounterPlace(db, slot.counterId),
    Promise.all(slot.services.map((id) => readService(db, id))),
  ]);
  if (counter === null) throw new TypeError('A slot stands at a counter that does not exist.');
  const serviceNames = services.flatMap((service) => (service === null ? [] : [service.name]));
  return visitData(db, { ...slot, ...counter, serviceNames, reference: null, sequence: 0 }, language);
}
