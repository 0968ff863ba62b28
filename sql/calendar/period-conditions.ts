import type { Channel } from './words.ts';

/**
 * What the questions for slots have in common, as SQL over `period` (open_period) and `offers` (counter_id, minutes,
 * held). It is the same law as why_not and room_in (migrations 000022, 000023), written into the statement, because
 * a function call a period is what such a question would spend its time with.
 */
const byClock = (channel: Channel): boolean => channel === 'clerk' || channel === 'system';

/** The counters that do all of :services in one visit, and what is held at them now. */
export const offersOfServices = (channel: Channel, where = 'true'): string => `
  select offers.*, held.during as held
  from uenarocanje.offers_of(cast(:services as text[])) as offers
  left join uenarocanje.held_time(:now) as held using (counter_id)
  where ${where}${channel === 'web' ? ' and not exists (select from uenarocanje.service where id = any (:services) and not online)' : ''}`;

/** Free of the period now: holds end by themselves and are taken off here. */
const freeNow = `case when offers.held is null then period.free else period.free - offers.held end`;

/** From when on the channel may book: clerks up to the beginning, all others with the rule's lead time. */
const earliest = (channel: Channel): string =>
  byClock(channel)
    ? 'cast(:now as timestamptz)'
    : `cast(:now as timestamptz) + period.lead_minutes * interval '1 minute'`;

/** The period's runs of slots (slot_runs), none before `from`. */
export const runsOfPeriod = (channel: Channel, from: string | null = null): string => `
  uenarocanje.slot_runs(
    period.starts_at, ${freeNow}, period.slot_step_minutes, offers.minutes,
    ${from === null ? earliest(channel) : `greatest(${from}, ${earliest(channel)})`}
  )`;

/** Whether the period is within the rule's horizon; clerks have none. */
export const withinHorizon = (channel: Channel): string =>
  byClock(channel) ? 'true' : 'period.day <= uenarocanje.local_day(:now) + period.horizon_days';

/** How many visits the channel may still put into the period; 100000 where nothing limits it. */
export const roomOfPeriod = (channel: Channel): string => {
  const share = reservedShare(channel);
  const byShare =
    share === null
      ? '100000'
      : `case when ${share} = 0 then 100000 else
          floor((floor(extract(epoch from period.ends_at - period.starts_at) / 60 * (1 - ${share})) - period.visit_minutes) / offers.minutes)
        end`;
  return `case
    when period.capacity is null and ${share === null ? 'true' : `${share} = 0`} then 100000
    when offers.held is null then greatest(0, least(${byShare}, coalesce(period.capacity - period.visits, 100000)))
    else uenarocanje.room_in(period, :channel, offers.minutes, :now)
  end`;
};

function reservedShare(channel: Channel): string | null {
  if (byClock(channel)) return null;
  return channel === 'web' ? '(period.staff_share + period.call_centre_share)' : 'period.staff_share';
}
