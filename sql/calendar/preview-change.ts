import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { oneRow, rows } from '../rows.ts';
import { type AppointmentView, appointmentColumns, appointmentSources } from './appointment-view.ts';
import { type Scope, scopeKey } from './office-rules.ts';
import type { CounterId } from './words.ts';

/** What a change of rules would do, day by day, before anybody saves it. */
export type ChangePreview = {
  readonly slotsMore: number;
  readonly slotsFewer: number;
  /** Days that differ, in order. */
  readonly days: readonly DayChange[];
  /** Booked visits that would stand in closed time: move them (evacuation). */
  readonly visitsHit: readonly AppointmentView[];
  /** The last day that was looked at; null: no open time is built yet. */
  readonly until: string | null;
};

export type DayChange = {
  /** Local. */
  readonly day: string;
  readonly counterId: CounterId;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
  /** Slots of the counter's shortest service, or of the rule's step. */
  readonly slotsBefore: number;
  readonly slotsAfter: number;
};

/** Takes the change back, whatever came of it. */
class OnlyLooking extends Error {}

/**
 * Makes the change in a transaction that is never committed, and compares the open time that would follow with the one
 * that stands. Nobody who books meanwhile waits for it. `change` is what would be saved: writeOfficeRules,
 * addOfficeException, removeOfficeException, addHoliday, closeCounter … with the transaction.
 */
export async function previewChange(
  db: Knex,
  { now, scope }: { now: Instant; scope: Scope },
  change: (trx: Knex.Transaction) => Promise<unknown>,
): Promise<ChangePreview> {
  let preview: ChangePreview | null = null;
  try {
    await db.transaction(async (trx) => {
      await trx.raw(`select set_config('uenarocanje.preview', 'on', true)`);
      const { counters } = await oneRow<{ counters: readonly CounterId[] }>(
        trx,
        `select uenarocanje.counters_of_scopes(:scopes) as counters`,
        { scopes: [scopeKey(scope)] },
      );
      await change(trx);
      preview = await compare(trx, now, counters);
      throw new OnlyLooking();
    });
  } catch (error) {
    if (!(error instanceof OnlyLooking)) throw error;
  }
  if (preview === null) throw new Error('The preview was not made.');
  return preview;
}

async function compare(trx: Knex.Transaction, now: Instant, counters: readonly CounterId[]): Promise<ChangePreview> {
  const { built } = await oneRow<{ built: string | null }>(
    trx,
    `select last_day as built from uenarocanje.open_time_built`,
  );
  const values = { now: new Date(now), built: built ?? '2000-01-01', counters };
  await rows(
    trx,
    `create temporary table would_open on commit drop as
     select counter_id, day, starts_at, ends_at, slot_step_minutes
     from uenarocanje.open_time(cast(:counters as integer[]), uenarocanje.local_day(:now), :built)`,
    values,
  );
  const days = await rows<DayChange>(
    trx,
    `
    with
      shortest as (select counter_id, min(minutes) as minutes from uenarocanje.service_offer group by counter_id),
      each_day as (
        select counter_id, day, 'before' as moment, starts_at, ends_at, slot_step_minutes
        from uenarocanje.open_period where counter_id = any (:counters) and day between uenarocanje.local_day(:now) and :built
        union all
        select counter_id, day, 'after', starts_at, ends_at, slot_step_minutes from would_open
      ),
      stood as (
        select counter_id, day, starts_at, ends_at, slot_step_minutes from each_day where moment = 'before'
      ),
      changed as (
        select distinct counter_id, day
        from (
          (select * from stood except select counter_id, day, starts_at, ends_at, slot_step_minutes from would_open)
          union all
          (select counter_id, day, starts_at, ends_at, slot_step_minutes from would_open except select * from stood)
        ) as differences
      ),
      counted as (
        select counter_id, day, moment, cast(sum(length) as integer) as minutes,
          cast(sum(floor(length / coalesce(slot_step_minutes, minutes, 15))) as integer) as slots
        from (select *, extract(epoch from ends_at - starts_at) / 60 as length from each_day) as measured
        left join shortest using (counter_id)
        group by 1, 2, 3
      )
    select
      day, counter_id as "counterId",
      coalesce(max(minutes) filter (where moment = 'before'), 0) as "minutesBefore",
      coalesce(max(minutes) filter (where moment = 'after'), 0) as "minutesAfter",
      coalesce(max(slots) filter (where moment = 'before'), 0) as "slotsBefore",
      coalesce(max(slots) filter (where moment = 'after'), 0) as "slotsAfter"
    from counted
    join changed using (counter_id, day)
    group by day, counter_id
    order by day, counter_id
    `,
    values,
  );
  const visitsHit = await rows<AppointmentView>(
    trx,
    `select ${appointmentColumns} from ${appointmentSources}
     where appointment.state = 'booked' and lower(appointment.during) > :now and appointment.counter_id = any (:counters)
       -- What stands in closed time already was hit by an earlier change.
       and exists (
         select from uenarocanje.open_period as stood
         where stood.counter_id = appointment.counter_id and stood.starts_at <= lower(appointment.during) and stood.ends_at >= upper(appointment.during)
       )
       and not exists (
         select from would_open
         where would_open.counter_id = appointment.counter_id and would_open.starts_at <= lower(appointment.during) and would_open.ends_at >= upper(appointment.during)
       )
     order by lower(appointment.during), appointment.id`,
    values,
  );
  const differences = days.map((day) => day.slotsAfter - day.slotsBefore);
  return {
    slotsMore: differences.filter((n) => n > 0).reduce((sum, n) => sum + n, 0),
    slotsFewer: differences.filter((n) => n < 0).reduce((sum, n) => sum + Math.abs(n), 0),
    days,
    visitsHit,
    until: built,
  };
}
