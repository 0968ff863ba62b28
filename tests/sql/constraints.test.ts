import test from 'ava';
import type { Knex } from 'knex';
import { withDatabase } from '../database.ts';
import { at } from './cdr-fixture.ts';

const call = {
  id: 'a',
  started_at: new Date(at(0)),
  ended_at: new Date(at(60)),
  called_number: '38615551234',
  trunk: 'telekom',
  outcome: 'abandoned',
  offer_count: 0,
  closed: true,
  cdr: '{}',
};
const prompt = { id: 'v', prompt_key: 'welcome', language: 'sl', text: 'Dober dan.' };

const refused: readonly [constraint: string, (db: Knex) => Promise<unknown>][] = [
  ['location_kind', (db) => db('location').insert({ id: 'a', kind: 'bank', name: 'A' })],
  ['phone_username', (db) => db('phone').insert({ username: 'ana', password: 'x' })],
  ['phone_media_encryption', (db) => db('phone').insert({ username: '101', password: 'x', media_encryption: 'rot13' })],
  ['queue_ring_seconds', (db) => db('queue').insert({ id: 'q', name: 'Q', skills: [], ring_seconds: 1 })],
  [
    'queue_service_level_share',
    (db) => db('queue').insert({ id: 'q', name: 'Q', skills: [], service_level_share: 80 }),
  ],
  ['pause_reason_digit', (db) => db('pause_reason').insert({ key: 'a', digit: '12', name: 'A' })],
  ['opening_rule_times', (db) => db('opening_rule').insert({ weekday: 1, opens: '18:00', closes: '08:00' })],
  ['opening_rule_weekday', (db) => db('opening_rule').insert({ weekday: 8, opens: '08:00', closes: '12:00' })],
  [
    'opening_rule_no_overlap',
    (db) =>
      db('opening_rule').insert([
        { weekday: 1, opens: '08:00', closes: '12:00' },
        { weekday: 1, opens: '11:59', closes: '18:00' },
      ]),
  ],
  ['opening_exception_periods', (db) => db('opening_exception').insert({ date: '2026-12-24', periods: '{}' })],
  [
    'prompt_version_state',
    (db) => db('prompt_version').insert({ ...prompt, state: 'sung', proposed_by: 'a', proposed_at: new Date(at(0)) }),
  ],
  ['prompt_version_text', (db) => db('prompt_version').insert({ ...prompt, text: '', state: 'draft' })],
  ['prompt_version_proposed', (db) => db('prompt_version').insert({ ...prompt, state: 'proposed' })],
  ['call_outcome', (db) => db('call').insert({ ...call, outcome: 'lost' })],
  ['call_order', (db) => db('call').insert({ ...call, ended_at: new Date(at(-1)) })],
  ['call_answered', (db) => db('call').insert({ ...call, outcome: 'answered' })],
  ['call_answered', (db) => db('call').insert({ ...call, human_answered_at: new Date(at(1)), agent_id: 'agent1' })],
  ['call_answered_by', (db) => db('call').insert({ ...call, outcome: 'answered', human_answered_at: new Date(at(1)) })],
  [
    'call_person_erased',
    (db) => db('call').insert({ ...call, caller_number: '386', person_erased_at: new Date(at(1)) }),
  ],
  [
    'recording_deleted',
    (db) => db('recording').insert({ id: 'r', call_id: 'a', started_at: new Date(at(0)), seconds: 1, file: null }),
  ],
  [
    'report_period',
    (db) =>
      db('report').insert({ kind: 'month', period_start: '2026-11-01', period_end: '2026-11-01', pdf: Buffer.of(1) }),
  ],
];

test('the database itself refuses what can not be, and says by name which rule it broke', async (t) => {
  await withDatabase(async (db) => {
    for (const [constraint, attempt] of refused) {
      await t.throwsAsync(attempt(db), { message: new RegExp(`"${constraint}"`) }, constraint);
    }
  });
});

test('[R1.6] periods of one weekday may touch, and a day may end at midnight', async (t) => {
  await withDatabase(async (db) => {
    await db('opening_rule').insert([
      { weekday: 1, opens: '08:00', closes: '12:00' },
      { weekday: 1, opens: '12:00', closes: '24:00' },
      { weekday: 2, opens: '00:00', closes: '12:00' },
    ]);
    t.pass();
  });
});
