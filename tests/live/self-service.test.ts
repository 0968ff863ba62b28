import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Knex } from 'knex';
import pino from 'pino';
import { defaultFlow } from '../../dialplan/default-flow.ts';
import type { CallFact, Fact } from '../../engine/core/facts.ts';
import type { Instant } from '../../engine/core/ids.ts';
import type { CalendarPort } from '../../engine/shell/calendar-port.ts';
import { loudness } from '../../main/demonstration/sound.ts';
import { placeCall } from '../../main/demonstration/test-phone.ts';
import { citizenCalendar } from '../../main/telephone/citizen-calendar.ts';
import { announceBy } from '../../messages/announce.ts';
import { readFigures } from '../../reports/figures.ts';
import { daysPeriod, localDateAt } from '../../reports/period.ts';
import { openVisitorLimits } from '../../web/security/visitor-limits.ts';
import { startWeb } from '../../web/start.ts';
import { until } from '../until.ts';
import { bookerAt, bookOne } from '../web/fixture/booker.ts';
import { type LiveLine, withLiveLine } from './live-line.ts';

const secret = 'a secret of forty characters for the test';
const callerNumber = '041123456';

/** As the program opens it, but on the test's own connections. */
const calendar = (db: Knex): CalendarPort =>
  citizenCalendar({
    db,
    announce: announceBy({ publicUrl: 'http://127.0.0.1', now: Date.now }),
    limits: openVisitorLimits(db, secret),
    now: () => Date.now() as Instant,
  });

/** Waits until the journal tells so many such facts. */
async function told(line: LiveLine, what: string, is: (fact: CallFact) => boolean, count = 1): Promise<void> {
  await until(what, async () => {
    const rows = await line.db('journal_event').select<{ facts: Fact[] }[]>('facts');
    const found = rows.flatMap(({ facts }) => facts.filter((fact) => 'callId' in fact && is(fact as CallFact)));
    return found.length >= count;
  });
}

/** A visit that somebody books on the web: its number, as the confirmation says it. */
async function bookedOnTheWeb(line: LiveLine, phone: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'uenarocanje-keys-'));
  const web = await startWeb({
    databaseUrl: line.databaseUrl,
    door: line.door,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    recording: { folder, keyFile: join(folder, 'recording.key') },
    promptSoundsFolder: join(folder, 'prompt-sounds'),
    sessionSecret: secret,
    mail: { smtpUrl: null, from: 'uenarocanje@example.si', reportsTo: [] },
    log: pino({ level: 'silent' }),
  });
  try {
    await bookOne(bookerAt(web), { telefon: phone });
    const [visit] = await line
      .db('appointment')
      .where({ state: 'booked' })
      .select<{ reference: string }[]>('reference');
    if (visit === undefined) throw new Error('Nothing was booked.');
    return visit.reference;
  } finally {
    await web.close();
    await rm(folder, { recursive: true });
  }
}

