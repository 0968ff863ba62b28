import test from 'ava';
import type { PhoneUser } from '../../../engine/core/ids.ts';
import type { CalendarQuestion } from '../../../engine/core/self-service.ts';
import {
  at,
  called,
  callId,
  finds,
  found,
  hungUp,
  lastSaid,
  legId,
  lineAt,
  press,
  reference,
  served,
  spoken,
  stateOf,
  visit,
} from './self-service-story.ts';
import { endsInOrder } from './story-laws.ts';

test('[R1.5] a visit is found by its number and the end of the telephone number, read aloud, and cancelled by 1 and 1', (t) => {
  const line = called(lineAt('ownVisit', finds), reference);
  t.is(lastSaid(line)[0], 'visitEnterProof');
  press(line, '3456');
  line.pass(300);
  t.deepEqual(line.calendar.asked[0]?.question, { kind: 'findVisit', reference, phoneEnd: '3456' });
  t.deepEqual(lastSaid(line).slice(0, 3), ['visitRead', 'optionCancelVisit', 'optionConfirmVisit']);
  t.like(spoken(line).at(-1)?.[0]?.values, {
    startsAt: visit.startsAt,
    place: 'Upravna enota Litija',
    service: 'Osebna izkaznica',
  });
  press(line, '1');
  t.deepEqual(lastSaid(line), ['visitRead', 'visitCancelSure', 'optionKeepVisit']);
  t.is(line.calendar.asked.length, 1, 'nothing is ordered by one key');
  press(line, '1');
  line.pass(400);
  t.deepEqual(line.calendar.asked[1]?.question, { kind: 'cancelVisit', appointment: 71 });
  t.is(lastSaid(line)[0], 'visitCancelled');
  t.is(hungUp(line), 'selfServed');
  t.like(line.cdr('a'), { selfServices: [{ kind: 'cancelled', appointment: 71 }] });
  // The digits of number and proof stand in the keys that were pressed, and nowhere in what is told of the call.
  t.false(JSON.stringify(line.facts).includes(reference));
});

test('[R1.5] 2 confirms that the citizen comes; a visit that is confirmed is not asked again; 2 keeps it', (t) => {
  const line = called(lineAt('ownVisit', finds), `${reference}3456`);
  line.pass(300);
  press(line, '12');
  t.is(lastSaid(line)[1], 'optionCancelVisit', 'kept');
  press(line, '2');
  line.pass(300);
  t.is(lastSaid(line)[0], 'visitConfirmed');
  t.is(hungUp(line), 'selfServed');
  t.deepEqual(served(line), ['confirmed']);
  const again = called(
    lineAt('ownVisit', at(50, { kind: 'visit', visit: { ...visit, confirmed: true } })),
    `${reference}3456`,
  );
  again.pass(300);
  t.deepEqual(lastSaid(again).slice(1, 3), ['optionCancelVisit', 'visitIsConfirmed']);
  hungUp(again);
});

test('[R1.5] [R4.7] a wrong number and a wrong proof sound the same; the third try is the last', (t) => {
  const line = called(lineAt('ownVisit', at(50, { kind: 'noSuchVisit' })), `${reference}0000`);
  line.pass(300);
  t.deepEqual(lastSaid(line), ['visitNotFound', 'visitEnterReference']);
  press(line, `${reference}1111`);
  line.pass(300);
  press(line, `${reference}2222`);
  line.pass(300);
  t.is(lastSaid(line)[0], 'visitTriesUsedUp');
  t.is(line.calendar.asked.length, 3);
  press(line, reference);
  t.is(line.calendar.asked.length, 3);
  t.is(hungUp(line), 'abandoned');
  const limited = called(lineAt('ownVisit', at(50, { kind: 'tooManyTries' })), `${reference}0000`);
  limited.pass(300);
  t.is(lastSaid(limited)[0], 'visitTriesUsedUp');
  hungUp(limited);
});

