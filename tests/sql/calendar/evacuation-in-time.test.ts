import test from 'ava';
import type { Knex } from 'knex';
import { acceptProposal, lapseProposals, readProposal } from '../../../sql/calendar/evacuation.ts';
import { addOfficeException } from '../../../sql/calendar/office-rules.ts';
import { readAppointment } from '../../../sql/calendar/read-appointment.ts';
import { renewOpenTime } from '../../../sql/calendar/renew-open-time.ts';
import type { AppointmentId, CounterId } from '../../../sql/calendar/words.ts';
import { aboutAppointment } from '../../../sql/messages/erase-recipients.ts';
import { putMessage } from '../message-fixture.ts';
import { local } from './calendar-fixture.ts';
import { at, book, type Desk, sunday, withDesk } from './desk.ts';
import { listEvacuation, proposeEvacuation } from './evacuation-fixture.ts';

const manager = { channel: 'clerk' as const, userId: 'upravljalec', callId: null };
const day = '2026-03-03';

/** A visit at nine on Tuesday, at a counter that is closed on that day. */
async function stranded(db: Knex, desk: Desk): Promise<AppointmentId> {
  const { visits } = await book(db, desk, at(desk.counter, `${day} 09:00`));
  await closeDay(db, desk.counter, day);
  return visits[0]!.appointmentId;
}

async function closeDay(db: Knex, counterId: CounterId, closed: string): Promise<void> {
  await addOfficeException(db, {
    scope: { of: 'counter', counterId },
    kind: 'closed',
    firstDay: closed,
    lastDay: closed,
    from: null,
    to: null,
    notice: { sl: 'Zaprto.' },
    announcedFrom: null,
    note: '',
  });
  await renewOpenTime(db, null, '2026-03-01', '2026-04-30');
}

test('[R3.9] who does not answer is called while there is time before the visit, however young the proposal is', async (t) => {
  await withDesk(async (db, desk) => {
    const id = await stranded(db, desk);
    const { evacuationId } = await proposeEvacuation(db, desk.deed(sunday, manager), {
      appointmentIds: [id],
      note: '',
    });
    const evening = local('2026-03-02 21:00');
    t.is((await readProposal(db, id, sunday))?.expiresAt, evening);
    t.is(await acceptProposal(db, desk.deed(evening), id), 'ended');
    t.is(await lapseProposals(db, evening), 1);
    t.deepEqual(
      (await listEvacuation(db, evacuationId)).map(({ state }) => state),
      ['toCall'],
    );
    t.is((await db('appointment').where({ state: 'held' })).length, 0, 'what was proposed is free again');
  });
});

test('[R3.9] shortly before the visit nobody is asked by message: somebody calls at once', async (t) => {
  await withDesk(async (db, desk) => {
    const id = await stranded(db, desk);
    const late = local('2026-03-02 20:00');
    const { toCall } = await proposeEvacuation(db, desk.deed(late, manager), { appointmentIds: [id], note: '' });
    t.deepEqual(toCall, [id]);
    t.false(desk.told.some(({ type }) => type === 'moveProposed'));
  });
});

test('[R3.9] a late click on what lapsed confirms nothing, whatever was accepted in an evacuation before', async (t) => {
  await withDesk(async (db, desk) => {
    const { counters, deed } = desk;
    const id = await stranded(db, desk);
    const ask = { appointmentIds: [id], note: '' };
    await proposeEvacuation(db, deed(sunday, manager), ask);
    t.is(await acceptProposal(db, deed(), id), 'accepted');
    t.is(await acceptProposal(db, deed(), id), 'accepted', 'a second click');
    for (const counterId of counters) await closeDay(db, counterId, day);
    await proposeEvacuation(db, deed(sunday, manager), ask);
    const there = (await readProposal(db, id, sunday))!;
    t.is(await lapseProposals(db, there.expiresAt!), 1);
    t.is(await acceptProposal(db, deed(there.expiresAt!), id), 'ended');
    t.like(await readAppointment(db, id), { startsAt: local(`${day} 09:00`), state: 'booked' });
  });
});

test('[R3.9] whom no message reaches is called, and no time is held for them', async (t) => {
  await withDesk(async (db, desk) => {
    const id = await stranded(db, desk);
    await db('visitor').update({ email: null, phone: null });
    const { toCall } = await proposeEvacuation(db, desk.deed(sunday, manager), { appointmentIds: [id], note: '' });
    t.deepEqual(toCall, [id]);
    t.is((await db('appointment').where({ state: 'held' })).length, 0);
  });
});

test('[R3.9] [R4.5] nobody is reminded to come at a time that can not stay', async (t) => {
  for (const now of [sunday, local('2026-03-02 20:00')]) {
    await withDesk(async (db, desk) => {
      const id = await stranded(db, desk);
      const reminder = await putMessage(db, { kind: 'reminder', about: aboutAppointment(id) });
      const confirmation = await putMessage(db, { about: aboutAppointment(id) });
      await proposeEvacuation(db, desk.deed(now, manager), { appointmentIds: [id], note: '' });
      t.is((await db('message').where({ id: reminder }).first('state')).state, 'withdrawn');
      t.is((await db('message').where({ id: confirmation }).first('state')).state, 'queued');
    });
  }
});
