import test from 'ava';
import { blockTime } from '../../../sql/calendar/block-time.ts';
import { cancelAppointment } from '../../../sql/calendar/cancel-appointment.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import { erasePerson, eraseVisitorsBefore, exportPerson } from '../../../sql/calendar/erase-visitors.ts';
import {
  acceptProposal,
  declineProposal,
  lapseProposals,
  proposalMinutes,
  readProposal,
  settleCall,
} from '../../../sql/calendar/evacuation.ts';
import { handOverHold, readProgress } from '../../../sql/calendar/hand-over.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { openLink } from '../../../sql/calendar/links.ts';
import { markVisit } from '../../../sql/calendar/mark-visit.ts';
import { addOfficeException, anyRule, writeOfficeRules } from '../../../sql/calendar/office-rules.ts';
import { previewChange } from '../../../sql/calendar/preview-change.ts';
import { findByReference, readAppointment, readHistory } from '../../../sql/calendar/read-appointment.ts';
import { renewOpenTime } from '../../../sql/calendar/renew-open-time.ts';
import { searchVisits } from '../../../sql/calendar/search-visits.ts';
import { swapAppointment } from '../../../sql/calendar/swap-appointment.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { countDeeds, countVisits, measureUtilisation } from '../../../sql/calendar/visit-statistics.ts';
import { minutesAfter } from '../../../sql/calendar/words.ts';
import { local, wall } from './calendar-fixture.ts';
import { at, book, sunday, visitor, withDesk } from './desk.ts';
import { listEvacuation, proposeEvacuation } from './evacuation-fixture.ts';

const office = { of: 'location', locationId: 'kraj' } as const;
const manager = { channel: 'clerk' as const, userId: 'upravljalec', callId: null };

test('[R3.3] a change of hours is looked at before it is saved: slots more and fewer, and the visits that it hits', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters } = desk;
    const hit = (await book(db, desk, at(counter, '2026-03-03 11:30'))).visits[0]!;
    await book(db, desk, at(counter, '2026-03-03 08:00'));
    const later = (hours: object) => ({ ...anyRule, weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '12:00', ...hours });
    const rules = [
      later({ validUntil: '2026-03-02' }),
      later({ to: '11:00', validFrom: '2026-03-03', validUntil: '2026-03-03' }),
      later({ to: '13:00', validFrom: '2026-03-04', validUntil: '2026-03-04' }),
      later({ validFrom: '2026-03-05' }),
    ];
    const before = await db('open_period').orderBy(['counter_id', 'starts_at']);
    const preview = await previewChange(db, { now: sunday, scope: office }, (trx) =>
      writeOfficeRules(trx, office, rules),
    );
    t.deepEqual(preview.days, [
      ...counters.map((counterId) => ({
        day: '2026-03-03',
        counterId,
        minutesBefore: 240,
        minutesAfter: 180,
        slotsBefore: 8,
        slotsAfter: 6,
      })),
      ...counters.map((counterId) => ({
        day: '2026-03-04',
        counterId,
        minutesBefore: 240,
        minutesAfter: 300,
        slotsBefore: 8,
        slotsAfter: 10,
      })),
    ]);
    t.is(preview.slotsMore, 4);
    t.is(preview.slotsFewer, 4);
    t.deepEqual(
      preview.visitsHit.map(({ reference }) => reference),
      [hit.reference],
    );
    t.deepEqual(await db('open_period').orderBy(['counter_id', 'starts_at']), before, 'nothing was saved');
    t.is((await db('office_rule').where({ location_id: 'kraj' })).length, 1);
  });
});

