import test from 'ava';
import { type Instant, later } from '../../../engine/core/ids.ts';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { extendHold, readHold, releaseHold, sweepHolds } from '../../../sql/calendar/keep-hold.ts';
import { deleteExpiredLinks, issueLink, openLink } from '../../../sql/calendar/links.ts';
import { listSlots } from '../../../sql/calendar/list-slots.ts';
import { markVisit, undoMark } from '../../../sql/calendar/mark-visit.ts';
import { findByReference, readAppointment, readHistory } from '../../../sql/calendar/read-appointment.ts';
import { showReference } from '../../../sql/calendar/reference.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { whyNot } from '../../../sql/calendar/why-not.ts';
import { local } from './calendar-fixture.ts';
import { at, book, sunday, visitor, withDesk } from './desk.ts';

const now = sunday;

test('[R3.8] a slot that is held is offered to nobody, and is free again at its deadline', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, service, deed } = desk;
    const slot = at(counter, '2026-03-02 08:00');
    const key = newToken();
    const ask = { key, services: [service], slots: [slot], language: 'sl' as const };
    const held = await holdSlots(db, deed(), ask);
    t.is(held.outcome, 'held');
    t.deepEqual((await holdSlots(db, deed(later(now, 60_000)), ask)).outcome, 'held', 'sent again');
    t.is(Number((await db('appointment').count({ n: '*' }))[0]?.n), 1);
    const other = { ...ask, key: newToken() };
    const refused = await holdSlots(db, deed(later(now, 60_000)), other);
    t.is(refused.outcome, 'conflict');
    if (refused.outcome === 'conflict') {
      t.deepEqual(refused.why, { reason: 'held', until: later(now, 600_000) });
      t.is(refused.alternatives.length, 3);
      t.is(refused.alternatives[0]?.startsAt, slot.startsAt, 'the neighbouring counter at the same time comes first');
    }
    t.is((await holdSlots(db, deed(later(now, 600_000)), other)).outcome, 'held');
    t.is(
      (
        await confirmBooking(db, deed(later(now, 600_001)), {
          key,
          visitor,
          consentVersion: '1',
          informationConfirmed: true,
        })
      ).outcome,
      'ended',
    );
  });
});

test('[R3.8] a hold is extended once, released, swept', async (t) => {
  await withDesk(async (db, { counter, service, deed }) => {
    const key = newToken();
    const slots = [at(counter, '2026-03-02 08:00'), at(counter, '2026-03-02 08:30')];
    await holdSlots(db, deed(), { key, services: [service], slots, language: 'sl' });
    const nine = later(now, 9 * 60_000);
    const extended = await extendHold(db, key, nine);
    t.true(typeof extended === 'object' && extended.expiresAt === later(nine, 600_000) && !extended.canBeExtended);
    t.is(await extendHold(db, key, nine), 'again');
    t.is((await readHold(db, key, nine))?.slots.length, 2);
    t.is(await releaseHold(db, key), 2);
    t.is(await releaseHold(db, key), 0);
    t.is(await extendHold(db, key, nine), 'ended');
    await holdSlots(db, deed(), { key, services: [service], slots, language: 'sl' });
    t.is(await sweepHolds(db, later(now, 600_000)), 0, 'a minute of grace');
    t.is(await sweepHolds(db, later(now, 660_000)), 2);
  });
});

test('[R3.8] another choice with the same key lets the first go; all slots are held or none', async (t) => {
  await withDesk(async (db, { counter, counters, service, deed }) => {
    const key = newToken();
    const eight = at(counter, '2026-03-02 08:00');
    const ask = { key, services: [service], language: 'sl' as const };
    await holdSlots(db, deed(), { ...ask, slots: [eight] });
    await holdSlots(db, deed(), {
      ...ask,
      slots: [at(counter, '2026-03-02 09:00'), at(counters[1]!, '2026-03-02 09:00')],
    });
    t.is((await readHold(db, key, now))?.slots.length, 2);
    t.is(await whyNot(db, { services: [service], slot: eight, channel: 'web', now }), null);
    const pair = await holdSlots(db, deed(), {
      ...ask,
      key: newToken(),
      slots: [eight, at(counter, '2026-03-02 09:00')],
    });
    t.is(pair.outcome, 'conflict');
    t.is(await whyNot(db, { services: [service], slot: eight, channel: 'web', now }), null);
    const tooMany = ['08:00', '08:30', '09:00', '09:30', '10:00'].map((time) => at(counter, `2026-03-03 ${time}`));
    t.deepEqual(await holdSlots(db, deed(), { ...ask, key: newToken(), slots: tooMany }), {
      outcome: 'tooMany',
      most: 4,
    });
  });
});

