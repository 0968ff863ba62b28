import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import test from 'ava';
import { withDatabase } from '../database.ts';
import { putMessage, visit } from '../sql/message-fixture.ts';
import { until } from '../until.ts';
import { reaches, withMessenger } from './messenger-fixture.ts';
import { withSmsCentre } from './sms-centre.ts';

const code = { kind: 'verificationCode', channel: 'sms', payload: { code: '471093', until: visit.startsAt } } as const;

test('[R4.5] a long SMS with č arrives in parts and is delivered when each part is; a lost part is told', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withSmsCentre(async (centre) => {
      const sms = { by: 'smpp', account: centre.account, from: 'UeNarocanje' } as const;
      await withMessenger({ databaseUrl, sms }, async (_messenger, lines) => {
        const id = await putMessage(db, { channel: 'sms' });
        await reaches(db, id, 'sent');
        t.true(centre.parts.length > 1);
        t.true(centre.parts.every((part) => part.to === '38640123456' && part.coding === 8));
        const text = centre.parts.map((part) => part.text).join('');
        t.regex(text, /^Termin potrjen: Osebna izkaznica, 5\. 3\. 2027 ob 9\.30, .*Šentvid/);
        t.true(text.endsWith(visit.links.show));
        const [first, ...others] = centre.parts;
        t.is(await centre.tell(first?.id ?? '', 'DELIVRD'), 0);
        t.is((await db('message').where({ id }).first('state')).state, 'sent');
        for (const part of others) t.is(await centre.tell(part.id, 'DELIVRD'), 0);
        await reaches(db, id, 'delivered');

        const lost = await putMessage(db, { ...code, about: 'x' });
        await reaches(db, lost, 'sent');
        const only = centre.parts.at(-1);
        t.is(only?.coding, 0);
        t.is(only?.text, 'Koda za potrditev: 471093. Velja do 9.30. Ne povejte je nikomur.');
        t.is(await centre.tell(only?.id ?? '', 'UNDELIV'), 0);
        await reaches(db, lost, 'failed');
        t.is((await db('message').where({ id: lost }).first('reason')).reason, 'receipt UNDELIV');
        // A receipt that nobody knows (yet) is told again by the centre.
        t.is(await centre.tell('somebody-else', 'DELIVRD'), 0x64);
        t.false(/40123456|471093|skrivnost/.test(lines.join('')));
      });
    });
  });
});

test('[R4.5] a throttling centre and a cut connection are tried again; a wrong number is not', async (t) => {
  await withDatabase(async (db, databaseUrl) => {
    await withSmsCentre(async (centre) => {
      const sms = { by: 'smpp', account: centre.account, from: '+38615551234' } as const;
      await withMessenger({ databaseUrl, sms }, async () => {
        centre.answer = (tries) => (tries === 1 ? 0x58 : 0);
        const throttled = await putMessage(db, code);
        await reaches(db, throttled, 'sent');
        t.is((await db('message').where({ id: throttled }).first('tries')).tries, 2);
        centre.cut();
        const next = await putMessage(db, { ...code, about: 'y' });
        await reaches(db, next, 'sent');
        t.true(centre.binds >= 2);
        centre.answer = () => 0x0b;
        const wrong = await putMessage(db, { ...code, about: 'z' });
        await reaches(db, wrong, 'failed');
        t.is((await db('message').where({ id: wrong }).first('reason')).reason, 'smpp 0x0b');
        t.is(centre.parts.length, 2);
      });
    });
  });
});

test('[R4.5] an HTTP gateway gets number, words and a key against doubles; 503 and 429 are tried again', async (t) => {
  const got: { body: Record<string, string>; headers: Record<string, unknown> }[] = [];
  let tries = 0;
  const gateway = createServer((request, response) => {
    void json(request).then((body) => {
      tries += 1;
      const status = [503, 429][tries - 1] ?? 202;
      if (status === 202) got.push({ body: body as Record<string, string>, headers: request.headers });
      response.writeHead(status).end();
    });
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
  try {
    await withDatabase(async (db, databaseUrl) => {
      const body = '{"to":"{to}","from":"{from}","text":"{text}","reference":"{id}"}';
      const sms = { by: 'http', url, body, authorization: 'Bearer x', from: 'UeNarocanje' } as const;
      await withMessenger({ databaseUrl, sms }, async () => {
        const id = await putMessage(db, {
          channel: 'sms',
          payload: { visits: [{ ...visit, serviceName: 'Izpis "A" \\ B\nC' }] },
        });
        await reaches(db, id, 'sent');
        await until('three tries', () => tries === 3);
        t.is(got.length, 1);
        t.is(got[0]?.body.to, '+38640123456');
        t.is(got[0]?.body.reference, id);
        t.true(got[0]?.body.text?.startsWith('Termin potrjen: Izpis "A" \\ B\nC, 5. 3. 2027 ob 9.30'));
        t.is(got[0]?.headers.authorization, 'Bearer x');
        t.is(got[0]?.headers['idempotency-key'], id);
      });
    });
  } finally {
    await new Promise((resolve) => gateway.close(resolve));
  }
});
