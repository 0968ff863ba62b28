import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { OpeningHours } from '../../dialplan/opening-hours.ts';
import {
  lineState,
  localDate,
  localDayBounds,
  localTime,
  quarterOfHour,
  seedOpeningHours,
} from '../../dialplan/opening-hours.ts';

const zone = 'Europe/Ljubljana';

/** "2026-12-24 17:59" in Ljubljana; "2026-10-25 02:30+01:00" names one of two. */
function at(text: string): number {
  const iso = text.replace(' ', 'T');
  if (/[+]\d{2}:\d{2}$/.test(text)) return Temporal.Instant.from(iso).epochMilliseconds;
  return Temporal.PlainDateTime.from(iso).toZonedDateTime(zone, { disambiguation: 'reject' }).epochMilliseconds;
}

function wall(moment: number | null): string | null {
  if (moment === null) return null;
  return Temporal.Instant.fromEpochMilliseconds(moment)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'minute' })
    .replace('T', ' ');
}

function told(hours: OpeningHours, moment: number): string {
  const state = lineState(hours, moment);
  return state.open ? `open until ${wall(state.changesAt)}` : `closed by ${state.reason} until ${wall(state.opensAt)}`;
}

const everyDay = (from: string, to: string): OpeningHours => ({
  timeZone: zone,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to })),
  holidaysOf: null,
  exceptions: [],
});

const week: readonly (readonly [when: string, what: string])[] = [
  ['2026-11-16 07:59:59.999', 'closed by hours until 2026-11-16 08:00+01:00'],
  ['2026-11-16 08:00', 'open until 2026-11-16 18:00+01:00'],
  ['2026-11-16 17:59:59.999', 'open until 2026-11-16 18:00+01:00'],
  ['2026-11-16 18:00', 'closed by hours until 2026-11-17 08:00+01:00'],
  ['2026-11-17 17:59', 'open until 2026-11-17 18:00+01:00'],
  ['2026-11-18 18:30', 'open until 2026-11-18 19:00+01:00'],
  ['2026-11-18 19:00', 'closed by hours until 2026-11-19 08:00+01:00'],
  ['2026-11-19 18:00', 'closed by hours until 2026-11-20 08:00+01:00'],
  ['2026-11-20 13:59', 'open until 2026-11-20 14:00+01:00'],
  ['2026-11-20 14:00', 'closed by hours until 2026-11-23 08:00+01:00'],
  ['2026-11-21 12:00', 'closed by hours until 2026-11-23 08:00+01:00'],
  ['2026-11-22 23:59', 'closed by hours until 2026-11-23 08:00+01:00'],
];

for (const [when, what] of week) {
  test(`[R1.6] the seed's week: ${when} is ${what}`, (t) => {
    t.is(told(seedOpeningHours, at(when)), what);
  });
}

/** Public holidays, and days that are remembered but worked. */
const holidays: readonly (readonly [when: string, what: string])[] = [
  ['2025-12-24 19:00', 'closed by hours until 2025-12-29 08:00+01:00'],
  ['2025-12-25 09:00', 'closed by holiday until 2025-12-29 08:00+01:00'],
  ['2025-12-26 09:00', 'closed by holiday until 2025-12-29 08:00+01:00'],
  ['2025-12-31 18:59', 'open until 2025-12-31 19:00+01:00'],
  ['2025-12-31 19:00', 'closed by hours until 2026-01-05 08:00+01:00'],
  ['2026-01-01 00:00', 'closed by holiday until 2026-01-05 08:00+01:00'],
  ['2026-01-02 10:00', 'closed by holiday until 2026-01-05 08:00+01:00'],
  ['2027-02-08 10:00', 'closed by holiday until 2027-02-09 08:00+01:00'],
  ['2026-04-03 14:00', 'closed by hours until 2026-04-07 08:00+02:00'],
  ['2026-04-05 10:00', 'closed by holiday until 2026-04-07 08:00+02:00'],
  ['2026-04-06 10:00', 'closed by holiday until 2026-04-07 08:00+02:00'],
  ['2026-04-27 10:00', 'closed by holiday until 2026-04-28 08:00+02:00'],
  ['2026-04-30 18:00', 'closed by hours until 2026-05-04 08:00+02:00'],
  ['2026-05-01 10:00', 'closed by holiday until 2026-05-04 08:00+02:00'],
  ['2028-05-02 10:00', 'closed by holiday until 2028-05-03 08:00+02:00'],
  ['2026-06-25 10:00', 'closed by holiday until 2026-06-26 08:00+02:00'],
  ['2025-08-15 10:00', 'closed by holiday until 2025-08-18 08:00+02:00'],
  ['2025-10-31 10:00', 'closed by holiday until 2025-11-03 08:00+01:00'],
  ['2024-11-01 10:00', 'closed by holiday until 2024-11-04 08:00+01:00'],
  ['2026-09-15 10:00', 'open until 2026-09-15 18:00+02:00'],
  ['2026-11-23 10:00', 'open until 2026-11-23 18:00+01:00'],
  ['2026-12-24 17:59', 'open until 2026-12-24 18:00+01:00'],
];

