import test from 'ava';
import type { Command } from '../../engine/core/commands.ts';
import type { AgentId, CallId } from '../../engine/core/ids.ts';
import { tone } from '../../main/demonstration/sound.ts';
import { nothingIsLeft } from './aftermath.ts';
import { withMortalLine } from './mortal-line.ts';
import { type Party, whoHears } from './who-hears.ts';

const agent1 = 'agent1' as AgentId;
const agent2 = 'agent2' as AgentId;

test.serial(
  '[R9.2] [R2.6] killed during a question: all talk on; the question goes on with the next engine, in one record',
  async (t) => {
    await withMortalLine(
      async (line) => {
        const first = await line.phone('101', { answer: { afterMs: 100 }, play: tone(1_000, 120) });
        await line.atWork(first);
        const call = await line.caller('041000001', { play: tone(700, 120) });
        const caller: Party = { name: 'caller', hertz: 700, media: call.media };
        const received = await first.nextCall();
        const agent: Party = { name: 'agent', hertz: 1_000, media: received.media };
        const view = await line.agent(agent1, ({ state }) => state === 'talking');
        const ask = (type: string) =>
          line.command({
            type,
            agentId: agent1,
            callId: view.call?.callId as CallId,
            asked: agent2,
          } as unknown as Command);
        const second = await line.phone('102', { answer: 'onDemand', play: tone(1_600, 120) });
        await line.atWork(second);
        await ask('ConsultAgent');
        const asked = await second.nextCall();
        const rings = { caller: 'music', agent: 'ringing' };
        t.deepEqual(await whoHears([caller, agent], rings), rings);
        await line.killEngine();
        await line.startEngine();
        await line.wallboard((board) => board.line.asteriskConnected);
        t.deepEqual(await whoHears([caller, agent], rings), rings, 'it rings on for the agent');
        asked.answer();
        const colleague: Party = { name: 'colleague', hertz: 1_600, media: asked.media };
        const asking = { caller: 'music', agent: 'colleague', colleague: 'agent' };
        const all = [caller, agent, colleague];
        t.deepEqual(await whoHears(all, asking), asking);

        await line.killEngine();
        t.deepEqual(await whoHears(all, asking), asking, 'nobody notices');
        await line.startEngine();
        await line.wallboard((board) => board.line.asteriskConnected);
        t.deepEqual(await whoHears(all, asking), asking, 'nor afterwards');
        await line.agent(agent1, ({ call: shown }) => shown?.consult?.state === 'asking');
        t.deepEqual(await ask('SwapParties'), { ok: true });
        const parked = { caller: 'agent', agent: 'caller', colleague: 'music' };
        t.deepEqual(await whoHears(all, parked), parked);

        await line.killEngine();
        await received.hangUp();
        await line.startEngine();
        const together = { caller: 'colleague', colleague: 'caller' };
        t.deepEqual(
          await whoHears([caller, colleague], together),
          together,
          'who hung up meanwhile left the caller to the colleague',
        );
        await call.hangUp();
        const [cdr] = await line.closedCalls(1);
        t.like(cdr, { outcome: 'answered', agentId: agent2, hangUpSide: 'caller' });
        t.deepEqual(
          cdr?.talks?.map(({ agentId }) => agentId),
          [agent1, agent2],
        );
        t.is(cdr?.consults?.[0]?.result, 'completed');
        await nothingIsLeft(line, t);
      },
      { prepare: async (db) => void (await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 })) },
    );
  },
);