test('[R1.5] [R2.10] [R5.2] a caller hears the first free slots and cancels the visit that was booked on the web, by keys alone', async (t) => {
  await withLiveLine(
    async (line) => {
      const reference = await bookedOnTheWeb(line, '041 123 456');
      const call = await placeCall({ sip: line.asterisk.sip, from: callerNumber, to: '015551234' });
      const press = (digit: string) => call.media.press(digit);
      const left = (node: string, key: string | null) =>
        told(
          line,
          `${node} is left by ${key}`,
          (fact) => fact.type === 'FlowNodeLeft' && fact.node === node && fact.key === key,
        );
      const heard = (prompt: string) =>
        told(
          line,
          `${prompt} is heard`,
          (fact) => fact.type === 'PromptHeard' && fact.prompt === prompt && fact.complete,
        );
      const answered = (kind: string) =>
        until(`the calendar answers: ${kind}`, async () => {
          const rows = await line.db('journal_event').where({ type: 'CalendarAnswered' }).select('event');
          return rows.some(({ event }) => event.answer.kind === kind);
        });
      await left('consent', null);
      await press('1');
      await left('begin', '1');
      await press('3');
      await left('menu', '3');
      // The second service, and the first of the places: anywhere.
      await press('2');
      await left('freeSlots', '2');
      const before = call.media.heard().length;
      await press('1');
      await heard('freeSlotFirst');
      t.true(loudness(call.media.heard().subarray(before)) > 0.01, 'the slots were spoken');
      await told(line, 'the waiting time counts', (fact) => fact.type === 'SelfServed' && fact.kind === 'waitingTime');
      // Back to the places, to the services, to the menu.
      for (const times of [1, 2, 3]) {
        await press('#');
        if (times === 3) await left('freeSlots', '#');
      }
      await press('2');
      await left('menu', '2');
      await press('1');
      await left('change', '1');
      for (const digit of `${reference}3456`) await press(digit);
      await answered('visit');
      await press('1');
      await told(line, 'the visit is read aloud', (fact) => fact.type === 'PromptHeard' && fact.prompt === 'visitRead');
      t.is((await line.db('appointment').where({ reference }).first('state')).state, 'booked', 'one key is no order');
      await press('1');
      await told(line, 'it is cancelled', (fact) => fact.type === 'SelfServed' && fact.kind === 'cancelled');
      await call.hangUp();

      const [cdr] = await line.closedCalls(1);
      t.like(cdr, { outcome: 'selfServed', humanAnsweredAt: null, topic: 'ownVisit' });
      t.deepEqual(
        cdr?.selfServices?.map(({ kind }) => kind),
        ['waitingTime', 'cancelled'],
      );
      const [visit] = await line.db('appointment').where({ reference }).select('id', 'state');
      t.is(visit.state, 'cancelled');
      const [event] = await line.db('appointment_event').where({ appointment_id: visit.id, what: 'cancelled' });
      t.like(event, { channel: 'telephone', call_id: cdr?.callId });
      const mails = await line.db('message').where({ kind: 'bookingCancelled' }).select('channel');
      t.deepEqual([...new Set(mails.map(({ channel }) => channel))].sort(), ['email', 'sms']);
      const served = await line.db('call_self_service').orderBy('ordinal').select('kind', 'service_id');
      t.deepEqual(served, [
        { kind: 'waitingTime', service_id: 'potni-list' },
        { kind: 'cancelled', service_id: null },
      ]);
      const day = (daysFromNow: number) => localDateAt(Date.now() + daysFromNow * 86_400_000);
      const figures = await readFigures(line.db, daysPeriod(day(-1), day(1)));
      t.like(figures.outcomes, { selfServed: 1, abandoned: 0, residual: 0 });
      t.is(figures.services.waitingTimes.byKey, 1);
      t.is(figures.services.cancelled.telephone, 1);
      t.is(figures.services.booked.web, 1);
    },
    { flow: defaultFlow, calendar },
  );
});

test('[R1.5] [R9.2] a calendar that does not answer is said to be away, and the caller goes on to an agent', async (t) => {
  await withLiveLine(
    async (line) => {
      const call = await placeCall({ sip: line.asterisk.sip, from: callerNumber, to: '015551234' });
      await told(line, 'consent', (fact) => fact.type === 'FlowNodeLeft' && fact.node === 'consent');
      for (const digit of '1311') await call.media.press(digit);
      await told(
        line,
        'it can not be told',
        (fact) => fact.type === 'PromptHeard' && fact.prompt === 'freeSlotsUnknown' && fact.complete,
      );
      await call.media.press('0');
      await told(line, 'the caller waits', (fact) => fact.type === 'EntryQueued');
      await call.hangUp();
      const [cdr] = await line.closedCalls(1);
      t.is(cdr?.outcome, 'abandoned');
      t.is(cdr?.selfServices, undefined);
    },
    { flow: defaultFlow, calendar: () => ({ answer: () => new Promise(() => undefined) }) },
  );
});
