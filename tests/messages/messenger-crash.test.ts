import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'ava';
import { jobKeyOf } from '../../sql/messages/message.ts';
import { withDatabase } from '../database.ts';
import { jobKeys, putMessage } from '../sql/message-fixture.ts';
import { until } from '../until.ts';
import { withMailServer } from './mail-server.ts';
import { reaches, sender, withMessenger } from './messenger-fixture.ts';

const messengerFile = new URL('../../messages/delivery/messenger.ts', import.meta.url).href;

/** A messenger in a process of its own, that can be killed. */
function spawnMessenger(databaseUrl: string, smtpUrl: string): ChildProcess {
  const program = `
    import { startMessenger } from ${JSON.stringify(messengerFile)};
    import { pino } from 'pino';
    const messenger = await startMessenger({
      databaseUrl: process.env.DATABASE_URL, smtpUrl: process.env.SMTP_URL, sms: null,
      sender: ${JSON.stringify(sender)}, log: pino({ level: 'silent' }), pollEveryMs: 100,
    });
    process.on('SIGTERM', () => messenger.close().then(() => process.exit(0)));
  `;
  return spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {
    env: { ...process.env, DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl },
    stdio: 'inherit',
  });
}

/** Longer than a busy machine takes over one mail, so that only what was left alone is taken up again. */
const staleSeconds = 60;
const longAgo = (): Date => new Date(Date.now() - 2 * staleSeconds * 1_000);

test('[R9.2] killed while the server takes the mail, it is sent again under the same Message-ID by the next one', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      const heard = Promise.withResolvers<void>();
      server.beforeAnswer = () => {
        heard.resolve();
        return new Promise(() => undefined);
      };
      const child = spawnMessenger(databaseUrl, server.smtpUrl);
      const id = await putMessage(db);
      await heard.promise;
      child.kill('SIGKILL');
      await once(child, 'exit');
      t.is((await db('message').where({ id }).first('state')).state, 'sending');
      server.beforeAnswer = async () => undefined;
      await db('message').where({ id }).update({ sending_since: longAgo() });
      await withMessenger(
        { databaseUrl, smtpUrl: server.smtpUrl, staleSeconds, resumeEveryMs: 200 },
        async (_messenger, lines) => {
          await reaches(db, id, 'sent');
          t.true(lines.some((line) => line.includes('taken up again')));
        },
      );
      // The first server had it already, and only its answer was not heard: at least once, and known as the same.
      t.is(server.mails.length, 2);
      const [first, second] = server.mails.map((mail) => /^Message-ID: (.+)$/im.exec(mail)?.[1]);
      t.is(first, second);
      t.is((await db('message').where({ id }).first('tries')).tries, 2);
    });
  });
});

test('[R9.2] told to stop it lets the mail out that is under way, and leaves the rest', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      const heard = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      server.beforeAnswer = () => {
        heard.resolve();
        return answer.promise;
      };
      const child = spawnMessenger(databaseUrl, server.smtpUrl);
      const id = await putMessage(db);
      await heard.promise;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      answer.resolve();
      t.deepEqual(await ended, [0, null]);
      t.is((await db('message').where({ id }).first('state')).state, 'sent');
      const left = await putMessage(db, { about: 'appointment:2' });
      t.deepEqual(await jobKeys(db), [jobKeyOf(left)]);
      t.is(server.mails.length, 1);
    });
  });
});

test('[R9.2] a message whose job got lost is found and sent', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      const id = await putMessage(db);
      await db.raw('select 1 from graphile_worker.remove_job(?)', [jobKeyOf(id)]);
      await db('message').update({ not_before: longAgo() });
      await withMessenger({ databaseUrl, smtpUrl: server.smtpUrl, staleSeconds, resumeEveryMs: 200 }, async () => {
        await reaches(db, id, 'sent');
        t.is(server.mails.length, 1);
      });
    });
  });
});

test('[R4.5] a thousand messages and two messengers at once: each arrives once', async (t) => {
  t.timeout(120_000);
  await withDatabase(async (db, databaseUrl) => {
    await withMailServer(async (server) => {
      for (let batch = 0; batch < 10; batch += 1) {
        await db.transaction(async (trx) => {
          for (let place = 0; place < 100; place += 1) {
            await putMessage(trx, { about: `appointment:${batch}-${place}`, dedupeKey: `${batch}-${place}` });
          }
        });
      }
      const startedAt = performance.now();
      const options = { databaseUrl, smtpUrl: server.smtpUrl };
      await withMessenger(options, () =>
        withMessenger(options, async () => {
          await until(
            'a thousand sent',
            async () => (await db('message').whereNot({ state: 'sent' }).first('id')) === undefined,
            100_000,
          );
        }),
      );
      t.log(`1,000 mails in ${Math.round((performance.now() - startedAt) / 100) / 10} s`);
      const ids = server.mails.map((mail) => /^Message-ID: (.+)$/im.exec(mail)?.[1]);
      t.is(ids.length, 1000);
      t.is(new Set(ids).size, 1000);
      t.deepEqual(await jobKeys(db), []);
    });
  });
});
