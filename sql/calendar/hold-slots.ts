import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { askedAtOnce } from '../asked-at-once.ts';
import { hotRows, oneHotRow } from '../rows.ts';
import { type Counted, countedPoints, type PointsAsked, pointValues } from '../web/take-points.ts';
import { takePointsTogether } from '../web/take-points-together.ts';
import { orRefusal, Refusal } from './booking-transaction.ts';
import type { Deed } from './deed.ts';
import { type BookedVisit, type Conflict, type HeldSlot, type Hold, holdOf } from './hold.ts';
import { listAlternatives } from './list-alternatives.ts';
import { inTurn } from './slot-turns.ts';
import { hashOf } from './token.ts';
import type { WhyNot } from './why-not.ts';
import {
  type AppointmentState,
  type BookingId,
  type Language,
  minutesAfter,
  type ServiceId,
  type Slot,
} from './words.ts';

export const holdMinutes = 10;
/** A submission older than this begins anew, so that nobody keeps slots by choosing others again and again. */
const oldestKeyMinutes = 60;

export type HoldInput = {
  /** The submission's secret (token.ts), hidden in the form. Sent twice it is one hold; with it the hold is confirmed. */
  readonly key: string;
  /** The first is the service, others are done in the same visit. */
  readonly services: readonly ServiceId[];
  readonly slots: readonly Slot[];
  readonly language: Language;
  readonly minutes?: number;
  readonly purpose?: 'visit' | 'waitlistOffer' | 'evacuation';
};

export type HoldOutcome =
  | { readonly outcome: 'held'; readonly hold: Hold }
  /** This submission was confirmed already. */
  | { readonly outcome: 'confirmed'; readonly bookingId: BookingId; readonly visits: readonly BookedVisit[] }
  | { readonly outcome: 'tooMany'; readonly most: number }
  | { readonly outcome: 'unknownService' }
  /** The key is too old: begin again with a new one. */
  | { readonly outcome: 'tooOld' }
  | Conflict;

/**
 * Holds all slots or none (R3.8). With the key of an earlier hold it becomes the hold of these slots instead: what is
 * wanted again is kept, the rest is let go.
 */
export async function holdSlots(db: Knex, deed: HoldDeed, input: HoldInput): Promise<HoldOutcome> {
  return hold(
    db,
    deed,
    input,
    () => holdInTransaction(db, deed, input),
    async () => null,
  );
}

/**
 * The same within a limit, counted by the statement that holds: above it nothing is held. Whoever is refused without
 * that statement, or by one that was taken back, is counted all the same.
 */
export async function holdSlotsCounted(
  db: Knex,
  deed: HoldDeed,
  input: HoldInput,
  points: PointsAsked,
): Promise<HoldOutcome | CountedHold> {
  let counted = false;
  const limited = (by: Counted): CountedHold => ({ outcome: 'limited', counted: by });
  return hold<HoldOutcome | CountedHold>(
    db,
    deed,
    input,
    async () => {
      const answer = await oneHotRow<Counted & { answer: HoldAnswer | null }>(db, holdCounted, {
        ...valuesOf(deed, input),
        ...pointValues([points], deed.now),
        most: points.most,
      });
      counted = true;
      return answer.answer === null ? limited(answer) : outcomeOf(answer.answer);
    },
    async () => {
      if (counted) return null;
      const alone = await takePointsTogether(db, points, deed.now);
      return alone.points > points.most ? limited(alone) : null;
    },
  );
}

type HoldDeed = Pick<Deed, 'now' | 'actor'>;
/** Above the limit. */
export type CountedHold = { readonly outcome: 'limited'; readonly counted: Counted };

/** `refused` may answer something else than the conflict. */
async function hold<Outcome>(
  db: Knex,
  deed: HoldDeed,
  input: HoldInput,
  take: () => Promise<Outcome>,
  refused: () => Promise<Outcome | null>,
): Promise<Outcome | Conflict> {
  const [first] = input.slots;
  if (first === undefined || input.services.length === 0) throw new RangeError('A hold needs a service and a slot.');
  const look = () => findLost(db, deed, input);
  const answer = await inTurn(db, { ...input, channel: deed.actor.channel }, look, () => orRefusal(take));
  if (!(answer instanceof Refusal)) return answer;
  const instead = await refused();
  if (instead !== null) return instead;
  const alternatives = await listAlternatives(db, {
    services: input.services,
    near: answer.slot ?? first,
    channel: deed.actor.channel,
    now: deed.now,
  });
  return { outcome: 'conflict', slot: answer.slot, why: answer.why, alternatives };
}