for (const [when, what] of holidays) {
  test(`[R1.6] Slovene holidays: ${when} is ${what}`, (t) => {
    t.is(told(seedOpeningHours, at(when)), what);
  });
}

test('[R1.6] closed on each public holiday of 2026 and open on the worked days around them', (t) => {
  const closed: string[] = [];
  for (let day = Temporal.PlainDate.from('2026-01-01'); day.year === 2026; day = day.add({ days: 1 })) {
    const state = lineState(seedOpeningHours, at(`${day} 09:00`));
    if (!state.open && state.reason === 'holiday') closed.push(day.toString().slice(5));
    t.is(state.open, day.dayOfWeek <= 5 && !closed.includes(day.toString().slice(5)), day.toString());
  }
  t.deepEqual(closed, [
    '01-01',
    '01-02',
    '02-08',
    '04-05',
    '04-06',
    '04-27',
    '05-01',
    '05-02',
    '05-24',
    '06-25',
    '08-15',
    '10-31',
    '11-01',
    '12-25',
    '12-26',
  ]);
});

test('[R1.6] an exception closes a working day, shortens one, and opens on a holiday', (t) => {
  const hours: OpeningHours = {
    ...seedOpeningHours,
    exceptions: [
      { date: '2026-12-24', periods: [{ from: '08:00', to: '12:00' }], note: 'božični večer' },
      {
        date: '2026-12-25',
        periods: [
          { from: '16:00', to: '17:00' },
          { from: '09:00', to: '11:00' },
        ],
        note: 'dežurstvo',
      },
      { date: '2026-12-28', periods: [], note: 'selitev' },
    ],
  };
  const table: readonly (readonly [string, string])[] = [
    ['2026-12-24 11:59', 'open until 2026-12-24 12:00+01:00'],
    ['2026-12-24 12:00', 'closed by exception until 2026-12-25 09:00+01:00'],
    ['2026-12-25 09:00', 'open until 2026-12-25 11:00+01:00'],
    ['2026-12-25 11:00', 'closed by exception until 2026-12-25 16:00+01:00'],
    ['2026-12-25 17:00', 'closed by exception until 2026-12-29 08:00+01:00'],
    ['2026-12-26 10:00', 'closed by holiday until 2026-12-29 08:00+01:00'],
    ['2026-12-28 10:00', 'closed by exception until 2026-12-29 08:00+01:00'],
  ];
  for (const [when, what] of table) t.is(told(hours, at(when)), what, when);
});

test('[R1.6] a one-off work-free day (14 August 2023) is closed by its exception', (t) => {
  const hours = { ...seedOpeningHours, exceptions: [{ date: '2023-08-14', periods: [], note: 'dan solidarnosti' }] };
  t.is(told(hours, at('2023-08-14 10:00')), 'closed by exception until 2023-08-16 08:00+02:00');
});

