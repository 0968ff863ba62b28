import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { Configuration } from '../../../engine/core/configuration.ts';
import type { CallId, Instant, LegId, PhoneUser, PlaybackId } from '../../../engine/core/ids.ts';
import { agreed, citizen, minutes, states } from './callback-story.ts';
import { configurationOf, everyTextLasts, mondayAtTen, withCallbacks } from './simulated-line.ts';
import { Simulation } from './simulation.ts';

const longestMs = 3_000;
const graceMs = 5_000;
const known = (configuration: Configuration): Configuration => ({
  ...configuration,
  soundMs: everyTextLasts(longestMs),
});
const sundayEvening = (mondayAtTen - 15 * 3_600_000) as Instant;

/** A line that loses all that it says, from now on. */
function silentLine(configuration: Configuration, at: Instant = mondayAtTen): Simulation {
  const line = new Simulation(known(configuration), at);
  line.loses = () => true;
  return line;
}

const stateOf = (line: Simulation, id = 'a') => line.world.calls.get(id as CallId)?.state;
const lost = (line: Simulation) => line.facts.flatMap((fact) => (fact.type === 'PlaybackLost' ? [fact] : []));
const plays = (line: Simulation) =>
  line.effects.flatMap((effect) => (effect.type === 'PlayUtterances' ? [effect] : []));
const speechTimers = (line: Simulation) => [...line.world.timers.keys()].filter((id) => id.startsWith('speech:'));
const restsQuietly = (line: Simulation) => [line.unexpected, speechTimers(line), line.world.calls.size];

test('[R9.2] [R1.2] all that is said is lost: the caller comes to an agent all the same, and is not recorded', (t) => {
  const line = silentLine(configurationOf(1, { flow: defaultFlow }));
  line.call({ id: 'a', atMs: 0 });
  line.pass(longestMs);
  t.deepEqual([stateOf(line), lost(line).length], ['speaking', 0], 'nobody is hurried');
  line.pass(minutes(10));
  t.is(stateOf(line), 'queued');
  const [welcome] = plays(line);
  const waited = (lost(line)[0]?.at ?? 0) - mondayAtTen;
  t.true(waited >= (welcome?.utterances.length ?? 0) * longestMs + graceMs, 'it could not sound any more');
  t.true(waited < (welcome?.utterances.length ?? 0) * longestMs + graceMs + 1_000);
  line.atWork('agent1', { kind: 'answers', afterMs: 3_000, talksMs: 30_000 });
  line.pass(minutes(3));
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'answered', consent: 'refused', consentHeardMs: 0, recordingId: null });
  t.true(cdr.prompts.some(({ prompt }) => prompt === 'consent'));
  t.true(cdr.prompts.some(({ prompt }) => prompt === 'keepWaiting'));
  t.true(cdr.prompts.every(({ complete }) => !complete));
  t.true(
    lost(line).every(({ playbackId }) =>
      line.effects.some((effect) => effect.type === 'StopPlayback' && effect.playbackId === playbackId),
    ),
    'what may sound after all is ended',
  );
  t.deepEqual(restsQuietly(line), [[], [], 0]);
});

test('[R9.2] a key means what it means while a lost menu is waited for, and its end that comes late means nothing', (t) => {
  const line = silentLine(configurationOf(1, { flow: defaultFlow }));
  line.call({ id: 'a', atMs: 0 });
  line.pass(minutes(2));
  const first = lost(line)[0]?.playbackId as PlaybackId;
  line.happen({ type: 'PlaybackEnded', at: line.at, playbackId: first, result: 'finished' });
  line.happen({ type: 'DigitPressed', at: line.at, legId: 'leg-a' as LegId, digit: '0' });
  line.pass(longestMs * 3 + graceMs);
  t.is(stateOf(line), 'queued', 'nought leads to an agent');
  line.hangUp('leg-a' as LegId);
  line.pass(minutes(1));
  t.is(line.cdr('a').outcome, 'abandoned');
  t.deepEqual(restsQuietly(line), [[], [], 0]);
});

test('[R9.2] [R1.7] closed, and nothing is heard: no message is recorded of who may not have been told, and the call ends', (t) => {
  const line = silentLine(configurationOf(1, { flow: defaultFlow }), sundayEvening);
  line.call({ id: 'leaves', atMs: 0 });
  line.call({ id: 'message', atMs: 0, keys: [{ atMs: 25_000, digit: '2' }] });
  line.pass(minutes(10));
  t.is(line.cdr('leaves').outcome, 'closed');
  t.is(line.cdr('message').outcome, 'closed');
  t.true(line.cdr('message').prompts.some(({ prompt }) => prompt === 'voiceMessageIntro'));
  t.false(line.effects.some(({ type }) => type === 'RecordMessage'));
  t.deepEqual(restsQuietly(line), [[], [], 0]);
});

test('[R9.2] [R1.11] the dialogue of a callback is lost from the offer to the promise, which is kept; so is the greeting', (t) => {
  const line = new Simulation(known(withCallbacks(1)));
  line.loses = ({ utterances }) => utterances.some(({ prompt }) => prompt.startsWith('callback'));
  line.outside.set(citizen, { kind: 'answers', afterMs: 4_000, talksMs: 30_000 });
  agreed(line);
  line.pass(minutes(4));
  t.is(line.cdr('a').outcome, 'callback');
  t.is(line.world.calls.size, 1, 'the callback waits for an agent');
  line.atWork('agent1', { kind: 'answers', afterMs: 3_000 });
  line.pass(8_000);
  t.is(stateOf(line, 'a-cb-a1'), 'greeting');
  line.pass(minutes(2));
  t.is(states(line).at(-1), 'closed');
  t.like(line.cdr('a-cb-a1'), { outcome: 'answered' });
  t.is(lost(line).length, 2, 'the promise and the greeting; the rest was cut by a key');
  t.deepEqual(restsQuietly(line), [[], [], 0]);
});

test('[R9.2] [R2.1] a feature code of which the answer is lost: the phone is put down', (t) => {
  const line = silentLine(configurationOf(1));
  const legId = 'code' as LegId;
  const phone = '101' as PhoneUser;
  line.happen({ type: 'FeatureCodeDialled', at: line.at, legId, phone, code: '*11', sessionId: 's' as never });
  line.happen({ type: 'LegAnswered', at: line.at, legId });
  line.pass(longestMs + graceMs + 1_000);
  t.true(line.effects.some((effect) => effect.type === 'HangUpLeg' && effect.legId === legId));
  t.is(lost(line).length, 1);
  line.happen({ type: 'LegEnded', at: line.at, legId, cause: 16 });
  t.deepEqual(restsQuietly(line), [[], [], 0]);
});

test('[R9.2] a text of unknown length is waited for a minute; a restart waits anew, and an Asterisk that is away is no loss', (t) => {
  const line = new Simulation(configurationOf(1));
  line.loses = () => true;
  line.call({ id: 'a', atMs: 0 });
  line.pass(minutes(1));
  t.is(lost(line).length, 0);
  line.loseConnection();
  line.pass(minutes(5));
  t.is(lost(line).length, 0, 'what is not told while nobody listens is not lost');
  line.connect(['101' as PhoneUser]);
  line.pass(minutes(1));
  t.is(lost(line).length, 0, 'it is said again, and waited for again');
  line.restart(['101' as PhoneUser]);
  line.loses = () => false;
  line.pass(minutes(2));
  t.is(stateOf(line), 'queued');
  t.is(lost(line).length, 0);
  line.hangUp('leg-a' as LegId);
  line.pass(1_000);
  t.deepEqual(restsQuietly(line), [[], [], 0]);
});
