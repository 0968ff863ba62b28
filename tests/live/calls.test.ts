import test from 'ava';
import { asteriskCdrColumns } from '../../asterisk-conf/templates/cdr.ts';
import type { Cdr } from '../../engine/core/cdr.ts';
import type { CallId, Instant } from '../../engine/core/ids.ts';
import { loudness, secondsOfTone, tone, toneShare } from '../../main/demonstration/sound.ts';
import { placeCall, withCaller } from '../../main/demonstration/test-phone.ts';
import { asteriskCdr, type LiveLine, withLiveLine } from './live-line.ts';

const ourNumber = '015551234';
const callerTone = 440;
const agentTone = 1000;
const caller = (line: LiveLine, from = '041123456') => ({
  sip: line.asterisk.sip,
  from,
  to: ourNumber,
  play: tone(callerTone, 60),
});
const noWrapUp = { prepare: async (db: LiveLine['db']) => void (await db('queue').update({ wrap_up_seconds: 0 })) };

test('[R1.2] [R2.1] [R2.8] [R2.10] a call with the sample’s whole texts is answered, recorded and heard on both sides', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: { afterMs: 1_000 }, play: tone(agentTone, 60) });
      await line.atWork(phone);
      const call = await placeCall(caller(line));
      const received = await phone.nextCall();
      await Promise.all([call.media.hears(agentTone, 2_000), received.media.hears(callerTone, 2_000)]);
      const view = await line.agent('agent1', ({ state, call }) => state === 'talking' && call?.recording != null);
      t.is(view.call?.callerNumber, '38641123456');

      const pause = { agentId: view.agentId, callId: view.call?.callId as CallId };
      t.deepEqual(await line.command({ type: 'PauseRecording', ...pause }), { ok: true });
      await received.media.play(tone(1_600, 2));
      t.deepEqual(await line.command({ type: 'ResumeRecording', ...pause }), { ok: true });
      await received.media.play(tone(agentTone, 2));
      const agentEnd = await received.hangUp();
      const callerEnd = await call.ended;
      t.is(callerEnd.by, 'them');
      t.true(secondsOfTone(callerEnd.heard, agentTone) > 3, 'the caller heard the agent');
      t.true(secondsOfTone(agentEnd.heard, callerTone) > 3, 'the agent heard the caller');

      await line.agent('agent1', ({ state }) => state === 'wrapUp');
      t.deepEqual(
        await line.command({
          type: 'DescribeCall',
          ...pause,
          disposition: 'narocanje',
          notes: 'Termin za potni list.',
          nextStep: '',
        }),
        { ok: true },
      );
      await phone.dial('*15');
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, {
        outcome: 'answered',
        consent: 'given',
        language: 'sl',
        hangUpSide: 'agent',
        hangUpCause: 16,
        disposition: 'narocanje',
        agentId: 'agent1',
        callerNumber: '38641123456',
      });
      t.true((cdr?.consentHeardMs ?? 0) > 10_000, 'the whole consent was heard');
      const qualities = Object.values(cdr?.quality ?? {});
      t.is(qualities.length, 2);
      for (const { receivedLossShare, receivedPackets } of qualities)
        t.true(receivedLossShare === 0 && receivedPackets > 100);

      const recording = await line.recording(cdr?.recordingId ?? '');
      t.true(Math.abs(recording.length / 8000 - (cdr?.recordingSeconds ?? 0)) < 1);
      t.true(secondsWith(recording, callerTone) > 1, 'the caller is in the recording');
      t.true(secondsWith(recording, agentTone) > 1, 'the agent is in the recording');
      t.true(secondsWith(recording, 1_600) < 0.2, 'what was said during the pause is not, but for what was on its way');
      await sameAsAsterisk(line, [cdr as Cdr], t);
    },
    { wholeTexts: true },
  );
});

test('[R1.2] refused recording: key 9, and the call goes on without a file', async (t) => {
  await withLiveLine(async (line) => {
    const phone = await line.phone('101', { answer: { afterMs: 200 }, play: tone(agentTone, 60) });
    await line.atWork(phone);
    // The consent prompt plays from about the sixth second on; whichever key meets it first refuses.
    const keys = [6_000, 6_800, 7_600, 8_400].map((afterMs) => ({ afterMs, digit: '9' }));
    await withCaller({ ...caller(line), keys }, async (call) => {
      await call.media.hears(agentTone, 1_000);
    });
    await phone.dial('*15');
    const [cdr] = await line.closedCalls(1);
    t.like(cdr, { outcome: 'answered', consent: 'refused', recordingId: null, hangUpSide: 'caller' });
    t.is(
      await line
        .db('recording')
        .count('* as n')
        .first()
        .then((row) => Number(row?.n)),
      0,
    );
  });
});

