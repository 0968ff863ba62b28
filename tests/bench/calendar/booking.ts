import type { Knex } from 'knex';
import type { Instant } from '../../../engine/core/ids.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { citizen, type FreeSlot, type OfferedSlot, type ServiceId } from '../../../sql/calendar/words.ts';
import { type Figures, figuresOf } from './figures.ts';

const visitor = { name: 'Tine Novak', email: null, phone: '+38641000000', note: '' };

export type BookingFigures = {
  /** Hold and confirm of one visit each, as many at once as there are connections. */
  readonly bookings: Figures & { readonly perSecond: number };
  /** Two hundred at once on one slot: one wins, all others are told and offered alternatives. */
  readonly oneSlot: Figures & { readonly winners: number };
};

/** What booking costs in the database, without HTTP and without messages. `atOnce` is the size of the pool. */
export async function measureBooking(
  db: Knex,
  { services, now, atOnce }: { services: readonly ServiceId[]; now: Instant; atOnce: number },
): Promise<BookingFigures> {
  const deed: Deed = { now, actor: citizen, announce: async () => {} };
  const until = (now + 80 * 86_400_000) as Instant;
  const slots = await listSlots(db, { services, from: now, until, channel: 'web', now, limit: 4000 });
  // Every seventh: neighbours on the same counter lie on different days.
  const wanted = slots.filter((_, n) => n % 7 === 0).slice(0, 400);
  // Of an opening of which nothing else is wanted, so that its share is not used up.
  const openingOf = ({ counterId, opensAt }: OfferedSlot) => `${counterId} ${opensAt}`;
  const used = new Set(wanted.map(openingOf));
  const contested = slots.find((slot) => !used.has(openingOf(slot)));
  if (contested === undefined) throw new Error('The data set has no free slots.');
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async (_, worker) => {
      for (let n = worker; n < wanted.length; n += atOnce) {
        const started = performance.now();
        await bookOne(db, deed, services, wanted[n] as FreeSlot);
        times.push(performance.now() - started);
      }
    }),
  );
  const perSecond = Math.round((times.length / (performance.now() - began)) * 1000);
  const fought: number[] = [];
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const started = performance.now();
      const slot = { counterId: contested.counterId, startsAt: contested.startsAt };
      const held = await holdSlots(db, deed, { key: newToken(), services, slots: [slot], language: 'sl' });
      fought.push(performance.now() - started);
      return held.outcome;
    }),
  );
  const winners = outcomes.filter((outcome) => outcome === 'held').length;
  return { bookings: { ...figuresOf(times), perSecond }, oneSlot: { ...figuresOf(fought), winners } };
}

async function bookOne(db: Knex, deed: Deed, services: readonly ServiceId[], slot: FreeSlot): Promise<void> {
  const key = newToken();
  const wished = { counterId: slot.counterId, startsAt: slot.startsAt };
  const held = await holdSlots(db, deed, { key, services, slots: [wished], language: 'sl' });
  // A share may be used up by then; what is measured is the way, not the yield.
  if (held.outcome !== 'held') return;
  await confirmBooking(db, deed, { key, visitor, consentVersion: '1', informationConfirmed: true });
}
