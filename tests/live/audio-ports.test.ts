import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { withMortalLine } from './mortal-line.ts';

const callerTone = 440;
const agentTone = 1_000;
const citizenTone = 700;

/** Ten legs, in ports that no other test's Asterisk takes, nor `claimablePort`, which gives none below 23,000. */
const from = 22_100 + (process.pid % 20) * 40;
const audioPorts = { from, to: from + 20 };

test('[R1.1] [R1.10] [R2.10] audio ports are nearly used up: the next caller hears busy, is recorded and called back, and everybody inside is served', async (t) => {
  await withMortalLine(
    async (line) => {
      const figures = async (): Promise<string> =>
        (await fetch(`http://127.0.0.1:${line.engine.metricsPort}/metrics`)).text();
      const company = await line.company(() => ({ answer: { afterMs: 100 }, play: tone(citizenTone, 60) }));
      const phone = await line.phone('101', { answer: 'onDemand', play: tone(agentTone, 60) });
      await line.atWork(phone);
      const caller = (index: number) => line.caller(`04100000${index}`, { play: tone(callerTone, 60) });
      const inside = [];
      for (let index = 1; index <= 7; index += 1) inside.push(await caller(index));
      const first = await phone.nextCall();
      const { legs } = await line.wallboard((view) => view.legs?.full === true && view.queues[0]?.waiting === 7);
      t.deepEqual(legs, { used: 8, limit: 10, full: true }, 'seven callers and the phone that rings');
      t.regex(await figures(), /^uenarocanje_line_full 1$/m);

      const turnedAway = { answered: false, status: 503, by: 'them' } as const;
      t.like(await (await caller(8)).ended, turnedAway);
      const refused = await line.told('CallRefused');
      t.is(refused.reason, 'lineFull');
      const [record] = await line.closedCalls(1);
      t.like(record, {
        callerNumber: '38641000008',
        outcome: 'callback',
        refusedBecause: 'lineFull',
        hangUpSide: 'line',
        hangUpCause: 34,
      });
      t.like((await line.wallboard(({ callbacks }) => callbacks.open === 1)).today, { callback: 1, refused: 0 });

      // Each of them hears a human, who has ports for it.
      let received = first;
      for (const [index, call] of inside.entries()) {
        received.answer();
        await Promise.all([call.media.hears(agentTone, 500), received.media.hears(callerTone, 500)]);
        if (index === 0) t.like(await (await caller(9)).ended, turnedAway, 'a talk frees no port');
        await call.hangUp();
        received = await phone.nextCall();
      }
      for (const left of [1, 0]) {
        received.answer();
        const rung = await company.nextCall();
        await Promise.all([rung.media.hears(agentTone, 500), received.media.hears(citizenTone, 500)]);
        t.regex(rung.dialled, /^\+3864100000[89]$/);
        await rung.hangUp();
        await line.wallboard(({ callbacks }) => callbacks.open === left);
        if (left > 0) received = await phone.nextCall();
      }
      const again = await caller(1);
      const last = await phone.nextCall();
      last.answer();
      await Promise.all([again.media.hears(agentTone, 500), last.media.hears(callerTone, 500)]);
      await again.hangUp();
      t.regex(await figures(), /^uenarocanje_line_full 0$/m);
      await line.closedCalls(7 + 2 + 2 + 1);
      t.regex(await line.asterisk.command('core show channels'), /0 active channels/);
      const world = await line.end();
      t.deepEqual([world.calls.size, world.legs.size, world.callbacks.size, world.unexpectedCount], [0, 0, 0, 0]);
    },
    { audioPorts, prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 })) },
  );
});
