import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { EngineEvent } from '../../../engine/core/events.ts';
import type { AgentId, CallId, RecordingId } from '../../../engine/core/ids.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

/** An Asterisk that goes on recording, and says nothing, when it is told to stop; its files are what they are. */
function deaf(line: Simulation): Simulation {
  line.fails = ({ type }) => (type === 'StopRecording' || type === 'DestroyBridge' ? 0 : null);
  return line;
}

/** A talk of twenty seconds is over, and its recording was given up. */
function givenUp(describes = false): Simulation {
  const base = configurationOf(1);
  const queues = base.queues.map((queue) => ({ ...queue, wrapUpSeconds: describes ? 3_600 : 10 }));
  const line = deaf(new Simulation({ ...base, queues }));
  line.atWork('agent1', { kind: 'answers', afterMs: 1_000, talksMs: 20_000 });
  line.call({ id: 'a', atMs: 0 });
  line.pass(120_000);
  return line;
}

const recordingOf = (line: Simulation): RecordingId => {
  const [id] = [...line.world.lateRecordings.keys()];
  if (id === undefined) throw new Error('No recording was given up.');
  return id;
};
const ended = (line: Simulation, result: 'finished' | 'failed' = 'finished', seconds = 20): EngineEvent => ({
  type: 'RecordingEnded',
  at: line.at,
  recordingId: recordingOf(line),
  result,
  seconds,
});
const sealed = (line: Simulation) => line.effects.filter(({ type }) => type === 'SealRecording').length;
const cameLate = (line: Simulation) => line.factsOf('a').filter(({ type }) => type === 'RecordingCameLate');

test('[R2.8] [R2.10] a recording whose end is told long after its call was closed is adopted', (t) => {
  const line = givenUp();
  t.like(line.cdr('a'), { outcome: 'answered', recordingId: null, recordings: [] });
  t.is(line.world.calls.size, 0, 'the record did not wait for it');
  line.pass(600_000);
  t.is(sealed(line), 0);
  const recordingId = recordingOf(line);
  line.happen(ended(line));
  const { humanAnsweredAt: startedAt } = line.cdr('a');
  t.like(cameLate(line)[0], {
    recordingId,
    agentId: 'agent1' as AgentId,
    startedAt,
    seconds: 20,
    at: line.at,
  } as object);
  t.is(sealed(line), 1);
  t.is(line.world.lateRecordings.size, 0);
  // Told a second time it is nothing any more.
  line.happen({ type: 'RecordingEnded', at: line.at, recordingId, result: 'finished', seconds: 20 });
  t.is(cameLate(line).length, 1);
  t.is(sealed(line), 1);
  t.deepEqual(line.unexpected, []);
});

test('[R2.8] [R2.10] one that comes while the agent still writes stands in the record as it is closed', (t) => {
  const line = givenUp(true);
  t.is(line.world.calls.size, 1);
  t.is(line.world.recordings.size, 0);
  const recordingId = recordingOf(line);
  line.happen(ended(line));
  line.command({ type: 'FinishWrapUp', agentId: 'agent1' as AgentId });
  const cdr = line.cdr('a');
  t.like(cdr, { recordingId, recordingSeconds: 20 });
  t.deepEqual(
    cdr.recordings?.map(({ agentId, startedAt }) => [agentId, startedAt]),
    [['agent1' as AgentId, cdr.humanAnsweredAt ?? 0]],
  );
  t.is(line.world.calls.size, 0);
});

test('[R2.8] what Asterisk gives up is lost, and what never comes is forgotten after a week', (t) => {
  const failed = givenUp();
  failed.happen(ended(failed, 'failed'));
  t.is(failed.world.lateRecordings.size + cameLate(failed).length + sealed(failed), 0);

  const line = givenUp();
  const first = recordingOf(line);
  line.pass(8 * 86_400_000);
  line.call({ id: 'b', atMs: 0 });
  line.pass(120_000);
  t.false(line.world.lateRecordings.has(first));
});

test('[R9.2] [R2.8] an engine that starts finds the file that was given up, and stops what still runs', (t) => {
  const line = givenUp();
  const recordingId = recordingOf(line);
  const { world } = line;
  const again = { ...emptyWorld(), ...(decodePlain(encodePlain(world)) as typeof world) };
  t.deepEqual(again.lateRecordings, world.lateRecordings, 'it is in the snapshot');
  const stops = () => line.effects.filter(({ type }) => type === 'StopRecording').length;
  const stopsBefore = stops();
  line.revive();
  line.connect([]);
  t.is(stops(), stopsBefore + 1);
  t.is(cameLate(line).length, 0, 'Asterisk still writes it');
  line.recordings.stop(recordingId, line.at);
  line.revive();
  line.connect([]);
  t.is(cameLate(line).length, 1);
  t.is(sealed(line), 1);
});

test('[R1.7] [R2.8] a voice message whose end is told late waits for an agent all the same, from when it was left', (t) => {
  const sundayEvening = (mondayAtTen - 15 * 3_600_000) as typeof mondayAtTen;
  const line = deaf(new Simulation(configurationOf(1, { flow: defaultFlow }), sundayEvening));
  line.call({ id: 'a', atMs: 0, keys: [{ atMs: 9_000, digit: '2' }], hangsUpAfterMs: 20_000 });
  while (line.world.calls.get('a' as CallId)?.state !== 'leavingMessage') line.pass(100);
  const [messageId] = [...line.world.recordings.keys()];
  const startedAt = line.at;
  // The simulated caller's hanging up ends a message; this Asterisk has lost sight of it.
  line.recordings.stop(messageId as RecordingId, line.at);
  line.pass(600_000);
  t.is(line.cdr('a').outcome, 'voiceMessage');
  t.is(line.world.openMessages.size, 0);
  line.happen(ended(line, 'finished', 8));
  const left = line.factsOf('a').find((fact) => fact.type === 'VoiceMessageLeft');
  t.like(left, { messageId, queueId: 'narocanje' } as object);
  t.true(Math.abs((left?.at ?? 0) - (startedAt + 8_000)) < 1_000);
  t.deepEqual([...line.world.openMessages.keys()], [messageId as RecordingId]);
  t.is(sealed(line), 1);
});
