import test from 'ava';
import { instant } from '../../engine/core/ids.ts';
import { requeueMessage } from '../../sql/messages/requeue-message.ts';
import { mostTries } from '../../sql/messages/schedule-delivery.ts';
import { withdrawMessages } from '../../sql/messages/withdraw-messages.ts';
import { withDatabase } from '../database.ts';
import { putMessage, recipientId, visit } from '../sql/message-fixture.ts';
import { until } from '../until.ts';
import { readMail, withMailServer } from './mail-server.ts';
import { noJobStays, reaches, withMessenger } from './messenger-fixture.ts';

test('[R4.5] a confirmation arrives: words, HTML, calendar file, stable Message-ID; its links leave the database', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      await withMessenger({ databaseUrl, smtpUrl: server.smtpUrl }, async (_messenger, lines) => {
        const id = await db.transaction((trx) => putMessage(trx));
        await reaches(db, id, 'sent');
        const mail = readMail(server.mails[0] ?? '');
        t.is(mail.headers.subject, 'Potrditev termina: Osebna izkaznica, 5. 3. 2027 ob 9.30');
        t.is(mail.headers.to, 'ana@example.si');
        t.is(mail.headers.from, 'Klicni center UeNaročanje <narocanje@example.si>');
        t.is(mail.headers['message-id'], `<${id}@example.si>`);
        t.is(mail.headers['auto-submitted'], 'auto-generated');
        t.true(mail.text.includes(visit.links.cancel) && mail.html.includes(`href="${visit.links.move}"`));
        t.is(mail.calendars.length, 1);
        t.is(mail.calendars[0]?.method, 'REQUEST');
        t.regex(mail.calendars[0]?.content ?? '', /UID:a1b2c3@ue\.example\.si/);
        const kept = JSON.stringify(await db('message').where({ id }).first());
        t.false(kept.includes('skrivnost'));
        t.true(kept.includes('vaš obisk je potrjen'));
        await noJobStays(db);
        const told = lines.join('');
        for (const personal of ['ana@', '40123456', 'skrivnost', visit.reference, visit.serviceName]) {
          t.false(told.includes(personal), personal);
        }
      });
    });
  });
});

test('[R4.5] a server that is busy, greylists or is away gets the mail later; one that refuses it, never', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      server.answer = (to, tries) => (to.startsWith('nihce') ? 550 : tries <= 1 ? 451 : null);
      await withMessenger({ databaseUrl, smtpUrl: server.smtpUrl }, async (_messenger, lines) => {
        const later = await putMessage(db);
        let tried = await db('message').where({ id: later }).first();
        await until('a try failed', async () => {
          tried = await db('message').where({ id: later }).first();
          return tried.reason !== null;
        });
        const { reason, state, next_try_at } = tried;
        t.is(reason, 'smtp 451 4.2.0');
        t.is(state, 'queued');
        t.true(next_try_at > Date.now() - 60_000);
        await reaches(db, later, 'sent');
        t.is((await db('message').where({ id: later }).first('tries')).tries, 2);

        await putMessage(db, { recipientId: 'appointment:2' });
        await db('message_recipient').where({ id: 'appointment:2' }).update({ email: 'nihce@example.si' });
        const never = await putMessage(db, { recipientId: 'appointment:3' });
        await db('message_recipient').where({ id: 'appointment:3' }).update({ email: 'nihce@example.si' });
        await until(
          'both settled',
          async () => (await db('message').whereIn('state', ['sent', 'failed'])).length === 3,
        );
        t.false(lines.join('').includes('@example.si'));
        t.true((await db('message').where({ id: never }).first('state')).state !== 'queued');
      });
    });
  });
});

