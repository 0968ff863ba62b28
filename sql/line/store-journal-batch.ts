import type { Knex } from 'knex';
import { jsonText } from '../json-text.ts';
import { lockSpace, locks } from '../schema.ts';
import { addLateRecordings } from './add-late-recordings.ts';
import { EngineFenced, JournalGap, JournalMismatch } from './journal-errors.ts';
import { type JournalRows, journalRows, type ShippedRecord } from './journal-rows.ts';
import { readShippedSequence } from './read-shipped-sequence.ts';

/** Numbers, both inclusive, whose records no longer exist. */
export type LostSequences = { readonly from: number; readonly to: number };

/**
 * Stores a part of the journal and all that follows from it in one transaction: events, calls, agents' states and
 * recordings are there together or not at all. Records that already stand are skipped, so a batch may come again
 * after an answer that got lost; two engines that ship at once wait for each other.
 * `records` are in the order of their numbers; `lost` names the holes that the disk's damage left in them.
 * `epoch` is the fencing token of the engine that ships: one that was taken over from stores nothing any more.
 * @throws {EngineFenced} an engine with a later epoch has stored its journal
 * @throws {JournalGap} a record before the first one is missing
 * @throws {JournalMismatch} the database has other records under the same numbers
 */
export async function storeJournalBatch(
  db: Knex,
  records: readonly ShippedRecord[],
  lost: readonly LostSequences[] = [],
  epoch: number | null = null,
): Promise<void> {
  if (records.length === 0) return;
  await db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?, ?)', [lockSpace, locks.shipping]);
    if (epoch !== null) await keepLead(trx, epoch);
    const standing = await readShippedSequence(trx);
    const known = records.filter(({ sequence }) => sequence <= standing);
    const fresh = records.slice(known.length);
    refuseGaps(standing, fresh, lost);
    if (known.length > 0) await refuseOtherJournal(trx, known);
    if (fresh.length > 0) await insertRows(trx, journalRows(fresh));
  });
}

/** The lead goes to the latest epoch that has come, for good. */
async function keepLead(trx: Knex.Transaction, epoch: number): Promise<void> {
  const { rows } = await trx.raw<{ rows: [{ epoch: number }] }>(
    `
    with taken as (
      insert into engine_lead (epoch) values (:epoch)
      on conflict (only_one) do update set epoch = excluded.epoch, since = now()
        where engine_lead.epoch < excluded.epoch
      returning epoch
    )
    select coalesce((select epoch from taken), (select epoch from engine_lead)) as epoch
    `,
    { epoch },
  );
  const standing = Number(rows[0].epoch);
  if (standing !== epoch) throw new EngineFenced(epoch, standing);
}

/** Each record follows the one before it, or what lies between was lost by the disk and reported as that. */
function refuseGaps(standing: number, fresh: readonly ShippedRecord[], lost: readonly LostSequences[]): void {
  let expected = standing + 1;
  for (const { sequence } of fresh) {
    const missing = { from: expected, to: sequence - 1 };
    const isLost = lost.some(({ from, to }) => from <= missing.from && missing.to <= to);
    if (sequence < expected || (sequence > expected && !isLost)) throw new JournalGap(expected - 1, sequence);
    expected = sequence + 1;
  }
}

async function refuseOtherJournal(trx: Knex.Transaction, known: readonly ShippedRecord[]): Promise<void> {
  const rows = await trx('journal_event')
    .whereBetween('sequence', [known[0]?.sequence ?? 0, known.at(-1)?.sequence ?? 0])
    .select<{ sequence: number; at: number; type: string }[]>('sequence', 'at', 'type');
  const standing = new Map(rows.map((row) => [row.sequence, row]));
  for (const { sequence, event } of known) {
    const row = standing.get(sequence);
    if (row === undefined || Math.abs(row.at - event.at) >= 1 || row.type !== event.type)
      throw new JournalMismatch(sequence);
  }
}

