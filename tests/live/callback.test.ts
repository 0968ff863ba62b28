import test from 'ava';
import { secondsOfTone, tone, toneShare } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { listCallbacks } from '../../sql/callbacks/list-callbacks.ts';
import type { Settings } from '../../sql/settings/settings.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { until } from '../until.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';

const ourNumber = '015551234';
const callerTone = 440;
const agentTone = 1_000;
const citizenTone = 700;
const ringingTone = 425;

const rules: Settings['callbacks'] = {
  offerAfterSeconds: 0,
  promisedMinutes: 60,
  tries: 3,
  againAfterMinutes: { busy: 1, noAnswer: 1, failed: 1 },
  ringSeconds: 20,
  callLostBack: true,
  callAbandonedBackAfterSeconds: null,
};
const prepare = async (db: LiveLine['db']): Promise<void> => {
  await db('queue').update({ wrap_up_seconds: 0, announce_every_seconds: 15 });
  await writeSetting(db, 'callbacks', rules);
};

/** A caller waits, asks for a callback, hears the number and confirms it, hears the promise, and is hung up. */
async function asks(line: LiveLine, from: string, t: { is(a: unknown, b: unknown): void }): Promise<void> {
  const call = await placeCall({ sip: line.asterisk.sip, from, to: ourNumber, play: tone(callerTone, 60) });
  await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
  await call.media.press('1');
  await until('the key was heard', async () => (await dialogueOf(line)) > 0);
  await call.media.press('1');
  t.is((await call.ended).by, 'them');
}

/** How many have been promised a call. */
async function dialogueOf(line: LiveLine): Promise<number> {
  const { rows } = await line.db.raw<{ rows: [{ count: number }] }>(
    `select count(*)::integer as count from journal_event where type = 'DigitPressed'`,
  );
  return rows[0].count;
}

test.serial(
  '[R1.10] [R1.11] [R2.6] [R2.8] a caller asks for a callback; the agent answers, the citizen is rung, they hear each other',
  async (t) => {
    await withLiveLine(
      async (line) => {
        const company = await line.company(() => ({ answer: 'onDemand', play: tone(citizenTone, 60) }));
        await asks(line, '041123456', t);
        const [first] = await line.closedCalls(1);
        t.like(first, { outcome: 'callback', hangUpSide: 'line', hangUpCause: 16 });
        t.deepEqual(first?.prompts.map(({ prompt }) => prompt).slice(-2), ['callbackConfirm', 'callbackAgreed']);
        const owed = await line.wallboard(({ callbacks }) => callbacks.inLine === 1);
        t.is(owed.callbacks.open, 1);
        t.is(owed.queues[0]?.waiting, 0, 'nobody waits on the line');
        t.is(owed.today.callback, 1);

        const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
        await line.atWork(phone);
        const received = await phone.nextCall();
        t.is(received.number, '38641123456', 'the agent sees who is called back');
        const offered = await line.agent('agent1', ({ call }) => call?.callback?.stage === 'offered');
        t.like(offered.call?.callback, { reason: 'asked', earlierTries: 0 });
        t.is(company.calls.length, 0, 'nobody is dialled before the agent is there');
        received.answer();
        const rung = await company.nextCall();
        t.is(rung.dialled, '+38641123456');
        t.is(rung.number, '+38615551234');
        await line.agent('agent1', ({ call }) => call?.callback?.stage === 'dialling');
        await received.media.hears(ringingTone, 800);
        rung.answer();
        await line.agent('agent1', ({ call }) => call?.callback?.stage === 'greeting');
        await Promise.all([rung.media.hears(agentTone, 1_500), received.media.hears(citizenTone, 1_500)]);
        await rung.hangUp();
        const agentEnd = await received.ended;
        t.true(secondsOfTone(agentEnd.heard, citizenTone) > 1);

        const cdrs = await line.closedCalls(2);
        const attempt = cdrs.find(({ direction }) => direction === 'outbound');
        t.like(attempt, {
          outcome: 'answered',
          callerNumber: '38641123456',
          callbackId: first?.callbackId,
          agentId: 'agent1',
          hangUpSide: 'caller',
          consent: 'given',
        });
        t.true(attempt?.prompts.some(({ prompt, complete }) => prompt === 'callbackGreeting' && complete));
        t.is(Object.keys(attempt?.quality ?? {}).length, 2, 'both legs are measured');
        const recorded = await line.recording(attempt?.recordingId ?? '');
        t.true(
          toneShare(recorded, citizenTone) + toneShare(recorded, agentTone) > 0.3,
          'both are recorded, by consent',
        );
        const [closed] = await listCallbacks(line.db, { open: false, limit: 5 });
        t.like(closed, { outcome: 'reached', originalCallId: first?.callId, reason: 'asked' });
        t.deepEqual(
          closed?.tries.map(({ result, agentId }) => [result, agentId]),
          [['reached', 'agent1']],
        );
        await until('no channel is left', async () =>
          /0 active channels/.test(await line.asterisk.command('core show channels')),
        );
      },
      { prepare },
    );
  },
);

