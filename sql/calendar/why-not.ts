import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneHotRow } from '../rows.ts';
import type { Channel, OptionalTexts, ServiceId, Slot, Texts } from './words.ts';

/** Why a time can not be booked (R3.5); migration 000023 says in which order it looks. Days are local. */
export type WhyNot =
  | { readonly reason: 'past' | 'noCounter' | 'notOnline' | 'break' | 'taken' | 'blocked' | 'full' }
  | { readonly reason: 'reservedForStaff' | 'reservedForCallCentre' }
  | { readonly reason: 'holiday'; readonly name: Texts }
  | { readonly reason: 'closure'; readonly notice: OptionalTexts }
  /** `opensAt`: the counter's next opening. */
  | { readonly reason: 'closed'; readonly opensAt: Instant | null }
  /** It would not be over before the counter closes. */
  | { readonly reason: 'tooLong'; readonly minutes: number; readonly endsAt: Instant }
  | { readonly reason: 'held'; readonly until: Instant }
  | { readonly reason: 'notABeginning'; readonly stepMinutes: number }
  | { readonly reason: 'leadTime'; readonly leadMinutes: number }
  /** `day`: from when on it can be booked; null when no rule says so yet. */
  | { readonly reason: 'horizon'; readonly day: string | null };

/** Null: it can be booked. Several services are done in one visit. */
export async function whyNot(
  db: Knex,
  { services, slot, channel, now }: { services: readonly ServiceId[]; slot: Slot; channel: Channel; now: Instant },
): Promise<WhyNot | null> {
  const { answer } = await oneHotRow<{ answer: WhyNot | null }>(
    db,
    `select uenarocanje.why_not(:services, :counterId, :startsAt, :channel, :now) as answer`,
    { services, counterId: slot.counterId, startsAt: new Date(slot.startsAt), channel, now: new Date(now) },
  );
  return answer;
}
