import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import type { Announce, Announced, Announcement } from '../sql/calendar/deed.ts';
import { writeLinks } from '../sql/calendar/links.ts';
import { readAppointment, readHistory } from '../sql/calendar/read-appointment.ts';
import { readCounterPlace } from '../sql/calendar/read-counter-place.ts';
import { readToldBooking, type ToldBooking } from '../sql/calendar/told-visits.ts';
import { enqueueMessages } from '../sql/messages/enqueue-messages.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import type { CitizenData, MessageKind, MessagePayloads } from '../sql/messages/message.ts';
import { findUnitToTell } from '../sql/messages/units-to-tell.ts';
import { withdrawMessages } from '../sql/messages/withdraw-messages.ts';
import { announcedBooking, subjectOf } from './announce-booking.ts';
import { announceErasure } from './announce-erasure.ts';
import { announceOffer } from './announce-offers.ts';
import { prefixOf } from './link-paths.ts';
import { mailToUnit } from './mail-to-unit.ts';
import { planReminders } from './plan-reminders.ts';
import { tellCitizen } from './tell-citizen.ts';
import { linkedVisit, visitData } from './visit-data.ts';

/** What is not sent yet and would tell of a time that is no more. */
const overtaken: readonly MessageKind[] = ['waitlistOffer', 'evacuationProposal'];

export type AnnounceOptions = {
  /** How people reach us: links of messages begin with it. */
  readonly publicUrl: string;
  readonly now: () => number;
};

/**
 * Writes what citizens and units are told (R4.5) into the outbox, in the transaction of the deed. Who has an e-mail
 * address and a mobile number is told by both.
 */
export function announceBy({ publicUrl, now }: AnnounceOptions): Announce {
  const base = publicUrl.replace(/\/$/, '');

  const announce = async (trx: Knex.Transaction, announcement: Announcement): Promise<void> => {
    switch (announcement.type) {
      case 'booked': {
        const booking = await readToldBooking(trx, announcement.bookingId, at());
        if (booking === null) return;
        const { links, mail } = ofBooking(booking);
        await writeLinks(trx, links);
        return enqueueMessages(trx, mail);
      }
      case 'cancelled': {
        const visit = await readAppointment(trx, announcement.appointmentId);
        if (visit === null) return;
        await withdrawMessages(trx, aboutOf(visit), overtaken);
        await planReminders(trx, visit.appointmentId, { publicUrl, now: at() });
        await tell(trx, visit, 'bookingCancelled', {
          visit: await visitData(trx, visit, visit.language),
          by: await actorOf(trx, visit),
          reason: announcement.because?.words ?? '',
          links: { book: `${base}${prefixOf(visit.language)}/narocanje/${visit.services[0]}` },
        });
        await tellUnit(trx, visit, 'cancelled', null);
        return;
      }
      case 'moved': {
        const visit = await readAppointment(trx, announcement.appointmentId);
        if (visit === null) return;
        const before = await readCounterPlace(trx, announcement.from.counterId);
        await withdrawMessages(trx, aboutOf(visit), overtaken);
        const linked = await linkedVisit(trx, visit, { language: visit.language, publicUrl, now: at() });
        await tell(trx, visit, 'bookingMoved', {
          visit: linked,
          earlier: { startsAt: announcement.from.startsAt, locationName: before?.locationName ?? '' },
          by: await actorOf(trx, visit),
          reason: announcement.because?.words ?? '',
        });
        await planReminders(trx, visit.appointmentId, { publicUrl, now: at() });
        await tellUnit(trx, visit, 'moved', announcement.from.startsAt);
        // The unit that loses the visit hears of it too.
        if (before !== null && before.locationId !== visit.locationId) {
          await tellUnit(trx, visit, 'moved', announcement.from.startsAt, before.locationId);
        }
        return;
      }
      case 'remindersChanged':
        return planReminders(trx, announcement.appointmentId, { publicUrl, now: at() });
      case 'erased':
        for (const visit of announcement.cancelled) {
          await tellUnit(trx, visit, 'cancelled', null, visit.locationId, { ...nobody, name: erasedName });
        }
        return announceErasure(trx, announcement);
      case 'handedOver':
      case 'waiting':
      case 'earlierOffered':
      case 'moveProposed':
        return announceOffer(trx, announcement, { publicUrl, now: at() });
    }
  };
  const ofBooking = (booking: ToldBooking): Announced => announcedBooking(booking, { publicUrl, now: at() });
  return Object.assign(announce, { ofBooking });

  function at(): Instant {
    return now() as Instant;
  }

  /** To the citizen, by each way that they gave; nobody is told whose contact was erased. */
  async function tell<Kind extends MessageKind>(
    trx: Knex.Transaction,
    visit: AppointmentView,
    kind: Kind,
    payload: MessagePayloads[Kind],
  ): Promise<void> {
    const { bookingId, visitor, language } = visit;
    const told = { bookingId, visitor, language, ...subjectOf(visit) };
    await tellCitizen(trx, kind === 'bookingCancelled' ? { ...told, expiresAt: null } : told, kind, payload);
  }

  /** To the unit at once, when it asked for that, or when its list of that day is out already. */
  async function tellUnit(
    trx: Knex.Transaction,
    visit: AppointmentView,
    change: 'booked' | 'cancelled' | 'moved',
    earlierStartsAt: Instant | null,
    locationId: string = visit.locationId,
    citizen: CitizenData | null = visit.visitor,
  ): Promise<void> {
    const startsAt = earlierStartsAt === null ? [visit.startsAt] : [visit.startsAt, earlierStartsAt];
    const unit = await findUnitToTell(trx, { locationId, startsAt, now: at() });
    if (unit === null || citizen === null) return;
    const data = await visitData(trx, visit, 'sl');
    await enqueueMessages(trx, [
      mailToUnit({ visit, unit, data, base }, { change, earlierStartsAt, locationId, citizen }),
    ]);
  }
}

/** Units read Slovene. */
const erasedName = 'osebni podatki so izbrisani na zahtevo stranke';
const nobody: CitizenData = { name: '', email: null, phone: null, note: '' };

const aboutOf = (visit: AppointmentView): string => aboutAppointment(visit.appointmentId);

/** Who did the last thing to a visit, as the citizen sees it. */
async function actorOf(trx: Knex.Transaction, visit: AppointmentView): Promise<'citizen' | 'unit'> {
  const last = (await readHistory(trx, visit.appointmentId)).at(-1);
  if (last?.details.reason === 'citizenAsked') return 'citizen';
  return last === undefined || last.channel === 'web' || last.channel === 'telephone' ? 'citizen' : 'unit';
}
