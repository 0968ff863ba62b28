import test from 'ava';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { startMessenger } from '../../messages/delivery/messenger.ts';
import { grantRole } from '../../sql/people/grant-role.ts';
import { readMail, withMailServer } from '../messages/mail-server.ts';
import { visit as booked, putMessage } from '../sql/message-fixture.ts';
import { until } from '../until.ts';
import { violationsOf } from './fixture/axe.ts';
import { closeBrowser, signIn, textOf, withPage } from './fixture/browser.ts';
import { visit } from './fixture/visitor.ts';
import { withWeb } from './fixture/web.ts';

test.after.always(closeBrowser);

/** Lets everything in the outbox be tried once, with what is configured. */
async function deliver(db: Knex, databaseUrl: string, smtpUrl: string | null): Promise<void> {
  const messenger = await startMessenger({
    databaseUrl,
    smtpUrl,
    sms: null,
    sender: { name: 'Klicni center UeNaročanje', email: 'narocanje@example.si' },
    log: pino({ level: 'silent' }),
    pollEveryMs: 100,
  });
  try {
    await until(
      'all was tried',
      async () => (await db('message').whereIn('state', ['queued', 'sending'])).length === 0,
    );
  } finally {
    await messenger.close();
  }
}

const urlOf = (db: Knex): string => (db.client.config.connection as { connectionString: string }).connectionString;

test.serial(
  '[R4.5] without a mail server nothing is lost: staff reads it in full, and sends it when there is one',
  async (t) => {
    await withWeb(async (web) => {
      await putMessage(web.db);
      await putMessage(web.db, { channel: 'sms', language: 'hu' });
      await deliver(web.db, urlOf(web.db), null);
      await withMailServer(async (server) => {
        await withPage(web, async (page) => {
          await signIn(page, 'nadzornik');
          await page.goto(`${web.url}/posta`);
          await page.getByText('2 sporočili nista bili poslani').waitFor();
          t.deepEqual(await violationsOf(page), []);
          t.regex(await textOf(page.locator('tbody')), /Potrditev termina[\s\S]*SMS[\s\S]*\+38640123456/);
          await page.locator('tbody a').last().click();
          await page.getByText('je tu v celoti').waitFor();
          t.regex(await textOf(page.locator('.letter')), /vaš obisk je potrjen[\s\S]*skrivnost-1/);
          t.deepEqual(await violationsOf(page), []);
          await page.goto(`${web.url}/posta`);
          await page.getByRole('button', { name: 'Pošlji vse, kar čaka na strežnik' }).click();
          await page.getByText('Sporočila so uvrščena v pošiljanje.').waitFor();
          await deliver(web.db, urlOf(web.db), server.smtpUrl);
          t.is(
            readMail(server.mails[0] ?? '').headers.subject,
            'Potrditev termina: Osebna izkaznica, 5. 3. 2027 ob 9.30',
          );
          await page.goto(`${web.url}/posta?stanje=sent`);
          await page.locator('tbody a').first().click();
          await page.getByText('Povezav in kod').waitFor();
          const letter = await textOf(page.locator('.letter'));
          t.regex(letter, /vaš obisk je potrjen/);
          t.notRegex(letter, /skrivnost/);
        });
      });
      const actions = await web.db('audit_entry').where({ user_id: 'nadzornik' }).pluck('action');
      t.is(actions.filter((action: string) => action === 'messageRead').length, 2);
      t.is(actions.filter((action: string) => action === 'messageSentAgain').length, 2);
      t.false(web.log.join('').includes('skrivnost'));
    });
  },
);

test.serial('[R4.5] what failed is told of with its reason, sent again, or noted as told in another way', async (t) => {
  await withWeb(async (web) => {
    const id = await putMessage(web.db);
    await withMailServer(async (server) => {
      server.answer = () => 550;
      await deliver(web.db, urlOf(web.db), server.smtpUrl);
    });
    await withPage(web, async (page) => {
      await signIn(page, 'nadzornik');
      await page.goto(`${web.url}/posta`);
      await page.getByText('1 sporočilo ni bilo dostavljeno').click();
      await page.locator('tbody a').first().click();
      await page.getByText('Poštni strežnik sporočila ni sprejel (koda 550 4.2.0).').waitFor();
      t.deepEqual(await violationsOf(page), []);
      await page.getByRole('button', { name: 'Pošlji znova' }).click();
      await page.getByText('Sporočilo je uvrščeno v pošiljanje.').waitFor();
      await withMailServer(async (server) => {
        server.answer = () => 550;
        await deliver(web.db, urlOf(web.db), server.smtpUrl);
      });
      await page.reload();
      await page.getByRole('button', { name: 'Označi kot rešeno drugače' }).click();
      await page.getByText('rešeno drugače:').waitFor();
      await page.goto(`${web.url}/posta`);
      t.is(await page.getByText('ni bilo dostavljeno').count(), 0);
    });
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const again = await visitor.post(`/posta/sporocilo/${id}/poslji`);
    t.is(again.status, 409);
    t.regex(await again.text(), /ni treba pošiljati znova/);
  });
});

