import type { Knex } from 'knex';
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../engine/core/ids.ts';
import { renewOpenTime } from '../../../sql/calendar/renew-open-time.ts';
import type { CounterId, ServiceId } from '../../../sql/calendar/words.ts';

/** An instant by the wall clock of Ljubljana: "2026-03-02 08:00". A time that comes twice is its first coming. */
export function local(wall: string): Instant {
  return Temporal.PlainDateTime.from(wall.replace(' ', 'T')).toZonedDateTime('Europe/Ljubljana', {
    disambiguation: 'earlier',
  }).epochMilliseconds as Instant;
}

/** "08:30", and in the autumn night "02:30+02:00" and "02:30+01:00". */
export function wall(at: number): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/Ljubljana');
  const plain = zoned.toPlainDateTime();
  const twice = !plain
    .toZonedDateTime('Europe/Ljubljana', { disambiguation: 'earlier' })
    .equals(plain.toZonedDateTime('Europe/Ljubljana', { disambiguation: 'later' }));
  return plain.toPlainTime().toString().slice(0, 5) + (twice ? zoned.offset : '');
}

export type Rule = {
  readonly at?: 'counter' | 'location' | 'parent' | 'everywhere';
  readonly kind?: 'open' | 'break';
  readonly weekdays?: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly everyWeeks?: number;
  readonly anchor?: string;
  readonly monthWeeks?: readonly number[];
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly lead?: number;
  readonly horizon?: number;
  readonly step?: number;
  readonly capacity?: number;
  readonly staffShare?: number;
  readonly callCentreShare?: number;
};

export type Exception = {
  readonly at?: Rule['at'];
  readonly kind: 'closed' | 'hours';
  readonly first: string;
  readonly last?: string;
  readonly from?: string;
  readonly to?: string;
};

/** A unit with a local office below it, one counter there unless more are asked for, and one service. */
export type Place = {
  readonly counters: readonly CounterId[];
  readonly counter: CounterId;
  readonly service: ServiceId;
};

export async function makePlace(
  db: Knex,
  {
    rules,
    exceptions = [],
    holidays = [],
    minutes = 30,
    counters = 1,
    days,
    online = true,
  }: {
    readonly rules: readonly Rule[];
    readonly exceptions?: readonly Exception[];
    readonly holidays?: readonly string[];
    readonly minutes?: number;
    readonly counters?: number;
    /** First and last day that are built. */
    readonly days: readonly [string, string];
    readonly online?: boolean;
  },
): Promise<Place> {
  await db('location').insert({ id: 'zgornja', parent_id: null, kind: 'ue', name: 'Upravna enota Zgornja' });
  await db('location').insert({ id: 'kraj', parent_id: 'zgornja', kind: 'krajevniUrad', name: 'Krajevni urad' });
  await db('service_category').insert({ id: 'dokumenti', name: JSON.stringify({ sl: 'Dokumenti' }) });
  await db('service').insert({
    id: 'izkaznica',
    category_id: 'dokumenti',
    name: JSON.stringify({ sl: 'Osebna izkaznica' }),
    duration_minutes: minutes,
    online,
  });
  const added = await db('counter')
    .insert(
      Array.from({ length: counters }, (_, n) => ({ location_id: 'kraj', name: `Okence ${n + 1}`, position: n + 1 })),
    )
    .returning<{ id: CounterId }[]>('id');
  const ids = added.map(({ id }) => id);
  await db('counter_service').insert(ids.map((id) => ({ counter_id: id, service_id: 'izkaznica' })));
  const counter = ids[0];
  if (counter === undefined) throw new Error('No counter was made.');
  for (const rule of rules) await addRule(db, counter, rule);
  for (const { at = 'location', kind, first, last = first, from, to } of exceptions) {
    await db('office_exception').insert({
      ...scopeOf(at, counter),
      kind,
      first_day: first,
      last_day: last,
      opens: from ?? null,
      closes: to ?? null,
      notice: JSON.stringify({ sl: 'Zaprto zaradi del.' }),
    });
  }
  if (holidays.length > 0) {
    await db('holiday').insert(
      holidays.map((day) => ({ day, name: JSON.stringify({ sl: 'praznik' }), source: 'law' })),
    );
  }
  await db('open_time_built').update({ last_day: days[1] });
  await renewOpenTime(db, null, ...days);
  return { counters: ids, counter, service: 'izkaznica' as ServiceId };
}

export async function addRule(db: Knex, counter: CounterId, rule: Rule): Promise<void> {
  await db('office_rule').insert({
    ...scopeOf(rule.at ?? 'location', counter),
    kind: rule.kind ?? 'open',
    weekdays: rule.weekdays ?? [1, 2, 3, 4, 5, 6, 7],
    opens: rule.from,
    closes: rule.to,
    every_weeks: rule.everyWeeks ?? 1,
    anchor: rule.anchor ?? null,
    month_weeks: rule.monthWeeks ?? null,
    valid_from: rule.validFrom ?? '2000-01-01',
    valid_until: rule.validUntil ?? '9999-12-31',
    lead_minutes: rule.lead ?? 0,
    horizon_days: rule.horizon ?? 90,
    slot_step_minutes: rule.step ?? null,
    capacity: rule.capacity ?? null,
    staff_share: rule.staffShare ?? 0,
    call_centre_share: rule.callCentreShare ?? 0,
  });
}

function scopeOf(at: NonNullable<Rule['at']>, counter: CounterId) {
  if (at === 'counter') return { counter_id: counter, location_id: null };
  return { counter_id: null, location_id: at === 'location' ? 'kraj' : at === 'parent' ? 'zgornja' : null };
}

/** Time of a counter that staff took, by the wall clock. */
export async function block(db: Knex, counter: CounterId, from: string, to: string): Promise<void> {
  await db('appointment').insert({
    counter_id: counter,
    during: `[${new Date(local(from)).toISOString()},${new Date(local(to)).toISOString()})`,
    state: 'blocked',
    block_note: 'sestanek',
  });
}