test('[R4.5] a mailbox that does not exist is told once; corrected, the message goes out again', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      server.answer = (to) => (to === 'ana@example.si' ? 550 : null);
      await withMessenger({ databaseUrl, smtpUrl: server.smtpUrl }, async () => {
        const id = await putMessage(db);
        await reaches(db, id, 'failed');
        const failed = await db('message').where({ id }).first();
        t.is(failed.reason, 'smtp 550 4.2.0');
        t.is(failed.tries, 1);
        await noJobStays(db);
        await db('message_recipient').where({ id: recipientId }).update({ email: 'ana.nova@example.si' });
        t.is(await requeueMessage(db, id), 'queued');
        await reaches(db, id, 'sent');
        t.true(server.mails[0]?.includes('skrivnost-2'));
        t.is(await requeueMessage(db, id), 'notFailed');
      });
    });
  });
});

test('[R4.5] a server that is not there yet: nothing is lost, and all of it goes out when it comes', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    let port = 0;
    await withMailServer(async (server) => {
      port = Number(new URL(server.smtpUrl).port);
    });
    await withMessenger({ databaseUrl, smtpUrl: `smtp://127.0.0.1:${port}` }, async () => {
      const id = await putMessage(db);
      await until(
        'unreachable',
        async () => (await db('message').where({ id }).first('reason')).reason === 'unreachable',
      );
      await withMailServer(async (server) => {
        await reaches(db, id, 'sent');
        t.is(server.mails.length, 1);
      }, port);
    });
  });
});

test('[R4.5] the last try ends it: failed, with the reason, and no job stays behind', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      server.answer = () => 421;
      const id = await putMessage(db);
      await db.raw('update graphile_worker._private_jobs set attempts = ?', [mostTries - 1]);
      await withMessenger({ databaseUrl, smtpUrl: server.smtpUrl }, async () => {
        await reaches(db, id, 'failed');
        t.is((await db('message').where({ id }).first('reason')).reason, 'smtp 421 4.2.0');
        await noJobStays(db);
      });
    });
  });
});

test('[R4.5] a withdrawn reminder never goes out, neither one that is withdrawn while its sending fails', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      const waiting = await putMessage(db, { kind: 'reminder', notBefore: instant(Date.now() + 3_600_000) });
      await withMessenger({ databaseUrl, smtpUrl: server.smtpUrl }, async () => {
        await withdrawMessages(db, 'appointment:1', ['reminder']);
        server.answer = () => 451;
        server.beforeAnswer = async () => {
          await withdrawMessages(db, 'appointment:2');
        };
        const sending = await putMessage(db, { kind: 'reminder', about: 'appointment:2' });
        await reaches(db, sending, 'withdrawn');
        // The first one's time comes, and one that is put after it goes out.
        await db('message').where({ id: waiting }).update({ not_before: new Date() });
        await noJobStays(db);
        server.answer = () => null;
        const last = await putMessage(db, { about: 'appointment:3' });
        await reaches(db, last, 'sent');
        t.is(server.mails.length, 1);
        t.is((await db('message').where({ id: waiting }).first('state')).state, 'withdrawn');
      });
    });
  });
});

test('[R4.5] too late is not sent; without an address and without a server it says so and waits', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      await withMessenger({ databaseUrl, smtpUrl: server.smtpUrl }, async () => {
        const late = await putMessage(db, { expiresAt: instant(Date.now() - 1000) });
        const sms = await putMessage(db, { channel: 'sms' });
        await reaches(db, late, 'failed');
        await reaches(db, sms, 'parked');
        t.is((await db('message').where({ id: late }).first('reason')).reason, 'tooLate');
        t.is((await db('message').where({ id: sms }).first('reason')).reason, 'notConfigured');
        t.is(await requeueMessage(db, late), 'tooLate');
        const nobody = await db.transaction(async (trx) => {
          const id = await putMessage(trx, { recipientId: 'appointment:9' });
          await trx('message_recipient').where({ id: 'appointment:9' }).update({ email: null });
          return id;
        });
        await reaches(db, nobody, 'failed');
        t.is((await db('message').where({ id: nobody }).first('reason')).reason, 'noAddress');
        t.is(server.mails.length, 0);
      });
    });
  });
});
