import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { nothingIsLeft, readyAgain, straightToTheQueue, waitingIn } from './left-over.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';

const agentTone = 1_000;
const caller = (line: LiveLine, from: string) => ({ sip: line.asterisk.sip, from, to: '015551234' });
/** What a race is about: one side is so much later than the other. */
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test.serial('[R2.10] the caller hangs up while the phone rings and in the first moments of the talk', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
      await line.atWork(phone);
      const ringing = await placeCall(caller(line, '041444001'));
      await phone.nextCall();
      await ringing.hangUp();
      const moments = [0, 20, 60, 100];
      for (const afterMs of moments) {
        const call = await placeCall(caller(line, '041444002'));
        const received = await phone.nextCall();
        received.answer();
        await pause(afterMs);
        await call.hangUp();
        await received.ended;
        await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'ready'));
      }
      const records = await nothingIsLeft(t, line, moments.length + 1);
      t.true(records.every(({ hangUpSide }) => hangUpSide === 'caller'));
      t.is(records.find(({ callerNumber }) => callerNumber === '38641444001')?.outcome, 'abandoned');
      t.log(records.map(({ outcome }) => outcome).join(', '));
    },
    { prepare: straightToTheQueue },
  );
});

test.serial('[R2.4] [R2.10] the phone answers as the caller leaves, in both orders', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
      await line.atWork(phone);
      /** How long after the caller's BYE the phone answers; less than nothing: before it. */
      const rounds = [40, 15, 5, 2, 0, 0, -1, -3, -10];
      for (const [round, afterMs] of rounds.entries()) {
        const call = await placeCall(caller(line, `04155500${round}`));
        const received = await phone.nextCall();
        const leaves = pause(Math.max(0, -afterMs)).then(() => call.hangUp());
        const answers = pause(Math.max(0, afterMs)).then(() => received.answer());
        await Promise.all([leaves, answers, received.ended]);
        await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'ready'));
      }
      const records = await nothingIsLeft(t, line, rounds.length);
      for (const { outcome, offers } of records) {
        t.true(outcome === 'answered' || outcome === 'abandoned');
        t.is(offers.length, 1, 'nobody is offered twice');
        t.is(offers[0]?.result, outcome === 'answered' ? 'answered' : 'callerLeft');
      }
      t.log(records.map(({ outcome }) => outcome).join(', '));
    },
    { prepare: straightToTheQueue },
  );
});

test.serial(
  '[R2.1] [R2.2] a phone that registers anew, unregisters, is busy or refuses while it is rung',
  async (t) => {
    await withLiveLine(
      async (line) => {
        // The same account at two phones: the newer one has it, alone.
        const older = await line.phone('101', { answer: 'onDemand' });
        await line.atWork(older);
        const newer = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
        const first = await placeCall(caller(line, '041666001'));
        const received = await newer.nextCall();
        t.is(older.calls.length, 0, 'the phone that was there before is not rung');
        received.answer();
        await first.media.hears(agentTone, 300);

        // Registering anew while it talks changes nothing; nor does taking the registration back.
        const newest = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
        await newest.unregister();
        await first.media.hears(agentTone, 300);
        await first.hangUp();
        await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'ready'));

        // It rings, then its registration goes: it may still answer.
        const again = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
        await readyAgain(line, again);
        const second = await placeCall(caller(line, '041666002'));
        const ringing = await again.nextCall();
        await again.unregister();
        ringing.answer();
        await second.media.hears(agentTone, 300);
        await second.hangUp();
        await ringing.ended;

        // Nobody is reachable now: the caller waits, and is offered when a phone is there again, which refuses, then takes.
        const third = await placeCall(caller(line, '041666003'));
        await line.wallboard((view) => waitingIn(view) === 1);
        const back = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
        (await back.nextCall()).refuse(603);
        await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'paused'));
        await readyAgain(line, back);
        (await back.nextCall()).refuse(486);
        await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'paused'));
        await readyAgain(line, back);
        (await back.nextCall()).answer();
        await third.media.hears(agentTone, 300);
        await third.hangUp();
        const records = await nothingIsLeft(t, line, 3);
        t.true(records.every(({ outcome }) => outcome === 'answered'));
        t.deepEqual(
          records.find(({ callerNumber }) => callerNumber === '38641666003')?.offers.map(({ result }) => result),
          ['rejected', 'busy', 'answered'],
        );
      },
      { prepare: straightToTheQueue },
    );
  },
);

test.serial('[R2.6] a phone holds and takes back by its own key while it talks, and hangs up on hold', async (t) => {
  await withLiveLine(
    async (line) => {
      const phone = await line.phone('101', { answer: { afterMs: 50 }, play: tone(agentTone, 60) });
      await line.atWork(phone);
      const call = await placeCall({ ...caller(line, '041777001'), play: tone(440, 60) });
      const received = await phone.nextCall();
      await call.media.hears(agentTone, 300);
      t.is(await received.hold(true), 200);
      await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'onHold'));
      t.is(await received.hold(false), 200);
      await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'talking'));
      await Promise.all([call.media.hears(agentTone, 300), received.media.hears(440, 300)]);
      for (let press = 0; press < 6; press += 1) t.is(await received.hold(press % 2 === 0), 200);
      t.is(await received.hold(true), 200);
      await line.wallboard(({ agents }) => agents.some(({ state }) => state === 'onHold'));
      await received.hangUp();
      t.is((await call.ended).by, 'them');
      const [record] = await nothingIsLeft(t, line, 1);
      t.is(record?.outcome, 'answered');
      t.is(record?.hangUpSide, 'agent');
      t.true((record?.holds.length ?? 0) >= 2);
    },
    { prepare: straightToTheQueue },
  );
});
