import test from 'ava';
import { blockTime, unblockTime } from '../../../sql/calendar/block-time.ts';
import { confirmBooking } from '../../../sql/calendar/confirm-booking.ts';
import {
  addCounter,
  changeCounter,
  closeCounter,
  endFeed,
  findFeed,
  listCounters,
  renewFeed,
} from '../../../sql/calendar/counters.ts';
import type { Deed } from '../../../sql/calendar/deed.ts';
import { holdSlots } from '../../../sql/calendar/hold-slots.ts';
import { listDay, listVisits } from '../../../sql/calendar/list-visits.ts';
import {
  addOfficeException,
  anyRule,
  listAnnouncements,
  listOfficeExceptions,
  listOfficeRules,
  removeOfficeException,
  replaceOfficeRules,
} from '../../../sql/calendar/office-rules.ts';
import { searchVisits } from '../../../sql/calendar/search-visits.ts';
import { newToken } from '../../../sql/calendar/token.ts';
import { whyNot } from '../../../sql/calendar/why-not.ts';
import type { Actor } from '../../../sql/calendar/words.ts';
import { withDatabase } from '../../database.ts';
import { local, makePlace, wall } from './calendar-fixture.ts';

const now = local('2026-03-01 12:00');
const clerk: Actor = { channel: 'clerk', userId: 'uradnik', callId: null };
const deed: Deed = { now, actor: clerk, announce: async () => {} };

test('[R3.7] [R3.5] a day of a counter shows visits, holds, blocked and free time beside each other; staff finds the visit', async (t) => {
  await withDatabase(async (db) => {
    const { counter, service } = await makePlace(db, {
      rules: [{ from: '08:00', to: '11:00' }],
      days: ['2026-03-01', '2026-03-31'],
    });
    const slot = (time: string) => ({ counterId: counter, startsAt: local(`2026-03-02 ${time}`) });
    const key = newToken();
    const ask = { services: [service], language: 'sl' as const };
    await holdSlots(db, deed, { ...ask, key, slots: [slot('08:30')] });
    const visitor = { name: 'Črtomir Žnidaršič', email: null, phone: '+38641123456', note: '' };
    const booked = await confirmBooking(db, deed, { key, visitor, consentVersion: null, informationConfirmed: false });
    await holdSlots(db, deed, { ...ask, key: newToken(), slots: [slot('10:00')] });
    const from = local('2026-03-02 09:00');
    const meeting = await blockTime(db, {
      counterId: counter,
      from,
      until: local('2026-03-02 09:30'),
      note: 'sestanek',
      now,
    });
    t.is(meeting.outcome, 'blocked');
    t.deepEqual(
      await blockTime(db, { counterId: counter, from: local('2026-03-02 08:00'), until: from, note: 'x', now }),
      { outcome: 'taken', visits: 1 },
    );
    const day = { counterIds: [counter], firstDay: '2026-03-02', lastDay: '2026-03-02', now };
    t.deepEqual(
      (await listDay(db, day)).map(({ kind, startsAt, endsAt }) => `${wall(startsAt)}-${wall(endsAt)} ${kind}`),
      [
        '08:00-08:30 free',
        '08:30-09:00 visit',
        '09:00-09:30 blocked',
        '09:30-10:00 free',
        '10:00-10:30 held',
        '10:30-11:00 free',
      ],
    );
    if (meeting.outcome === 'blocked') t.true(await unblockTime(db, deed, meeting.appointmentId));
    t.is(await whyNot(db, { services: [service], slot: slot('09:00'), channel: 'web', now }), null);
    const visits = await listVisits(db, {
      locationIds: ['kraj'],
      serviceId: service,
      firstDay: '2026-03-02',
      lastDay: '2026-03-02',
    });
    t.deepEqual(
      visits.map(({ visitor: who }) => who?.name),
      [visitor.name],
    );
    t.is(
      (await listVisits(db, { locationIds: ['zgornja'], firstDay: '2026-03-01', lastDay: '2026-03-31' })).length,
      0,
      'another place',
    );
    const reference = booked.outcome === 'booked' ? booked.visits[0]!.reference : '';
    for (const text of ['znidar', 'Črtomir', '041 123 456', '+386 41 123 456', '0038641123456', reference]) {
      t.is((await searchVisits(db, { text, locationIds: ['kraj'], now })).length, 1, text);
      t.is((await searchVisits(db, { text, locationIds: ['zgornja'], now })).length, 0, `${text} elsewhere`);
    }
    for (const text of ['%', '_', 'x', '041', ''])
      t.deepEqual(await searchVisits(db, { text, locationIds: null, now }), []);
  });
});

