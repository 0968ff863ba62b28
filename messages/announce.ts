import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import type { Announce } from '../sql/calendar/deed.ts';
import { readAppointment, readBooking, readHistory } from '../sql/calendar/read-appointment.ts';
import { readCounterPlace } from '../sql/calendar/read-counter-place.ts';
import { enqueueMessage } from '../sql/messages/enqueue-message.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import type { CitizenData, LinkedVisit, MessageKind, MessagePayloads } from '../sql/messages/message.ts';
import { saveRecipient } from '../sql/messages/save-recipient.ts';
import { findUnitToTell } from '../sql/messages/units-to-tell.ts';
import { withdrawMessages } from '../sql/messages/withdraw-messages.ts';
import { announceErasure } from './announce-erasure.ts';
import { announceOffer } from './announce-offers.ts';
import { prefixOf } from './link-paths.ts';
import { tellCitizen } from './tell-citizen.ts';
import { linkedVisit, visitData } from './visit-data.ts';

/** How long before a visit its reminder goes out; a visit booked later than this needs none. */
export const reminderMs = 24 * 3_600_000;

/** What is not sent yet and would tell of a time that is no more. */
const overtaken: readonly MessageKind[] = ['reminder', 'waitlistOffer', 'evacuationProposal'];

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

  return async (trx, announcement) => {
    switch (announcement.type) {
      case 'booked': {
        const visits = await readBooking(trx, announcement.bookingId);
        await tellBooked(trx, visits);
        for (const visit of visits) await tellUnit(trx, visit, 'booked', null);
        return;
      }
      case 'cancelled': {
        const visit = await readAppointment(trx, announcement.appointmentId);
        if (visit === null) return;
        await withdrawMessages(trx, aboutOf(visit), overtaken);
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
        await remind(trx, visit, linked);
        await tellUnit(trx, visit, 'moved', announcement.from.startsAt);
        // The unit that loses the visit hears of it too.
        if (before !== null && before.locationId !== visit.locationId) {
          await tellUnit(trx, visit, 'moved', announcement.from.startsAt, before.locationId);
        }
        return;
      }
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

  function at(): Instant {
    return now() as Instant;
  }

  async function tellBooked(trx: Knex.Transaction, visits: readonly AppointmentView[]): Promise<void> {
    const [first] = visits;
    if (first === undefined) return;
    const shown: (readonly [AppointmentView, LinkedVisit])[] = [];
    for (const visit of visits) {
      shown.push([visit, await linkedVisit(trx, visit, { language: visit.language, publicUrl, now: at() })]);
    }
    await tell(trx, first, 'bookingConfirmed', { visits: shown.map(([, linked]) => linked) });
    for (const [visit, linked] of shown) await remind(trx, visit, linked);
  }

  /** By the links that the citizen has already. */
  async function remind(trx: Knex.Transaction, visit: AppointmentView, linked: LinkedVisit): Promise<void> {
    const due = visit.startsAt - reminderMs;
    if (due <= at()) return;
    await tell(trx, visit, 'reminder', { visits: [linked] }, due as Instant);
  }

  /** To the citizen, by each way that they gave; nobody is told whose contact was erased. */
  async function tell<Kind extends MessageKind>(
    trx: Knex.Transaction,
    visit: AppointmentView,
    kind: Kind,
    payload: MessagePayloads[Kind],
    notBefore: Instant | null = null,
  ): Promise<void> {
    const { bookingId, visitor, language, locationId } = visit;
    const deed = `${visit.appointmentId}:${visit.sequence}`;
    const expiresAt = kind === 'bookingCancelled' ? null : visit.startsAt;
    const told = { bookingId, visitor, language, about: aboutOf(visit), locationId, deed, notBefore, expiresAt };
    await tellCitizen(trx, told, kind, payload);
  }

  /** To the unit at once, when it asked for that; its daily list is made at night. */
  async function tellUnit(
    trx: Knex.Transaction,
    visit: AppointmentView,
    change: 'booked' | 'cancelled' | 'moved',
    earlierStartsAt: Instant | null,
    locationId: string = visit.locationId,
    citizen: CitizenData | null = visit.visitor,
  ): Promise<void> {
    const unit = await findUnitToTell(trx, locationId);
    if (unit === null || citizen === null) return;
    const recipientId = `location:${unit.locationId}`;
    await saveRecipient(trx, { id: recipientId, email: unit.email, phone: null });
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Ljubljana' }).format(visit.startsAt);
    await enqueueMessage(trx, {
      kind: 'unitNotification',
      channel: 'email',
      recipientId,
      language: 'sl',
      about: aboutOf(visit),
      locationId,
      payload: {
        change,
        visit: await visitData(trx, visit, 'sl'),
        earlierStartsAt,
        citizen,
        links: { day: `${base}/urnik?lokacija=${encodeURIComponent(locationId)}&dan=${day}` },
      },
      dedupeKey: `unit:${locationId}:${change}:${visit.appointmentId}:${visit.sequence}`,
    });
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
