import test from 'ava';
import type { SipCall } from '../../main/demonstration/sip-call.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { until } from '../until.ts';
import { nothingIsLeft, noWrapUp, waitingIn } from './left-over.ts';
import { asteriskCdr, type LiveLine, withLiveLine } from './live-line.ts';

const agentTone = 1_000;
const caller = (line: LiveLine, from: string) => ({ sip: line.asterisk.sip, from, to: '015551234' });
const allKeys = [...'0123456789*#'];

test.serial('[R1.4] [R2.10] keys at any moment, wrong ones and all at once, take nobody off the way', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: { afterMs: 1_500 }, play: tone(agentTone, 60) });
      await line.atWork(phone);
      const hammer = async (call: SipCall): Promise<void> => {
        for (let round = 0; ; round += 1) {
          const ended = await Promise.race([
            call.ended.then(() => true),
            call.media.press(allKeys[round % 12] ?? '0').then(() => false),
          ]);
          if (ended) return;
        }
      };
      const one = await placeCall(caller(line, '041111111'));
      await one.answered;
      const pressing = hammer(one);
      await one.media.hears(agentTone, 300);
      await one.hangUp();
      await pressing;

      const together = await placeCall({
        ...caller(line, '041222222'),
        keys: allKeys.map((digit) => ({ afterMs: 1_000, digit })),
      });
      await together.media.hears(agentTone, 300);
      await together.hangUp();

      const silent = await placeCall(caller(line, '041333333'));
      await silent.media.hears(agentTone, 300);
      await silent.hangUp();
      const records = await nothingIsLeft(t, line, 3);
      t.true(records.every(({ outcome }) => outcome === 'answered'));
      t.is(records.find(({ callerNumber }) => callerNumber === '38641333333')?.consent, 'given', 'silence is consent');
    },
    { prepare: noWrapUp },
  );
});

test.serial('[R2.10] a caller who hangs up in the prompts or in the queue has abandoned', async (t) => {
  await withLiveLine(
    async (line) => {
      let count = 0;
      const next = (): string => `0414440${String(++count).padStart(2, '0')}`;
      for (const afterMs of [0, 5, 20, 80, 200, 600, 1_200, 2_500, 5_000]) {
        const call = await placeCall({ ...caller(line, next()), hangUpAfterMs: afterMs });
        await call.ended;
      }
      const waits = await placeCall(caller(line, next()));
      await line.wallboard((view) => waitingIn(view) === 1);
      await waits.hangUp();
      const records = await nothingIsLeft(t, line, count);
      t.true(records.every(({ outcome, hangUpSide }) => outcome === 'abandoned' && hangUpSide === 'caller'));
    },
    { prepare: noWrapUp },
  );
});

/**
 * NOTE: a call that is taken back within the millisecond that Asterisk needs to hand it over (0.5 ms measured) never
 * reaches the engine; it stands in Asterisk's own record alone.
 */
test.serial('[R2.10] a call that is taken back before its answer leaves nothing behind', async (t) => {
  await withLiveLine(
    async (line) => {
      const count = 12;
      for (let round = 0; round < count; round += 1) {
        const call = await placeCall(caller(line, `0414450${10 + round}`));
        await call.hangUp();
      }
      const rows = async (): Promise<number> => (await asteriskCdr(line.asterisk)).trim().split('\n').length;
      await until('every caller is in the journal', async () => (await rows()) === count);
      // One that is heard out: those before it are in the database with it.
      const last = await placeCall({ ...caller(line, '041445999'), hangUpAfterMs: 0 });
      await last.ended;
      await until(
        'every caller has a record',
        async () => (await line.db('call').where({ closed: true, caller_number: '38641445999' })).length === 1,
      );
      const records = await nothingIsLeft(t, line, (await line.db('call')).length);
      t.true(records.every(({ outcome, hangUpSide }) => outcome === 'abandoned' && hangUpSide === 'caller'));
      t.log(`${records.length - 1} of ${count} reached the engine`);
    },
    { prepare: noWrapUp },
  );
});
