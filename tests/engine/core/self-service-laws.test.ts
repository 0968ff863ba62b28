import test from 'ava';
import fc from 'fast-check';
import type { CallId, PhoneUser } from '../../../engine/core/ids.ts';
import type { CalendarAnswer, CalendarQuestion } from '../../../engine/core/self-service.ts';
import { callId, found, legId, lineAt, reference, slots } from './self-service-story.ts';
import { endsInOrder, outcomesOf } from './story-laws.ts';

/** What happens in a random moment: a key, silence, or something goes away and comes back. */
const happening = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...'0123456789*#').map((digit) => ({ what: 'key', digit }) as const) },
  { weight: 3, arbitrary: fc.integer({ min: 50, max: 9_000 }).map((ms) => ({ what: 'wait', ms }) as const) },
  { weight: 2, arbitrary: fc.constant({ what: 'number' } as const) },
  { weight: 1, arbitrary: fc.constant({ what: 'crash' } as const) },
  { weight: 1, arbitrary: fc.constant({ what: 'disconnect' } as const) },
);

const answers: readonly CalendarAnswer[] = [
  { kind: 'noSuchVisit' },
  { kind: 'tooManyTries' },
  { kind: 'away' },
  { kind: 'tooLate', state: 'past' },
  { kind: 'freeSlots', slots: [], waitingDays: 0 },
];

test('[R1.5] [R9.2] whatever is pressed, answered late or lost: each call ends once, in order, and a replay agrees', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom('freeSlots' as const, 'ownVisit' as const),
      fc.array(happening, { minLength: 1, maxLength: 30 }),
      fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 12_000 }), as: fc.integer({ min: -6, max: 4 }) }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.boolean(),
      (node, story, replies, staff) => {
        let asked = 0;
        const line = lineAt(node, (question: CalendarQuestion) => {
          const reply = replies[asked % replies.length];
          asked += 1;
          if (reply === undefined || reply.as === -6) return null;
          const usual = question.kind === 'freeSlots' ? slots : found(question);
          return { afterMs: reply.afterMs, answer: answers[reply.as] ?? usual };
        });
        if (staff) line.atWork('agent1');
        line.call({ id: 'a', atMs: 0, from: '041123456' });
        line.pass(300);
        const press = (digit: string) => {
          if (line.world.legs.has(legId)) line.happen({ type: 'DigitPressed', at: line.at, legId, digit });
          line.pass(150);
        };
        for (const one of story) {
          if (one.what === 'key') press(one.digit);
          else if (one.what === 'wait') line.pass(one.ms);
          else if (one.what === 'number') for (const digit of `${reference}3456`) press(digit);
          else if (one.what === 'crash') line.restart(['101' as PhoneUser]);
          else {
            line.loseConnection();
            line.pass(700);
            line.connect(['101' as PhoneUser]);
          }
        }
        line.hangUp(legId);
        line.pass(400_000);
        endsInOrder(line);
        const outcome = outcomesOf(line.facts).get(callId as CallId);
        const { selfServices = [] } = line.cdr('a');
        // Served by keys is who was told or ordered something; an order may stay without an answer.
        const ordered = line.calendar.asked.some(
          ({ question }) => question.kind !== 'freeSlots' && question.kind !== 'findVisit',
        );
        return outcome !== undefined && (outcome !== 'selfServed' || selfServices.length > 0 || ordered);
      },
    ),
    { numRuns: 300 },
  );
  t.pass();
});
