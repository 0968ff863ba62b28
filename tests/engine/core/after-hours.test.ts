import test from 'ava';
import { defaultFlow } from '../../../dialplan/default-flow.ts';
import { finds, hungUp, lastSaid, legId, press, reference, rules, served, spoken } from './self-service-story.ts';
import { configurationOf, mondayAtTen, Simulation } from './simulation.ts';

const sundayEvening = (mondayAtTen - 15 * 3_600_000) as typeof mondayAtTen;

/** A caller of a closed line who hears what can be done all the same. */
function afterHours(): Simulation {
  const line = new Simulation(configurationOf(1, { flow: defaultFlow, selfService: rules }), sundayEvening);
  line.calendar.answers = finds;
  line.call({ id: 'a', atMs: 0, from: '041123456' });
  while (!lastSaid(line).includes('optionVoiceMessage')) line.pass(100);
  return line;
}

test('[R1.5] [R1.7] a closed line offers the visit and the hours by key, beside what answers later', (t) => {
  const said = lastSaid(afterHours());
  for (const offer of ['optionVoiceMessage', 'optionOwnVisit', 'optionOpeningHours', 'optionRepeat'] as const)
    t.true(said.includes(offer), offer);
  t.false(said.includes('optionAgent'), 'nobody is there');
});

test('[R1.5] [R1.7] out of hours a visit is cancelled by key; no agent is promised, and the call was served', (t) => {
  const line = afterHours();
  press(line, `3${reference}3456`);
  line.pass(300);
  t.is(lastSaid(line)[0], 'visitRead');
  t.false(lastSaid(line).includes('optionAgent'));
  press(line, '11');
  line.pass(400);
  t.is(lastSaid(line)[0], 'visitCancelled');
  press(line, '#');
  line.pass(500);
  t.true(lastSaid(line).includes('optionVoiceMessage'), 'the way on is the offer again');
  line.pass(120_000);
  t.like(line.cdr('a'), { outcome: 'selfServed', closedReason: 'hours', queueEntries: [] });
  t.deepEqual(served(line), ['cancelled']);
  t.deepEqual(line.unexpected, []);
});

test('[R1.5] [R1.7] out of hours the hours are heard by key; who then says nothing is offered the rest once more', (t) => {
  const line = afterHours();
  press(line, '4');
  line.pass(300);
  t.is(lastSaid(line)[0], 'openingHours');
  const before = spoken(line).length;
  line.pass(12_000);
  t.true(
    spoken(line)
      .slice(before)
      .flat()
      .some(({ prompt }) => prompt === 'optionVoiceMessage'),
  );
  t.is(hungUp(line), 'selfServed');
  t.deepEqual(served(line), ['openingHours']);
});

test('[R1.7] nought where no agent is leads back to the offer, and hanging up without anything found the line closed', (t) => {
  const line = afterHours();
  press(line, '3');
  line.pass(300);
  t.deepEqual(lastSaid(line), ['visitEnterReference']);
  line.pass(40_000);
  t.true(lastSaid(line).includes('optionVoiceMessage'));
  line.hangUp(legId);
  line.pass(60_000);
  t.is(line.cdr('a').outcome, 'closed');
});
