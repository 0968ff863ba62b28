import test from 'ava';
import { blockTime, unblockTime } from '../../../sql/calendar/block-time.ts';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { openLink } from '../../../sql/calendar/links.ts';
import { offerHours, offerMinutes } from '../../../sql/calendar/offer-hours.ts';
import { readAppointment } from '../../../sql/calendar/read-appointment.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import {
  acceptOffer,
  declineOffer,
  endPastWaiting,
  joinWaitlist,
  lapseOffers,
  readWaiting,
  stopWaiting,
  type Wish,
} from '../../../sql/calendar/waitlist.ts';
import { whyNot } from '../../../sql/calendar/why-not.ts';
import { minutesAfter } from '../../../sql/calendar/words.ts';
import { local } from './calendar-fixture.ts';
import { at, book, sunday, withDesk } from './desk.ts';

const anything: Wish = {
  locationIds: ['kraj'],
  firstDay: null,
  lastDay: null,
  weekdays: null,
  from: null,
  to: null,
  noticeDays: 0,
  withinKm: null,
};

test('[R3.3] [R3.6] time that was blocked and is opened again is offered to who waits for it', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, deed, told } = desk;
    const late = (await book(db, desk, at(counter, '2026-03-20 09:00'))).visits[0]!;
    const [from, until] = [local('2026-03-10 08:00'), local('2026-03-10 12:00')];
    const blocked = await blockTime(db, { counterId: counter, from, until, note: 'sestanek', now: sunday });
    if (blocked.outcome !== 'blocked') return t.fail();
    await joinWaitlist(db, deed(), late.appointmentId, anything);
    t.true(await unblockTime(db, deed(), blocked.appointmentId));
    t.like(told.at(-1), { type: 'earlierOffered', appointmentId: late.appointmentId });
    t.is((await readWaiting(db, late.appointmentId, sunday))?.offer?.startsAt, from);
    const before = told.length;
    t.false(await unblockTime(db, deed(), blocked.appointmentId));
    t.is(told.length, before);
  });
});

test('[R3.6] freed time is offered to the oldest who waits, in the commit that frees it, and lapses to the next', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, service, deed, told } = desk;
    const early = (await book(db, desk, at(counter, '2026-03-04 09:00'))).visits[0]!;
    const first = (await book(db, desk, at(counter, '2026-03-20 09:00'))).visits[0]!;
    const second = (await book(db, desk, at(counters[1]!, '2026-03-20 09:00'))).visits[0]!;
    const picky = (await book(db, desk, at(counters[1]!, '2026-03-20 10:00'))).visits[0]!;
    t.is(await joinWaitlist(db, deed(), picky.appointmentId, { ...anything, weekdays: [1] }), 'waiting');
    t.is(await joinWaitlist(db, deed(minutesAfter(sunday, 1)), first.appointmentId, anything), 'waiting');
    t.is(
      await joinWaitlist(db, deed(minutesAfter(sunday, 2)), second.appointmentId, {
        ...anything,
        from: '08:30',
        to: '09:30',
      }),
      'waiting',
    );
    t.is(
      await joinWaitlist(db, deed(minutesAfter(sunday, 3)), second.appointmentId, {
        ...anything,
        lastDay: '2026-03-10',
      }),
      'waiting',
    );
    const freedAt = minutesAfter(sunday, 10);
    await cancelAppointment(db, deed(freedAt), early.appointmentId);
    const offered = told.at(-1);
    t.like(offered, { type: 'earlierOffered', appointmentId: first.appointmentId });
    if (offered?.type !== 'earlierOffered') return t.fail();
    t.like(await openLink(db, offered.token, 'waitlistOffer', freedAt), { appointmentId: first.appointmentId });
    const slot = at(counter, '2026-03-04 09:00');
    t.like(await whyNot(db, { services: [service], slot, channel: 'clerk', now: freedAt }), { reason: 'held' });
    t.like((await readWaiting(db, first.appointmentId, freedAt))?.offer, {
      startsAt: slot.startsAt,
      counterId: counter,
    });
    const over = minutesAfter(freedAt, offerMinutes);
    t.is(await acceptOffer(db, deed(over), first.appointmentId), 'ended');
    t.is(await lapseOffers(db, deed(over)), 1);
    t.like(told.at(-1), { type: 'earlierOffered', appointmentId: second.appointmentId });
    t.is((await readWaiting(db, first.appointmentId, over))?.state, 'waiting');
    t.is(await acceptOffer(db, deed(over), second.appointmentId), 'accepted');
    t.is(await acceptOffer(db, deed(over), second.appointmentId), 'accepted', 'a second click');
    t.like(await readAppointment(db, second.appointmentId), {
      startsAt: slot.startsAt,
      reference: second.reference,
      state: 'booked',
    });
    t.is(await readWaiting(db, second.appointmentId, over), null);
    t.like(told.at(-1), { type: 'moved', appointmentId: second.appointmentId }, 'where it was is offered to nobody');
  });
});