test('[R3.3] rules, days that differ and counters change what is open in the same commit', async (t) => {
  await withDatabase(async (db) => {
    const today = Date.now() as typeof now;
    const inAWeek = new Date(today + 7 * 86_400_000).toISOString().slice(0, 10);
    const { counter, service } = await makePlace(db, { rules: [], days: ['2026-01-01', '2026-01-01'] });
    const unit = { of: 'location', locationId: 'zgornja' } as const;
    const rule = {
      ...anyRule,
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      from: '08:00',
      to: '24:00',
      staffShare: 0.25,
      monthWeeks: [1, 2, 3, 4, 5],
    };
    await replaceOfficeRules(db, unit, [rule], today);
    t.deepEqual(await listOfficeRules(db, unit), [rule]);
    const slot = { counterId: counter, startsAt: local(`${inAWeek} 10:00`) };
    const ask = { services: [service], slot, channel: 'web' as const, now: today };
    t.is(await whyNot(db, ask), null);
    const closure = {
      scope: unit,
      kind: 'closed' as const,
      firstDay: inAWeek,
      lastDay: inAWeek,
      from: null,
      to: null,
      notice: { sl: 'Zaprto zaradi selitve.' },
      announcedFrom: '2026-01-01',
      note: '',
    };
    const id = await addOfficeException(db, closure);
    t.deepEqual(await whyNot(db, ask), { reason: 'closure', notice: closure.notice });
    t.deepEqual(await listOfficeExceptions(db, [unit], '2026-01-01'), [{ id, ...closure }]);
    t.like((await listAnnouncements(db, 'kraj', new Date(today).toISOString().slice(0, 10)))[0], {
      notice: closure.notice,
    });
    t.false(await removeOfficeException(db, id, { of: 'everywhere' }), 'not theirs');
    t.true(await removeOfficeException(db, id, unit));
    t.is(await whyNot(db, ask), null);
    await db('holiday').insert({ day: inAWeek, name: JSON.stringify({ sl: 'praznik' }), source: 'manual' });
    t.like(await whyNot(db, ask), { reason: 'holiday' });
    await db('holiday').delete();
    const second = await addCounter(db, {
      locationId: 'kraj',
      name: 'Okence 9',
      position: 9,
      floorNote: '',
      serviceIds: [service],
    });
    const there = { ...ask, slot: { ...slot, counterId: second } };
    t.is(await whyNot(db, there), null);
    t.true(await changeCounter(db, second, { name: 'Okence 10', position: 10, floorNote: 'klet', serviceIds: [] }));
    t.deepEqual(await whyNot(db, there), { reason: 'noCounter' });
    await closeCounter(db, counter, true);
    t.deepEqual(await whyNot(db, ask), { reason: 'noCounter' });
    t.is((await listCounters(db, { locationIds: ['kraj'] })).length, 1);
    const feed = await renewFeed(db, second);
    t.is((await findFeed(db, feed))?.name, 'Okence 10');
    await endFeed(db, second);
    t.is(await findFeed(db, feed), null);
    await replaceOfficeRules(db, unit, [], today);
    t.is(
      (await db('open_period').where('day', '>=', new Date(today + 86_400_000).toISOString().slice(0, 10))).length,
      0,
    );
  });
});