test.serial(
  '[R1.11] a citizen who is busy is dialled again by the schedule; an answering machine, and the agent says: not reached',
  async (t) => {
    await withLiveLine(
      async (line) => {
        let dials = 0;
        const company = await line.company(() => {
          dials += 1;
          return dials === 1 ? { answer: 'busy' } : { answer: { afterMs: 50 }, play: tone(citizenTone, 60) };
        });
        const phone = await line.phone('101', { answer: { afterMs: 50 }, play: tone(agentTone, 60) });
        await line.atWork(phone);
        const added = {
          callerNumber: '041 123 456',
          queueId: 'narocanje' as never,
          language: 'sl',
          notes: '',
        } as const;
        t.deepEqual(await line.command({ type: 'AddCallback', ...added }), { ok: true });
        const entry = async () => (await listCallbacks(line.db, { open: true, limit: 5 }))[0];
        await until('busy is written down', async () => (await entry())?.tries[0]?.result === 'busy');
        const owed = await entry();
        t.is(owed?.state, 'owed');
        t.is((owed?.dueAt ?? 0) - (owed?.tries[0]?.endedAt ?? 0), 60_000, 'again in a minute, as the setting says');
        const busy = await company.nextCall();
        t.is((await busy.ended).status, 486);
        const again = await company.nextCall();
        t.is(again.dialled, '+38641123456');
        const talking = await line.agent('agent1', ({ call }) => call?.callback?.stage === 'talking');
        t.is(talking.call?.callback?.earlierTries, 1);
        const callbackId = talking.call?.callback?.callbackId;
        if (callbackId === undefined) throw new Error('The agent does not see whom the call is for.');
        t.deepEqual(await line.command({ type: 'RetryCallback', callbackId, notes: 'odzivnik' }), { ok: true });
        t.is((await again.ended).by, 'them', 'the call is over');
        await line.agent('agent1', ({ state }) => state === 'ready');
        await until(
          'it is owed again',
          async () => (await entry())?.tries.length === 2 && (await entry())?.state === 'owed',
        );
        t.deepEqual(
          (await entry())?.tries.map(({ result }) => result),
          ['busy', 'notThePerson'],
        );
        t.is((await entry())?.notes, 'odzivnik');
        const close = { type: 'CloseCallback', callbackId, outcome: 'cancelled', notes: '' } as const;
        t.deepEqual(await line.command(close), { ok: true });
        const cdrs = await line.closedCalls(2);
        t.deepEqual(
          cdrs.map(({ outcome, dial }) => [outcome, dial?.result]),
          [
            ['notReached', 'busy'],
            ['answered', 'reached'],
          ],
        );
      },
      { prepare },
    );
  },
);
