import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import type { CalendarAnswer, CalendarQuestion, SpokenNames, SpokenVisit } from '../../engine/core/self-service.ts';
import type { AskingCaller, CalendarPort } from '../../engine/shell/calendar-port.ts';
import { spokenName } from '../../prompts/spoken/names.ts';
import type { AppointmentView } from '../../sql/calendar/appointment-view.ts';
import { assureVisit } from '../../sql/calendar/assure-visit.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import type { Announce, Deed } from '../../sql/calendar/deed.ts';
import { firstSlotsIn } from '../../sql/calendar/first-slots-in.ts';
import { findByReference, readAppointment } from '../../sql/calendar/read-appointment.ts';
import { type AppointmentId, type ServiceId, textIn } from '../../sql/calendar/words.ts';
import type { VisitorLimits } from '../../web/security/visitor-limits.ts';

export type CitizenCalendarOptions = {
  readonly db: Knex;
  readonly announce: Announce;
  readonly limits: VisitorLimits;
  readonly now: () => Instant;
};

/** So many are read aloud; who wants more asks an agent. */
const slotsTold = 3;

/**
 * The calendar for callers who help themselves by keys (R1.5): the same operations as on the web, in the same
 * transactions, with the same messages to the citizen and the unit and the same limits against guessing.
 */
export function citizenCalendar({ db, announce, limits, now }: CitizenCalendarOptions): CalendarPort {
  return {
    async answer(question, caller) {
      switch (question.kind) {
        case 'freeSlots': {
          const { service, location } = question;
          const { slots, waitingDays } = await firstSlotsIn(db, {
            service: service as ServiceId,
            locationId: location,
            count: slotsTold,
            channel: 'telephone',
            now: now(),
          });
          const told = slots.map(({ startsAt, locationName }) => ({ startsAt, place: namesOfPlace(locationName) }));
          return { kind: 'freeSlots', slots: told, waitingDays };
        }
        case 'findVisit':
          return findVisit(question, caller);
        case 'cancelVisit': {
          const appointmentId = question.appointment as AppointmentId;
          const done = await cancelAppointment(db, deedOf(caller), appointmentId);
          return done.outcome === 'cancelled' ? { kind: 'cancelled' } : tooLate(appointmentId);
        }
        case 'confirmVisit': {
          const appointmentId = question.appointment as AppointmentId;
          const done = await assureVisit(db, deedOf(caller), appointmentId);
          return done.outcome === 'assured' ? { kind: 'confirmed' } : tooLate(appointmentId);
        }
      }
    },
  };

  /** Every try counts, a right one too: who guesses learns nothing from what is counted. */
  async function findVisit(
    { reference, phoneEnd }: CalendarQuestion & { readonly kind: 'findVisit' },
    { callerNumber }: AskingCaller,
  ): Promise<CalendarAnswer> {
    const waits = [
      callerNumber === null ? await limits.take('findWithheld', '') : await limits.take('findByCaller', callerNumber),
      await limits.take('findByReference', reference),
    ];
    if (waits.some((wait) => wait !== null)) return { kind: 'tooManyTries' };
    const visit = await findByReference(db, reference, { kind: 'phoneEnd', value: phoneEnd });
    return visit === null ? { kind: 'noSuchVisit' } : { kind: 'visit', visit: spoken(visit) };
  }

  async function tooLate(appointmentId: AppointmentId): Promise<CalendarAnswer> {
    const visit = await readAppointment(db, appointmentId);
    const state = visit === null ? 'past' : stateOf(visit);
    return { kind: 'tooLate', state: state === 'booked' ? 'begun' : state };
  }

  function spoken(visit: AppointmentView): SpokenVisit {
    const { appointmentId, startsAt, serviceNames, locationName, assuredAt } = visit;
    return {
      appointment: appointmentId,
      startsAt,
      service: {
        sl: listed(
          serviceNames.map((names) => spokenName(textIn(names, 'sl'), 'sl')),
          'in',
        ),
        en: listed(
          serviceNames.map((names) => spokenName(textIn(names, 'en'), 'en')),
          'and',
        ),
      },
      place: namesOfPlace(locationName),
      state: stateOf(visit),
      confirmed: assuredAt !== null,
    };
  }

  function stateOf({ state, startsAt, endsAt }: AppointmentView): SpokenVisit['state'] {
    if (state === 'cancelled') return 'cancelled';
    if (state === 'served' || state === 'noShow' || endsAt <= now()) return 'past';
    return state === 'arrived' || startsAt <= now() ? 'begun' : 'booked';
  }

  function deedOf({ callId }: AskingCaller): Deed {
    return { now: now(), actor: { channel: 'telephone', userId: null, callId }, announce };
  }
}

const namesOfPlace = (name: string): SpokenNames => ({ sl: spokenName(name, 'sl'), en: spokenName(name, 'en') });

/** "Osebna izkaznica in potni list". */
function listed(names: readonly string[], and: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}