/** 2026-03-29: 02:00 to 03:00 is skipped. 2026-10-25: 02:00 to 03:00 comes twice. */
const clockChanges: readonly (readonly [from: string, to: string, when: string, what: string])[] = [
  ['01:00', '04:00', '2026-03-29 01:59', 'open until 2026-03-29 04:00+02:00'],
  ['01:00', '02:30', '2026-03-29 01:30', 'open until 2026-03-29 03:00+02:00'],
  ['02:30', '05:00', '2026-03-29 01:59', 'closed by hours until 2026-03-29 03:00+02:00'],
  ['02:10', '02:50', '2026-03-29 01:00', 'closed by hours until 2026-03-30 02:10+02:00'],
  ['08:00', '18:00', '2026-03-28 18:00', 'closed by hours until 2026-03-29 08:00+02:00'],
  ['01:00', '04:00', '2026-10-25 01:00', 'open until 2026-10-25 04:00+01:00'],
  ['01:00', '02:30', '2026-10-25 01:00', 'open until 2026-10-25 02:30+01:00'],
  ['02:30', '05:00', '2026-10-25 02:00+02:00', 'closed by hours until 2026-10-25 02:30+02:00'],
  ['02:30', '05:00', '2026-10-25 02:15+01:00', 'open until 2026-10-25 05:00+01:00'],
  ['08:00', '18:00', '2026-10-24 18:00', 'closed by hours until 2026-10-25 08:00+01:00'],
];

for (const [from, to, when, what] of clockChanges) {
  test(`[R1.6] the clock changes: open ${from} to ${to}, ${when} is ${what}`, (t) => {
    t.is(told(everyDay(from, to), at(when)), what);
  });
}

test('[R1.6] hours to 24:00 and from 00:00 are one stretch; open always has no end', (t) => {
  const weekend: OpeningHours = {
    ...everyDay('00:00', '24:00'),
    weekly: [
      { weekday: 5, from: '22:00', to: '24:00' },
      { weekday: 6, from: '00:00', to: '24:00' },
      { weekday: 7, from: '00:00', to: '06:00' },
    ],
  };
  t.is(told(weekend, at('2026-10-23 22:00')), 'open until 2026-10-25 06:00+01:00');
  t.deepEqual(lineState(everyDay('00:00', '24:00'), at('2026-11-21 12:00')), { open: true, changesAt: null });
});

test('[R1.6] an opening more than a year ahead is not known', (t) => {
  const moment = at('2026-11-21 12:00');
  t.deepEqual(lineState({ ...seedOpeningHours, weekly: [] }, moment), { open: false, reason: 'hours', opensAt: null });
  const once = (date: string): OpeningHours => ({
    ...seedOpeningHours,
    weekly: [],
    exceptions: [{ date, periods: [{ from: '08:00', to: '09:00' }], note: '' }],
  });
  t.is(told(once('2027-11-22'), moment), 'closed by hours until 2027-11-22 08:00+01:00');
  t.is(told(once('2027-11-23'), moment), 'closed by hours until null');
});

test('[R1.6] local days, times and quarters, on both nights too', (t) => {
  t.is(localDate(zone, at('2026-11-21 00:00')), '2026-11-21');
  t.is(localDate(zone, at('2026-11-21 00:00') - 1), '2026-11-20');
  t.is(localTime(zone, at('2026-11-21 08:29:59')), '08:29');
  t.is(quarterOfHour(zone, at('2026-11-21 08:29:59')), '08:15');
  t.is(quarterOfHour(zone, at('2026-11-21 08:30')), '08:30');
  t.is(localTime(zone, at('2026-03-29 01:59') + 60_000), '03:00');
  t.is(localTime(zone, at('2026-10-25 02:45+02:00')), '02:45');
  t.is(quarterOfHour(zone, at('2026-10-25 02:59+01:00')), '02:45');
  const hoursLong = (date: string) => {
    const bounds = localDayBounds(zone, at(`${date} 12:00`));
    t.is(localTime(zone, bounds.startsAt), '00:00');
    t.is(localDate(zone, bounds.endsAt - 1), date);
    return (bounds.endsAt - bounds.startsAt) / 3_600_000;
  };
  t.deepEqual(['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26'].map(hoursLong), [24, 23, 25, 24]);
});

