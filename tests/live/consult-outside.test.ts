import test from 'ava';
import type { Command } from '../../engine/core/commands.ts';
import type { AgentId, CallId } from '../../engine/core/ids.ts';
import { loudness, secondsOfTone, tone } from '../../main/demonstration/sound.ts';
import { until } from '../until.ts';
import { nothingIsLeft } from './aftermath.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';
import { withMortalLine } from './mortal-line.ts';
import { agent1, talkingOfTwo } from './two-agents.ts';
import { type Party, whoHears } from './who-hears.ts';

const officeTone = 1_300;
const office = {
  id: 'tujci',
  kind: 'department',
  name: 'Oddelek za tujce',
  number: '38614781234',
  code: '12',
  lines: 1,
};
const contactId = office.id;
const done = { ok: true } as const;

const prepare = async (db: LiveLine['db']): Promise<void> => {
  await db('outside_contact').insert(office);
  await db('queue').update({ wrap_up_seconds: 0, ring_seconds: 60 });
};

test.serial(
  '[R2.6] [R2.8] [R9.4] somebody outside is asked, by keys and at the console: who hears whom, what is recorded, one record',
  async (t) => {
    await withLiveLine(
      async (line) => {
        const company = await line.company(() => ({ answer: 'onDemand', play: tone(officeTone, 180) }));
        const { call, caller, agent, ask, press } = await talkingOfTwo(line);
        await line.command({ type: 'Pause', agentId: 'agent2' as never, reason: 'malica' });
        await press('*999#');
        await press('*912#');
        const busy = await company.nextCall();
        t.is(busy.dialled, '+38614781234', 'only what stands in the directory is dialled');
        const ringing = { caller: 'music', agent: 'ringing' };
        t.deepEqual(await whoHears([caller, agent], ringing), ringing, 'while it rings');
        busy.refuse(486);
        await line.agent(agent1, ({ call: shown }) => shown?.consult === null);
        const alone = { caller: 'music', agent: 'silence' };
        t.deepEqual(await whoHears([caller, agent], alone), alone, 'busy: the tone is over');
        t.deepEqual(await ask({ type: 'ResumeCaller' }), done);
        const talk = { caller: 'agent', agent: 'caller' };
        t.deepEqual(await whoHears([caller, agent], talk), talk);

        t.deepEqual(await ask({ type: 'ConsultOutside', contactId }), done);
        const answered = await company.nextCall();
        answered.answer();
        const there: Party = { name: 'office', hertz: officeTone, media: answered.media };
        const all = [caller, agent, there];
        const hear = async (expected: Record<string, string>, when: string) =>
          t.deepEqual(await whoHears(all, expected), expected, when);
        await hear({ caller: 'music', agent: 'office', office: 'agent' }, 'asking');
        await press('*4');
        await hear({ caller: 'agent', agent: 'caller', office: 'music' }, 'toggled by key');
        t.deepEqual(await ask({ type: 'SwapParties' }), done);
        await hear({ caller: 'music', agent: 'office', office: 'agent' }, 'toggled back');
        t.deepEqual(await ask({ type: 'JoinParties' }), done);
        await hear({ caller: 'agent + office', agent: 'caller + office', office: 'caller + agent' }, 'all three');
        t.deepEqual(await ask({ type: 'CompleteTransfer' }), done);
        const together = { caller: 'office', office: 'caller' };
        t.deepEqual(await whoHears([caller, there], together), together, 'handed over');
        await line.agent(agent1, ({ state }) => state === 'ready');
        await answered.hangUp();
        t.is((await call.ended).by, 'them');

        const [cdr] = await line.closedCalls(1);
        t.like(cdr, { outcome: 'answered', agentId: agent1, hangUpSide: 'outside', hangUpCause: 16 });
        t.deepEqual(
          cdr?.consults?.map((one) => [one.contactId, one.result]),
          [
            [contactId, 'busy'],
            [contactId, 'completed'],
          ] as never,
        );
        t.like(cdr?.transfers[0], { kind: 'attended', to: { kind: 'outside', contactId } } as never);
        t.like(cdr?.outside?.[0], { asked: true, by: agent1, result: 'reached' });
        t.is(cdr?.recordings?.length, 1);
        const [recording] = await Promise.all((cdr?.recordings ?? []).map((one) => line.recording(one.recordingId)));
        if (recording === undefined) throw new Error('The talk has no recording.');
        t.true(loudness(recording) > 0.01, 'agent and caller are recorded');
        t.true(secondsOfTone(recording, officeTone) < 0.5, 'who is outside is not, but for what was on its way');
        const row = await line
          .db('call')
          .where({ id: cdr?.callId ?? '' })
          .first();
        t.is(row.outside_contact_id, contactId);
        const last = cdr?.outside?.[0];
        t.is(Number(row.talk_ms), Math.round((last?.endedAt ?? 0) - (cdr?.humanAnsweredAt ?? 0)));
        await until('no channel is left', async () =>
          /0 active channels/.test(await line.asterisk.command('core show channels')),
        );
        t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
      },
      { prepare },
    );
  },
);

test.serial(
  '[R9.2] [R2.6] the engine is killed while somebody outside is asked: it rings on, all talk on, and who hangs up meanwhile leaves the caller there',
  async (t) => {
    await withMortalLine(
      async (line) => {
        const company = await line.company(() => ({ answer: 'onDemand', play: tone(officeTone, 180) }));
        const first = await line.phone('101', { answer: { afterMs: 100 }, play: tone(1_000, 180) });
        await line.atWork(first);
        const call = await line.caller('041000001', { play: tone(700, 180) });
        const caller: Party = { name: 'caller', hertz: 700, media: call.media };
        const received = await first.nextCall();
        const agent: Party = { name: 'agent', hertz: 1_000, media: received.media };
        const view = await line.agent('agent1' as AgentId, ({ state }) => state === 'talking');
        const callId = view.call?.callId as CallId;
        const ask = (type: string) =>
          line.command({ type, agentId: 'agent1', callId, contactId } as unknown as Command);
        t.deepEqual(await ask('ConsultOutside'), done);
        const asked = await company.nextCall();
        const rings = { caller: 'music', agent: 'ringing' };
        t.deepEqual(await whoHears([caller, agent], rings), rings);
        await line.killEngine();
        await line.startEngine();
        await line.wallboard((board) => board.line.asteriskConnected);
        t.deepEqual(await whoHears([caller, agent], rings), rings, 'it rings on for the agent');
        asked.answer();
        const there: Party = { name: 'office', hertz: officeTone, media: asked.media };
        const all = [caller, agent, there];
        const asking = { caller: 'music', agent: 'office', office: 'agent' };
        t.deepEqual(await whoHears(all, asking), asking);
        await line.killEngine();
        t.deepEqual(await whoHears(all, asking), asking, 'nobody notices');
        await received.hangUp();
        await line.startEngine();
        const together = { caller: 'office', office: 'caller' };
        t.deepEqual(await whoHears([caller, there], together), together, 'the agent hung up meanwhile');
        await call.hangUp();
        t.is((await asked.ended).by, 'them');
        const [cdr] = await line.closedCalls(1);
        t.like(cdr, { outcome: 'answered', agentId: agent1, hangUpSide: 'caller' });
        t.is(cdr?.consults?.[0]?.result, 'completed');
        t.like(cdr?.outside?.[0], { asked: true, result: 'reached' });
        await nothingIsLeft(line, t);
      },
      { prepare },
    );
  },
);
