import test from 'ava';
import type { CommandId, RecordingId } from '../../engine/core/ids.ts';
import type { ShippedRecord } from '../../sql/line/journal-rows.ts';
import { storeJournalBatch } from '../../sql/line/store-journal-batch.ts';
import { eraseCallers } from '../../sql/retention/erase-callers.ts';
import { findVoiceMessage } from '../../sql/voice-messages/find-voice-message.ts';
import { listClosedVoiceMessages } from '../../sql/voice-messages/list-closed-voice-messages.ts';
import { listOpenVoiceMessages } from '../../sql/voice-messages/list-open-voice-messages.ts';
import { withDatabase } from '../database.ts';
import { abandoned, at } from './cdr-fixture.ts';
import { recordsOfCall } from './journal-fixture.ts';
import { loadTestSample } from './sample-fixture.ts';

const messageId = 'klic-m3' as RecordingId;

/** A call in which a message was left; the last record is the third. */
function leftRecords(): ShippedRecord[] {
  const cdr = { ...abandoned('klic'), outcome: 'voiceMessage' as const };
  const records = recordsOfCall(cdr, 1);
  const stored = { callId: cdr.callId, seconds: 12.5 };
  return [
    ...records,
    {
      sequence: records.length + 1,
      event: { type: 'RecordingEnded', at: at(60), recordingId: messageId, result: 'finished', seconds: 12.5 },
      facts: [
        { type: 'RecordingStored', at: at(60), recordingId: messageId, result: 'finished', ...stored },
        { type: 'VoiceMessageLeft', at: at(60), messageId, queueId: 'narocanje' as never, ...stored },
      ],
    },
  ];
}

test('[R1.7] [R2.8] a message whose end was told late is listed, and its call’s record names it', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const cdr = { ...abandoned('klic'), outcome: 'voiceMessage' as const, recordings: [] };
    const records = recordsOfCall(cdr, 1);
    const late = { at: at(900), callId: cdr.callId, seconds: 12.5 };
    await storeJournalBatch(db, [
      ...records,
      {
        sequence: records.length + 1,
        event: { type: 'RecordingEnded', at: at(900), recordingId: messageId, result: 'finished', seconds: 12.5 },
        facts: [
          { ...late, type: 'RecordingCameLate', recordingId: messageId, agentId: null, startedAt: at(48) },
          { ...late, at: at(60), type: 'VoiceMessageLeft', messageId, queueId: 'narocanje' as never },
        ],
      },
    ]);
    t.like((await listOpenVoiceMessages(db))[0], { id: messageId, callId: 'klic', leftAt: at(60) });
    const call = await db('call').where({ id: 'klic' }).first();
    t.like(call.cdr, { messageId, recordingId: messageId, recordingSeconds: 12.5 });
  });
});

function closedRecord(sequence: number, seconds: number): ShippedRecord {
  const answer = { messageId, answer: 'calledBack', notes: 'Dogovorjen termin.' } as const;
  const by = { kind: 'person', userId: 'agent1', role: 'agent' } as const;
  return {
    sequence,
    event: {
      type: 'CommandReceived',
      at: at(seconds),
      commandId: 'c' as CommandId,
      by,
      command: { type: 'CloseVoiceMessage', ...answer },
      sessionId: 's' as never,
    },
    facts: [{ type: 'VoiceMessageClosed', at: at(seconds), by, ...answer }],
  };
}

test('[R1.7] a message is listed with who called, until an agent says what was done', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const records = leftRecords();
    await storeJournalBatch(db, records);
    const [open] = await listOpenVoiceMessages(db);
    t.like(open, {
      id: messageId,
      callId: 'klic',
      leftAt: at(60),
      seconds: 12.5,
      file: 'klic-m3.sealed',
      closedAt: null,
      answer: null,
    });
    t.is(open?.callerNumber, abandoned('klic').callerNumber);
    t.deepEqual(await listClosedVoiceMessages(db), []);
    await storeJournalBatch(db, [closedRecord(records.length + 1, 500)]);
    t.deepEqual(await listOpenVoiceMessages(db), []);
    const [closed] = await listClosedVoiceMessages(db);
    t.like(closed, { answer: 'calledBack', notes: 'Dogovorjen termin.', closedByName: 'Ana Žagar', closedAt: at(500) });
    t.is(await findVoiceMessage(db, 'unknown'), null);
  });
});

test('[R1.7] left and closed within one batch, and the same batch twice', async (t) => {
  await withDatabase(async (db) => {
    const records = leftRecords();
    const all = [...records, closedRecord(records.length + 1, 500)];
    await storeJournalBatch(db, all);
    await storeJournalBatch(db, all);
    t.is((await listClosedVoiceMessages(db)).length, 1);
  });
});

test('[R9.3] notes about a message go with what tells of its caller', async (t) => {
  await withDatabase(async (db) => {
    const records = leftRecords();
    await storeJournalBatch(db, [...records, closedRecord(records.length + 1, 500)]);
    t.like(await eraseCallers(db, at(10_000), at(20_000)), { messages: 1 });
    const message = await findVoiceMessage(db, messageId);
    t.like(message, { notes: '', callerNumber: null, answer: 'calledBack' });
    const { rows } = await db.raw(`select jsonb_agg(journal_event)::text as text from journal_event`);
    t.false(rows[0].text.includes('Dogovorjen'));
  });
});
