import type { Knex } from 'knex';
import type { Instant } from '../engine/core/ids.ts';
import type { AppointmentView } from '../sql/calendar/appointment-view.ts';
import type { Announcement } from '../sql/calendar/deed.ts';
import { readProposal } from '../sql/calendar/evacuation.ts';
import { readProgress } from '../sql/calendar/hand-over.ts';
import { issueLink } from '../sql/calendar/links.ts';
import { readAppointment } from '../sql/calendar/read-appointment.ts';
import { readCounterPlace } from '../sql/calendar/read-counter-place.ts';
import { readService } from '../sql/calendar/services.ts';
import { readWaiting } from '../sql/calendar/waitlist.ts';
import type { AppointmentId, CounterId, Language, Texts } from '../sql/calendar/words.ts';
import { aboutAppointment } from '../sql/messages/erase-recipients.ts';
import type { VisitData } from '../sql/messages/message.ts';
import { cancelPath, completePath, movePath, offerPath, prefixOf, proposalPath, waitPath } from './link-paths.ts';
import { tellCitizen } from './tell-citizen.ts';
import { visitData } from './visit-data.ts';

type Offer = Extract<Announcement, { type: 'handedOver' | 'waiting' | 'earlierOffered' | 'moveProposed' }>;

/** Where and when something would be. */
type OfferedSlot = { readonly counterId: CounterId; readonly startsAt: Instant; readonly endsAt: Instant };

/** Tells a citizen of what waits for their word: a held booking, an earlier time, a time instead of another. */
export async function announceOffer(
  trx: Knex.Transaction,
  offer: Offer,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Instant },
): Promise<void> {
  const baseOf = (language: Language): string => publicUrl.replace(/\/$/, '') + prefixOf(language);
  switch (offer.type) {
    case 'handedOver': {
      const { bookingId, token } = offer;
      const progress = await readProgress(trx, bookingId, now);
      const [slot] = progress?.slots ?? [];
      if (progress === null || slot === undefined || progress.expiresAt === null) return;
      const { language, visitor, expiresAt, services } = progress;
      const serviceNames: Texts[] = [];
      for (const id of services) {
        const service = await readService(trx, id);
        if (service !== null) serviceNames.push(service.name);
      }
      const place = await readCounterPlace(trx, slot.counterId);
      if (place === null) return;
      const visit = await visitData(
        trx,
        {
          ...place,
          services,
          serviceNames,
          startsAt: slot.startsAt,
          endsAt: slot.endsAt,
          appointmentId: 0 as AppointmentId,
          sequence: 0,
          reference: null,
        },
        language,
      );
      const about = `booking:${bookingId}`;
      const deed = `${bookingId}:${expiresAt}`;
      return tellCitizen(
        trx,
        { bookingId, visitor, language, about, locationId: place.locationId, deed, expiresAt },
        'handOver',
        { visit, until: expiresAt, links: { finish: baseOf(language) + completePath(token) } },
      );
    }
    case 'waiting': {
      const { appointmentId, entryId } = offer;
      const visit = await readAppointment(trx, appointmentId);
      if (visit === null) return;
      const times = { now, expiresAt: (Math.max(now, visit.endsAt) + 86_400_000) as Instant };
      const token = await issueLink(trx, { purpose: 'view', appointmentId }, times);
      const { serviceName } = await visitData(trx, visit, visit.language);
      const leave = `${baseOf(visit.language)}${waitPath(token)}?obisk=${appointmentId}`;
      return tellCitizen(trx, told(visit, `${entryId}`, visit.startsAt), 'waitlistJoined', {
        serviceName,
        currentStartsAt: visit.startsAt,
        links: { leave },
      });
    }
    case 'earlierOffered': {
      const { appointmentId, offerId, token, tellAt, expiresAt } = offer;
      const visit = await readAppointment(trx, appointmentId);
      const slot = (await readWaiting(trx, appointmentId, now))?.offer ?? null;
      const offered = visit === null || slot === null ? null : await atSlot(trx, visit, slot);
      if (visit === null || offered === null) return;
      const link = baseOf(visit.language) + offerPath(token);
      return tellCitizen(trx, { ...told(visit, `${offerId}`, expiresAt), notBefore: tellAt }, 'waitlistOffer', {
        visit: offered,
        currentStartsAt: visit.startsAt,
        until: expiresAt,
        links: { accept: link, decline: link },
      });
    }
    case 'moveProposed': {
      const { appointmentId, evacuationId, token, expiresAt } = offer;
      const visit = await readAppointment(trx, appointmentId);
      if (visit === null) return;
      const slot = await readProposal(trx, appointmentId, now);
      const { counterId = null, startsAt = null, endsAt = null } = slot ?? {};
      const base = baseOf(visit.language);
      const times = { now, expiresAt: (Math.max(now, visit.endsAt) + 86_400_000) as Instant };
      const move = await issueLink(trx, { purpose: 'move', appointmentId }, times);
      const cancel = await issueLink(trx, { purpose: 'cancel', appointmentId }, times);
      return tellCitizen(trx, told(visit, `${evacuationId}:${appointmentId}`, expiresAt), 'evacuationProposal', {
        visit: await visitData(trx, visit, visit.language),
        proposed:
          counterId === null || startsAt === null || endsAt === null
            ? null
            : await atSlot(trx, visit, { counterId, startsAt, endsAt }),
        reason: '',
        until: expiresAt,
        links: { accept: base + proposalPath(token), choose: base + movePath(move), cancel: base + cancelPath(cancel) },
      });
    }
  }
}

/** The same visit as it would be there and then. */
async function atSlot(
  trx: Knex.Transaction,
  visit: AppointmentView,
  { counterId, startsAt, endsAt }: OfferedSlot,
): Promise<VisitData | null> {
  const place = await readCounterPlace(trx, counterId);
  return place === null ? null : visitData(trx, { ...visit, ...place, startsAt, endsAt }, visit.language);
}

function told(
  { bookingId, visitor, language, appointmentId, locationId }: AppointmentView,
  deed: string,
  expiresAt: Instant,
) {
  return { bookingId, visitor, language, about: aboutAppointment(appointmentId), locationId, deed, expiresAt };
}