/** Each table takes its rows as one JSON document: one parameter, one round trip, whatever the batch's size. */
async function insertRows(
  trx: Knex.Transaction,
  {
    events,
    calls,
    talks,
    selfServices,
    agentStateChanges,
    recordings,
    lateRecordings,
    callbacks,
    voiceMessages,
    voiceMessageClosings,
  }: JournalRows,
): Promise<void> {
  await trx.raw(
    `
    insert into journal_event (sequence, at, type, call_id, event, facts, personal)
    select sequence, to_timestamp(at / 1000.0), type, call_id, event, facts, personal
    from jsonb_to_recordset(?::jsonb)
      as record (sequence bigint, at numeric, type text, call_id text, event jsonb, facts jsonb, personal boolean)
    `,
    [jsonText(events)],
  );
  if (calls.length > 0) await trx.raw(upsertCalls, [jsonText(calls)]);
  if (callbacks.length > 0) await trx.raw(upsertCallbacks, [jsonText(callbacks)]);
  if (talks.length > 0) await trx.raw(upsertTalks, [jsonText(talks)]);
  if (selfServices.length > 0) await trx.raw(insertSelfServices, [jsonText(selfServices)]);
  if (agentStateChanges.length > 0) {
    await trx.raw(
      `
      insert into agent_state_change (sequence, ordinal, at, agent_id, session_id, from_state, to_state, reason, call_id)
      select sequence, ordinal, to_timestamp(at / 1000.0), agent_id, session_id, from_state, to_state, reason, call_id
      from jsonb_to_recordset(?::jsonb) as change (
        sequence bigint, ordinal integer, at numeric, agent_id text, session_id text, from_state text, to_state text, reason text, call_id text
      )
      `,
      [jsonText(agentStateChanges)],
    );
  }
  if (recordings.length > 0) {
    await trx.raw(
      `
      insert into recording (id, call_id, started_at, seconds, file)
      select id, call_id, to_timestamp(started_at / 1000.0), seconds, file
      from jsonb_to_recordset(?::jsonb) as stored (id text, call_id text, started_at numeric, seconds numeric, file text)
      on conflict (id) do nothing
      `,
      [jsonText(recordings)],
    );
  }
  if (voiceMessages.length > 0) await trx.raw(insertVoiceMessages, [jsonText(voiceMessages)]);
  // Their messages and the records of their calls may have come in this batch.
  if (lateRecordings.length > 0) await addLateRecordings(trx, lateRecordings);
  if (voiceMessageClosings.length > 0) await trx.raw(closeVoiceMessages, [jsonText(voiceMessageClosings)]);
}

const insertVoiceMessages = `
  insert into voice_message (id, call_id, queue_id, left_at, seconds)
  select id, call_id, queue_id, to_timestamp(left_at / 1000.0), seconds
  from jsonb_to_recordset(?::jsonb) as message (id text, call_id text, queue_id text, left_at numeric, seconds numeric)
  on conflict (id) do nothing
`;

const closeVoiceMessages = `
  update voice_message
  set closed_at = to_timestamp(closing.closed_at / 1000.0), closed_by = closing.closed_by, answer = closing.answer,
    notes = closing.notes
  from jsonb_to_recordset(?::jsonb)
    as closing (id text, closed_at numeric, closed_by text, answer text, notes text)
  where voice_message.id = closing.id
`;

/** A talk keeps its place in its call; its end and its wrap-up become known later. */
const upsertTalks = `
  insert into call_talk (call_id, ordinal, agent_id, started_at, ended_at, wrap_up_ended_at)
  select call_id, ordinal, agent_id, to_timestamp(started_at / 1000.0), to_timestamp(ended_at / 1000.0),
    to_timestamp(wrap_up_ended_at / 1000.0)
  from jsonb_to_recordset(?::jsonb) as talk (
    call_id text, ordinal integer, agent_id text, started_at numeric, ended_at numeric, wrap_up_ended_at numeric
  )
  on conflict (call_id, ordinal) do update set
    ended_at = excluded.ended_at,
    wrap_up_ended_at = excluded.wrap_up_ended_at
`;

/** Each keeps its place in its call; a record that comes again says the same and perhaps more. */
const insertSelfServices = `
  insert into call_self_service (call_id, ordinal, at, kind, service_id, location_id, appointment_id)
  select call_id, ordinal, to_timestamp(at / 1000.0), kind, service_id, location_id, appointment_id
  from jsonb_to_recordset(?::jsonb) as served (
    call_id text, ordinal integer, at numeric, kind text, service_id text, location_id text, appointment_id bigint
  )
  on conflict (call_id, ordinal) do nothing
`;