test.serial('[R3.4] a clerk of one unit sees its messages and nothing of another, whatever the address', async (t) => {
  await withWeb(async (web) => {
    const [own, other] = await web.db('location').whereNull('parent_id').orderBy('id').limit(2).pluck('id');
    const ofOwn = await putMessage(web.db, { locationId: own });
    const ofOther = await putMessage(web.db, { locationId: other, recipientId: 'appointment:2' });
    const ofNowhere = await putMessage(web.db, { recipientId: 'appointment:3' });
    await web.db('role_grant').where({ user_id: 'agent4' }).delete();
    await grantRole(web.db, 'agent4', { role: 'clerk', locationId: own });
    const visitor = visit(web);
    await visitor.signIn('agent4');
    const list = await (await visitor.get('/posta')).text();
    t.true(list.includes(ofOwn));
    t.false(list.includes(ofOther) || list.includes(ofNowhere));
    t.is((await visitor.get(`/posta/sporocilo/${ofOwn}`)).status, 200);
    for (const id of [ofOther, ofNowhere]) {
      t.is((await visitor.get(`/posta/sporocilo/${id}`)).status, 404);
      t.is((await visitor.post(`/posta/sporocilo/${id}/poslji`)).status, 404);
      t.is((await visitor.post(`/posta/sporocilo/${id}/reseno`)).status, 404);
    }
    t.is((await visitor.get('/posta/predloge')).status, 403);
  });
});

test.serial('[R4.5] a page of the outbox leads to the next one, with its choice', async (t) => {
  await withWeb(async (web) => {
    await web.db.transaction(async (trx) => {
      for (let place = 0; place < 120; place += 1) await putMessage(trx, { about: `appointment:${place}` });
    });
    const visitor = visit(web);
    await visitor.signIn('nadzornik');
    const seen = new Set<string>();
    let path: string | undefined = '/posta?stanje=queued&pot=email';
    let pages = 0;
    while (path !== undefined) {
      const html: string = await (await visitor.get(path)).text();
      for (const [, id = ''] of html.matchAll(/\/posta\/sporocilo\/([0-9a-f-]{36})/g)) seen.add(id);
      path = /<a href="([^"]+)">Starejša sporočila/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      pages += 1;
    }
    t.is(seen.size, 120);
    t.is(pages, 3);
  });
});

test.serial(
  '[R4.5] the administrator edits a text with a preview; mistakes are told with what was expected',
  async (t) => {
    await withWeb(async (web) => {
      await withPage(web, async (page) => {
        await signIn(page, 'skrbnik');
        await page.goto(`${web.url}/posta/predloge`);
        t.deepEqual(await violationsOf(page), []);
        await page.getByRole('link', { name: 'Potrditev termina, e-pošta, slovenščina' }).click();
        t.regex(await textOf(page.locator('.letter')), /vaša obiska sta potrjena/);
        t.deepEqual(await violationsOf(page), []);
        await page.locator('#besedilo').fill('Dober dan!\n\n{obisk}');
        await page.getByRole('button', { name: 'Shrani' }).click();
        await page.getByText('Vrednosti {obisk} v tem sporočilu ni. Na voljo so: {service}').waitFor();
        await page.getByText('Manjka obvezna vrednost {visits}.').waitFor();
        t.is(await page.locator('#besedilo').inputValue(), 'Dober dan!\n\n{obisk}');
        t.deepEqual(await violationsOf(page), []);
        await page.locator('#besedilo').fill('Dober dan <b>vsem</b>!\n\n{visits}');
        await page.getByRole('button', { name: 'Predogled' }).click();
        await page.locator('.letter', { hasText: 'Dober dan <b>vsem</b>!' }).waitFor();
        t.is((await web.db('message_template')).length, 0);
        await page.getByRole('button', { name: 'Shrani' }).click();
        await page.getByText('Predloga je shranjena.').waitFor();
        await withMailServer(async (server) => {
          await putMessage(web.db);
          await deliver(web.db, urlOf(web.db), server.smtpUrl);
          const mail = readMail(server.mails[0] ?? '');
          t.regex(mail.text, /^Dober dan <b>vsem<\/b>!/);
          t.regex(mail.html, /Dober dan &lt;b&gt;vsem/);
          t.true(mail.text.includes(booked.links.cancel));
        });
        await page.getByRole('button', { name: 'Povrni prvotno besedilo' }).click();
        await page.getByText('Spet velja prvotno besedilo.').waitFor();
        t.regex(await textOf(page.locator('.letter').first()), /vaša obiska sta potrjena/);
        t.deepEqual(await violationsOf(page), []);
      });
      const actions = await web.db('audit_entry').where({ user_id: 'skrbnik' }).orderBy('id').pluck('action');
      t.deepEqual(
        actions.filter((action: string) => action.startsWith('messageTemplate')),
        ['messageTemplateEdited', 'messageTemplateRestored'],
      );
      const visitor = visit(web);
      await visitor.signIn('skrbnik');
      for (const path of ['reminder/fax/sl', 'reminder/sms/de', 'nothing/sms/sl', 'unitDailyList/sms/sl']) {
        t.is((await visitor.get(`/posta/predloge/${path}`)).status, 404, path);
      }
    });
  },
);
