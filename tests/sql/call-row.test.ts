import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { callRow } from '../../sql/line/call-row.ts';
import { abandoned, answered, arrived, at } from './cdr-fixture.ts';

test('[R2.10] [R1.8] an answered call: the wait runs from the queue to the human, not to the responder', (t) => {
  const cdr = answered('a');
  const { cdr: whole, ...columns } = callRow(cdr, true);
  t.is(whole, cdr);
  t.deepEqual(columns, {
    id: 'a',
    started_at: at(0),
    ended_at: at(170),
    caller_number: '38640111222',
    called_number: '38615551234',
    trunk: 'telekom',
    outcome: 'answered',
    language: 'sl',
    consent: 'given',
    queue_id: 'narocanje',
    queued_at: at(20),
    human_answered_at: at(50),
    talk_ended_at: at(170),
    wrap_up_ended_at: at(185),
    agent_id: 'agent1',
    disposition: 'narocanje',
    hang_up_side: 'caller',
    hang_up_cause: 16,
    wait_ms: 30_000,
    talk_ms: 120_000,
    wrap_up_ms: 15_000,
    offer_count: 1,
    recording_id: null,
    closed: true,
    direction: 'inbound',
    callback_id: null,
    outside_contact_id: null,
  });
});

test('[R2.10] an abandoned call waited until it left the queue, and nobody talked', (t) => {
  const { wait_ms, talk_ms, wrap_up_ms, queued_at, agent_id } = callRow(abandoned('b'), true);
  t.deepEqual(
    { wait_ms, talk_ms, wrap_up_ms, queued_at, agent_id },
    {
      wait_ms: 40_000,
      talk_ms: null,
      wrap_up_ms: null,
      queued_at: at(20),
      agent_id: null,
    },
  );
});

test('[R1.7] a call that never queued has no wait', (t) => {
  const row = callRow({ ...arrived('c'), outcome: 'closed', closedReason: 'hours', endedAt: at(15) }, true);
  t.is(row.wait_ms, null);
  t.is(row.queue_id, null);
  t.is(row.queued_at, null);
});

test('[R2.10] several stays in queues count from the first arrival', (t) => {
  const cdr = answered('d');
  const [entry] = cdr.queueEntries;
  const first = { ...entry!, ticketAt: at(10), queuedAt: at(10), leftAt: at(20), leftBecause: 'failed' as const };
  const row = callRow({ ...cdr, queueEntries: [first, entry!] }, true);
  t.is(row.queued_at, at(10));
  t.is(row.wait_ms, 40_000);
});

test('[R9.2] a record that a failure cut off still is a row: failed, and ended when last heard of', (t) => {
  const row = callRow(arrived('e'), true);
  t.is(row.outcome, 'failed');
  t.is(row.ended_at, at(0));
});

test('[R2.10] a clock that was set back during the call turns no time around', (t) => {
  const cdr = answered('f');
  const row = callRow(
    {
      ...cdr,
      humanAnsweredAt: instant(at(0) - 60_000),
      talkEndedAt: instant(at(0) - 50_000),
      endedAt: instant(at(0) - 50_000),
    },
    true,
  );
  t.is(row.ended_at, at(0));
  t.is(row.wait_ms, 0);
  t.is(row.talk_ms, 10_000);
});
