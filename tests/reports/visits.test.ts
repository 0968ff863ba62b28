import test from 'ava';
import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { readFigures } from '../../reports/figures.ts';
import { makeReportInProcess } from '../../reports/make-report.ts';
import { localDateAt, monthPeriod } from '../../reports/period.ts';
import { meanWaitingDays, noShowShare, usedShare } from '../../reports/visit-sums.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { erasePerson } from '../../sql/calendar/erase-visitors.ts';
import { type Mark, markVisit, undoMark } from '../../sql/calendar/mark-visit.ts';
import { swapAppointment } from '../../sql/calendar/swap-appointment.ts';
import { local } from '../sql/calendar/calendar-fixture.ts';
import { at, book, type Desk, sunday, visitor, withDesk } from '../sql/calendar/desk.ts';
import { textOf } from './read-pdf.ts';

const clerk = { channel: 'clerk' as const, userId: 'uradnik', callId: null };

type Event = { appointment_id: number; at: Date; what: string; details: { toStartsAt?: number } };

/** The same figures counted by hand from the raw events of the visits: what was said last holds. */
async function fromEvents(db: Knex, month: string, now: Instant) {
  const events: Event[] = await db('appointment_event').orderBy('id');
  const visits = new Map<number, { state: string; before: string; bookedAt: number; startsAt: number }>();
  const starts = new Map<number, Date>(
    (await db('appointment').select('id', db.raw('lower(during) as starts'))).map(({ id, starts }) => [id, starts]),
  );
  for (const event of events) {
    const id = event.appointment_id;
    const known = visits.get(id);
    if (event.what === 'booked') {
      const at = Number(event.at);
      visits.set(id, { state: 'booked', before: 'booked', bookedAt: at, startsAt: Number(starts.get(id)) });
    } else if (known !== undefined && ['arrived', 'served', 'noShow', 'cancelled'].includes(event.what)) {
      visits.set(id, { ...known, before: known.state, state: event.what });
    } else if (known !== undefined && event.what === 'undone') {
      visits.set(id, { ...known, state: known.before, before: 'booked' });
    }
  }
  const own = [...visits.values()].filter(({ startsAt }) => localDateAt(startsAt).startsWith(month));
  const count = (...states: string[]) => own.filter(({ state }) => states.includes(state)).length;
  const days = (from: number, to: number) => (Date.parse(localDateAt(to)) - Date.parse(localDateAt(from))) / 86_400_000;
  return {
    served: count('served'),
    arrived: count('arrived'),
    noShow: count('noShow'),
    cancelled: count('cancelled'),
    coming: own.filter(({ state, startsAt }) => state === 'booked' && startsAt + 30 * 60_000 > now).length,
    unmarked: own.filter(({ state, startsAt }) => state === 'booked' && startsAt + 30 * 60_000 <= now).length,
    waitingDays: own
      .filter(({ state }) => state !== 'cancelled')
      .reduce((sum, { bookedAt, startsAt }) => sum + days(bookedAt, startsAt), 0),
  };
}

/** A month of one desk: visits that ended in every way, marks taken back, one moved out of the month. */
async function liveThrough(db: Knex, desk: Desk): Promise<void> {
  const { counter, counters, deed } = desk;
  const mark = async (wall: string, ...marks: (Mark | 'undo')[]) => {
    const { appointmentId } = (await book(db, desk, at(counter, wall))).visits[0]!;
    for (const each of marks) {
      const done = deed(local(wall), clerk);
      await (each === 'undo' ? undoMark(db, done, appointmentId) : markVisit(db, done, appointmentId, each));
    }
    return appointmentId;
  };
  await mark('2026-03-03 08:00', 'arrived', 'served');
  await mark('2026-03-03 08:30', 'served');
  await mark('2026-03-03 09:00', 'noShow', 'undo', 'arrived');
  await mark('2026-03-03 09:30', 'noShow');
  await mark('2026-03-03 10:00', 'arrived', 'served', 'undo');
  await mark('2026-03-31 08:00');
  await mark('2026-03-04 08:00');
  await cancelAppointment(db, deed(), await mark('2026-03-05 08:00'));
  const moved = await mark('2026-03-05 09:00');
  await swapAppointment(db, deed(), { appointmentId: moved, to: at(counters[1]!, '2026-04-01 08:00') });
}

test('[R3.10] [R5.2] how visits ended stands in the month’s figures, the same as their raw events tell, erased or not', async (t) => {
  await withDesk(async (db, desk) => {
    await liveThrough(db, desk);
    const now = local('2026-03-30 12:00');
    const expected = await fromEvents(db, '2026-03', now);
    t.deepEqual(expected, {
      ...{ served: 2, arrived: 2, noShow: 1, cancelled: 1, coming: 1, unmarked: 1 },
      waitingDays: 5 * 2 + 30 + 3,
    });
    const read = async () => (await readFigures(db, monthPeriod('2026-03'), now)).visits;
    const [unit, ...others] = await read();
    t.deepEqual(others, []);
    t.like(unit, { unitName: 'Upravna enota Zgornja', ...expected });
    t.is(noShowShare(unit!), 1 / 5);
    t.is(meanWaitingDays(unit!), 43 / 7);
    // Two counters, 22 working days of four hours; seven visits of half an hour.
    t.is(usedShare(unit!), (7 * 30) / (2 * 22 * 240));
    const report = await textOf(await makeReportInProcess(db, monthPeriod('2026-03'), { asOf: now }));
    const printed = report.find((page) => page.includes('Obiski po upravnih enotah')) ?? '';
    // A word that is wider than its column would be broken.
    t.regex(printed, /Obiski +Opravljeni +Prišli +Neprihodi +(?:Brez )?oznake +Odpovedani/);
    t.regex(printed, /Upravna enota Zgornja +7 +2 +2 +1 +2 +1\n/);
    t.regex(printed, /Delež neprihodov +Čakanje \(dni\) +Zasedenost\n[\s\S]*Zgornja +20,0 % +6,1 +2,0 %/);
    const person = { email: visitor.email, phone: null };
    await db.transaction((trx) => erasePerson(trx, person, local('2026-05-01 08:00')));
    t.deepEqual(await read(), [unit!], 'erasure changes no figure');
    t.like((await readFigures(db, monthPeriod('2026-04'), sunday)).visits[0], { coming: 1, served: 0 });
  });
});