test('[R1.6] [R1.7] closed hours: the closed prompt plays and the call ends', async (t) => {
  const allWeekClosed = async (db: LiveLine['db']) =>
    void (await db('opening_rule').where('weekday', '<>', 3).delete());
  await withLiveLine(
    async (line) => {
      await line.command({ type: 'CloseLine', until: (Date.now() + 60_000) as Instant });
      const call = await placeCall({ sip: line.asterisk.sip, from: '041123456', to: ourNumber });
      const { heard, by, status } = await call.ended;
      t.is(by, 'them');
      t.is(status, 200);
      t.true(loudness(heard) > 0.01, 'something was said');
      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'closed', closedReason: 'supervisor', consent: null });
      t.deepEqual(
        cdr?.prompts.map(({ prompt, complete }) => [prompt, complete]),
        [
          ['welcome', true],
          ['languageHint', true],
          ['closedUntil', true],
        ],
      );
    },
    { openForMs: null, prepare: allWeekClosed },
  );
});

test('[R1.1] an unknown number gets 404 and a record', async (t) => {
  await withLiveLine(async (line) => {
    const call = await placeCall({ sip: line.asterisk.sip, from: '041123456', to: '015559999' });
    t.like(await call.ended, { answered: false, status: 404 });
    const [cdr] = await line.closedCalls(1);
    t.like(cdr, { outcome: 'refused', calledNumber: '015559999', responderAnsweredAt: null });
  });
});

test('[R1.8] [R2.10] abandoned while waiting, after music and a place were heard', async (t) => {
  await withLiveLine(async (line) => {
    const call = await placeCall(caller(line));
    await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
    const heardBefore = call.media.heard().length;
    await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
    await line.db('queue').select();
    await soundAfter(call.media, heardBefore, 4);
    const { heard } = await call.hangUp();
    await line.wallboard(({ queues }) => queues[0]?.waiting === 0);
    t.true(loudness(heard.subarray(heard.length - 8_000)) > 0.001, 'the last second was not silent');
    const [cdr] = await line.closedCalls(1);
    t.like(cdr, { outcome: 'abandoned', hangUpSide: 'caller', humanAnsweredAt: null });
    t.like(cdr?.queueEntries[0], { leftBecause: 'abandoned' });
    t.is(cdr?.queueEntries[0]?.estimates[0]?.position, 1);
  });
});

test('[R2.2] abandoned while ringing: the phone stops and its agent is ready again', async (t) => {
  await withLiveLine(async (line) => {
    const phone = await line.phone('101', { answer: 'never' });
    await line.atWork(phone);
    const call = await placeCall(caller(line));
    const ringing = await phone.nextCall();
    await call.hangUp();
    t.false((await ringing.ended).answered);
    await line.wallboard(({ agents }) => agents[0]?.state === 'ready');
    const [cdr] = await line.closedCalls(1);
    t.is(cdr?.outcome, 'abandoned');
    t.deepEqual(
      cdr?.offers.map(({ result }) => result),
      ['callerLeft'],
    );
    t.truthy(cdr?.offers[0]?.rangAt);
  });
});

test('[R2.2] no answer by the first agent, answer by the second', async (t) => {
  await withLiveLine(
    async (line) => {
      const first = await line.phone('101', { answer: 'never' });
      await line.atWork(first);
      const second = await line.phone('102', { answer: { afterMs: 100 }, play: tone(agentTone, 60) });
      await line.atWork(second);
      await withCaller(caller(line), async (call) => {
        await call.media.hears(agentTone, 500);
      });
      const [cdr] = await line.closedCalls(1);
      t.deepEqual(
        cdr?.offers.map(({ phone, result }) => [phone, result]),
        [
          ['101', 'noAnswer'],
          ['102', 'answered'],
        ],
      );
      const view = await line.wallboard(({ agents }) => agents[0]?.state === 'paused');
      t.is(view.agents[0]?.reason, 'noAnswer');
    },
    { prepare: async (db) => void (await db('queue').update({ ring_seconds: 3, wrap_up_seconds: 0 })) },
  );
});

