import test from 'ava';
import { instant } from '../../../engine/core/ids.ts';
import { keepCalendar } from '../../../reports/keep-calendar.ts';
import { countFreeDays } from '../../../sql/calendar/count-free-days.ts';
import { listCounters } from '../../../sql/calendar/counters.ts';
import { firstFreeSlots } from '../../../sql/calendar/first-free-slots.ts';
import { listHolidays } from '../../../sql/calendar/holidays.ts';
import { listOfficeRules } from '../../../sql/calendar/office-rules.ts';
import { listServices } from '../../../sql/calendar/services.ts';
import type { ServiceId } from '../../../sql/calendar/words.ts';
import { listPlaces } from '../../../sql/places/place.ts';
import { withDatabase } from '../../database.ts';
import { loadTestSample } from '../sample-fixture.ts';

test('[R3.1] [R3.2] [R3.6] a fresh installation has places, counters, services and something to book', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    // The sample's own moment is a Monday, 23 November 2026, 8:00.
    const now = instant(Date.UTC(2026, 10, 23, 7));
    const places = await listPlaces(db);
    t.deepEqual(
      places.map(({ id, unitId }) => `${unitId}/${id}`),
      [
        'litija/litija',
        'litija/gabrovka',
        'ljubljana/ljubljana',
        'ljubljana/medvode',
        'ljubljana/skofljica',
        'logatec/logatec',
        'logatec/rovte',
      ],
    );
    t.true(places.every(({ counters, latitude }) => counters > 0 && latitude !== null));
    const services = await listServices(db);
    t.true(services.length >= 10);
    t.true(services.every(({ name, documents }) => name.en && name.it && name.hu && (documents.sl?.length ?? 0) > 0));
    t.deepEqual(services.find(({ id }) => id === 'potni-list')?.together, ['osebna-izkaznica' as ServiceId]);
    t.is((await listCounters(db, { locationIds: ['ljubljana'] })).length, 6);
    t.like((await listOfficeRules(db, { of: 'location', locationId: 'rovte' }))[0], {
      from: '08:00',
      to: '12:00',
      monthWeeks: [2, 4],
    });
    for (const { id } of services) {
      const firsts = await firstFreeSlots(db, { services: [id], channel: 'web', now });
      t.true(firsts.length >= 1, id);
      t.true(firsts.every(({ waitingDays }) => waitingDays <= 31));
    }
    const together = await firstFreeSlots(db, {
      services: ['osebna-izkaznica' as ServiceId, 'potni-list' as ServiceId],
      channel: 'web',
      now,
    });
    t.deepEqual([...new Set(together.map(({ minutes }) => minutes))], [30]);
  });
});

test('[R3.3] public holidays of three years stand in the calendar, close it, and stay one-off days of people', async (t) => {
  await withDatabase(async (db) => {
    await loadTestSample(db);
    const now = instant(Date.UTC(2026, 10, 23, 7));
    const christmas = {
      services: ['potni-list' as ServiceId],
      locationId: 'litija',
      firstDay: '2026-12-25',
      lastDay: '2026-12-25',
      channel: 'web' as const,
      now,
    };
    t.true((await countFreeDays(db, christmas))[0]?.open);
    t.like(await keepCalendar(db, now), { holidaysChanged: true, openUntil: '2027-03-24' });
    t.like(await keepCalendar(db, now), { holidaysChanged: false, openUntil: '2027-03-24' });
    t.false((await countFreeDays(db, christmas))[0]?.open);
    t.like((await listHolidays(db, '2028-12-25', '2028-12-25'))[0], {
      name: { sl: 'božič', en: 'Christmas Day' },
      source: 'law',
    });
  });
});
