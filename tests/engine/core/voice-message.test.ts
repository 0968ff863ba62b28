import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import type { QueueConfiguration } from '../../../engine/core/configuration.ts';
import type { AgentId, CallId, LegId, QueueId, RecordingId } from '../../../engine/core/ids.ts';
import { presentWallboard } from '../../../engine/core/present-wallboard.ts';
import { emptyWorld } from '../../../engine/core/world.ts';
import { decodePlain, encodePlain } from '../../../engine/shell/journal/plain-json.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

const sundayEvening = (mondayAtTen - 15 * 3_600_000) as typeof mondayAtTen;

/** Out of hours, key 2 is pressed at the menu; the tone comes at the eleventh second. */
function closedLine(hangsUpAfterMs?: number): Simulation {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }), sundayEvening);
  const keys = [{ atMs: 9_000, digit: '2' }];
  line.call({ id: 'a', atMs: 0, keys, ...(hangsUpAfterMs === undefined ? {} : { hangsUpAfterMs }) });
  return line;
}

const press = (line: Simulation, digit: string) =>
  line.happen({ type: 'DigitPressed', at: line.at, legId: 'leg-a' as LegId, digit });
const saidOf = (line: Simulation) =>
  line.effects.flatMap((effect) =>
    effect.type === 'PlayUtterances' ? effect.utterances.map(({ prompt }) => prompt) : [],
  );
const messageOf = (line: Simulation) => line.factsOf('a').find((fact) => fact.type === 'VoiceMessageLeft');
const stateOf = (line: Simulation) => line.world.calls.get('a' as CallId)?.state;

test('[R1.7] out of hours a message is left, confirmed and waits for an agent', (t) => {
  const line = closedLine();
  line.pass(15_000);
  t.is(stateOf(line), 'leavingMessage');
  press(line, '5');
  line.pass(5_000);
  press(line, '#');
  line.pass(30_000);
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'voiceMessage', closedReason: 'hours', hangUpSide: 'line' });
  const left = messageOf(line);
  t.like(left, { queueId: 'narocanje' as QueueId });
  t.is(cdr.messageId, left?.type === 'VoiceMessageLeft' ? left.messageId : null);
  t.true((cdr.recordingSeconds ?? 0) > 5);
  t.is(line.effects.filter(({ type }) => type === 'SealRecording').length, 1);
  t.is(saidOf(line).at(-1), 'voiceMessageSaved');
  t.is(presentWallboard(line.world, line.at)?.openMessages, 1);
  t.like(presentWallboard(line.world, line.at)?.today, { closed: 1, voiceMessages: 0 });
  t.is(line.world.calls.size + line.world.recordings.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.7] [R5.3] who hears the hours by key and then leaves a message has left a message', (t) => {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }), sundayEvening);
  line.call({ id: 'a', atMs: 0, keys: [{ atMs: 9_000, digit: '4' }] });
  line.pass(9_000);
  while (!line.factsOf('a').some(({ type }) => type === 'SelfServed')) line.pass(100);
  press(line, '#');
  press(line, '2');
  while (stateOf(line) !== 'leavingMessage') line.pass(100);
  line.pass(5_000);
  press(line, '#');
  line.pass(30_000);
  t.like(line.cdr('a'), { outcome: 'voiceMessage', closedReason: 'hours', hangUpSide: 'line' });
  t.is(line.world.openMessages.size, 1);
  t.deepEqual(line.unexpected, []);
});

test('[R1.7] who hangs up after speaking has left a message, who hangs up at once has not', (t) => {
  const spoke = closedLine(20_000);
  spoke.pass(60_000);
  t.is(spoke.cdr('a').outcome, 'voiceMessage');
  t.is(spoke.world.openMessages.size, 1);
  const silent = closedLine(12_000);
  silent.pass(60_000);
  t.is(silent.cdr('a').outcome, 'closed');
  t.is(silent.world.openMessages.size, 0);
  t.false(
    silent.recordings.has(
      [...silent.events].flatMap((event) =>
        event.type === 'RecordingEnded' ? [event.recordingId] : [],
      )[0] as RecordingId,
    ),
  );
  t.deepEqual([...spoke.unexpected, ...silent.unexpected], []);
});

test('[R1.7] too short is nothing left: said so, offered again, and nothing stays', (t) => {
  const line = closedLine();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    while (stateOf(line) !== 'leavingMessage') line.pass(100);
    line.pass(500);
    press(line, '#');
    line.pass(100);
  }
  line.pass(60_000);
  t.is(line.cdr('a').outcome, 'closed');
  t.is(saidOf(line).filter((prompt) => prompt === 'voiceMessageTooShort').length, 2);
  t.is(line.effects.filter(({ type }) => type === 'DiscardRecording').length, 3);
  t.is(line.effects.filter(({ type }) => type === 'SealRecording').length, 0);
  t.is(line.cdr('a').recordingId, null);
  t.is(line.world.openMessages.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.7] silence is no message, however long it was', (t) => {
  const line = closedLine();
  line.pass(15_000);
  const [recordingId] = [...line.world.recordings.keys()];
  line.happen({
    type: 'RecordingEnded',
    at: line.at,
    recordingId: recordingId as RecordingId,
    result: 'finished',
    seconds: 6,
    talkingSeconds: 0,
  });
  line.pass(1_000);
  t.true(saidOf(line).includes('voiceMessageTooShort'));
  t.is(line.world.openMessages.size, 0);
});