/**
 * The first of the slots that somebody else has, by one look into one index: of many who want the same slot at once
 * all but the first end here. What the key itself has is in nobody's way.
 */
async function findLost(db: Knex, { now }: Pick<Deed, 'now'>, { key, slots }: HoldInput): Promise<Refusal | null> {
  const own = hashOf(key);
  const lost = (await readTakers(db, slots)).find(
    ({ keyHash, state, expiresAt }) => (state !== 'held' || expiresAt > now) && keyHash?.equals(own) !== true,
  );
  if (lost === undefined) return null;
  const { counterId, startsAt, state, expiresAt } = lost;
  const why: WhyNot =
    state === 'held' ? { reason: 'held', until: expiresAt } : { reason: state === 'blocked' ? 'blocked' : 'taken' };
  return new Refusal({ counterId, startsAt }, why);
}

type Taker = Slot & {
  readonly state: AppointmentState;
  readonly expiresAt: Instant;
  /** Whose it is; null for time that staff blocked. */
  readonly keyHash: Buffer | null;
};

const readTakers = askedAtOnce(
  (db, slots: readonly Slot[]): Promise<readonly Taker[]> =>
    hotRows<Taker>(
      db,
      `select counter_id as "counterId", starts as "startsAt", state, expires_at as "expiresAt", key_hash as "keyHash"
       from unnest(cast(:counterIds as integer[]), cast(:startsAt as timestamptz[])) as slot (counter, starts)
       join uenarocanje.appointment on counter_id = counter and during && tstzrange(starts, starts, '[]') and state <> 'cancelled'
       left join uenarocanje.booking on booking.id = booking_id`,
      columnsOf(slots),
    ),
);

/** A hold by one statement, maybe of a transaction that does more; it throws Refusal. */
export async function holdInTransaction(
  trx: Knex,
  deed: HoldDeed,
  input: HoldInput,
): Promise<Exclude<HoldOutcome, Conflict>> {
  return outcomeOf(await oneHotRow<HoldAnswer>(trx, holdAlone, valuesOf(deed, input)));
}

const holding = `uenarocanje.hold_slots(:hash, :services, cast(:counterIds as integer[]), cast(:startsAt as timestamptz[]),
  :language, :purpose, :channel, :userId, :callId, :now, :expiresAt, :oldest)`;
const holdAlone = `select outcome, booking_id, extended, most, refusal, slots from ${holding}`;
const holdCounted = `
  with counted as (${countedPoints('true')})
  select counted.*, case when points <= :most then to_jsonb(${holding}) end as answer from counted`;

function valuesOf(
  { now, actor }: HoldDeed,
  { key, services, slots, language, minutes = holdMinutes, purpose = 'visit' }: HoldInput,
) {
  return {
    hash: hashOf(key),
    services,
    ...columnsOf(slots),
    language,
    purpose,
    ...actor,
    now: new Date(now),
    expiresAt: new Date(minutesAfter(now, minutes)),
    oldest: new Date(minutesAfter(now, -oldestKeyMinutes)),
  };
}

function outcomeOf(answer: HoldAnswer): Exclude<HoldOutcome, Conflict> {
  const { outcome, booking_id: bookingId, most, extended, refusal, slots } = answer;
  switch (outcome) {
    case 'refused':
      throw refusalOf(refusal);
    case 'confirmed':
      return { outcome, bookingId, visits: slots as readonly BookedVisit[] };
    case 'tooMany':
      return { outcome, most };
    case 'held':
      return { outcome, hold: holdOf(bookingId, extended, slots as readonly HeldSlot[]) };
    default:
      return { outcome };
  }
}

/** As hold_slots answers (000079). */
type HoldAnswer = {
  readonly outcome: Exclude<HoldOutcome, Conflict>['outcome'] | 'refused';
  readonly booking_id: BookingId;
  readonly extended: boolean;
  readonly most: number;
  readonly refusal: RefusedSlot;
  readonly slots: readonly HeldSlot[] | readonly BookedVisit[];
};

type RefusedSlot = Slot & { readonly why: WhyNot };

const refusalOf = ({ counterId, startsAt, why }: RefusedSlot): Refusal => new Refusal({ counterId, startsAt }, why);

const columnsOf = (slots: readonly Slot[]) => ({
  counterIds: slots.map((slot) => slot.counterId),
  startsAt: slots.map((slot) => new Date(slot.startsAt)),
});