test('[R3.9] evacuation: held proposals near by, confirmed with one click; no answer or none free: a list of people to call', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, service, deed, told } = desk;
    const ids = [];
    for (const time of ['09:00', '09:30', '10:00', '10:30'])
      ids.push((await book(db, desk, at(counter, `2026-03-03 ${time}`))).visits[0]!.appointmentId);
    const day = '2026-03-03';
    await addOfficeException(db, {
      scope: { of: 'counter', counterId: counter },
      kind: 'closed',
      firstDay: day,
      lastDay: day,
      from: null,
      to: null,
      notice: { sl: 'Zaprto.' },
      announcedFrom: null,
      note: '',
    });
    await renewOpenTime(db, null, '2026-03-01', '2026-04-30');
    const result = await proposeEvacuation(db, deed(sunday, manager), { appointmentIds: ids, note: 'selitev' });
    t.deepEqual(result.proposed, ids);
    const proposals = await listEvacuation(db, result.evacuationId);
    t.deepEqual(
      proposals.map(({ counterId, startsAt }) => `${counterId} ${wall(startsAt ?? 0)}`),
      ['09:00', '09:30', '10:00', '10:30'].map((time) => `${counters[1]} ${time}`),
      'the same time at the neighbouring counter',
    );
    const message = told.find((each) => each.type === 'moveProposed');
    t.truthy(message?.type === 'moveProposed' && (await openLink(db, message.token, 'evacuation', sunday)));
    const [yes, no, silent] = ids as [(typeof ids)[0] & number, never, never];
    t.is(await acceptProposal(db, deed(), yes), 'accepted');
    t.is(await acceptProposal(db, deed(), yes), 'accepted', 'a second click');
    t.like(await readAppointment(db, yes), { counterId: counters[1], startsAt: local('2026-03-03 09:00') });
    t.true(await declineProposal(db, no));
    t.is(await acceptProposal(db, deed(), no), 'ended');
    t.truthy(await readProposal(db, silent, sunday));
    const over = minutesAfter(sunday, proposalMinutes);
    t.is(await lapseProposals(db, over), 2);
    t.is(await readProposal(db, silent, over), null);
    t.deepEqual(
      (await listEvacuation(db, result.evacuationId)).map(({ state }) => state),
      ['accepted', 'toCall', 'toCall', 'toCall'],
    );
    t.true(await settleCall(db, deed(over, manager), { evacuationId: result.evacuationId, appointmentId: no }));
    await db('office_exception').insert({ kind: 'closed', first_day: '2026-03-01', last_day: '2026-04-30' });
    await renewOpenTime(db, null, '2026-03-01', '2026-04-30');
    const none = await proposeEvacuation(db, deed(sunday, manager), { appointmentIds: [silent], note: '' });
    t.deepEqual(none.toCall, [silent]);
    t.is(service.length > 0, true);
  });
});

test('[R3.9] an agent’s hold is handed to the citizen, who finishes it by the link; the agent sees it', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, service, deed, told } = desk;
    const agent = { channel: 'agent' as const, userId: 'agent1', callId: 'call-3' };
    const key = newToken();
    await holdSlots(db, deed(sunday, agent), {
      key,
      services: [service],
      slots: [at(counter, '2026-03-03 09:00')],
      language: 'sl',
    });
    const handed = await handOverHold(db, deed(sunday, agent), { key, visitor });
    if (handed === 'ended') return t.fail();
    const message = told[0];
    if (message?.type !== 'handedOver') return t.fail();
    const link = await openLink(db, message.token, 'complete', minutesAfter(sunday, 59));
    if (link?.purpose !== 'complete') return t.fail();
    t.like(await readProgress(db, link.bookingId, sunday), { state: 'held', visitor: { name: visitor.name } });
    const finish = { bookingId: link.bookingId, visitor, consentVersion: null, informationConfirmed: true };
    t.is((await confirmBooking(db, deed(minutesAfter(sunday, 30)), finish)).outcome, 'consentMissing');
    const booked = await confirmBooking(db, deed(minutesAfter(sunday, 30)), { ...finish, consentVersion: '3' });
    t.is(booked.outcome, 'booked');
    t.is((await readProgress(db, handed.bookingId, sunday))?.state, 'confirmed');
    if (booked.outcome === 'booked')
      t.like(await readAppointment(db, booked.visits[0]!.appointmentId), { channel: 'agent', consentVersion: '3' });
    t.is(await openLink(db, message.token, 'complete', minutesAfter(sunday, 60)), null);
  });
});