test('[R3.6] an offer declined goes on; who cancels, leaves or whose day has come waits no more', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, service, deed, told } = desk;
    const early = (await book(db, desk, at(counter, '2026-03-04 09:00'))).visits[0]!;
    const waiting = (await book(db, desk, at(counter, '2026-03-20 09:00'))).visits[0]!;
    const another = (await book(db, desk, at(counters[1]!, '2026-03-20 09:00'))).visits[0]!;
    await joinWaitlist(db, deed(), waiting.appointmentId, anything);
    await cancelAppointment(db, deed(), early.appointmentId);
    t.is(await declineOffer(db, deed(), waiting.appointmentId), 'declined');
    t.is(await declineOffer(db, deed(), waiting.appointmentId), 'ended');
    const slot = at(counter, '2026-03-04 09:00');
    t.is(
      await whyNot(db, { services: [service], slot, channel: 'web', now: sunday }),
      null,
      'nobody else waits: it is free',
    );
    const again = (await book(db, desk, slot)).visits[0]!;
    await cancelAppointment(db, deed(), again.appointmentId);
    t.is(told.filter(({ type }) => type === 'earlierOffered').length, 1, 'what was declined is not offered again');
    await joinWaitlist(db, deed(), another.appointmentId, anything);
    const third = (await book(db, desk, at(counter, '2026-03-05 09:00'))).visits[0]!;
    await stopWaiting(db, deed(), waiting.appointmentId);
    await cancelAppointment(db, deed(), third.appointmentId);
    t.like(told.at(-1), { type: 'earlierOffered', appointmentId: another.appointmentId });
    await cancelAppointment(db, deed(), another.appointmentId);
    t.is(await readWaiting(db, another.appointmentId, sunday), null);
    t.is(
      await whyNot(db, { services: [service], slot: at(counter, '2026-03-05 09:00'), channel: 'web', now: sunday }),
      null,
    );
    t.is(await joinWaitlist(db, deed(), another.appointmentId, anything), 'notBooked');
    await joinWaitlist(db, deed(), waiting.appointmentId, anything);
    t.is(await endPastWaiting(db, local('2026-03-20 08:59')), 0);
    t.is(await endPastWaiting(db, local('2026-03-20 09:00')), 1);
  });
});

test('[R3.6] whoever moved before the offered time is not moved later by an old offer; its time goes to the next', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, deed, told } = desk;
    const early = (await book(db, desk, at(counter, '2026-03-12 09:00'))).visits[0]!;
    const mover = (await book(db, desk, at(counter, '2026-03-20 09:00'))).visits[0]!;
    const next = (await book(db, desk, at(counters[1]!, '2026-03-20 09:00'))).visits[0]!;
    await joinWaitlist(db, deed(), mover.appointmentId, anything);
    await joinWaitlist(db, deed(minutesAfter(sunday, 1)), next.appointmentId, anything);
    await cancelAppointment(db, deed(), early.appointmentId);
    const offers = () => told.flatMap((each) => (each.type === 'earlierOffered' ? [each.appointmentId] : []));
    t.deepEqual(offers(), [mover.appointmentId]);
    const to = at(counters[1]!, '2026-03-05 09:00');
    t.like(await swapAppointment(db, deed(), { appointmentId: mover.appointmentId, to }), { outcome: 'moved' });
    t.true(offers().includes(next.appointmentId), 'the hold does not live on');
    t.is((await readWaiting(db, mover.appointmentId, sunday))?.offer, null);
    t.is(await acceptOffer(db, deed(), mover.appointmentId), 'ended');
    t.like(await readAppointment(db, mover.appointmentId), { startsAt: to.startsAt, state: 'booked' });
    t.is(await acceptOffer(db, deed(), next.appointmentId), 'accepted');
  });
});

