import type { Knex } from 'knex';
import type { CallbackOutcome, CallbackReason } from '../../engine/core/callback.ts';
import type { Outcome } from '../../engine/core/facts.ts';
import type { CallbackId, CallId, Instant } from '../../engine/core/ids.ts';
import type { CallbackEntry } from '../callbacks/callback-entry.ts';
import { type Recording, recordingColumns } from '../recordings/recording.ts';
import { rows } from '../rows.ts';
import { type VoiceMessage, voiceMessageColumns } from '../voice-messages/voice-message.ts';
import { eraseInCallbacks, eraseInCalls, eraseInEvents, eraseInMessages } from './without-person.ts';

export type CallOfCaller = {
  readonly id: CallId;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Who called whom. */
  readonly direction: 'inbound' | 'outbound';
  readonly outcome: Outcome;
  readonly language: string | null;
  readonly consent: 'given' | 'refused' | null;
  readonly queueName: string | null;
  readonly disposition: string | null;
  readonly notes: string;
  readonly nextStep: string;
};

export type CallbackOfCaller = {
  readonly id: CallbackId;
  readonly askedAt: Instant;
  readonly reason: CallbackReason;
  readonly topic: string | null;
  readonly state: CallbackEntry['state'];
  readonly outcome: CallbackOutcome | null;
  readonly closedAt: Instant | null;
  readonly notes: string;
};

/** All that the line keeps of who calls from a number, each in order of time. */
export type CallerData = {
  readonly calls: readonly CallOfCaller[];
  readonly callbacks: readonly CallbackOfCaller[];
  readonly voiceMessages: readonly VoiceMessage[];
  /** Those whose file is still there. */
  readonly recordings: readonly Recording[];
};

/** What is known by the number, as the line keeps it (R9.3: export). */
export async function readCallerData(db: Knex, callerNumber: string): Promise<CallerData> {
  const [calls, callbacks, voiceMessages, recordings] = await Promise.all([
    rows<CallOfCaller>(
      db,
      `select id, started_at as "startedAt", ended_at as "endedAt", direction, outcome, language, consent,
              queue_name as "queueName", disposition_name as disposition,
              cdr ->> 'notes' as notes, cdr ->> 'nextStep' as "nextStep"
       from uenarocanje.call_list join (select id, cdr from uenarocanje.call) as record using (id)
       where caller_number = :callerNumber order by started_at, id`,
      { callerNumber },
    ),
    rows<CallbackOfCaller>(
      db,
      `select id, asked_at as "askedAt", reason, topic, state, outcome, closed_at as "closedAt", notes
       from uenarocanje.callback where caller_number = :callerNumber order by asked_at, id`,
      { callerNumber },
    ),
    db('voice_message_list')
      .where({ caller_number: callerNumber })
      .orderBy('left_at')
      .select<VoiceMessage[]>(voiceMessageColumns),
    db('recording')
      .whereIn('call_id', db('call').where({ caller_number: callerNumber }).select('id'))
      .whereNull('deleted_at')
      .orderBy('started_at')
      .select<Recording[]>(recordingColumns),
  ]);
  return { calls, callbacks, voiceMessages, recordings };
}

export type ErasedCaller = {
  readonly calls: number;
  readonly callbacks: number;
  /** Still owed: without the number nobody could keep the promise. */
  readonly callbacksOwed: number;
};

/**
 * Takes the number, and what was noted about who calls from it, out of all calls that are over, closed callbacks, voice
 * messages and raw events. What is counted stays as it is. Recordings go before: without the number nobody finds them.
 */
export async function eraseCaller(trx: Knex.Transaction, callerNumber: string, now: Instant): Promise<ErasedCaller> {
  const values = { callerNumber, mention: `%"${callerNumber}"%`, now: new Date(now) };
  await trx.raw(eraseInMessages(`select voice_message.id from voice_message where call_id in (${itsCalls})`), values);
  await trx.raw(
    eraseInEvents(
      `select sequence from journal_event
       where personal and (call_id in (${itsCalls}) or call_id is null and (event::text like :mention or facts::text like :mention))`,
    ),
    values,
  );
  const { rowCount: callbacks } = await trx.raw<{ rowCount: number }>(
    eraseInCallbacks(`select id from callback where caller_number = :callerNumber and closed_at is not null`),
    values,
  );
  const { rowCount: calls } = await trx.raw<{ rowCount: number }>(eraseInCalls(itsCalls), values);
  const owed = await trx('callback').where({ caller_number: callerNumber }).pluck('id');
  return { calls, callbacks, callbacksOwed: owed.length };
}

const itsCalls = 'select id from call where caller_number = :callerNumber';