test('[R9.3] a person’s data are exported and erased, by wish and by the retention rule; visits stay for the statistics', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, deed } = desk;
    const past = (await book(db, desk, at(counter, '2026-03-02 08:00'))).visits[0]!;
    const coming = (await book(db, desk, at(counter, '2026-03-20 08:00'))).visits[0]!;
    const now = local('2026-03-10 08:00');
    t.is((await exportPerson(db, { email: null, phone: visitor.phone })).length, 2);
    t.is((await exportPerson(db, { email: 'ZIGA@example.si', phone: null })).length, 2);
    t.deepEqual(await db.transaction((trx) => erasePerson(trx, { email: visitor.email, phone: null }, now)), {
      erased: 1,
      coming: 1,
    });
    t.like(await readAppointment(db, past.appointmentId), { state: 'booked', visitor: null });
    t.is(await findByReference(db, past.reference, { kind: 'phoneEnd', value: '3456' }), null);
    t.is((await searchVisits(db, { text: 'cucek', locationIds: null, now })).length, 1);
    t.is((await readHistory(db, past.appointmentId)).at(-1)?.what, 'contactErased');
    await cancelAppointment(db, deed(now), coming.appointmentId);
    t.is(await eraseVisitorsBefore(db, local('2026-03-20 08:00'), local('2026-04-01 08:00')), 0);
    t.is(await eraseVisitorsBefore(db, local('2026-03-21 08:00'), local('2026-04-01 08:00')), 1);
    t.deepEqual(await exportPerson(db, { email: null, phone: visitor.phone }), []);
    t.is((await db('appointment')).length, 2);
  });
});

test('[R3.10] [R5.2] bookings, cancellations, moves, how visits ended and how much of the open time they took', async (t) => {
  await withDesk(async (db, desk) => {
    const { counter, counters, deed, service } = desk;
    const served = (await book(db, desk, at(counter, '2026-03-02 08:00'))).visits[0]!;
    const moved = (await book(db, desk, at(counter, '2026-03-02 08:30'))).visits[0]!;
    const cancelled = (await book(db, desk, at(counter, '2026-03-02 09:00'))).visits[0]!;
    const agent = { channel: 'agent' as const, userId: 'agent1', callId: 'call-1' };
    await swapAppointment(db, deed(sunday, agent), {
      appointmentId: moved.appointmentId,
      to: at(counters[1]!, '2026-03-03 08:00'),
    });
    await cancelAppointment(db, deed(), cancelled.appointmentId);
    await markVisit(db, deed(local('2026-03-02 08:05'), manager), served.appointmentId, 'served');
    await blockTime(db, {
      counterId: counter,
      from: local('2026-03-02 11:00'),
      until: local('2026-03-02 12:00'),
      note: 'sestanek',
      now: sunday,
    });
    const place = { locationId: 'kraj', serviceId: service };
    t.deepEqual(await countDeeds(db, { from: '2026-03-01', to: '2026-03-02' }), [
      { what: 'booked', channel: 'web', ...place, count: 3 },
      { what: 'cancelled', channel: 'web', ...place, count: 1 },
      { what: 'moved', channel: 'agent', ...place, count: 1 },
    ]);
    t.deepEqual(await countDeeds(db, { from: '2026-03-02', to: '2026-03-03' }), []);
    const ended = { coming: 0, unmarked: 0, arrived: 0, served: 1, noShow: 0, cancelled: 1, waitingDays: 1 };
    t.deepEqual(await countVisits(db, { from: '2026-03-02', to: '2026-03-03', now: sunday }), [{ ...place, ...ended }]);
    t.deepEqual(await measureUtilisation(db, { from: '2026-03-02', to: '2026-03-04' }), [
      { locationId: 'kraj', openMinutes: 960, visitMinutes: 60, blockedMinutes: 60 },
    ]);
  });
});
