import test from 'ava';
import { loudness, type Sound, secondsOfTone, toneShare } from '../../main/demonstration/sound.ts';
import { withLiveLine } from './live-line.ts';
import { agent1, agent2, noWrapUp, talkingOfTwo } from './two-agents.ts';
import { whoHears } from './who-hears.ts';

/** Which of the three voices stand in each fifth of a second of a recording. */
function tonesOf(recording: Sound): readonly string[] {
  const frame = 1_600;
  return Array.from({ length: Math.floor(recording.length / frame) }, (_, index) => {
    const part = recording.subarray(index * frame, (index + 1) * frame);
    return [700, 1_000, 1_600].filter((hertz) => toneShare(part, hertz) > 0.1).join(' ');
  });
}

const done = { ok: true } as const;

test.serial('[R2.6] [R2.8] given to another agent: who hears whom, and each talk has its recording', async (t) => {
  await withLiveLine(async (line) => {
    const { call, caller, agent, ask, colleague } = await talkingOfTwo(line, 1_500);
    t.deepEqual(await whoHears([caller, agent], { caller: 'agent', agent: 'caller' }), {
      caller: 'agent',
      agent: 'caller',
    });
    t.deepEqual(await ask({ type: 'TransferCall', to: { kind: 'agent', agentId: agent2 } }), done);
    const other = await colleague();
    const together = { caller: 'colleague', colleague: 'caller' };
    t.deepEqual(await whoHears([caller, other], together), together);
    await call.hangUp();
    const [cdr] = await line.closedCalls(1);
    t.like(cdr, { outcome: 'answered', agentId: agent2 });
    t.deepEqual(
      cdr?.talks?.map(({ agentId }) => agentId),
      [agent1, agent2],
    );
    const recordings = cdr?.recordings ?? [];
    t.is(recordings.length, 2);
    const [one, two] = await Promise.all(recordings.map(({ recordingId }) => line.recording(recordingId)));
    if (one === undefined || two === undefined) throw new Error('A recording is missing.');
    t.true(loudness(one) > 0.01);
    t.true(secondsOfTone(one, 1_600) === 0, 'the colleague is not in the first agent’s recording');
    t.true(loudness(two) > 0.01);
    const { seconds } = (await line.db('recording').sum({ seconds: 'seconds' }).first()) ?? {};
    t.true(Number(seconds) > 2, 'both stand in the register');
    t.is((await line.db('call_talk').where({ call_id: cdr?.callId ?? '' })).length, 2);
    t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
  }, noWrapUp);
});

test.serial('[R2.6] [R2.8] asked, toggled, joined, handed over: who hears whom in each step', async (t) => {
  await withLiveLine(async (line) => {
    const { call, caller, agent, ask, colleague } = await talkingOfTwo(line, 3_000);
    t.deepEqual(await ask({ type: 'ConsultAgent', asked: agent2 }), done);
    const ringing = { caller: 'music', agent: 'ringing' };
    t.deepEqual(await whoHears([caller, agent], ringing), ringing, 'while it rings');
    const other = await colleague();
    const all = [caller, agent, other];
    const hear = async (expected: Record<string, string>, when: string) =>
      t.deepEqual(await whoHears(all, expected), expected, when);
    await line.agent(agent2, ({ state }) => state === 'talking');
    await hear({ caller: 'music', agent: 'colleague', colleague: 'agent' }, 'asking');
    t.deepEqual(await ask({ type: 'SwapParties' }), done);
    await hear({ caller: 'agent', agent: 'caller', colleague: 'music' }, 'toggled');
    t.deepEqual(await ask({ type: 'SwapParties' }), done);
    await hear({ caller: 'music', agent: 'colleague', colleague: 'agent' }, 'toggled back');
    t.deepEqual(await ask({ type: 'JoinParties' }), done);
    await hear({ caller: 'agent + colleague', agent: 'caller + colleague', colleague: 'caller + agent' }, 'all three');
    t.deepEqual(await ask({ type: 'CompleteTransfer' }), done);
    const together = { caller: 'colleague', colleague: 'caller' };
    t.deepEqual(await whoHears([caller, other], together), together, 'handed over');
    await line.agent(agent1, ({ state }) => state === 'ready');
    await call.hangUp();
    const [cdr] = await line.closedCalls(1);
    t.like(cdr, { outcome: 'answered', agentId: agent2, hangUpSide: 'caller' });
    t.is(cdr?.transfers[0]?.kind, 'attended');
    t.is(cdr?.consults?.[0]?.result, 'completed');
    t.is(cdr?.recordings?.length, 2);
    const [one] = await Promise.all((cdr?.recordings ?? []).map(({ recordingId }) => line.recording(recordingId)));
    if (one === undefined) throw new Error('The first talk has no recording.');
    const parts = tonesOf(one);
    const count = (wanted: string) => parts.filter((tones) => tones === wanted).length;
    t.true(count('700 1000') > 3, 'caller and agent are in the recording');
    t.true(count('700 1000 1600') > 3, 'so are all three');
    t.true(count('1000 1600') <= 2, 'what the agents said to each other is not, but for what was on its way');
    t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
  }, noWrapUp);
});

test.serial(
  '[R2.6] the agent hangs up while asking: caller and colleague talk; the colleague does, and the caller comes back',
  async (t) => {
    await withLiveLine(async (line) => {
      const { call, caller, agent, first, ask, colleague } = await talkingOfTwo(line);
      t.deepEqual(await ask({ type: 'ConsultAgent', asked: agent2 }), done);
      const other = await colleague();
      await line.agent(agent2, ({ state }) => state === 'talking');
      t.deepEqual(await ask({ type: 'ReturnToCaller' }), done);
      const back = { caller: 'agent', agent: 'caller' };
      t.deepEqual(await whoHears([caller, agent], back), back, 'released, the caller is back');
      await line.agent(agent2, ({ state }) => state === 'ready');
      t.is(other.name, 'colleague');
      t.deepEqual(await ask({ type: 'ConsultAgent', asked: agent2 }), done);
      const again = await colleague();
      await line.agent(agent2, ({ state }) => state === 'talking');
      await first.calls.at(-1)?.hangUp();
      const together = { caller: 'colleague', colleague: 'caller' };
      t.deepEqual(await whoHears([caller, again], together), together, 'the agent hung up');
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.deepEqual(
        cdr?.consults?.map(({ result }) => result),
        ['released', 'completed'],
      );
      t.is((await line.asterisk.command('bridge show all')).trim().split('\n').length, 1, 'no bridge is left');
    }, noWrapUp);
  },
);
