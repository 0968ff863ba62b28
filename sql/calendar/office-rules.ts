import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { rows } from '../rows.ts';
import { extendOpenTime } from './renew-open-time.ts';
import type { CounterId, OptionalTexts } from './words.ts';

/** Whose hours these are. */
export type Scope =
  | { readonly of: 'counter'; readonly counterId: CounterId }
  | { readonly of: 'location'; readonly locationId: string }
  | { readonly of: 'everywhere' };

/** Opening hours or a break in them, by the wall clock of Ljubljana; migration 000021 says what beats what (R3.3). */
export type OfficeRule = {
  readonly kind: 'open' | 'break';
  /** ISO, 1 is Monday. */
  readonly weekdays: readonly number[];
  /** "08:00"; `to` exclusive, may be "24:00". */
  readonly from: string;
  readonly to: string;
  /** Every n-th week, counted from the week of `anchor` ("2026-01-05"). */
  readonly everyWeeks: number;
  readonly anchor: string | null;
  /** N-th such weekday of the month, -1 the last; null: each. */
  readonly monthWeeks: readonly number[] | null;
  /** Local days, inclusive; null: always. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly leadMinutes: number;
  readonly horizonDays: number;
  /** Slots begin every so many minutes; null: one after the other. */
  readonly slotStepMinutes: number | null;
  /** Visits at most in one opening without a break, at one counter. */
  readonly capacity: number | null;
  /** 0 to 1: part of the time that only clerks book. */
  readonly staffShare: number;
  /** 0 to 1: part of the time that only clerks and agents book. */
  readonly callCentreShare: number;
  readonly note: string;
};

export const anyRule: Omit<OfficeRule, 'weekdays' | 'from' | 'to'> = {
  kind: 'open',
  everyWeeks: 1,
  anchor: null,
  monthWeeks: null,
  validFrom: null,
  validUntil: null,
  leadMinutes: 0,
  horizonDays: 90,
  slotStepMinutes: null,
  capacity: null,
  staffShare: 0,
  callCentreShare: 0,
  note: '',
};

export function scopeKey(scope: Scope): string {
  if (scope.of === 'counter') return `counter ${scope.counterId}`;
  return scope.of === 'location' ? `location ${scope.locationId}` : 'everywhere';
}

const scopeColumns = (scope: Scope) => ({
  counter_id: scope.of === 'counter' ? scope.counterId : null,
  location_id: scope.of === 'location' ? scope.locationId : null,
});

/** The rules that stand at a scope itself; what it inherits stands at the scopes above it. */
export async function listOfficeRules(db: Knex, scope: Scope): Promise<readonly OfficeRule[]> {
  return rows<OfficeRule>(
    db,
    `select
       kind, weekdays, left(cast(opens as text), 5) as from, left(cast(closes as text), 5) as to,
       every_weeks as "everyWeeks", anchor, month_weeks as "monthWeeks",
       nullif(valid_from, '2000-01-01') as "validFrom", nullif(valid_until, '9999-12-31') as "validUntil",
       lead_minutes as "leadMinutes", horizon_days as "horizonDays", slot_step_minutes as "slotStepMinutes", capacity,
       staff_share as "staffShare", call_centre_share as "callCentreShare", note
     from uenarocanje.office_rule where scope = :scope
     order by kind desc, valid_from, weekdays, opens, id`,
    { scope: scopeKey(scope) },
  );
}

/**
 * Replaces all rules of a scope at once; the open time of its counters changes in the same transaction, booked visits
 * stay. Show `previewRules` first. What no rule may be is refused by the named CHECKs of office_rule.
 */
export async function replaceOfficeRules(
  db: Knex,
  scope: Scope,
  rules: readonly OfficeRule[],
  now: Instant,
): Promise<void> {
  await db.transaction(async (trx) => {
    await writeOfficeRules(trx, scope, rules);
    await extendOpenTime(trx, now);
  });
}

export async function writeOfficeRules(
  trx: Knex.Transaction,
  scope: Scope,
  rules: readonly OfficeRule[],
): Promise<void> {
  await trx('office_rule')
    .where({ scope: scopeKey(scope) })
    .delete();
  if (rules.length === 0) return;
  await trx('office_rule').insert(
    rules.map((rule) => ({
      ...scopeColumns(scope),
      kind: rule.kind,
      weekdays: [...rule.weekdays],
      opens: rule.from,
      closes: rule.to,
      every_weeks: rule.everyWeeks,
      anchor: rule.anchor,
      month_weeks: rule.monthWeeks === null ? null : [...rule.monthWeeks],
      valid_from: rule.validFrom ?? '2000-01-01',
      valid_until: rule.validUntil ?? '9999-12-31',
      lead_minutes: rule.leadMinutes,
      horizon_days: rule.horizonDays,
      slot_step_minutes: rule.slotStepMinutes,
      capacity: rule.capacity,
      staff_share: rule.staffShare,
      call_centre_share: rule.callCentreShare,
      note: rule.note,
    })),
  );
}

