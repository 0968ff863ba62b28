import test from 'ava';
import { announceBy } from '../../messages/announce.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { changeVisitor } from '../../sql/calendar/change-visitor.ts';
import type { Deed } from '../../sql/calendar/deed.ts';
import { settleCall } from '../../sql/calendar/evacuation.ts';
import { readAppointment } from '../../sql/calendar/read-appointment.ts';
import { citizen } from '../../sql/calendar/words.ts';
import { at, book, sunday, visitor, withDesk } from '../sql/calendar/desk.ts';
import { proposeEvacuation } from '../sql/calendar/evacuation-fixture.ts';

const clerk = { channel: 'clerk' as const, userId: 'uradnik', callId: null };
const announce = announceBy({ publicUrl: 'https://narocanje.example.si', now: () => sunday });
const deed = (actor: Deed['actor'] = citizen): Deed => ({ now: sunday, actor, announce });
const rounds = Array.from({ length: 8 }, (_, n) => n);

test('[R3.8] [R4.5] two visits of one booking are cancelled at once, again and again: both always succeed', async (t) => {
  await withDesk(async (db, desk) => {
    for (const round of rounds) {
      const slots = ['09:00', '09:30', '10:00'].map((wall) => at(desk.counter, `2026-03-05 ${wall}`));
      const { visits } = await book(db, { ...desk, deed: () => deed() }, ...slots);
      const [first, second, third] = visits.map(({ appointmentId }) => appointmentId);
      let attempts = 0;
      const counted: Deed = {
        ...deed(),
        announce: async (trx, told) => {
          attempts += 1;
          await announce(trx, told);
        },
      };
      const cancel = (id = first!) => cancelAppointment(db, counted, id);
      const outcomes = await Promise.all([cancel(first), cancel(second)]);
      t.deepEqual(outcomes, Array(2).fill({ outcome: 'cancelled', repeated: false }), `round ${round}`);
      t.is(attempts, 2, 'neither was ended by the server for a deadlock and done again');
      const reminded = await db('message').where({ kind: 'reminder', state: 'queued' });
      t.deepEqual(
        reminded.map(({ about }) => about),
        Array(2).fill(`appointment:${third}`),
        'by mail and SMS of the one that stays',
      );
      await cancel(third);
    }
  });
});

test('[R3.8] [R4.5] a visitor is corrected while their visits are cancelled, again and again: all succeeds', async (t) => {
  await withDesk(async (db, desk) => {
    for (const round of rounds) {
      const slots = ['09:00', '09:30'].map((wall) => at(desk.counter, `2026-03-05 ${wall}`));
      const { visits } = await book(db, { ...desk, deed: () => deed() }, ...slots);
      const [first, second] = visits.map(({ appointmentId }) => appointmentId);
      const { bookingId } = (await readAppointment(db, first!))!;
      const [changed, ...cancelled] = await Promise.all([
        changeVisitor(db, deed(clerk), { bookingId, visitor: { ...visitor, email: `nov${round}@example.si` } }),
        cancelAppointment(db, deed(), second!),
        cancelAppointment(db, deed(), first!),
      ]);
      t.is(changed, 'changed', `round ${round}`);
      t.deepEqual(cancelled, Array(2).fill({ outcome: 'cancelled', repeated: false }), `round ${round}`);
    }
  });
});

test('[R3.9] [R4.5] a call about one visit is settled while its sibling is cancelled, again and again: both succeed', async (t) => {
  await withDesk(async (db, desk) => {
    for (const round of rounds) {
      const slots = ['09:00', '09:30'].map((wall) => at(desk.counter, `2026-03-20 ${wall}`));
      const { visits } = await book(db, { ...desk, deed: () => deed() }, ...slots);
      const [first, second] = visits.map(({ appointmentId }) => appointmentId);
      const ask = { appointmentIds: [first!], note: '' };
      const { evacuationId } = await proposeEvacuation(db, deed(clerk), ask);
      const [settled, cancelled] = await Promise.all([
        settleCall(db, deed(clerk), { evacuationId, appointmentId: first! }, 'keeps'),
        cancelAppointment(db, deed(), second!),
      ]);
      t.true(settled, `round ${round}`);
      t.deepEqual(cancelled, { outcome: 'cancelled', repeated: false }, `round ${round}`);
      await cancelAppointment(db, deed(), first!);
    }
  });
});
