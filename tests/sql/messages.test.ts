import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { claimMessage } from '../../sql/messages/claim-message.ts';
import { enqueueMessage } from '../../sql/messages/enqueue-message.ts';
import { eraseRecipients } from '../../sql/messages/erase-recipients.ts';
import { exportRecipient } from '../../sql/messages/export-recipient.ts';
import { forgetMessages } from '../../sql/messages/forget-messages.ts';
import { jobKeyOf } from '../../sql/messages/message.ts';
import { saveRecipient } from '../../sql/messages/save-recipient.ts';
import { settleFailure, settleSent } from '../../sql/messages/settle-message.ts';
import { withdrawMessages } from '../../sql/messages/withdraw-messages.ts';
import { withDatabase } from '../database.ts';
import { jobKeys, putMessage, recipientId, visit } from './message-fixture.ts';

test('[R4.5] a message and its job stand with the deed, and neither without it', async (t) => {
  await withDatabase(async (db) => {
    const undone = db.transaction(async (trx) => {
      await putMessage(trx);
      throw new Error('the booking did not come about');
    });
    await t.throwsAsync(undone, { message: /did not come about/ });
    t.deepEqual(await db('message').pluck('id'), []);
    t.deepEqual(await jobKeys(db), []);
    const id = await db.transaction((trx) => putMessage(trx));
    t.deepEqual(await db('message').pluck('state'), ['queued']);
    t.deepEqual(await jobKeys(db), [jobKeyOf(id)]);
    const [job] = (await db.raw('select payload from graphile_worker._private_jobs')).rows;
    t.deepEqual(job.payload, { id });
  });
});

test('[R4.5] the same deed told twice, or by two at once, is told once', async (t) => {
  await withDatabase(async (db) => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => putMessage(db, { dedupeKey: 'confirmed:1:email' })));
    t.is(new Set(ids).size, 1);
    t.is((await db('message').pluck('id')).length, 1);
    t.is((await jobKeys(db)).length, 1);
  });
});

test('[R4.5] the job of a message is found among thousands by its key, also when there were none at first', async (t) => {
  await withDatabase(async (db) => {
    // One connection, whose plans were made while the queue was known to be empty.
    const jobs = 'graphile_worker._private_jobs';
    await db.raw(`vacuum analyze ${jobs}`);
    await db.transaction(async (trx) => {
      for (let time = 0; time < 12; time += 1) await putMessage(trx, { about: `appointment:${time}` });
      await trx.raw(
        `select count(graphile_worker.add_job('sendMessage', job_key => 'other:' || n)) from generate_series(1, 3000) as n`,
      );
      const read = async (): Promise<number> => {
        const { rows } = await trx.raw(`select pg_stat_get_xact_tuples_returned(cast(? as regclass)) as read`, [jobs]);
        return rows[0].read;
      };
      const before = await read();
      for (let time = 0; time < 12; time += 1) await putMessage(trx, { about: `appointment:${100 + time}` });
      for (let time = 0; time < 12; time += 1) await withdrawMessages(trx, `appointment:${time}`);
      t.true((await read()) - before < 1000, `${(await read()) - before} rows were read`);
    });
  });
});

test('[R4.5] a cancelled visit takes its reminder back, job and secrets too, and leaves what was sent', async (t) => {
  await withDatabase(async (db) => {
    const confirmation = await putMessage(db);
    await db('message').where({ id: confirmation }).update({ state: 'sent', sent_at: db.fn.now() });
    const reminder = await putMessage(db, { kind: 'reminder', notBefore: instant(Date.parse('2027-03-04T08:30:00Z')) });
    await putMessage(db, { kind: 'reminder', about: 'appointment:2' });
    t.is(await db.transaction((trx) => withdrawMessages(trx, 'appointment:1', ['reminder'])), 1);
    t.is((await db('message').where({ id: reminder }).first('state')).state, 'withdrawn');
    t.false((await jobKeys(db)).includes(jobKeyOf(reminder)));
    const { payload } = await db('message').where({ id: reminder }).first('payload');
    t.false(JSON.stringify(payload).includes('skrivnost'));
    t.is(payload.visits[0].serviceName, visit.serviceName);
    t.is(await db.transaction((trx) => withdrawMessages(trx, 'appointment:1')), 0);
    t.is((await db('message').where({ id: confirmation }).first('state')).state, 'sent');
  });
});

test('[R9.3] who is erased leaves no address and no words, and gets nothing any more; the count stays', async (t) => {
  await withDatabase(async (db) => {
    await putMessage(db);
    const sent = await putMessage(db, { dedupeKey: 'sent' });
    await db('message')
      .where({ id: sent })
      .update({ state: 'sent', sent_at: db.fn.now(), rendered: { subject: 'x' } });
    t.is((await exportRecipient(db, recipientId))?.messages.length, 2);
    t.false(JSON.stringify(await exportRecipient(db, recipientId)).includes('skrivnost'));
    t.is(await db.transaction((trx) => eraseRecipients(trx, { recipientIds: [recipientId], about: [] })), 2);
    t.deepEqual(await jobKeys(db), []);
    t.deepEqual((await db('message').orderBy('state').pluck('state')).sort(), ['sent', 'withdrawn']);
    const everything = JSON.stringify([await db('message'), await db('message_recipient')]);
    for (const word of ['example.si', '40123456', 'Osebna']) t.false(everything.includes(word), word);
    // A late correction does not bring the person back.
    await putMessage(db);
    t.deepEqual(await db('message_recipient').pluck('email'), [null]);
  });
});

