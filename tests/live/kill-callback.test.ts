import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { writeSetting } from '../../sql/settings/write-setting.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;
const citizenTone = 700;

test('[R9.2] [R1.11] killed while a callback is owed and while the citizen is rung: nothing is lost, nobody is dialled twice', async (t) => {
  await withMortalLine(
    async (line) => {
      const company = await line.company(() => ({ answer: 'onDemand', play: tone(citizenTone, 90) }));
      const call = await line.caller('041123456', { play: tone(callerTone, 90) });
      await line.told('EntryQueued');
      await call.media.press('1');
      await line.happened('DigitPressed');
      await call.media.press('1');
      await call.ended;
      await line.told('CallbackChanged', ({ state }) => state === 'waiting');

      await line.killEngine();
      await line.startEngine();
      await line.wallboard(({ callbacks, line: { asteriskConnected } }) => asteriskConnected && callbacks.inLine === 1);
      const phone = await line.phone('101', { answer: { afterMs: 50 }, play: tone(agentTone, 90) });
      await line.atWork(phone);
      const received = await phone.nextCall();
      const rung = await company.nextCall();
      await line.told('PersonRang');

      await line.killEngine();
      await line.startEngine();
      await line.wallboard(({ line: { asteriskConnected } }) => asteriskConnected);
      rung.answer();
      await Promise.all([rung.media.hears(agentTone, 500), received.media.hears(citizenTone, 500)]);
      t.is(company.calls.length, 1, 'nobody was dialled twice');
      await rung.hangUp();
      await received.ended;
      const cdrs = await line.closedCalls(2);
      t.deepEqual(
        cdrs.map(({ outcome, direction }) => [direction ?? 'inbound', outcome]),
        [
          ['inbound', 'callback'],
          ['outbound', 'answered'],
        ],
      );
      const world = await line.end();
      t.is(world.callbacks.size, 0);
      t.is(world.calls.size, 0);
    },
    {
      prepare: async (db) => {
        await db('queue').update({ wrap_up_seconds: 0, announce_every_seconds: 15 });
        await writeSetting(db, 'callbacks', {
          offerAfterSeconds: 0,
          promisedMinutes: 60,
          tries: 3,
          againAfterMinutes: { busy: 1, noAnswer: 1, failed: 1 },
          ringSeconds: 60,
          callLostBack: true,
          callAbandonedBackAfterSeconds: null,
        });
      },
    },
  );
});
