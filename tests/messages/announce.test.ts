import test from 'ava';
import type { Knex } from 'knex';
import type { Instant } from '../../engine/core/ids.ts';
import { announceBy } from '../../messages/announce.ts';
import { renderMessage } from '../../messages/render.ts';
import { sayWhen } from '../../messages/wording/times.ts';
import { cancelAppointment } from '../../sql/calendar/cancel-appointment.ts';
import { changeVisitor } from '../../sql/calendar/change-visitor.ts';
import { declineProposal, readProposal, settleCall } from '../../sql/calendar/evacuation.ts';
import { handOverHold } from '../../sql/calendar/hand-over.ts';
import { holdSlots } from '../../sql/calendar/hold-slots.ts';
import { openLink } from '../../sql/calendar/links.ts';
import { readAppointment } from '../../sql/calendar/read-appointment.ts';
import { swapAppointment } from '../../sql/calendar/swap-appointment.ts';
import { newToken } from '../../sql/calendar/token.ts';
import { joinWaitlist } from '../../sql/calendar/waitlist.ts';
import { citizen } from '../../sql/calendar/words.ts';
import type { MessageChannel, MessageKind, MessagePayloads } from '../../sql/messages/message.ts';
import { at, book, type Desk, sunday, visitor, withDesk } from '../sql/calendar/desk.ts';
import { proposeEvacuation } from '../sql/calendar/evacuation-fixture.ts';

const publicUrl = 'https://narocanje.example.si';

/** A desk whose deeds are really told. */
async function withTellingDesk(work: (db: Knex, desk: Desk) => Promise<void>): Promise<void> {
  await withDesk(async (db, desk) => {
    const announce = announceBy({ publicUrl, now: () => sunday });
    await work(db, { ...desk, deed: (now = sunday, actor = citizen) => ({ now, actor, announce }) });
  });
}

type Row = {
  kind: MessageKind;
  channel: MessageChannel;
  state: string;
  about: string;
  payload: MessagePayloads[MessageKind];
  notBefore: Instant;
  expiresAt: Instant | null;
};

const messages = (db: Knex): Promise<Row[]> =>
  db('message').orderBy(['created_at', 'kind', 'channel']).select({
    kind: 'kind',
    channel: 'channel',
    state: 'state',
    about: 'about',
    payload: 'payload',
    notBefore: 'not_before',
    expiresAt: 'expires_at',
  });

const textOf = ({ kind, channel, payload }: Row): string =>
  renderMessage({
    kind,
    channel,
    payload,
    language: 'sl',
    template: null,
    sender: { name: 'X', email: 'x@y.si' },
    to: null,
    now: 0,
  }).text;

const tokenIn = (text: string, end: string): string =>
  new RegExp(`/obisk/([A-Za-z0-9_-]+)${end}\\b`).exec(text)?.[1] ?? '';

test('[R4.5] a booking is told by mail and SMS, reminded of a day before, and its unit hears of it', async (t) => {
  await withTellingDesk(async (db, desk) => {
    await db('location').where({ id: 'zgornja' }).update({ notify_email: 'enota@example.si' });
    const said = { directions: JSON.stringify({ sl: 'Vhod z dvorišča.' }), email: 'kraj@example.si', phone: '' };
    await db('location').where({ id: 'kraj' }).update(said);
    const { visits } = await book(db, desk, at(desk.counter, '2026-03-05 09:00'));
    const [visit] = visits;
    const told = await messages(db);
    t.deepEqual(told.map(({ kind, channel }) => `${kind} ${channel}`).sort(), [
      'bookingConfirmed email',
      'bookingConfirmed sms',
      'reminder email',
      'reminder sms',
      'unitNotification email',
    ]);
    const reminder = told.find(({ kind }) => kind === 'reminder');
    t.is(reminder?.notBefore, (visit!.startsAt - 86_400_000) as Instant);
    t.is(reminder?.expiresAt, visit!.startsAt);
    const text = textOf(told.find(({ kind, channel }) => kind === 'bookingConfirmed' && channel === 'email')!);
    t.regex(text, /Kdaj: četrtek, 5\. 3\. 2026, ob 9\.00\nKje: Upravna enota Zgornja, Krajevni urad/);
    t.regex(text, /Kako do nas: Vhod z dvorišča\.\nStik: kraj@example\.si\n/);
    for (const [end, purpose] of [
      ['', 'view'],
      ['/odpoved', 'cancel'],
      ['/prestavitev', 'move'],
    ] as const) {
      t.truthy(await openLink(db, tokenIn(text, end), purpose, sunday), purpose);
    }
    t.regex(textOf(told.find(({ kind }) => kind === 'unitNotification')!), /Ime in priimek: Žiga Čuček/);
  });
});