test('[R9.3] erasing a person empties what units were told of the visit too', async (t) => {
  await withDatabase(async (db) => {
    const citizen = { name: 'Ana Kos', email: 'ana@example.si', phone: null, note: '' };
    const { links: _links, ...plain } = visit;
    await putMessage(db, {
      kind: 'unitNotification',
      recipientId: 'location:ljubljana',
      payload: { change: 'booked', visit: plain, earlierStartsAt: null, citizen, links: { day: 'https://x.si' } },
    });
    await putMessage(db);
    t.is(await eraseRecipients(db, { recipientIds: [recipientId], about: ['appointment:1'] }), 2);
    t.false(JSON.stringify(await db('message')).includes('Ana Kos'));
    // The unit's own address is nobody's to erase here.
    t.is((await db('message_recipient').where({ id: 'location:ljubljana' }).first('email')).email, 'ana@example.si');
  });
});

test('[R9.3] an address that serves one message is forgotten with the last that goes there, not before', async (t) => {
  await withDatabase(async (db) => {
    const id = 'erased:1';
    const address = { email: 'ana@example.si', phone: '+38640123456' };
    await saveRecipient(db, { id, ...address, once: true });
    const put = (channel: 'email' | 'sms') =>
      enqueueMessage(db, {
        kind: 'dataErased',
        channel,
        recipientId: id,
        language: 'sl',
        about: id,
        locationId: null,
        payload: { references: ['482 915 6037'], cancelled: 0 },
        dedupeKey: null,
      });
    const [mail, sms] = [await put('email'), await put('sms')];
    const stands = () => db('message_recipient').where({ id }).first('email', 'phone');
    const claim = async (message: string): Promise<{ id: string; tries: number }> => {
      const claimed = await claimMessage(db, message, ['email', 'sms']);
      return { id: message, tries: claimed?.tries ?? 0 };
    };
    t.true(await settleSent(db, await claim(mail), {}, []));
    t.deepEqual(await stands(), address);
    // A try that is to be repeated still needs it.
    await settleFailure(db, await claim(sms), { reason: 'unreachable', againSeconds: 1 });
    t.deepEqual(await stands(), address);
    t.true(await settleSent(db, await claim(sms), {}, ['1']));
    t.deepEqual(await stands(), { email: null, phone: null });
  });
});

test('[R4.5] an address that can be none fails no deed, and is not written down', async (t) => {
  await withDatabase(async (db) => {
    for (const [id, email, phone] of [
      ['a', 'nekdo@example.si', '+38640123456'],
      ['b', 'dva@example.si, tri@example.si', '040123456'],
      ['c', 'brez afne', '+0123456789'],
      ['d', '', ''],
      ['e', null, null],
    ] as const) {
      await db.transaction((trx) => saveRecipient(trx, { id, email, phone }));
    }
    t.deepEqual(await db('message_recipient').whereNotNull('email').pluck('email'), ['nekdo@example.si']);
    t.deepEqual(await db('message_recipient').whereNotNull('phone').pluck('phone'), ['+38640123456']);
  });
});

test('[R9.3] what messages said is forgotten after its time, what is still to be sent is not', async (t) => {
  await withDatabase(async (db) => {
    const old = new Date('2026-01-01T00:00:00Z');
    const sent = await putMessage(db);
    await db('message')
      .where({ id: sent })
      .update({ state: 'sent', sent_at: old, created_at: old, not_before: old, rendered: { text: 'x' } });
    const parked = await putMessage(db, { recipientId: 'appointment:2' });
    await db('message')
      .where({ id: parked })
      .update({ state: 'parked', reason: 'notConfigured', created_at: old, not_before: old });
    const reminder = await putMessage(db, {
      kind: 'reminder',
      recipientId: 'appointment:3',
      notBefore: visit.startsAt,
    });
    await db('message').where({ id: reminder }).update({ created_at: old });
    await db('message_recipient').update({ created_at: old });
    const before = instant(Date.parse('2026-06-01T00:00:00Z'));
    t.deepEqual(await forgetMessages(db, before), { messages: 2, addresses: 2 });
    t.deepEqual(await forgetMessages(db, before), { messages: 0, addresses: 0 });
    const states = await db('message').orderBy('state').select('state', 'reason', db.raw('payload is null as empty'));
    t.deepEqual(states, [
      { state: 'failed', reason: 'tooLate', empty: true },
      { state: 'queued', reason: null, empty: false },
      { state: 'sent', reason: null, empty: true },
    ]);
    t.deepEqual(await db('message_recipient').whereNotNull('email').pluck('id'), ['appointment:3']);
    // A later message to the same person writes the address down again.
    await putMessage(db);
    t.is((await db('message_recipient').where({ id: recipientId }).first('email')).email, 'ana@example.si');
  });
});
