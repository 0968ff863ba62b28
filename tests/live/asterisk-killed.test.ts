import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { listCallbacks } from '../../sql/callbacks/list-callbacks.ts';
import { until } from '../until.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;
const citizenTone = 700;

test('[R9.2] [R1.10] [R1.11] Asterisk is killed: who waited is owed a callback, one a caller, and is called in their order when it is back and an agent is free', async (t) => {
  await withMortalLine(
    async (line) => {
      const company = await line.company(() => ({ answer: 'onDemand', play: tone(citizenTone, 60) }));
      const callers = [];
      // The second of them calls from two telephones of one number.
      for (const [index, from] of ['041000001', '041000002', '041000002', '041000003'].entries()) {
        callers.push(await line.caller(from, { play: tone(callerTone, 60) }));
        await line.wallboard(({ queues }) => queues[0]?.waiting === index + 1);
      }
      await line.killAsterisk();
      const away = await line.wallboard((view) => !view.line.asteriskConnected);
      t.is(away.callbacks.open, 0, 'nothing is decided while nothing is known');
      for (const call of callers) void call.hangUp();
      await line.startAsteriskAgain();

      const back = await line.wallboard((view) => view.line.asteriskConnected && view.callbacks.inLine === 3);
      t.is(back.callbacks.open, 3, 'one a caller');
      t.is(back.queues[0]?.waiting, 0);
      t.like(back.today, { offered: 4, callback: 4, abandoned: 0, failed: 0 });
      const records = await line.closedCalls(4);
      const { at: lostAt } = await line.happened('AsteriskLost');
      for (const { outcome, hangUpSide, hangUpCause, endedAt, callbackId } of records) {
        t.like({ outcome, hangUpSide, hangUpCause }, { outcome: 'callback', hangUpSide: 'line', hangUpCause: 41 });
        t.is(endedAt, lostAt, 'it ended when Asterisk did');
        t.truthy(callbackId);
      }
      t.is(records[1]?.callbackId, records[2]?.callbackId);
      const listed = await listCallbacks(line.db, { open: true, limit: 10 });
      t.deepEqual(
        listed.map(({ callerNumber, reason }) => [callerNumber, reason]).sort(),
        [1, 2, 3].map((last) => [`3864100000${last}`, 'lost']),
        'the page of callbacks has them',
      );
      t.is(company.calls.length, 0, 'nobody is dialled before an agent is there');

      const phone = await line.phone('101', { answer: { afterMs: 50 }, play: tone(agentTone, 60) });
      await line.atWork(phone);
      for (const [index, number] of ['+38641000001', '+38641000002', '+38641000003'].entries()) {
        const received = await phone.nextCall();
        const rung = await company.nextCall();
        t.is(rung.dialled, number, 'in the order in which they came');
        rung.answer();
        await Promise.all([rung.media.hears(agentTone, 500), received.media.hears(citizenTone, 500)]);
        await rung.hangUp();
        await line.wallboard(({ callbacks }) => callbacks.open === 2 - index);
      }
      await line.closedCalls(4 + 3);
      await until('all are listed as reached', async () => {
        const closed = await listCallbacks(line.db, { open: false, limit: 10 });
        return closed.filter(({ outcome }) => outcome === 'reached').length === 3;
      });
      t.regex(await line.asterisk.command('core show channels'), /0 active channels/);
      const world = await line.end();
      t.deepEqual([world.calls.size, world.callbacks.size, world.unexpectedCount], [0, 0, 0]);
    },
    { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 })) },
  );
});