test('[R3.6] nobody is woken: an offer is told and its two hours run from 8 to 20 only, also when clocks change', async (t) => {
  await withDesk(async (db, desk) => {
    const table: readonly [now: string, tellAt: string, expiresAt: string][] = [
      ['2026-03-03 08:00', '2026-03-03 08:00', '2026-03-03 10:00'],
      ['2026-03-03 18:00', '2026-03-03 18:00', '2026-03-03 20:00'],
      ['2026-03-03 18:01', '2026-03-03 18:01', '2026-03-04 08:01'],
      ['2026-03-03 20:00', '2026-03-04 08:00', '2026-03-04 10:00'],
      ['2026-03-03 01:30', '2026-03-03 08:00', '2026-03-03 10:00'],
      ['2026-03-28 19:30', '2026-03-28 19:30', '2026-03-29 09:30'],
      ['2026-03-28 23:00', '2026-03-29 08:00', '2026-03-29 10:00'],
      ['2026-03-29 01:30', '2026-03-29 08:00', '2026-03-29 10:00'],
      ['2026-03-29 03:30', '2026-03-29 08:00', '2026-03-29 10:00'],
      ['2026-10-24 19:30', '2026-10-24 19:30', '2026-10-25 09:30'],
      ['2026-10-25 02:30', '2026-10-25 08:00', '2026-10-25 10:00'],
      ['2026-10-25 19:00', '2026-10-25 19:00', '2026-10-26 09:00'],
    ];
    for (const [now, tellAt, expiresAt] of table) {
      t.deepEqual(await offerHours(db, local(now)), { tellAt: local(tellAt), expiresAt: local(expiresAt) }, now);
    }
    const { counter, deed, told } = desk;
    const early = (await book(db, desk, at(counter, '2026-03-05 09:00'))).visits[0]!;
    const soon = (await book(db, desk, at(counter, '2026-03-03 09:00'))).visits[0]!;
    const waits = (await book(db, desk, at(counter, '2026-03-20 09:00'))).visits[0]!;
    await joinWaitlist(db, deed(), waits.appointmentId, anything);
    const night = local('2026-03-03 01:30');
    await cancelAppointment(db, deed(night), soon.appointmentId);
    t.false(
      told.some(({ type }) => type === 'earlierOffered'),
      'over before it could be answered: free for all',
    );
    await cancelAppointment(db, deed(night), early.appointmentId);
    const times = { tellAt: local('2026-03-03 08:00'), expiresAt: local('2026-03-03 10:00') };
    t.like(told.at(-1), { type: 'earlierOffered', appointmentId: waits.appointmentId, ...times });
    t.is(await lapseOffers(db, deed(local('2026-03-03 09:59'))), 0);
    t.is(await lapseOffers(db, deed(local('2026-03-03 10:00'))), 1);
  });
});

test('[R3.6] wishes are respected: the day, the time of day, the notice; who asked first is offered what suits', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, deed, told } = desk;
    const wishes: readonly Partial<Wish>[] = [
      { noticeDays: 4 },
      { firstDay: '2026-03-05' },
      { weekdays: [1, 2, 4, 5] },
      { from: '12:00' },
      { to: '09:00' },
      { locationIds: ['drugje'] },
      { noticeDays: 3, firstDay: '2026-03-04', weekdays: [3], from: '09:00', to: '12:00' },
      {},
    ];
    const waiting = [];
    for (const [place, wish] of wishes.entries()) {
      const wall = `2026-03-${20 + (place % 2)}`.replace('21', '23');
      const slot = at(counters[place % 2]!, `${wall} ${String(8 + Math.floor(place / 2)).padStart(2, '0')}:00`);
      const visit = (await book(db, desk, slot)).visits[0]!;
      t.is(
        await joinWaitlist(db, deed(minutesAfter(sunday, place)), visit.appointmentId, { ...anything, ...wish }),
        'waiting',
      );
      waiting.push(visit);
    }
    // A Wednesday, three days after the Sunday on which it is freed.
    const early = (await book(db, desk, at(counter, '2026-03-04 09:00'))).visits[0]!;
    await cancelAppointment(db, deed(minutesAfter(sunday, 30)), early.appointmentId);
    t.like(told.at(-1), { type: 'earlierOffered', appointmentId: waiting[6]!.appointmentId });
    t.is(told.filter(({ type }) => type === 'waiting').length, wishes.length);
    // A wish that is changed keeps its place and is not confirmed again.
    await joinWaitlist(db, deed(minutesAfter(sunday, 60)), waiting[0]!.appointmentId, anything);
    t.is(told.filter(({ type }) => type === 'waiting').length, wishes.length);
    const another = (await book(db, desk, at(counter, '2026-03-04 10:00'))).visits[0]!;
    await cancelAppointment(db, deed(minutesAfter(sunday, 61)), another.appointmentId);
    t.like(told.at(-1), { type: 'earlierOffered', appointmentId: waiting[0]!.appointmentId });
  });
});
