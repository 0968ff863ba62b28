import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { withdrawReminders } from '../messages/withdraw-messages.ts';
import { rows } from '../rows.ts';
import { bookingTransaction, Refusal } from './booking-transaction.ts';
import { type LockedVisit, lockVisit } from './cancel-appointment.ts';
import type { Announce, Deed } from './deed.ts';
import { answerBy, readProposal } from './evacuation.ts';
import { sameSlot } from './hold.ts';
import { holdInTransaction } from './hold-slots.ts';
import { issueLink } from './links.ts';
import { openSlotFinder, type SlotFinder } from './slot-finder.ts';
import { newToken } from './token.ts';
import { type AppointmentId, type CounterId, type FreeSlot, type Language, program, type ServiceId } from './words.ts';

/** Visits of one batch share what was asked about free times; then it is asked anew. */
const batch = 100;

/** So many times may others be quicker before somebody calls; after some of them free times are asked for anew. */
const mostTries = 40;
const triesOfOneAnswer = 3;

export type WorkedThrough = {
  readonly proposed: readonly AppointmentId[];
  /** Nothing suitable is free: people to call. */
  readonly toCall: readonly AppointmentId[];
  /** Moved, cancelled or over before their turn came. */
  readonly settled: readonly AppointmentId[];
};

type Round = {
  readonly now: () => Instant;
  readonly announce: Announce;
  /** Only of this one; else of all. */
  readonly evacuationId?: number;
  readonly limit?: number;
  readonly isStopped?: () => boolean;
};

/**
 * Works through visits that wait, the earliest first: for each the best free time near by is held and proposed; who can
 * not be offered any is put on the list of people to call. Each visit is a transaction of its own, so several processes
 * may do this at once, and one that dies leaves only what still waits.
 */
export async function proposeWaiting(
  db: Knex,
  { now, announce, evacuationId, limit = Number.POSITIVE_INFINITY, isStopped = () => false }: Round,
): Promise<WorkedThrough> {
  const worked = { proposed: [] as AppointmentId[], toCall: [] as AppointmentId[], settled: [] as AppointmentId[] };
  let finder = openSlotFinder(db, now());
  for (let count = 0; count < limit && !isStopped(); count += 1) {
    if (count > 0 && count % batch === 0) finder = openSlotFinder(db, now());
    const waiting = await nextWaiting(db, evacuationId ?? null);
    if (waiting === null) break;
    const became = await proposeFor(db, { now: now(), announce }, waiting, (isStale) => {
      if (isStale) finder = openSlotFinder(db, now());
      return finder;
    });
    // Another process has it.
    if (became !== 'gone') worked[became].push(waiting.appointmentId);
  }
  return worked;
}

type Waiting = {
  readonly evacuationId: number;
  readonly appointmentId: AppointmentId;
  readonly counterId: CounterId;
  readonly startsAt: Instant;
  readonly services: readonly ServiceId[];
};

async function nextWaiting(db: Knex, evacuationId: number | null): Promise<Waiting | null> {
  const [waiting] = await rows<Waiting>(
    db,
    `select evacuation_id as "evacuationId", appointment_id as "appointmentId", from_counter_id as "counterId",
       from_starts_at as "startsAt", array[service_id] || extra_service_ids as services
     from uenarocanje.evacuation_visit
     join uenarocanje.appointment on appointment.id = evacuation_visit.appointment_id
     join uenarocanje.booking on booking.id = appointment.booking_id
     where evacuation_visit.state = 'waiting' and (cast(:evacuationId as bigint) is null or evacuation_id = :evacuationId)
     order by from_starts_at, appointment_id
     limit 1
     -- Others work at the same time; what they have in hand is theirs.
     for update of evacuation_visit skip locked`,
    { evacuationId },
  );
  return waiting ?? null;
}

async function proposeFor(
  db: Knex,
  deed: Pick<Deed, 'now' | 'announce'>,
  waiting: Waiting,
  finderOf: (isStale: boolean) => SlotFinder,
): Promise<keyof WorkedThrough | 'gone'> {
  const { services } = waiting;
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    let finder = finderOf(attempt > 0 && attempt % triesOfOneAnswer === 0);
    let best = await finder.best({ services, near: waiting });
    if (best === null && finder.hasDropped()) {
      // What was dropped may be free again, or never was taken: nobody is called for a mistake of ours.
      finder = finderOf(true);
      best = await finder.best({ services, near: waiting });
    }
    const answer = await bookingTransaction(db, (trx) => proposeOne(trx, deed, waiting, best));
    if (best !== null) finder.drop(best);
    if (!(answer instanceof Refusal)) return answer;
  }
  await db.transaction((trx) => putOnCallList(trx, deed, waiting));
  return 'toCall';
}