/** Days that differ (R3.3). "hours" replaces rules, breaks and holiday; "closed" takes away, all day or a part. */
export type OfficeException = {
  readonly id: number;
  readonly scope: Scope;
  readonly kind: 'closed' | 'hours';
  readonly firstDay: string;
  readonly lastDay: string;
  /** Null: all day; only for "closed". */
  readonly from: string | null;
  readonly to: string | null;
  /** What citizens read of it. */
  readonly notice: OptionalTexts;
  /** From when on it is announced; null: not at all. */
  readonly announcedFrom: string | null;
  readonly note: string;
};

type ExceptionRow = Omit<OfficeException, 'scope'> & {
  readonly counterId: CounterId | null;
  readonly locationId: string | null;
};

/** Exceptions of these scopes that have not passed on `from`. */
export async function listOfficeExceptions(
  db: Knex,
  scopes: readonly Scope[],
  from: string,
): Promise<readonly OfficeException[]> {
  const found = await rows<ExceptionRow>(
    db,
    `select id, counter_id as "counterId", location_id as "locationId", kind, first_day as "firstDay", last_day as "lastDay",
       left(cast(opens as text), 5) as from, left(cast(closes as text), 5) as to, notice, announced_from as "announcedFrom", note
     from uenarocanje.office_exception where scope = any (:scopes) and last_day >= :from
     order by first_day, scope, opens, id`,
    { scopes: scopes.map(scopeKey), from },
  );
  return found.map(({ counterId, locationId, ...exception }) => ({
    ...exception,
    scope: scopeOf(counterId, locationId),
  }));
}

export function scopeOf(counterId: CounterId | null, locationId: string | null): Scope {
  if (counterId !== null) return { of: 'counter', counterId };
  return locationId === null ? { of: 'everywhere' } : { of: 'location', locationId };
}

const exceptionColumns = (exception: Omit<OfficeException, 'id'>) => ({
  ...scopeColumns(exception.scope),
  kind: exception.kind,
  first_day: exception.firstDay,
  last_day: exception.lastDay,
  opens: exception.from,
  closes: exception.to,
  notice: JSON.stringify(exception.notice),
  announced_from: exception.announcedFrom,
  note: exception.note,
});

export async function addOfficeException(db: Knex, exception: Omit<OfficeException, 'id'>): Promise<number> {
  const [added] = await db('office_exception').insert(exceptionColumns(exception)).returning<{ id: number }[]>('id');
  if (added === undefined) throw new Error('PostgreSQL added no exception.');
  return added.id;
}

/** Makes an exception another one. False: it does not stand any more as somebody saw it. */
export async function changeOfficeException(
  db: Knex,
  scope: Scope,
  seen: Omit<OfficeException, 'scope'>,
  exception: Omit<OfficeException, 'id' | 'scope'>,
): Promise<boolean> {
  const standing = (await listOfficeExceptions(db, [scope], '2000-01-01')).find(({ id }) => id === seen.id);
  if (standing === undefined) return false;
  const { scope: _, ...stands } = standing;
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(stands)), JSON.parse(JSON.stringify(seen)))) return false;
  await db('office_exception')
    .where({ id: seen.id })
    .update(exceptionColumns({ ...exception, scope }));
  return true;
}

export async function removeOfficeException(db: Knex, id: number, scope: Scope): Promise<boolean> {
  return (
    (await db('office_exception')
      .where({ id, scope: scopeKey(scope) })
      .delete()) === 1
  );
}

/** Closures that citizens are told of today: of a location, of those above it and of everywhere. */
export async function listAnnouncements(
  db: Knex,
  locationId: string,
  today: string,
): Promise<readonly Pick<OfficeException, 'firstDay' | 'lastDay' | 'from' | 'to' | 'notice'>[]> {
  return rows(
    db,
    `select first_day as "firstDay", last_day as "lastDay", left(cast(opens as text), 5) as from, left(cast(closes as text), 5) as to, notice
     from uenarocanje.office_exception
     where kind = 'closed' and counter_id is null and announced_from <= :today and last_day >= :today
       and (location_id is null or location_id in (select ancestor_id from uenarocanje.location_path where location_id = :locationId))
     order by first_day`,
    { locationId, today },
  );
}
