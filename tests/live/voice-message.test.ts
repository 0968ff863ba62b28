import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import test from 'ava';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import type { Fact } from '../../engine/core/facts.ts';
import type { Instant, RecordingId } from '../../engine/core/ids.ts';
import { secondsOfTone, tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { listCallbacks } from '../../sql/callbacks/list-callbacks.ts';
import { listOpenVoiceMessages } from '../../sql/voice-messages/list-open-voice-messages.ts';
import { until } from '../until.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';

const voice = 440;

/** Waits until the journal tells so many facts of this type. */
async function told(line: LiveLine, type: Fact['type'], count = 1): Promise<void> {
  await until(`the journal tells ${type} ${count} times`, async () => {
    const rows = await line.db('journal_event').select<{ facts: Fact[] }[]>('facts');
    return rows.flatMap(({ facts }) => facts).filter((fact) => fact.type === type).length >= count;
  });
}

const closed = (line: LiveLine) => line.command({ type: 'CloseLine', until: (Date.now() + 600_000) as Instant });
const call = (line: LiveLine) => placeCall({ sip: line.asterisk.sip, from: '041123456', to: '015551234' });

/** Calls out of hours and chooses by a key what the closed line offers. */
async function chooses(line: LiveLine, key: string, choice: string) {
  const caller = await call(line);
  await told(line, 'LineFoundClosed');
  for (let tries = 0; tries < 40; tries += 1) {
    const rows = await line.db('journal_event').select<{ facts: Fact[] }[]>('facts');
    const asked = rows
      .flatMap(({ facts }) => facts)
      .filter((fact) => fact.type === 'FlowNodeLeft' && fact.choice === choice);
    if (asked.length > 0) break;
    await caller.media.press(key);
    await setTimeout(300);
  }
  return caller;
}

/** Calls out of hours and asks for a message; it is being recorded when this resolves. */
async function leave(line: LiveLine) {
  const caller = await chooses(line, '2', 'glasovno sporočilo');
  await told(line, 'RecordingStarted');
  return caller;
}

test('[R1.7] [R1.11] out of hours key one promises a callback for the next opening', async (t) => {
  await withLiveLine(
    async (line) => {
      await closed(line);
      const caller = await chooses(line, '1', 'povratni klic');
      for (let tries = 0; tries < 40; tries += 1) {
        if ((await line.wallboard(() => true)).callbacks.open === 1) break;
        await caller.media.press('1');
        await setTimeout(300);
      }
      t.is((await caller.ended).by, 'them');
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'callback', closedReason: 'supervisor', hangUpSide: 'line', consent: null });
      t.is(cdr?.prompts.at(-1)?.prompt, 'callbackAgreedFrom');
      const { callbacks, today } = await line.wallboard(() => true);
      t.is(callbacks.inLine, 0, 'nobody is dialled while the line is closed');
      t.like(today, { offered: 1, closed: 1, callback: 0 });
      const [callback] = await listCallbacks(line.db, { open: true, limit: 5 });
      t.like(callback, { reason: 'closed', callerNumber: '38641123456', originalCallId: cdr?.callId });
    },
    { flow: defaultFlow },
  );
});

test('[R1.7] [R2.8] out of hours a message is spoken, found in the encrypted file, listed and closed', async (t) => {
  await withLiveLine(
    async (line) => {
      await closed(line);
      const caller = await leave(line);
      await caller.media.play(tone(voice, 4));
      await setTimeout(500);
      await caller.media.press('#');
      t.is((await caller.ended).by, 'them');
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'voiceMessage', closedReason: 'supervisor' });
      const [message] = await listOpenVoiceMessages(line.db);
      t.is(message?.id, cdr?.messageId ?? undefined);
      t.is(message?.callerNumber, '38641123456');
      const sound = await line.recording(message?.id ?? '');
      t.true(secondsOfTone(sound, voice) > 3, 'what was spoken is in the file');
      t.deepEqual(await readdir(line.asterisk.recordingFolder), [], 'nothing lies there unencrypted');
      await line.wallboard(({ openMessages }) => openMessages === 1);
      const answer = {
        type: 'CloseVoiceMessage',
        messageId: message?.id as RecordingId,
        answer: 'calledBack',
        notes: '',
      } as const;
      t.deepEqual(await line.command(answer), { ok: true });
      await line.wallboard(({ openMessages }) => openMessages === 0);
    },
    { flow: defaultFlow },
  );
});

test('[R1.7] [R9.2] the engine restarts during the message; who hangs up afterwards has left it', async (t) => {
  await withLiveLine(
    async (line) => {
      await closed(line);
      const caller = await leave(line);
      const spoken = caller.media.play(tone(voice, 6));
      await line.restartEngine(async () => setTimeout(1_000));
      await spoken;
      await caller.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'voiceMessage', hangUpSide: 'caller' });
      const [message] = await listOpenVoiceMessages(line.db);
      t.true(secondsOfTone(await line.recording(message?.id ?? ''), voice) > 4);
    },
    { flow: defaultFlow },
  );
});

test('[R1.7] silence after the tone is nothing: it is said so, offered again, and no file stays', async (t) => {
  await withLiveLine(
    async (line) => {
      await closed(line);
      const caller = await leave(line);
      await told(line, 'RecordingStarted', 2);
      await caller.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.is(cdr?.outcome, 'closed');
      t.true(cdr?.prompts.some(({ prompt }) => prompt === 'voiceMessageTooShort'));
      t.deepEqual(await listOpenVoiceMessages(line.db), []);
      t.deepEqual(await readdir(line.asterisk.recordingFolder), []);
    },
    { flow: defaultFlow },
  );
});
