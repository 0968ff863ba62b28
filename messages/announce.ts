import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import type { Announce } from '../sql/calendar/deed.ts';
import { readAppointment, readHistory } from '../sql/calendar/read-appointment.ts';
import { readCounterPlace } from '../sql/calendar/read-counter-place.ts';
import { readToldVisits, type ToldVisit } from '../sql/calendar/read-told-visits.ts';
import type { Language } from '../sql/calendar/words.ts';
import { enqueueMessages } from '../sql/messages/enqueue-messages.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import type { CitizenData, MessageKind, MessagePayloads, VisitData } from '../sql/messages/message.ts';
import { findUnitToTell } from '../sql/messages/units-to-tell.ts';
import { withdrawMessages } from '../sql/messages/withdraw-messages.ts';
import { announceErasure } from './announce-erasure.ts';
import { announceOffer } from './announce-offers.ts';
import { prefixOf } from './link-paths.ts';
import { planReminders, remindersOf } from './plan-reminders.ts';
import { type Telling, tellCitizen, tellCitizenAll } from './tell-citizen.ts';
import { freshLinks, linkedVisit, visitData, visitDataOf } from './visit-data.ts';

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

  return async (trx, announcement) => {
    switch (announcement.type) {
      case 'booked': {
        const visits = await readToldVisits(trx, announcement.bookingId, at());
        await tellBooked(trx, visits);
        for (const visit of visits) {
          if (visit.unit === null || visit.visitor === null) continue;
          await writeToUnit(trx, visit, visit.unit, dataOf(visit, 'sl'), {
            change: 'booked',
            earlierStartsAt: null,
            locationId: visit.locationId,
            citizen: visit.visitor,
          });
        }
        return;
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

  function at(): Instant {
    return now() as Instant;
  }

  async function tellBooked(trx: Knex.Transaction, visits: readonly ToldVisit[]): Promise<void> {
    const [first] = visits;
    if (first === undefined) return;
    const { language } = first;
    const links = await freshLinks(trx, visits, { language, publicUrl, now: at() });
    const shown = visits.map((visit) => ({ visit, linked: { ...dataOf(visit, language), links: links(visit) } }));
    const confirmed: Telling = { kind: 'bookingConfirmed', payload: { visits: shown.map(({ linked }) => linked) } };
    const reminders = remindersOf(shown, at());
    const { bookingId, visitor } = first;
    await tellCitizenAll(trx, { bookingId, visitor, language, ...subjectOf(first) }, [confirmed, ...reminders]);
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
    await writeToUnit(trx, visit, unit, data, { change, earlierStartsAt, locationId, citizen });
  }

  async function writeToUnit(
    trx: Knex.Transaction,
    visit: AppointmentView,
    unit: { readonly locationId: string; readonly email: string },
    data: VisitData,
    {
      locationId,
      ...news
    }: Pick<MessagePayloads['unitNotification'], 'change' | 'earlierStartsAt' | 'citizen'> & {
      readonly locationId: string;
    },
  ): Promise<void> {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Ljubljana' }).format(visit.startsAt);
    await enqueueMessages(trx, { id: `location:${unit.locationId}`, email: unit.email, phone: null }, [
      {
        kind: 'unitNotification',
        channel: 'email',
        language: 'sl',
        about: aboutOf(visit),
        locationId,
        payload: {
          ...news,
          visit: data,
          links: { day: `${base}/urnik?lokacija=${encodeURIComponent(locationId)}&dan=${day}` },
        },
        dedupeKey: `unit:${locationId}:${news.change}:${visit.appointmentId}:${visit.sequence}`,
      },
    ]);
  }
}

const dataOf = (visit: ToldVisit, language: Language): VisitData =>
  visitDataOf(visit, { place: visit.place, services: visit.toldServices }, language);

/** What a message tells of, and until when it helps. */
const subjectOf = (visit: AppointmentView) => ({
  about: aboutOf(visit),
  locationId: visit.locationId,
  deed: `${visit.appointmentId}:${visit.sequence}`,
  expiresAt: visit.startsAt,
});

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