/** A call comes when its legs are gone and again when wrap-up is over; the later record says all that the first did. */
const upsertCalls = `
  insert into call (
    id, started_at, ended_at, caller_number, called_number, trunk, outcome, language, consent, queue_id, queued_at,
    human_answered_at, talk_ended_at, wrap_up_ended_at, agent_id, disposition, hang_up_side, hang_up_cause,
    wait_ms, talk_ms, wrap_up_ms, offer_count, recording_id, closed, cdr, direction, callback_id,
    outside_contact_id
  )
  select
    id, to_timestamp(started_at / 1000.0), to_timestamp(ended_at / 1000.0), caller_number, called_number, trunk, outcome,
    language, consent, queue_id, to_timestamp(queued_at / 1000.0), to_timestamp(human_answered_at / 1000.0),
    to_timestamp(talk_ended_at / 1000.0), to_timestamp(wrap_up_ended_at / 1000.0), agent_id, disposition, hang_up_side,
    hang_up_cause, wait_ms, talk_ms, wrap_up_ms, offer_count, recording_id, closed, cdr, direction, callback_id,
    outside_contact_id
  from jsonb_to_recordset(?::jsonb) as record (
    id text, started_at numeric, ended_at numeric, caller_number text, called_number text, trunk text, outcome text,
    language text, consent text, queue_id text, queued_at numeric, human_answered_at numeric, talk_ended_at numeric,
    wrap_up_ended_at numeric, agent_id text, disposition text, hang_up_side text, hang_up_cause integer, wait_ms bigint,
    talk_ms bigint, wrap_up_ms bigint, offer_count integer, recording_id text, closed boolean, cdr jsonb,
    direction text, callback_id text, outside_contact_id text
  )
  on conflict (id) do update set
    ended_at = excluded.ended_at,
    outcome = excluded.outcome,
    language = excluded.language,
    consent = excluded.consent,
    queue_id = excluded.queue_id,
    queued_at = excluded.queued_at,
    human_answered_at = excluded.human_answered_at,
    talk_ended_at = excluded.talk_ended_at,
    wrap_up_ended_at = excluded.wrap_up_ended_at,
    agent_id = excluded.agent_id,
    disposition = excluded.disposition,
    hang_up_side = excluded.hang_up_side,
    hang_up_cause = excluded.hang_up_cause,
    wait_ms = excluded.wait_ms,
    talk_ms = excluded.talk_ms,
    wrap_up_ms = excluded.wrap_up_ms,
    offer_count = excluded.offer_count,
    recording_id = excluded.recording_id,
    closed = excluded.closed,
    callback_id = excluded.callback_id,
    outside_contact_id = excluded.outside_contact_id,
    cdr = excluded.cdr
`;

/** A callback comes with each of its moves; the later one says all that there is to say. */
const upsertCallbacks = `
  insert into callback (
    id, caller_number, queue_id, language, topic, consent, reason, original_call_id, asked_at, ticket_at, promised_by,
    state, due_at, first_dialled_at, first_rung_at, tries, try_count, closed_at, outcome, closed_by, notes
  )
  select
    id, caller_number, queue_id, language, topic, consent, reason, original_call_id, to_timestamp(asked_at / 1000.0),
    to_timestamp(ticket_at / 1000.0), to_timestamp(promised_by / 1000.0), state, to_timestamp(due_at / 1000.0),
    to_timestamp(first_dialled_at / 1000.0), to_timestamp(first_rung_at / 1000.0), tries, try_count, to_timestamp(closed_at / 1000.0), outcome, closed_by, notes
  from jsonb_to_recordset(?::jsonb) as record (
    id text, caller_number text, queue_id text, language text, topic text, consent text, reason text,
    original_call_id text, asked_at numeric, ticket_at numeric, promised_by numeric, state text, due_at numeric,
    first_dialled_at numeric, first_rung_at numeric, tries jsonb, try_count integer, closed_at numeric, outcome text, closed_by text, notes text
  )
  on conflict (id) do update set
    state = excluded.state,
    due_at = excluded.due_at,
    first_dialled_at = excluded.first_dialled_at,
    first_rung_at = excluded.first_rung_at,
    tries = excluded.tries,
    try_count = excluded.try_count,
    closed_at = excluded.closed_at,
    outcome = excluded.outcome,
    closed_by = excluded.closed_by,
    notes = excluded.notes
`;