async function proposeOne(
  trx: Knex.Transaction,
  { now, announce }: Pick<Deed, 'now' | 'announce'>,
  waiting: Waiting,
  best: FreeSlot | null,
): Promise<keyof WorkedThrough | 'gone'> {
  const { evacuationId, appointmentId } = waiting;
  const [own] = await rows(
    trx,
    `select from uenarocanje.evacuation_visit
     where evacuation_id = :evacuationId and appointment_id = :appointmentId and state = 'waiting' for update skip locked`,
    { evacuationId, appointmentId },
  );
  if (own === undefined) return 'gone';
  const [visit] = await rows<LockedVisit & { language: Language; isReachable: boolean }>(
    trx,
    lockVisit.replace('select appointment.state', `select booking.language, ${isReachable}, appointment.state`),
    { appointmentId },
  );
  if (visit === undefined || visit.state !== 'booked' || visit.startsAt <= now || !sameSlot(visit, waiting)) {
    await settleWaiting(trx, waiting, visit, now);
    return 'settled';
  }
  // The visit is locked, so whoever proposes at the same time sees ours.
  if ((await readProposal(trx, appointmentId, now)) !== null) {
    await trx('evacuation_visit').where({ evacuation_id: evacuationId, appointment_id: appointmentId }).delete();
    return 'gone';
  }
  const expiresAt = best === null || !visit.isReachable ? null : answerBy(now, visit, best);
  if (best === null || expiresAt === null) {
    await putOnCallList(trx, { announce }, waiting);
    return 'toCall';
  }
  const held = await holdInTransaction(
    trx,
    { now, actor: program },
    {
      key: newToken(),
      services: waiting.services,
      slots: [best],
      language: visit.language,
      minutes: Math.floor((expiresAt - now) / 60_000),
      purpose: 'evacuation',
    },
  );
  if (held.outcome !== 'held') throw new Refusal(best, { reason: 'taken' });
  await rows(
    trx,
    `update uenarocanje.evacuation_visit
     set state = 'proposed', booking_id = held.booking_id, counter_id = held.counter_id, during = held.during, expires_at = :expiresAt
     from uenarocanje.appointment as held
     where evacuation_id = :evacuationId and appointment_id = :appointmentId
       and held.booking_id = :bookingId and held.state = 'held'`,
    { evacuationId, appointmentId, bookingId: held.hold.bookingId, expiresAt: new Date(expiresAt) },
  );
  await withdrawReminder(trx, { announce }, appointmentId);
  const token = await issueLink(trx, { purpose: 'evacuation', appointmentId }, { now, expiresAt });
  await announce(trx, { type: 'moveProposed', appointmentId, evacuationId, token, expiresAt });
  return 'proposed';
}

async function putOnCallList(
  trx: Knex.Transaction,
  deed: Pick<Deed, 'announce'>,
  { evacuationId, appointmentId }: Waiting,
): Promise<void> {
  await trx('evacuation_visit')
    .where({ evacuation_id: evacuationId, appointment_id: appointmentId, state: 'waiting' })
    .update({ state: 'toCall' });
  await withdrawReminder(trx, deed, appointmentId);
}

/** Nobody is reminded to come at a time that can not stay; the new one has a reminder of its own. */
async function withdrawReminder(
  trx: Knex.Transaction,
  { announce }: Pick<Deed, 'announce'>,
  appointmentId: AppointmentId,
): Promise<void> {
  await withdrawReminders(trx, appointmentId);
  // Other visits of the booking may stay, and are reminded of.
  await announce(trx, { type: 'remindersChanged', appointmentId });
}

/** A proposal is worth nothing to somebody whom no message reaches. */
const isReachable = `exists (
  select from uenarocanje.visitor where booking_id = booking.id and (email is not null or phone is not null)
) as "isReachable"`;

/** Somebody did it in another way before its turn came, or it has begun. */
async function settleWaiting(
  trx: Knex.Transaction,
  waiting: Waiting,
  visit: LockedVisit | undefined,
  now: Instant,
): Promise<void> {
  const as =
    visit === undefined || visit.state === 'cancelled' ? 'cancelled' : sameSlot(visit, waiting) ? 'keeps' : 'moved';
  await trx('evacuation_visit')
    .where({ evacuation_id: waiting.evacuationId, appointment_id: waiting.appointmentId })
    .update({ state: 'settled', settled_as: as, decided_at: new Date(now) });
}
