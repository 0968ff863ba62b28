import test from 'ava';
import { askAri } from '../../asterisk-conf/ari-access.ts';
import type { CallId } from '../../engine/core/ids.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { until } from '../until.ts';
import { nothingIsLeft } from './aftermath.ts';
import { type MortalLine, withMortalLine } from './mortal-line.ts';
import { type Party, whoHears } from './who-hears.ts';

/** Nobody who is not handed back at once would be heard in time by any of these tests. */
const retrySeconds = 60;

const returns = async ({ db }: MortalLine): Promise<number> =>
  (await db('journal_event').where({ type: 'LegCameBack' })).length;

/** What main/stranded-callers.ts asks of Asterisk, carried out when an engine is there again. */
async function leavesLate(line: MortalLine, from: string): Promise<void> {
  const { legId } = await line.told('CallStarted', ({ callerNumber }) => callerNumber === from);
  const before = await returns(line);
  const { status } = await askAri(
    line.asterisk.ari,
    'POST',
    `channels/${encodeURIComponent(legId)}/continue?context=waiting&extension=stranded&label=queue`,
  );
  if (status !== 204) throw new Error(`Asterisk did not let the caller go (${status}).`);
  await until('the plan hands them back', async () => (await returns(line)) > before);
}

const prepare = async (db: MortalLine['db']): Promise<void> =>
  void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 }));

test.serial(
  '[R9.2] who leaves for the plan late is back at once: from the queue, as a phone is picked up, in the talk and on hold',
  async (t) => {
    await withMortalLine(
      async (line) => {
        const phone = await line.phone('101', { answer: 'onDemand', play: tone(1_000, 180) });
        await line.atWork(phone, 'malica');
        const call = await line.caller('041000001', { play: tone(440, 180) });
        const caller: Party = { name: 'caller', hertz: 440, media: call.media };
        await line.wallboard(({ queues }) => queues[0]?.waiting === 1);
        await leavesLate(line, '38641000001');
        const waiting = { caller: 'music' };
        t.deepEqual(await whoHears([caller], waiting), waiting);

        const agentId = line.agentOf('101') as never;
        await line.command({ type: 'BecomeReady', agentId });
        const rung = await phone.nextCall();
        await Promise.all([leavesLate(line, '38641000001'), rung.answer()]);
        const agent: Party = { name: 'agent', hertz: 1_000, media: rung.media };
        const talk = { caller: 'agent', agent: 'caller' };
        t.deepEqual(await whoHears([caller, agent], talk), talk);

        await leavesLate(line, '38641000001');
        t.deepEqual(await whoHears([caller, agent], talk), talk);
        const view = await line.agent(agentId, ({ state }) => state === 'talking');
        const callId = view.call?.callId as CallId;
        t.deepEqual(await line.command({ type: 'HoldCaller', agentId, callId }), { ok: true });
        const held = { caller: 'music', agent: 'silence' };
        t.deepEqual(await whoHears([caller, agent], held), held);
        await leavesLate(line, '38641000001');
        t.deepEqual(await whoHears([caller, agent], held), held);
        t.deepEqual(await line.command({ type: 'ResumeCaller', agentId, callId }), { ok: true });
        t.deepEqual(await whoHears([caller, agent], talk), talk);
        await call.hangUp();
        const [cdr] = await line.closedCalls(1);
        t.like(cdr, { outcome: 'answered', agentId, hangUpSide: 'caller' });
        t.is(cdr?.queueEntries.length, 1);
        await nothingIsLeft(line, t);
      },
      { prepare, retrySeconds },
    );
  },
);