test('[R4.4] [R3.8] a booking asks consent, answers the same when repeated, and tells once', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, service, deed, told } = desk;
    const key = newToken();
    await holdSlots(db, deed(), { key, services: [service], slots: [at(counter, '2026-03-02 08:00')], language: 'sl' });
    const without = { key, visitor, consentVersion: null, informationConfirmed: true };
    t.is((await confirmBooking(db, deed(), without)).outcome, 'consentMissing');
    const confirm = { ...without, consentVersion: '2026-01' };
    const first = await confirmBooking(db, deed(), confirm);
    const again = await confirmBooking(db, deed(later(now, 3_600_000)), confirm);
    t.deepEqual({ ...again, repeated: false }, first);
    t.is(told.length, 1);
    const repeatedHold = await holdSlots(db, deed(), {
      key,
      services: [service],
      slots: [at(counter, '2026-03-02 09:00')],
      language: 'sl',
    });
    t.is(repeatedHold.outcome, 'confirmed');
    if (first.outcome !== 'booked') return t.fail();
    const { reference } = first.visits[0]!;
    const found = await findByReference(db, showReference(reference), { kind: 'phoneEnd', value: '3456' });
    t.is(found?.visitor?.name, visitor.name);
    t.is(found?.consentVersion, '2026-01');
    t.truthy(await findByReference(db, reference, { kind: 'name', value: 'cucek' }));
    t.truthy(await findByReference(db, reference, { kind: 'email', value: 'Ziga@Example.si' }));
    t.is(await findByReference(db, reference, { kind: 'phoneEnd', value: '3457' }), null);
    t.is(
      await findByReference(db, `${reference.slice(0, 9)}${(Number(reference[9]) + 1) % 10}`, {
        kind: 'name',
        value: 'cucek',
      }),
      null,
    );
  });
});

test('[R3.8] a cancelled visit frees its time, its sibling stays, twice is no error', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, service, deed, told } = desk;
    const { visits } = await book(db, desk, at(counter, '2026-03-02 08:00'), at(counter, '2026-03-02 08:30'));
    const slot = at(counter, '2026-03-02 08:00');
    t.deepEqual(await whyNot(db, { services: [service], slot, channel: 'web', now }), { reason: 'taken' });
    t.is((await firstFreeSlots(db, { services: [service], channel: 'web', now }))[0]?.startsAt, slot.startsAt);
    const id = visits[0]!.appointmentId;
    t.deepEqual(await cancelAppointment(db, deed(), id), { outcome: 'cancelled', repeated: false });
    t.deepEqual(await cancelAppointment(db, deed(), id), { outcome: 'cancelled', repeated: true });
    t.is(told.length, 2);
    t.is(await whyNot(db, { services: [service], slot, channel: 'web', now }), null);
    t.is((await readAppointment(db, visits[1]!.appointmentId))?.state, 'booked');
    t.is((await cancelAppointment(db, deed(local('2026-03-02 08:30')), visits[1]!.appointmentId)).outcome, 'tooLate');
    t.deepEqual(
      (await readHistory(db, id)).map(({ what }) => what),
      ['booked', 'cancelled'],
    );
  });
});

test('[R3.9] a visit moves in one commit, keeps reference and links, and frees where it was', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, service, deed } = desk;
    const { visits } = await book(db, desk, at(counter, '2026-03-02 08:00'));
    const { appointmentId, reference } = visits[0]!;
    const expiresAt = later(now, 10 * 86_400_000);
    const token = await issueLink(db, { purpose: 'move', appointmentId }, { now, expiresAt });
    const to = at(counters[1]!, '2026-03-03 10:00');
    const agent = { channel: 'agent' as const, userId: 'agent1', callId: 'call-7' };
    t.deepEqual(await swapAppointment(db, deed(now, agent), { appointmentId, to }), {
      outcome: 'moved',
      repeated: false,
    });
    t.deepEqual(await swapAppointment(db, deed(now, agent), { appointmentId, to }), {
      outcome: 'moved',
      repeated: true,
    });
    const seen = await readAppointment(db, appointmentId);
    t.is(seen?.reference, reference);
    t.is(seen?.startsAt, to.startsAt);
    t.is(seen?.sequence, 1);
    t.is(await whyNot(db, { services: [service], slot: at(counter, '2026-03-02 08:00'), channel: 'web', now }), null);
    t.like(await openLink(db, token, 'move', now), { purpose: 'move', appointmentId });
    t.is(await openLink(db, token, 'cancel', now), null);
    t.is(await openLink(db, token, 'move', expiresAt), null);
    t.is(await deleteExpiredLinks(db, later(expiresAt, -1)), 0);
    t.is(await deleteExpiredLinks(db, expiresAt), 1);
    const moved = (await readHistory(db, appointmentId))[1];
    t.like(moved, { what: 'moved', channel: 'agent', userId: 'agent1', callId: 'call-7' });
    const other = await book(db, desk, at(counter, '2026-03-02 08:00'));
    const refused = await swapAppointment(db, deed(), { appointmentId: other.visits[0]!.appointmentId, to });
    t.is(refused.outcome, 'conflict');
    t.is((await readAppointment(db, other.visits[0]!.appointmentId))?.startsAt, local('2026-03-02 08:00'));
    const key = newToken();
    await holdSlots(db, deed(), { key, services: [service], slots: [at(counter, '2026-03-05 08:00')], language: 'sl' });
    const held = { appointmentId, to: at(counter, '2026-03-05 08:00') };
    t.is((await swapAppointment(db, deed(), held)).outcome, 'conflict', 'somebody else holds it');
    t.is((await swapAppointment(db, deed(), { ...held, heldBy: key })).outcome, 'moved');
    t.is(await readHold(db, key, now), null);
  });
});

