import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import { tone } from '../../main/demonstration/sound.ts';
import { usualLifeLimits } from '../../main/life-watch.ts';
import { nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';
import { superviseEngine } from './supervised-engine.ts';

const callerTone = 440;
const agentTone = 1_000;

/** A process that ended may stay in the list until somebody asks for it: state Z. */
const lives = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

test('[R9.2] the only engine hangs: the supervisor ends it, talkers talk on, who waits keeps the place, the line serves again', async (t) => {
  const supervised = superviseEngine(usualLifeLimits);
  await withMortalLine(
    async (line) => {
      const phone = await line.phone('101', { answer: { afterMs: 100 }, play: tone(agentTone, 180) });
      await line.atWork(phone);
      const talks = await line.caller('041000001', { play: tone(callerTone, 180) });
      const talk = await phone.nextCall();
      await Promise.all([talks.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
      const waits = await line.caller('041000002', { play: tone(callerTone, 180) });
      const before = await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
      t.deepEqual(supervised.falls, [], 'an engine that serves is left alone');

      const hung = line.engine;
      hung.halt();
      const comesMeanwhile = await line.caller('041000003', { play: tone(callerTone, 180) });
      await Promise.all([talks.media.hears(agentTone, 3_000), talk.media.hears(callerTone, 3_000)]);
      const next = await line.startEngine();
      t.false(lives(hung.pid));
      t.not(next.pid, hung.pid);
      t.is(supervised.falls.length, 1);
      t.regex(supervised.falls[0] ?? '', /^hangs: no sign of life for 4 seconds/);
      await Promise.all([talks.media.hears(agentTone, 500), talk.media.hears(callerTone, 500)]);
      const after = await line.wallboard(({ queues }) => queues[0]?.waiting === 2);
      t.is(after.queues[0]?.oldestTicketAt, before.queues[0]?.oldestTicketAt, 'the place and its ticket stay');
      t.is(after.agents[0]?.state, 'talking');

      await talk.hangUp();
      for (const caller of [waits, comesMeanwhile]) {
        const served = await phone.nextCall();
        await Promise.all([caller.media.hears(agentTone, 500), served.media.hears(callerTone, 500)]);
        await served.hangUp();
        await caller.ended;
      }
      const cdrs = await line.closedCalls(3);
      t.deepEqual(
        cdrs.map(({ callerNumber, outcome }) => `${callerNumber} ${outcome}`),
        ['38641000001 answered', '38641000002 answered', '38641000003 answered'],
      );
      t.is(supervised.falls.length, 1, 'and the new one is left alone');
      await nothingIsLeft(line, t);
    },
    {
      startBy: (options) => supervised.start(options),
      prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 })),
    },
  );
});