test('[R1.7] nobody who hears the closed prompt goes without the offer; a wrong key and silence end in time', (t) => {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }), sundayEvening);
  line.call({ id: 'a', atMs: 0, keys: [{ atMs: 9_000, digit: '7' }] });
  line.pass(120_000);
  t.is(line.cdr('a').outcome, 'closed');
  t.true(saidOf(line).filter((prompt) => prompt === 'optionVoiceMessage').length >= 2);
});

function waiting(): Simulation {
  const base = configurationOf(1, { flow: defaultFlow });
  const overflow = [
    { name: 'nikogar', when: { kind: 'noAgent' }, action: { kind: 'offer', what: 'voiceMessage' } },
  ] as const;
  const line = new Simulation({
    ...base,
    queues: base.queues.map((queue): QueueConfiguration => ({ ...queue, overflow })),
  });
  line.call({ id: 'a', atMs: 0, keys: [{ atMs: 9_000, digit: '0' }] });
  line.pass(20_000);
  return line;
}

test('[R1.10] a rule offers a message while somebody waits; the caller leaves the line for it', (t) => {
  const line = waiting();
  t.is(stateOf(line), 'queued');
  t.true(saidOf(line).includes('voiceMessageOffer'));
  press(line, '2');
  line.pass(10_000);
  t.is(stateOf(line), 'leavingMessage');
  t.is(line.world.line.length, 0);
  press(line, '#');
  line.pass(30_000);
  const cdr = line.cdr('a');
  t.like(cdr, { outcome: 'voiceMessage' });
  t.is(cdr.queueEntries[0]?.leftBecause, 'voiceMessage');
  t.is(line.bridges.size, 0);
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] who leaves the line and says nothing has the old place again', (t) => {
  const line = waiting();
  const { ticketAt } = [...line.world.entries.values()][0] ?? {};
  press(line, '2');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    while (stateOf(line) !== 'leavingMessage') line.pass(100);
    press(line, '#');
    line.pass(100);
  }
  line.pass(5_000);
  t.is(stateOf(line), 'queued');
  const entry = [...line.world.entries.values()].find(({ state }) => state === 'waiting');
  t.is(entry?.ticketAt, ticketAt);
  line.atWork('agent1', { kind: 'answers', afterMs: 500, talksMs: 2_000 });
  line.pass(60_000);
  t.is(line.cdr('a').outcome, 'answered');
  t.deepEqual(line.unexpected, []);
});

test('[R1.10] without the offer the key means nothing', (t) => {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow }));
  line.call({
    id: 'a',
    atMs: 0,
    keys: [
      { atMs: 9_000, digit: '0' },
      { atMs: 25_000, digit: '2' },
    ],
  });
  line.pass(40_000);
  t.is(stateOf(line), 'queued');
});

test('[R9.2] [R1.7] the engine killed during the message: it goes on, or what there is of it is kept', (t) => {
  const goesOn = closedLine();
  goesOn.pass(15_000);
  goesOn.kill();
  goesOn.pass(3_000);
  goesOn.restart([]);
  t.is(stateOf(goesOn), 'leavingMessage');
  goesOn.pass(2_000);
  press(goesOn, '#');
  goesOn.pass(30_000);
  t.is(goesOn.cdr('a').outcome, 'voiceMessage');

  const hungUp = closedLine(18_000);
  hungUp.pass(15_000);
  hungUp.kill();
  hungUp.pass(10_000);
  hungUp.restart([]);
  hungUp.pass(30_000);
  t.is(hungUp.cdr('a').outcome, 'voiceMessage');
  t.is(hungUp.world.openMessages.size, 1);
  t.is(hungUp.world.calls.size, 0);
  t.deepEqual([...goesOn.unexpected, ...hungUp.unexpected], []);
});

test('[R1.7] a message is closed once, by whoever answers it', (t) => {
  const line = closedLine(20_000);
  line.pass(60_000);
  const [messageId] = [...line.world.openMessages.keys()] as [RecordingId];
  const close = { type: 'CloseVoiceMessage', messageId, answer: 'calledBack', notes: 'dogovorjeno' } as const;
  t.deepEqual(line.command(close), { ok: true });
  t.deepEqual(line.command(close), { ok: false, refusal: 'messageClosed' });
  const told = line.facts.find((fact) => fact.type === 'VoiceMessageClosed');
  t.like(told, { messageId, answer: 'calledBack', notes: 'dogovorjeno' });
  const carriedOut = line.facts.find((fact) => fact.type === 'CommandCarriedOut');
  t.false(JSON.stringify(carriedOut).includes('dogovorjeno'), 'the text stands with the message alone');
  t.is(presentWallboard(line.world, line.at)?.openMessages, 0);
});

test('[R9.2] open messages come through a snapshot; one from before there were any is read', (t) => {
  const line = closedLine(20_000);
  line.pass(60_000);
  const restored = decodePlain(encodePlain(line.world)) as typeof line.world;
  t.deepEqual(restored.openMessages, line.world.openMessages);
  const { openMessages: _, ...old } = restored;
  t.is({ ...emptyWorld(), ...old }.openMessages.size, 0);
});

test('[R1.7] a recording that Asterisk refuses is offered again, and at last the line says goodbye', (t) => {
  const line = closedLine();
  line.fails = (effect) => (effect.type === 'RecordMessage' ? 500 : null);
  line.pass(120_000);
  t.is(line.cdr('a').outcome, 'closed');
  t.is(line.world.calls.size, 0);
  t.is(line.effects.filter(({ type }) => type === 'RecordMessage').length, 3);
  t.deepEqual(line.unexpected, []);
  t.is(line.world.agents.get('agent1' as AgentId)?.state, 'signedOut');
});