test('[R1.5] cancelled before, over, and begun each have their sentence', (t) => {
  const sentences = { cancelled: 'visitWasCancelled', past: 'visitPast', begun: 'visitTooLate' } as const;
  for (const state of ['cancelled', 'past', 'begun'] as const) {
    const line = called(lineAt('ownVisit', at(50, { kind: 'visit', visit: { ...visit, state } })), `${reference}3456`);
    line.pass(300);
    t.is(lastSaid(line)[0], sentences[state]);
    t.is(hungUp(line), 'abandoned');
    const tooLate = called(
      lineAt('ownVisit', (question) => ({
        afterMs: 50,
        answer: question.kind === 'findVisit' ? found(question) : { kind: 'tooLate', state },
      })),
      `${reference}3456`,
    );
    tooLate.pass(300);
    press(tooLate, '11');
    tooLate.pass(300);
    t.is(lastSaid(tooLate)[0], sentences[state]);
    hungUp(tooLate);
  }
});

test('[R1.5] while digits are keyed in: star begins again, hash and silence ask anew, and at last there is an agent', (t) => {
  const line = called(lineAt('ownVisit', finds), `123*${reference}`);
  t.is(stateOf(line), 'enteringProof');
  press(line, '#');
  t.is(stateOf(line), 'enteringReference');
  press(line, '12');
  line.pass(7_000);
  t.like(line.world.inquiries.get(callId), { digits: '', silences: 1 });
  line.pass(12_000);
  t.is(line.world.calls.get(callId)?.state, 'queued');
  hungUp(line);
  const back = called(lineAt('ownVisit', finds), '#');
  back.pass(600);
  t.is(back.world.inquiries.size, 0);
  hungUp(back);
});

test('[R1.5] [R9.2] an order whose answer is late is told when it comes, and not twice', (t) => {
  const slow = (question: CalendarQuestion) => ({
    afterMs: question.kind === 'cancelVisit' ? 7_000 : 50,
    answer: found(question),
  });
  const line = called(lineAt('ownVisit', slow), `${reference}3456`);
  line.pass(300);
  press(line, '11');
  line.pass(5_200);
  t.is(lastSaid(line)[0], 'visitNotDone');
  t.deepEqual(served(line), []);
  line.pass(2_000);
  t.is(lastSaid(line)[0], 'visitCancelled');
  t.deepEqual(served(line), ['cancelled']);
  t.is(hungUp(line), 'selfServed');
});

test('[R1.5] [R9.2] who orders and goes is served; the record waits for the answer, also across a crash', (t) => {
  for (const crash of [false, true]) {
    const line = called(
      lineAt('ownVisit', (question) => ({
        afterMs: question.kind === 'cancelVisit' ? 3_000 : 50,
        answer: found(question),
      })),
      `${reference}3456`,
    );
    line.pass(300);
    press(line, '11');
    line.hangUp(legId);
    line.pass(1_000);
    t.false(line.factsOf('a').some(({ type }) => type === 'CallClosed'));
    if (crash) line.restart(['101' as PhoneUser]);
    line.pass(10_000);
    endsInOrder(line);
    t.deepEqual(served(line), ['cancelled']);
    t.like(line.cdr('a'), { outcome: 'selfServed', selfServices: [{ kind: 'cancelled' }] });
  }
});

test('[R1.5] [R9.2] who orders and goes without any answer still gets a record', (t) => {
  const line = called(
    lineAt('ownVisit', (question) => (question.kind === 'findVisit' ? { afterMs: 50, answer: found(question) } : null)),
    `${reference}3456`,
  );
  line.pass(300);
  press(line, '11');
  line.hangUp(legId);
  line.pass(20_000);
  endsInOrder(line);
  t.is(line.cdr('a').selfServices, undefined);
});

test('[R1.5] who gave no telephone number is told to stay on the line, and gets an agent at once, whatever number was keyed in', (t) => {
  const asked: CalendarQuestion[] = [];
  for (const keyed of [reference, '9876543210']) {
    const line = called(lineAt('ownVisit', finds), keyed);
    t.deepEqual(lastSaid(line), ['visitEnterProof']);
    line.pass(2_000 + 6_500);
    t.is(line.world.calls.get(callId)?.state, 'queued');
    asked.push(...line.calendar.asked.map(({ question }) => question));
    hungUp(line);
  }
  t.deepEqual(asked, [], 'nothing is looked up, so nothing can be learned');
  const stuck = called(lineAt('ownVisit', finds), `${reference}34`);
  stuck.pass(6_500);
  t.deepEqual(lastSaid(stuck), ['visitEnterProof'], 'half a proof is asked for once more');
  hungUp(stuck);
});