test('[R4.5] a change and a cancellation take the reminder back, and say what is no more', async (t) => {
  await withTellingDesk(async (db, desk) => {
    const { counter, deed } = desk;
    const { visits } = await book(db, desk, at(counter, '2026-03-05 09:00'));
    const { appointmentId } = visits[0]!;
    await swapAppointment(db, deed(), { appointmentId, to: at(counter, '2026-03-06 10:00') });
    const reminders = async () =>
      (await messages(db))
        .filter(({ kind }) => kind === 'reminder')
        .map(({ state }) => state)
        .sort();
    t.deepEqual(await reminders(), ['queued', 'queued', 'withdrawn', 'withdrawn']);
    const moved = (await messages(db)).find(({ kind, channel }) => kind === 'bookingMoved' && channel === 'email')!;
    t.regex(textOf(moved), /svoj termin ste uspešno prestavili\. Prejšnji termin \(5\. 3\. 2026 ob 9\.00, /);
    await cancelAppointment(db, deed(), appointmentId);
    t.deepEqual(await reminders(), ['withdrawn', 'withdrawn', 'withdrawn', 'withdrawn']);
    const cancelled = (await messages(db)).find(({ kind }) => kind === 'bookingCancelled');
    t.regex(textOf(cancelled!), /petek, 6\. 3\. 2026, ob 10\.00/);
  });
});

test('[R4.5] reminders go where the visitor is reached now, and tell of all visits of a day at once', async (t) => {
  await withTellingDesk(async (db, desk) => {
    const { counter, counters, deed } = desk;
    const { visits } = await book(
      db,
      desk,
      at(counter, '2026-03-05 09:00'),
      at(counters[1]!, '2026-03-05 09:00'),
      at(counter, '2026-03-06 09:00'),
    );
    const [first, second] = visits;
    const reminders = async () =>
      (await messages(db))
        .filter(({ kind, state }) => kind === 'reminder' && state === 'queued')
        .map(({ channel, about, notBefore, payload }) => ({
          channel,
          about,
          notBefore,
          count: (payload as MessagePayloads['reminder']).visits.length,
        }));
    const dayBefore = first!.startsAt - 86_400_000;
    t.deepEqual((await reminders()).map(({ channel, count }) => `${channel} ${count}`).sort(), [
      'email 1',
      'email 2',
      'sms 1',
      'sms 2',
    ]);
    const bookingId = (await readAppointment(db, first!.appointmentId))!.bookingId;
    const clerk = { channel: 'clerk' as const, userId: 'uradnik', callId: null };
    for (const email of ['nova@example.si', 'druga@example.si']) {
      await changeVisitor(db, deed(sunday, clerk), { bookingId, visitor: { ...visitor, email, phone: null } });
    }
    t.deepEqual((await reminders()).map(({ channel, count }) => `${channel} ${count}`).sort(), ['email 1', 'email 2']);
    await cancelAppointment(db, deed(), first!.appointmentId);
    const left = (await reminders()).find(({ notBefore }) => notBefore === dayBefore);
    t.like(left, { about: `appointment:${second!.appointmentId}`, count: 1 });
    await swapAppointment(db, deed(), { appointmentId: second!.appointmentId, to: at(counter, '2026-03-06 10:00') });
    t.deepEqual(
      (await reminders()).map(({ channel, count }) => `${channel} ${count}`),
      ['email 2'],
    );
  });
});

test('[R4.5] visits of a day at two places are reminded of apart, each with its own place', async (t) => {
  await withTellingDesk(async (db, desk) => {
    const { counter, counters } = desk;
    await db('counter').where({ id: counters[1]! }).update({ location_id: 'zgornja' });
    const slots = [
      at(counter, '2026-03-05 09:00'),
      at(counters[1]!, '2026-03-05 10:00'),
      at(counter, '2026-03-05 11:00'),
    ];
    const { visits } = await book(db, desk, ...slots);
    const places = async () =>
      (await messages(db))
        .flatMap((row) => {
          if (row.kind !== 'reminder' || row.state !== 'queued' || row.channel !== 'sms') return [];
          const told = (row.payload as MessagePayloads['reminder']).visits;
          return [{ notBefore: row.notBefore, told: told.map(({ locationName }) => locationName), text: textOf(row) }];
        })
        .sort((one, other) => one.notBefore - other.notBefore);
    const expected = [
      ['Upravna enota Zgornja, Krajevni urad', 'Upravna enota Zgornja, Krajevni urad'],
      ['Upravna enota Zgornja'],
    ];
    const booked = await places();
    t.deepEqual(
      booked.map(({ told }) => told),
      expected,
    );
    t.regex(booked[0]?.text ?? '', /Krajevni urad/);
    t.notRegex(booked[1]?.text ?? '', /Krajevni urad/);
    // Planned anew it is the same.
    await cancelAppointment(db, desk.deed(), visits[2]!.appointmentId);
    t.deepEqual(
      (await places()).map(({ told }) => told),
      [expected[0]!.slice(1), expected[1]!],
    );
  });
});

test('[R3.9] [R4.5] who was called and keeps the visit is reminded of it; of what can not stay nobody is', async (t) => {
  await withTellingDesk(async (db, desk) => {
    const { counter, deed } = desk;
    const { visits } = await book(db, desk, at(counter, '2026-03-20 09:00'), at(counter, '2026-03-20 09:30'));
    const [{ appointmentId }, stays] = visits as [(typeof visits)[0] & object, (typeof visits)[0] & object];
    const reminded = async () =>
      (await messages(db)).flatMap(({ kind, state, channel, payload }) =>
        kind === 'reminder' && state === 'queued' && channel === 'sms'
          ? [(payload as MessagePayloads['reminder']).visits.map(({ startsAt }) => startsAt)]
          : [],
      );
    t.deepEqual(await reminded(), [visits.map(({ startsAt }) => startsAt)]);
    const manager = { channel: 'clerk' as const, userId: 'upravljalec', callId: null };
    const ask = { appointmentIds: [appointmentId], note: '' };
    const { evacuationId } = await proposeEvacuation(db, deed(sunday, manager), ask);
    t.deepEqual(await reminded(), [[stays.startsAt]]);
    await declineProposal(db, appointmentId);
    t.true(await settleCall(db, deed(sunday, manager), { evacuationId, appointmentId }, 'keeps'));
    t.deepEqual(await reminded(), [visits.map(({ startsAt }) => startsAt)]);
  });
});

test('[R3.9] an agent’s hold goes to the citizen as a link that ends with it', async (t) => {
  await withTellingDesk(async (db, { counter, service, deed }) => {
    const key = newToken();
    const agent = { channel: 'agent' as const, userId: 'agent1', callId: 'call-1' };
    const slots = [at(counter, '2026-03-05 09:00')];
    await holdSlots(db, deed(sunday, agent), { key, services: [service], slots, language: 'sl' });
    const handed = await handOverHold(db, deed(sunday, agent), { key, visitor });
    if (handed === 'ended') return t.fail();
    const told = await messages(db);
    t.deepEqual(
      told.map(({ kind, channel }) => `${kind} ${channel}`),
      ['handOver email', 'handOver sms'],
    );
    const text = textOf(told[0]!);
    t.regex(text, /za vas hranimo termin do 1\. 3\. 2026 do 13\.00/);
    t.regex(text, /Storitev: Osebna izkaznica/);
    t.notRegex(text, /Številka naročila/);
    t.is(told[0]?.expiresAt, handed.expiresAt);
    t.truthy(await openLink(db, tokenIn(text, '/dokoncanje'), 'complete', sunday));
  });
});

test('[R4.5] freed time is told to who waits for it, and a visit that can not be is told with what instead', async (t) => {
  await withTellingDesk(async (db, desk) => {
    const { counter, deed } = desk;
    const early = (await book(db, desk, at(counter, '2026-03-05 09:00'))).visits[0]!;
    const late = (await book(db, desk, at(counter, '2026-03-20 09:00'))).visits[0]!;
    const wish = {
      locationIds: ['kraj'],
      firstDay: null,
      lastDay: null,
      weekdays: null,
      from: null,
      to: null,
      noticeDays: 0,
      withinKm: null,
    };
    await joinWaitlist(db, deed(), late.appointmentId, wish);
    const joined = (await messages(db)).find(({ kind, channel }) => kind === 'waitlistJoined' && channel === 'email')!;
    t.regex(textOf(joined), /pred 20\. 3\. 2026 ob 9\.00/);
    t.truthy(await openLink(db, tokenIn(textOf(joined), '/prej'), 'view', sunday));
    await cancelAppointment(db, deed(), early.appointmentId);
    const offered = (await messages(db)).find(({ kind, channel }) => kind === 'waitlistOffer' && channel === 'email')!;
    t.is(offered.about, `appointment:${late.appointmentId}`);
    t.regex(
      textOf(offered),
      /zgodnejši od vašega \(20\. 3\. 2026 ob 9\.00\)\. Ponudba velja do 1\. 3\. 2026 do 14\.00/,
    );
    t.regex(textOf(offered), /Kdaj: četrtek, 5\. 3\. 2026, ob 9\.00/);
    t.truthy(await openLink(db, tokenIn(textOf(offered), '/ponudba'), 'waitlistOffer', sunday));

    const manager = { channel: 'clerk' as const, userId: 'upravljalec', callId: null };
    const { proposed } = await proposeEvacuation(db, deed(sunday, manager), {
      appointmentIds: [late.appointmentId],
      note: '',
    });
    t.deepEqual(proposed, [late.appointmentId]);
    const proposal = (await messages(db)).find(
      ({ kind, channel }) => kind === 'evacuationProposal' && channel === 'email',
    )!;
    t.regex(
      textOf(proposal),
      /vaš termin 20\. 3\. 2026 ob 9\.00 \(Upravna enota Zgornja, Krajevni urad\) žal odpade\. Predlagamo vam drugega:/,
    );
    t.truthy(await openLink(db, tokenIn(textOf(proposal), '/sprememba'), 'evacuation', sunday));
    t.truthy(await openLink(db, tokenIn(textOf(proposal), '/prestavitev'), 'move', sunday));
    // Who gave only a mobile number reads what is proposed, and confirms it by the one link.
    const short = textOf(
      (await messages(db)).find(({ kind, channel }) => kind === 'evacuationProposal' && channel === 'sms')!,
    );
    const where = (await readProposal(db, late.appointmentId, sunday))!;
    t.true(short.includes(sayWhen(where.startsAt!, 'sl')), short);
    t.regex(short, /Predlagamo .*, Upravna enota Zgornja, Krajevni urad\./);
    t.truthy(await openLink(db, tokenIn(short, '/sprememba'), 'evacuation', sunday));
    t.is(short.match(/https:/g)?.length, 1);
  });
});