const minuteOfDay = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  const minutes = quarter * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
const period = fc
  .tuple(minuteOfDay, minuteOfDay)
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from, to }));
const firstDay = Temporal.PlainDate.from('2026-01-01');
const anyHours: fc.Arbitrary<OpeningHours> = fc.record({
  timeZone: fc.constantFrom(zone, 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  weekly: fc.array(
    fc.tuple(fc.integer({ min: 1, max: 7 }), period).map(([weekday, times]) => ({ weekday, ...times })),
    { maxLength: 6 },
  ),
  holidaysOf: fc.constantFrom('SI' as const, null),
  exceptions: fc.uniqueArray(
    fc.record({
      date: fc.integer({ min: 0, max: 400 }).map((days) => firstDay.add({ days }).toString()),
      periods: fc.array(period, { maxLength: 2 }),
      note: fc.constant(''),
    }),
    { maxLength: 8, selector: (exception) => exception.date },
  ),
});
const anyMoment: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: at('2026-01-01 00:00'), max: at('2027-01-10 00:00') }),
  fc.integer({ min: at('2026-03-28 12:00'), max: at('2026-03-30 12:00') }),
  fc.integer({ min: at('2026-10-24 12:00'), max: at('2026-10-26 12:00') }),
);

test('[R1.6] law: the line changes at the instant told, not a millisecond sooner, and not before it', (t) => {
  fc.assert(
    fc.property(anyHours, anyMoment, fc.double({ min: 0, max: 1, noNaN: true }), (hours, moment, share) => {
      const now = lineState(hours, moment);
      const change = now.open ? now.changesAt : now.opensAt;
      if (change === null) return;
      if (change <= moment) throw new Error('the change is not ahead');
      const between = Math.floor(moment + (change - 1 - moment) * share);
      for (const [when, open] of [
        [change, !now.open],
        [change - 1, now.open],
        [between, now.open],
      ] as const) {
        if (lineState(hours, when).open !== open) throw new Error(`expected ${open ? 'open' : 'closed'} at ${when}`);
      }
    }),
    { numRuns: 500 },
  );
  t.pass();
});

test('[R1.6] law: away from clock changes the wall clock alone decides', (t) => {
  fc.assert(
    fc.property(anyHours, anyMoment, (hours, moment) => {
      const bounds = localDayBounds(hours.timeZone, moment);
      if (bounds.endsAt - bounds.startsAt !== 86_400_000 || hours.holidaysOf !== null) return;
      const there = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(hours.timeZone);
      const time = there.toPlainTime().toString().slice(0, 5);
      const exception = hours.exceptions.find((one) => one.date === there.toPlainDate().toString());
      const periods = exception?.periods ?? hours.weekly.filter((rule) => rule.weekday === there.dayOfWeek);
      const expected = periods.some((one) => one.from <= time && time < one.to);
      if (lineState(hours, moment).open !== expected) throw new Error(`expected ${expected}`);
    }),
    { numRuns: 500 },
  );
  t.pass();
});

test('[R1.6] law: what is remembered does not change what is told', (t) => {
  fc.assert(
    fc.property(anyHours, fc.array(anyMoment, { minLength: 1, maxLength: 20 }), (hours, moments) => {
      const warm = moments.map((moment) => lineState(hours, moment));
      const cold = moments.map((moment) => lineState(structuredClone(hours), moment));
      t.deepEqual(warm, cold);
    }),
    { numRuns: 50 },
  );
});

test('[R1.6] law: the time zone of the machine does not matter', (t) => {
  const modules = ['../../dialplan/opening-hours.ts'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const script = `
    const { lineState, localTime, localDate, seedOpeningHours } = await import(${JSON.stringify(modules[0])});
    const from = ${at('2025-12-20 00:00')};
    const told = [];
    for (let hour = 0; hour < 24 * 400; hour += 1) {
      const at = from + hour * 3600000;
      told.push([lineState(seedOpeningHours, at), localDate('${zone}', at), localTime('${zone}', at)]);
    }
    const { createHash } = await import('node:crypto');
    process.stdout.write(createHash('sha256').update(JSON.stringify(told)).digest('hex'));`;
  const told = ['Europe/Ljubljana', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((TZ) =>
    execFileSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }),
  );
  t.regex(told[0] ?? '', /^[0-9a-f]{64}$/);
  t.deepEqual(new Set(told).size, 1);
});