test('[R2.2] a busy and a rejecting phone pause their agents', async (t) => {
  await withLiveLine(async (line) => {
    for (const [user, answer] of [
      ['101', 'busy'],
      ['102', 'reject'],
    ] as const)
      await line.atWork(await line.phone(user, { answer }));
    const call = await placeCall(caller(line));
    const view = await line.wallboard(({ agents }) => agents.filter(({ state }) => state === 'paused').length === 2);
    t.deepEqual(
      view.agents.slice(0, 2).map(({ reason }) => reason),
      ['busy', 'rejected'],
    );
    await call.hangUp();
    const [cdr] = await line.closedCalls(1);
    t.deepEqual(
      cdr?.offers.map(({ result, cause }) => [result, cause]),
      [
        ['busy', 17],
        ['rejected', 21],
      ],
    );
  });
});

test('[R1.8] [R2.4] ten callers and two agents: served in order, the ledger balances, the journal replays', async (t) => {
  await withLiveLine(async (line) => {
    for (const user of ['101', '102']) {
      const phone = await line.phone(user, {
        answer: { afterMs: 100 },
        play: tone(agentTone, 5),
        hangUpAfterMs: 1_500,
      });
      await line.atWork(phone);
    }
    const calls = [];
    for (let index = 0; index < 10; index += 1) {
      calls.push(await placeCall(caller(line, `0411230${10 + index}`)));
      await line.wallboard(({ today }) => today.offered === index + 1);
    }
    await Promise.all(calls.map(({ ended }) => ended));
    const cdrs = await line.closedCalls(10);
    for (const earlier of cdrs) {
      for (const later of cdrs) {
        const [first, second] = [earlier.queueEntries[0], later.queueEntries[0]];
        if (!first || !second || first.ticketAt >= second.ticketAt || first.queuedAt > (later.offers[0]?.madeAt ?? 0))
          continue;
        t.true(
          (earlier.offers[0]?.madeAt ?? 0) <= (later.offers[0]?.madeAt ?? 0),
          'nobody is offered before an earlier arrival',
        );
      }
    }
    const { today, queues } = await line.wallboard(({ agents }) =>
      agents.slice(0, 2).every(({ state }) => state === 'ready'),
    );
    t.like(today, { offered: 10, answered: 10, abandoned: 0, closed: 0, refused: 0, failed: 0 });
    t.is(queues[0]?.waiting, 0);
    await sameAsAsterisk(line, cdrs, t);
    t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
    t.regex(await line.asterisk.command('core show channels'), /0 active channels/);
  }, noWrapUp);
});

/** Waits until so many seconds more were heard. */
async function soundAfter(media: { heard(): Int16Array }, before: number, seconds: number): Promise<void> {
  while (media.heard().length < before + seconds * 8_000) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Seconds in which a tone stands beside others, in frames of 40 ms: over the whole, two stretches of it could cancel out. */
function secondsWith(sound: Int16Array, hertz: number): number {
  const frame = 320;
  let frames = 0;
  for (let start = 0; start + frame <= sound.length; start += frame) {
    const part = sound.subarray(start, start + frame);
    if (loudness(part) > 0.01 && toneShare(part, hertz) > 0.15) frames += 1;
  }
  return (frames * frame) / 8_000;
}

/** Asterisk's own CDR of the same calls says the same: who called, when, how long (R2.10). */
async function sameAsAsterisk(
  line: LiveLine,
  cdrs: readonly Cdr[],
  t: { is: (a: unknown, b: unknown, m?: string) => unknown; true: (a: boolean, m?: string) => unknown },
): Promise<void> {
  const rows = (await asteriskCdr(line.asterisk))
    .trim()
    .split('\n')
    .map((text) =>
      Object.fromEntries(
        text
          .slice(1, -1)
          .split('","')
          .map((value, index) => [asteriskCdrColumns[index], value]),
      ),
    );
  for (const cdr of cdrs) {
    const own = rows.filter(({ uniqueid }) => uniqueid === cdr.legId);
    t.true(own.length > 0, 'Asterisk knows the call too');
    const started = Date.parse(`${own[0]?.start?.replace(' ', 'T')}Z`);
    t.true(Math.abs(started - cdr.startedAt) < 1_500, 'it started at the same time');
    const seconds = own.reduce((sum, { duration }) => sum + Number(duration), 0);
    t.true(Math.abs(seconds - ((cdr.endedAt ?? 0) - cdr.startedAt) / 1000) < 1.5, `it lasted as long: ${seconds} s`);
  }
}