test('[R3.9] [R4.5] the links that a citizen has show the visit as long as it lasts, wherever it moves', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, deed } = desk;
    const { visits } = await book(db, desk, at(counter, '2026-03-02 08:00'), at(counter, '2026-03-02 08:30'));
    const [first, second] = visits.map((visit) => visit.appointmentId);
    if (first === undefined || second === undefined) return t.fail();
    const day = 86_400_000;
    const purposes = ['view', 'cancel', 'move'] as const;
    const times = { now, expiresAt: later(visits[1]!.endsAt, day) };
    const own = await Promise.all(purposes.map((purpose) => issueLink(db, { purpose, appointmentId: second }, times)));
    const sibling = await Promise.all(
      purposes.map((purpose) => issueLink(db, { purpose, appointmentId: first }, times)),
    );
    const short = await issueLink(
      db,
      { purpose: 'view', appointmentId: second },
      { now, expiresAt: later(now, 3_600_000) },
    );
    const to = at(counter, '2026-04-20 10:00');
    t.is((await swapAppointment(db, deed(), { appointmentId: second, to })).outcome, 'moved');
    const open = async (tokens: readonly string[], when: Instant) => {
      const found = await Promise.all(tokens.map((token, n) => openLink(db, token, purposes[n] ?? 'view', when)));
      return found.map((link) => link !== null);
    };
    const onItsDay = later(local('2026-04-20 10:30'), day - 1);
    t.deepEqual(await open(own, onItsDay), [true, true, true]);
    t.deepEqual(await open(own, later(onItsDay, 1)), [false, false, false]);
    t.deepEqual(await open(sibling, onItsDay), [true, false, false], 'the page of the session shows it too');
    t.deepEqual(await open([short], later(now, 3_600_000)), [false]);
    // Moved to an earlier day again, no link ends before its time.
    t.is(
      (await swapAppointment(db, deed(), { appointmentId: second, to: at(counter, '2026-03-03 08:00') })).outcome,
      'moved',
    );
    t.deepEqual(await open(own, onItsDay), [true, true, true]);
  });
});

test('[R3.9] a visit may move by less than its own length', async (t) => {
  await withDesk(
    async (db, desk) => {
      const { visits } = await book(db, desk, at(desk.counter, '2026-03-02 08:00'));
      const to = at(desk.counter, '2026-03-02 08:15');
      const { appointmentId } = visits[0]!;
      t.is((await swapAppointment(db, desk.deed(), { appointmentId, to })).outcome, 'moved');
      const free = await listSlots(db, {
        services: [desk.service],
        counterId: desk.counter,
        from: local('2026-03-02 00:00'),
        until: local('2026-03-02 09:30'),
        channel: 'web',
        now,
      });
      t.deepEqual(
        free.map(({ startsAt }) => startsAt),
        [local('2026-03-02 08:45'), local('2026-03-02 09:00'), local('2026-03-02 09:15')],
      );
    },
    [{ from: '08:00', to: '12:00', step: 15 }],
  );
});

test('[R3.10] arrived, served, no-show, and each taken back', async (t) => {
  await withDesk(async (db, desk) => {
    const { visits } = await book(db, desk, at(desk.counter, '2026-03-02 08:00'));
    const { appointmentId: id } = visits[0]!;
    const clerk = desk.deed(local('2026-03-02 08:02'), { channel: 'clerk', userId: 'okence1', callId: null });
    t.like(await markVisit(db, clerk, id, 'arrived'), { outcome: 'marked', repeated: false });
    t.like(await markVisit(db, clerk, id, 'arrived'), { outcome: 'marked', repeated: true });
    t.deepEqual(await markVisit(db, clerk, id, 'noShow'), { outcome: 'refused', state: 'arrived' });
    t.like(await markVisit(db, clerk, id, 'served'), { state: 'served' });
    t.is((await cancelAppointment(db, clerk, id)).outcome, 'tooLate');
    t.like(await undoMark(db, clerk, id), { state: 'arrived' });
    t.like(await undoMark(db, clerk, id), { state: 'booked' });
    t.like(await markVisit(db, clerk, id, 'noShow'), { state: 'noShow' });
    t.like(await undoMark(db, clerk, id), { state: 'booked' });
    t.deepEqual(await undoMark(db, clerk, id), { outcome: 'refused', state: 'booked' });
    const seen = await readAppointment(db, id);
    t.deepEqual([seen?.arrivedAt, seen?.servedAt, seen?.noShowAt], [null, null, null]);
    t.is((await readHistory(db, id)).length, 7);
  });
});
